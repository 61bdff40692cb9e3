// SPDX-License-Identifier: MIT
//
// Noun phrase: the structure of what stands in a role: "all coins but the red one, and my hat".
// Knows words only, no things.
#pragma once

#include <cstdint>
#include <vector>

#include "world/language/layout.h"

namespace reality {

enum class Quantity : uint8_t { one, all, number, ordinal, any };

/// One member of a list.
struct NounItem {
  Quantity quantity = Quantity::one;
  uint32_t number = 0;              // of number and ordinal
  Pronoun pronoun = Pronoun::none;  // stands for it all
  Pronoun owner = Pronoun::none;    // my, your, his, her, its, their
  bool other = false;               // not the one that was meant last
  bool both = false;                // there must not be a third
  bool loose = false;               // said with "a": any will do, but a name goes first
  TokenSpan whole;                  // with article and number
  TokenSpan noun;                   // what names it; empty after a bare "all"
  TokenSpan bare;                   // the noun without where it is
  TokenSpan place;                  // where it is, with its preposition: "in the box"
};

struct NounPhrase {
  std::vector<NounItem> items;
  std::vector<NounItem> except;
  TokenSpan marker;  // "but", "apart from"; empty if nothing is excepted
  bool cut_short() const { return !marker.empty() && except.empty(); }
};

/// Takes the tokens apart. A phrase without items says nothing ("the").
NounPhrase read_noun_phrase(const Tokens& tokens, TokenSpan span);

}  // namespace reality
