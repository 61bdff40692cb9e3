// SPDX-License-Identifier: MIT
//
// Noun match: how well words that a player typed name a thing. Reads `name`, `words` and `plural`;
// knows nothing of places. Runs for every thing in sight of every noun typed, so it allocates
// nothing as long as a thing's names are plain ASCII.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "world/language/lexicon.h"
#include "world/state/thing.h"

namespace reality {

/// From no match to best.
enum class NounQuality : uint8_t { none, prefix, adjective, exact };

struct NounFit {
  NounQuality quality = NounQuality::none;
  bool plural = false;  // named by its plural: "coins"
  /// Which word did not fit although the noun itself did, or -1.
  int misfit = -1;
};

/// How the words (folded, without articles) fit the thing. All of them must be words of the thing;
/// the last one is the noun: a noun of the thing (the last word of its name, the one before "of",
/// all of `words`) makes the match exact. "one" and "ones" after other words stand for any noun.
/// With `prefixes`, beginnings of at least three letters count as well.
NounFit match_noun(const Thing& thing, std::span<const std::string_view> words, bool prefixes,
                   const Lexicon& lexicon = Lexicon::english());

/// True when `folded_name` is, or with `prefix` begins, the thing's whole name.
bool match_whole_name(const Thing& thing, std::string_view folded_name, bool prefix);

/// True when a reader could not tell them apart: same name, text and prototype.
bool indistinguishable(const Thing& a, const Thing& b);

}  // namespace reality
