// SPDX-License-Identifier: MIT
//
// Slips: whether one word is another one mistyped. Pure functions; both words are folded.
#pragma once

#include <string_view>

namespace reality {

/// True when one letter was left out, put in, changed, or swapped with its neighbour. Words that
/// are equal are no slips of each other.
bool is_one_slip(std::string_view typed, std::string_view meant);
/// The same, of slips that fingers make rather than minds: the first letter is right (or swapped),
/// and of a short word no vowel is taken for another: whoever types "bell" means no ball.
bool is_likely_slip(std::string_view typed, std::string_view meant);

}  // namespace reality
