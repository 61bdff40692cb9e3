// SPDX-License-Identifier: MIT
//
// The part of the resolver for what is no thing in scope: places known from before, and words of
// which a room's text alone speaks.
#include <algorithm>

#include "engine/text.h"
#include "world/language/resolver.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kMostProse = 4000;  // letters of a room's text that are searched
constexpr size_t kShortestScenery = 3;

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// True when the folded text has the folded word as a whole word.
bool has_word(std::string_view text, std::string_view word) {
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
      return true;
  }
  return false;
}

// The words of a mention, "wallpaper = Faded roses.", and what to say of it.
struct Mention {
  std::string words;
  std::string_view answer;
};

Mention read_mention(std::string_view entry) {
  const size_t equals = entry.find('=');
  if (equals == std::string_view::npos) return {fold_word(trim(entry)), {}};
  return {fold_word(trim(entry.substr(0, equals))), trim(entry.substr(equals + 1))};
}

}  // namespace

bool Resolver::is_scenery(TokenSpan noun, Failure& failure) {
  std::vector<std::string_view> words;
  for (uint32_t i = noun.begin; i < noun.end; ++i)
    if (!tokens_.blank(i) && !tokens_.is(WordClass::article, i)) words.push_back(tokens_.word(i));
  if (words.empty() || words.size() > 4 || !budget_.spend(8)) return false;
  if (words.back().size() < kShortestScenery || grammar_word(words.back())) return false;
  const auto all_in = [&](std::string_view text) {
    return std::all_of(words.begin(), words.end(),
                       [&](std::string_view word) { return has_word(text, word); });
  };
  const std::string_view mentions = around_.mentions();
  const char between = mentions.find('=') == std::string_view::npos ? ',' : ';';
  for (const std::string_view entry : split(mentions, between)) {
    const Mention mention = read_mention(entry);
    if (mention.words.empty() || !all_in(mention.words)) continue;
    fail_scenery(noun, mention.answer, failure);
    return true;
  }
  if (!all_in(fold_word(around_.prose().substr(0, kMostProse)))) return false;
  fail_scenery(noun, {}, failure);
  return true;
}

void Resolver::fail_scenery(TokenSpan noun, std::string_view answer, Failure& failure) const {
  failure = Failure{};
  failure.kind = FailureKind::only_scenery;
  uint32_t begin = noun.begin;
  while (begin + 1 < noun.end && tokens_.is(WordClass::article, begin)) ++begin;
  failure.word = tokens_.typed(begin, noun.end);
  failure.suggestion = answer;
  failure.begin = tokens_.token(begin).begin;
  failure.end = tokens_.token(noun.end - 1).end;
}

// Small words are no things, however often the text has them.
bool Resolver::grammar_word(std::string_view word) const {
  const Lexicon& lexicon = tokens_.lexicon();
  for (const WordClass sort : {WordClass::joiner, WordClass::all, WordClass::except, WordClass::one,
                               WordClass::other, WordClass::of, WordClass::here, WordClass::place,
                               WordClass::to, WordClass::adverb, WordClass::except_end})
    if (lexicon.is(sort, word)) return true;
  return !lexicon.direction(word).empty() || lexicon.number(word) || lexicon.ordinal(word) ||
         lexicon.pronoun(word) != Pronoun::none || lexicon.owner(word) != Pronoun::none;
}

// "the other one", "two": of what the last thing spoken of is one.
void Resolver::resolve_like_last(const RoleContext& context, const NounItem& item,
                                 Resolution& out) {
  const Found& named = search_.find(item.whole);
  const bool exact = std::any_of(
      named.candidates.begin(), named.candidates.end(),
      [](const Candidate& candidate) { return candidate.quality == NounQuality::exact; });
  if (exact) return add(*named.candidates.front().thing, out);
  Found like;
  for (size_t i = dialogue_.recent.size(); i-- > 0 && like.candidates.empty();) {
    const Thing* last = around_.find(dialogue_.recent[i]);
    if (!last || !search_.in_scope(*last)) continue;
    const std::string name = fold_word(last->string(key::name));
    const std::string_view noun = std::string_view(name).substr(name.rfind(' ') + 1);
    for (Thing* thing : around_.scope()) {
      if (!budget_.spend()) break;
      const NounFit fit = match_noun(*thing, {&noun, 1}, false, tokens_.lexicon());
      if (fit.quality == NounQuality::exact) like.candidates.push_back({thing, fit.quality, false});
    }
  }
  std::vector<Ranked> ranked = rank(context, item, like);
  if (ranked.empty()) return fail(FailureKind::no_antecedent, item.whole, out);
  choose(context, item, std::move(ranked), out);
}

// Where the actor has been goes before what stands here and whom it saw go.
void Resolver::resolve_place(const RoleContext& context, Resolution& out) {
  const NounPhrase phrase = read_noun_phrase(tokens_, context.span);
  if (phrase.items.size() != 1) return fail(FailureKind::unknown_place, context.span, out);
  const NounItem& item = phrase.items.front();
  if (resolve_pin(context, item.noun, out)) return;
  if (tokens_.is(WordClass::back, item.whole.begin) && item.whole.end == item.whole.begin + 1)
    if (Thing* before = dialogue_.came_from ? around_.find(dialogue_.came_from) : nullptr)
      return add(*before, out);
  for (const bool prefixes : {false, true}) {
    std::vector<Ranked> ranked;
    for (Thing* place : around_.known_places()) {
      if (!budget_.spend()) break;
      const NounQuality quality = search_.fit(item.whole, *place, prefixes).quality;
      if (quality != NounQuality::none) ranked.push_back({place, 0, true, quality, false});
    }
    if (!ranked.empty()) return choose(context, item, std::move(ranked), out);
    for (const auto& [who, where] : around_.seen_going())
      if (!search_.in_scope(*who) &&
          search_.fit(item.whole, *who, prefixes).quality != NounQuality::none)
        return add(*where, out);
    const bool here = !prefixes && !search_.find(item.noun).candidates.empty();
    if (here || item.pronoun != Pronoun::none) return resolve_item(context, item, out);
  }
  fail(FailureKind::unknown_place, item.noun, out);
}

}  // namespace reality
