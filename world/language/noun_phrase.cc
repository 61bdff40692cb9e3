// SPDX-License-Identifier: MIT
#include "world/language/noun_phrase.h"

#include <optional>
#include <string_view>

namespace reality {
namespace {

Pronoun owner_word(std::string_view word) {
  if (word == "my") return Pronoun::me;
  if (word == "his") return Pronoun::him;
  if (word == "her") return Pronoun::her;
  if (word == "its") return Pronoun::it;
  if (word == "their") return Pronoun::them;
  return Pronoun::none;
}

/// Reads one member of a list from left to right.
class ItemReader {
 public:
  ItemReader(const Tokens& tokens, TokenSpan span) : tokens_(tokens), at_(span.begin), span_(span) {
    while (span_.end > span_.begin && tokens.blank(span_.end - 1)) --span_.end;
    item_.whole = span_;
  }

  std::optional<NounItem> read() {
    skip_articles();
    if (at_ >= span_.end) return std::nullopt;
    if (left() == 1) item_.pronoun = pronoun_word(word());
    if (item_.pronoun == Pronoun::none) {
      read_quantity();
      if (left() > 1) item_.owner = owner_word(word());
      if (item_.owner != Pronoun::none) ++at_;
    }
    item_.noun = {at_, span_.end};
    return item_;
  }

 private:
  std::string_view word() const { return tokens_.word(at_); }
  uint32_t left() const { return span_.end - at_; }

  void skip_articles() {
    while (at_ < span_.end && (is_article(word()) || tokens_.blank(at_))) ++at_;
  }

  void quantify(Quantity quantity, uint32_t number = 0) {
    item_.quantity = quantity;
    item_.number = number;
    ++at_;
    if (left() > 1 && word() == "of") ++at_;
    skip_articles();
  }

  void read_quantity() {
    if (is_all(word())) return quantify(Quantity::all);
    if (left() < 2) return;
    if (word() == "any" || word() == "either") return quantify(Quantity::any);
    if (word() == "both") return quantify(Quantity::number, 2);
    if (const auto number = number_word(word())) return quantify(Quantity::number, *number);
    if (const auto ordinal = ordinal_word(word())) quantify(Quantity::ordinal, *ordinal);
  }

  const Tokens& tokens_;
  uint32_t at_;
  TokenSpan span_;
  NounItem item_;
};

}  // namespace

NounPhrase read_noun_phrase(const Tokens& tokens, TokenSpan span) {
  NounPhrase phrase;
  std::vector<NounItem>* list = &phrase.items;
  uint32_t begin = span.begin;
  for (uint32_t at = span.begin; at <= span.end; ++at) {
    const bool over = at == span.end;
    const bool except = !over && at > span.begin && is_except(tokens.word(at));
    if (!over && !except && !joins_list(tokens.word(at))) continue;
    if (auto item = ItemReader(tokens, {begin, at}).read()) list->push_back(*item);
    if (except) list = &phrase.except;
    begin = at + 1;
    if (except && begin < span.end && tokens.word(begin) == "for") ++begin;
  }
  return phrase;
}

}  // namespace reality
