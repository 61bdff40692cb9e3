// SPDX-License-Identifier: MIT
#include "world/language/noun_phrase.h"

#include <optional>
#include <string_view>

namespace reality {
namespace {

using enum WordClass;

/// Reads one member of a list from left to right.
class ItemReader {
 public:
  ItemReader(const Tokens& tokens, TokenSpan span)
      : tokens_(tokens), lexicon_(tokens.lexicon()), at_(span.begin), end_(span.end) {
    while (end_ > at_ && tokens.blank(end_ - 1)) --end_;
    item_.whole = {at_, end_};
  }

  std::optional<NounItem> read() {
    skip_articles();
    if (at_ >= end_) return std::nullopt;
    if (!read_pronoun()) {
      read_quantity();
      skip_articles();
      if (item_.quantity == Quantity::one || !read_pronoun()) read_noun();
    }
    return item_;
  }

 private:
  std::string_view word() const { return tokens_.word(at_); }
  uint32_t left() const { return end_ - at_; }
  bool is(WordClass sort) const { return at_ < end_ && tokens_.is(sort, at_); }

  void skip_articles() {
    while (at_ < end_ && (is(article) || tokens_.blank(at_) || (left() > 1 && is(demonstrative)))) {
      if (is(indefinite)) item_.loose = true;
      ++at_;
    }
  }

  bool read_pronoun() {
    if (left() != 1) return false;
    item_.pronoun = lexicon_.pronoun(word());
    if (item_.pronoun == Pronoun::none) return false;
    item_.noun = item_.bare = {at_, end_};
    return true;
  }

  // "two of the", "all of", "three more".
  void quantify(Quantity quantity, uint32_t number = 0) {
    item_.quantity = quantity;
    item_.number = number;
    ++at_;
    if (left() > 1 && is(more)) ++at_;
    if (left() > 1 && is(of)) ++at_;
    const bool loose = item_.loose;
    skip_articles();
    item_.loose = loose;
    if (left() > 1 && (is(other) || is(another))) read_other();
  }

  void read_other() {
    item_.other = true;
    ++at_;
    if (left() > 1 && lexicon_.number(word()) && !is(one))
      quantify(Quantity::number, *lexicon_.number(word()));
  }

  void read_quantity() {
    if (is(all) || (left() > 1 && is(any))) {
      quantify(is(all) ? Quantity::all : Quantity::any);
      if (left() > 1)
        if (const auto number = lexicon_.number(word())) quantify(Quantity::number, *number);
      return;
    }
    if (left() < 2) return read_alone();
    if (is(both)) {
      item_.both = true;
      return quantify(Quantity::number, 2);
    }
    if (is(pair) && tokens_.is(of, at_ + 1)) return quantify(Quantity::number, 2);
    if (is(another)) item_.quantity = Quantity::any;
    if (is(other) || is(another)) return read_other();
    if (const auto number = lexicon_.number(word())) return quantify(Quantity::number, *number);
    if (const auto ordinal = lexicon_.ordinal(word())) quantify(Quantity::ordinal, *ordinal);
  }

  // "the other", "another", "two": of what was spoken of before.
  void read_alone() {
    const auto number = lexicon_.number(word());
    if (is(another)) item_.quantity = Quantity::any;
    item_.other = is(other) || is(another);
    if (number) {
      item_.quantity = Quantity::number;
      item_.number = *number;
    }
    if (item_.other || number) ++at_;
  }

  void read_noun() {
    if (left() > 1) item_.owner = lexicon_.owner(word());
    if (item_.owner != Pronoun::none) ++at_;
    if (left() > 1 && tokens_.is(here, end_ - 1)) --end_;
    if (item_.quantity == Quantity::all && is(here)) ++at_;
    if (item_.quantity == Quantity::all && is(stuff)) ++at_;
    read_trailing_number();
    item_.noun = item_.bare = {at_, end_};
    for (uint32_t i = at_ + (item_.quantity == Quantity::all ? 0 : 1); i + 1 < end_; ++i) {
      if (!tokens_.is(place, i)) continue;
      item_.place = {i, end_};
      item_.bare.end = i;
      break;
    }
    if (!item_.place.empty() && item_.bare.empty()) item_.noun.end = item_.noun.begin;
  }

  // "coin 2": the second one. A thing's own name goes first.
  void read_trailing_number() {
    if (left() < 2 || item_.quantity != Quantity::one) return;
    const std::string_view last = tokens_.word(end_ - 1);
    const bool digits = last.front() == '#' || (last.front() >= '0' && last.front() <= '9');
    if (!digits) return;
    const auto number = last.front() == '#' ? lexicon_.ordinal(last) : lexicon_.number(last);
    if (!number) return;
    item_.quantity = Quantity::ordinal;
    item_.number = *number;
    --end_;
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  uint32_t at_;
  uint32_t end_;
  NounItem item_;
};

// How many tokens say "except" here: "but", "except for", "apart from"; 0: none do.
uint32_t except_at(const Tokens& tokens, uint32_t at, uint32_t end) {
  const bool tail = at + 1 < end && tokens.is(except_end, at + 1);
  if (tokens.is(except_two, at)) return tail ? 2 : 0;
  if (!tokens.is(except, at)) return 0;
  return tail ? 2 : 1;
}

}  // namespace

NounPhrase read_noun_phrase(const Tokens& tokens, TokenSpan span) {
  NounPhrase phrase;
  std::vector<NounItem>* list = &phrase.items;
  uint32_t begin = span.begin;
  for (uint32_t at = span.begin; at <= span.end; ++at) {
    const bool over = at == span.end;
    const uint32_t except = !over && at > span.begin ? except_at(tokens, at, span.end) : 0;
    if (!over && except == 0 && !tokens.is(joiner, at)) continue;
    if (auto item = ItemReader(tokens, {begin, at}).read()) list->push_back(*item);
    if (except > 0) {
      list = &phrase.except;
      phrase.marker = {at, at + except};
      at += except - 1;
    }
    begin = at + 1;
  }
  return phrase;
}

}  // namespace reality
