// SPDX-License-Identifier: MIT
//
// Aliases: a player's own words, kept as the property `aliases` of the character. A line whose
// first word is one is replaced by what it stands for before anything else is made of it: $1 to $9
// by the words behind it, $* by all of them. The highest number that occurs takes all that is left,
// so that "gd brass lamp" works with one $1; words between double quotes count as one. Where
// nothing is asked for, what was typed behind the alias is added. Pure functions; aliases within
// aliases are the business of ready_line.h. Must hold: an
// alias is expanded once, so none can call itself; the result is bounded. Tests:
// tests/world/people/aliases_test.cc, tests/plays/aliases.play.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "world/state/thing.h"

namespace reality {

/// No line is longer than this once its alias is expanded.
inline constexpr size_t kLongestExpanded = 4096;

/// What the line becomes if it begins with one of the character's aliases; none if it does not. A
/// line that would be too long becomes "".
std::optional<std::string> expand_alias(const Thing& character, std::string_view line);

}  // namespace reality
