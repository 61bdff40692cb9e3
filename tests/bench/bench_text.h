// SPDX-License-Identifier: MIT
//
// The words of the bench world: a hall where everybody arrives and ten chambers around it. The
// server gets them as area text, the floor says them by itself, so that both send the same bytes.
// Pure functions and constants.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace reality::bench {

/// The ways from the hall; the one with number n leads to chamber n.
inline constexpr std::array<std::string_view, 10> kDirections = {
    "north",     "northeast", "east",      "southeast", "south",
    "southwest", "west",      "northwest", "up",        "down"};
inline constexpr int kChambers = static_cast<int>(kDirections.size());

inline constexpr std::string_view kHallName = "Hall";
inline constexpr std::string_view kHallText = "Ten ways lead out of this hall.";
/// Each chamber has two ways out.
inline constexpr std::string_view kChamberWays[] = {"north", "south"};

std::string chamber_name(int number);
/// 431 letters, as in the world in which the peers were measured.
std::string chamber_text(int number);
/// The world as one area file.
std::string area_text();

}  // namespace reality::bench
