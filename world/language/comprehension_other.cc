// SPDX-License-Identifier: MIT
//
// The part of comprehension for lines that do not begin with a verb: directions, words said to
// somebody, bare nouns, beginnings of verbs, and what nobody understands.
#include <algorithm>
#include <string>

#include "engine/text.h"
#include "world/language/comprehension.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kShortestVerb = 3;
constexpr size_t kMostVerbs = 6;
constexpr size_t kMostName = 4;

size_t find_comma(const Tokens& tokens, size_t from) {
  while (from < tokens.size() && !tokens.comma(from)) ++from;
  return from;
}

TokenSpan span_of(size_t begin, size_t end) {
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// A failure of a line that was typed otherwise tells where in that line it is.
ParseResult in_line(ParseResult result, const Tokens& tokens) {
  if (auto* failure = std::get_if<Failure>(&result); failure && failure->line.empty())
    failure->line = tokens.line();
  return result;
}

bool same_meaning(std::span<const GrammarEntry* const> a, std::span<const GrammarEntry* const> b) {
  return std::any_of(a.begin(), a.end(), [&](const GrammarEntry* one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const GrammarEntry* other) { return one->action == other->action; });
  });
}

// "how do I get out" has nothing to do with howling.
bool begins_sentence(std::string_view word, const Lexicon& lexicon) {
  return std::ranges::any_of(lexicon.rewrites(), [&](const Rewrite& rewrite) {
    const std::string_view pattern(rewrite.pattern);
    const size_t first = pattern.find(' ');
    return first != std::string_view::npos &&
           std::ranges::count(split(pattern.substr(0, first), '/'), word) > 0;
  });
}

}  // namespace

ParseResult Comprehension::read_other(const Tokens& tokens, size_t start,
                                      std::span<const Pin> pins) {
  const std::string_view direction = options_.lexicon.direction(tokens.word(start));
  if (!direction.empty() && start + 1 == tokens.size() && !grammar_.lines("go").empty()) {
    Tokens go("go " + std::string(direction), options_.lexicon);
    return in_line(read(go, 0, pins), go);
  }
  Resolver resolver(tokens, around_, dialogue_, pins, declined_, budget_);
  const TokenSpan name = span_of(start, find_comma(tokens, start));
  const Found& called = resolver.search().find(name);
  if (!called.candidates.empty() && called.candidates.front().quality != NounQuality::prefix)
    return read_name(tokens, name, *called.candidates.front().thing, pins);
  if (auto addressed = read_addressed(tokens, start, pins, resolver)) return *std::move(addressed);
  if (auto use = read_use(tokens, start, resolver)) return *std::move(use);
  const TokenSpan verb = span_of(start, start + 1);
  if (!grammar_.lines(tokens.word(start)).empty())
    return failure_at(FailureKind::nothing_for_verb, tokens, verb);
  if (auto begun = read_beginning(tokens, start, pins, resolver)) return *std::move(begun);
  Failure failure = failure_at(FailureKind::unknown_verb, tokens, verb);
  failure.suggestion = grammar_.nearest_verb(tokens.word(start));
  return failure;
}

// "robot take the hat", without a comma; and with one, where nobody of that name is.
std::optional<ParseResult> Comprehension::read_addressed(const Tokens& tokens, size_t start,
                                                         std::span<const Pin> pins,
                                                         Resolver& resolver) {
  const size_t most = std::min(tokens.size(), start + kMostName + 1);
  for (size_t at = start + 1; at + 1 <= most && at < tokens.size(); ++at) {
    const bool comma = tokens.comma(at);
    const size_t order = leading_courtesy(tokens, comma ? at + 1 : at);
    const bool verb =
        order < tokens.size() && (!grammar_.lines(tokens.word(order)).empty() ||
                                  !tokens.lexicon().direction(tokens.word(order)).empty());
    const TokenSpan name = span_of(start, at);
    if (comma) {
      const bool padding = tokens.is(WordClass::adverb, start) ||
                           begins_sentence(tokens.word(start), options_.lexicon);
      if (!verb || padding) return std::nullopt;
      return failure_at(FailureKind::not_here, tokens, name);
    }
    const auto& candidates = resolver.search().find(name).candidates;
    if (!verb || candidates.size() != 1 || candidates.front().quality != NounQuality::exact)
      continue;
    const Thing& who = *candidates.front().thing;
    if (!who.flag(key::person) || who.flag(key::player)) continue;
    if (auto given = order_to(who, tokens, at, pins)) return given;
    Failure failure = failure_at(FailureKind::will_not_obey, tokens, name);
    failure.candidates = {who.id()};
    return failure;
  }
  return std::nullopt;
}

// A bare noun, or words said to it: "robot, go north".
ParseResult Comprehension::read_name(const Tokens& tokens, TokenSpan name, Thing& thing,
                                     std::span<const Pin> pins) {
  if (name.end + 1 < tokens.size() && thing.flag(key::person)) {
    // To players, orders are mere words.
    if (thing.flag(key::player) && !grammar_.lines("say").empty())
      return understand("say " + std::string(tokens.raw(name.begin, tokens.size())), pins);
    if (auto order = order_to(thing, tokens, name.end + 1, pins)) return *std::move(order);
    Failure failure = failure_at(FailureKind::will_not_obey, tokens, name);
    failure.candidates = {thing.id()};
    return failure;
  }
  Failure failure = failure_at(FailureKind::what_to_do, tokens, name);
  failure.candidates = {thing.id()};
  note_antecedent(dialogue_, thing);
  return failure;
}

std::optional<ParseResult> Comprehension::order_to(const Thing& who, const Tokens& tokens,
                                                   size_t start, std::span<const Pin> pins) const {
  if (ordered_ || !around_.takes_orders(who)) return std::nullopt;
  Order order;
  order.who = who.id();
  order.line = tokens.line();
  order.start = static_cast<uint32_t>(start);
  order.words = tokens.raw(start, tokens.size());
  order.pins.assign(pins.begin(), pins.end());
  return order;
}

// "tell the robot to go north". To players it is told word by word, as anything is.
std::optional<ParseResult> Comprehension::read_told(const Tokens& tokens, size_t start,
                                                    std::span<const Pin> pins) {
  size_t to = start + 2;
  while (to < tokens.size() && to < start + 8 && !tokens.is(WordClass::to, to)) ++to;
  if (to + 1 >= tokens.size() || !tokens.is(WordClass::to, to)) return std::nullopt;
  Resolver resolver(tokens, around_, dialogue_, pins, declined_, budget_);
  const TokenSpan name = span_of(start + 1, to);
  const NounPhrase phrase = read_noun_phrase(tokens, name);
  if (phrase.items.size() != 1) return std::nullopt;
  Thing* who = nullptr;
  const Found& found = resolver.search().find(name);
  for (const Candidate& candidate : found.candidates)
    if (!who && candidate.thing->flag(key::person)) who = candidate.thing;
  for (const ThingId id : resolver.antecedents(phrase.items.front().pronoun))
    if (!who) who = around_.find(id);
  if (!who || !who->flag(key::person) || who->flag(key::player)) return std::nullopt;
  if (!resolver.search().in_scope(*who)) return std::nullopt;
  if (auto order = order_to(*who, tokens, to + 1, pins)) return order;
  Failure failure = failure_at(FailureKind::will_not_obey, tokens, name);
  failure.candidates = {who->id()};
  return failure;
}

// "inven": the one verb that begins so, or the commonest. What cannot be taken back and what is
// said aloud has to be typed in full.
std::optional<ParseResult> Comprehension::read_beginning(const Tokens& tokens, size_t start,
                                                         std::span<const Pin> pins,
                                                         Resolver& resolver) {
  const std::string_view typed = tokens.word(start);
  if (typed.size() < kShortestVerb || begins_sentence(typed, options_.lexicon)) return std::nullopt;
  std::vector<std::string_view> verbs;
  for (const std::string_view verb : grammar_.verbs_beginning(typed)) {
    if (open_lines(verb, resolver).empty()) continue;
    const auto same = [&](std::string_view other) {
      return same_meaning(grammar_.lines(verb), grammar_.lines(other));
    };
    if (std::none_of(verbs.begin(), verbs.end(), same)) verbs.push_back(verb);
    if (verbs.size() == kMostVerbs) break;
  }
  if (verbs.empty()) return std::nullopt;
  const auto& common = options_.lexicon.common_verbs();
  const auto rank = [&](std::string_view verb) {
    return std::find(common.begin(), common.end(), verb) - common.begin();
  };
  const auto best =
      std::min_element(verbs.begin(), verbs.end(),
                       [&](std::string_view a, std::string_view b) { return rank(a) < rank(b); });
  if (verbs.size() > 1 && rank(*best) == static_cast<long>(common.size())) {
    Failure failure = failure_at(FailureKind::which_verb, tokens, span_of(start, start + 1));
    for (const std::string_view verb : verbs)
      failure.rest += (failure.rest.empty() ? "" : ", ") + std::string(verb);
    return failure;
  }
  const std::string rest(tokens.raw(start + 1, tokens.size()));
  std::string line(tokens.line().substr(0, tokens.token(start).begin));
  Tokens whole(line + std::string(*best) + (rest.empty() ? "" : " " + rest), options_.lexicon);
  return in_line(read(whole, start, pins), whole);
}

// "use lamp", where nothing says what using is: names what one can do with it.
std::optional<ParseResult> Comprehension::read_use(const Tokens& tokens, size_t start,
                                                   Resolver& resolver) {
  if (tokens.word(start) != "use" && tokens.word(start) != "operate") return std::nullopt;
  if (start + 1 == tokens.size()) return std::nullopt;
  size_t end = start + 1;  // "lamp on stove": of the lamp
  while (end < tokens.size() && !tokens.is(WordClass::place, end) &&
         !tokens.is(WordClass::between, end))
    ++end;
  const Found& found = resolver.search().find(span_of(start + 1, end));
  if (found.candidates.empty()) return std::nullopt;
  const Thing& thing = *found.candidates.front().thing;
  Failure failure = failure_at(FailureKind::how_to_use, tokens, span_of(start, tokens.size()));
  failure.candidates = {thing.id()};
  failure.rest = "examine it";
  note_antecedent(dialogue_, thing);
  const auto offer = [&](bool fits, std::string_view verb) {
    if (!fits || grammar_.lines(verb.substr(0, verb.find(' '))).empty()) return;
    failure.rest.append(", ").append(verb).append(" it");
  };
  for (const std::string_view verb : grammar_.own_verbs())
    for (const GrammarEntry* entry : grammar_.lines(verb))
      if (entry->owner && entry->line.self_role() == 0 && entry->line.tokens[0].words[0] == verb &&
          budget_.spend() && around_.has_behaviour(thing, entry->owner)) {
        offer(true, verb);
        break;
      }
  const bool shut = !thing.flag(key::open);
  offer(thing.flag(key::openable), shut ? "open" : "close");
  offer(thing.flag(key::wearable), "wear");
  offer(!thing.string(key::writing).empty(), "read");
  return failure;
}

}  // namespace reality
