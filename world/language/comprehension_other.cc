// SPDX-License-Identifier: MIT
//
// The part of comprehension for lines that do not begin with a verb: directions, words said to
// somebody, bare nouns, and what nobody understands.
#include <string>

#include "world/language/comprehension.h"
#include "world/state/keys.h"

namespace reality {
namespace {

size_t find_comma(const Tokens& tokens, size_t from) {
  while (from < tokens.size() && !tokens.comma(from)) ++from;
  return from;
}

}  // namespace

ParseResult Comprehension::read_other(const Tokens& tokens, size_t start,
                                      std::span<const Pin> pins) {
  Failure failure;
  failure.kind = FailureKind::unknown_verb;
  failure.word = tokens.typed(start, start + 1);
  const std::string_view direction = direction_word(tokens.word(start));
  const std::string go = "go " + std::string(direction);
  if (!direction.empty() && start + 1 == tokens.size() && !grammar_.lines("go").empty())
    return understand(go, pins);

  Resolver resolver(tokens, around_, dialogue_, pins, declined_, budget_);
  const auto end = static_cast<uint32_t>(find_comma(tokens, start));
  const TokenSpan name{static_cast<uint32_t>(start), end};
  const Found& called = resolver.search().find(name);
  const bool exact =
      !called.candidates.empty() && called.candidates.front().quality != NounQuality::prefix;
  if (!exact) {
    if (!grammar_.lines(tokens.word(start)).empty()) {
      failure.kind = FailureKind::nothing_for_verb;
    } else {
      failure.suggestion = grammar_.nearest_verb(tokens.word(start));
    }
    return failure;
  }
  Thing& thing = *called.candidates.front().thing;
  failure.word = tokens.typed(start, end);
  failure.candidates = {thing.id()};
  failure.kind = FailureKind::what_to_do;
  if (end + 1 < tokens.size() && thing.flag(key::person)) {
    // To players, orders are mere words.
    if (thing.flag(key::player) && !grammar_.lines("say").empty())
      return understand("say " + std::string(tokens.raw(start, tokens.size())), pins);
    failure.kind = FailureKind::will_not_obey;
  }
  return failure;
}

}  // namespace reality
