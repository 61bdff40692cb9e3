// SPDX-License-Identifier: MIT
//
// The world of the kill harness, as area text (docs/parts.md): a lobby, where all begin, and halls
// that are reached from it. No way leads back, so that who is in a hall sees and hears what happens
// there and nothing else. In each hall lie the same things, each named by one word that stands for
// nothing else there. A pure function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reality {

inline constexpr size_t kMostHalls = 10;

/// The direction of a hall from the lobby. `hall` is below kMostHalls.
std::string_view way_to_hall(size_t hall);
/// The area file for so many halls, at most kMostHalls.
std::string kill_area(size_t halls);

}  // namespace reality
