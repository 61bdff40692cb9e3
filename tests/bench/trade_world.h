// SPDX-License-Identifier: MIT
//
// The world of the durable bench: twenty rooms of ten players, each pair of whom hands one thing
// about: takes it, puts it into a crate, takes it out, gives it away, drops it. Every line changes
// the world and must be answered with the words that say so. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reality::bench {

inline constexpr size_t kTradeRooms = 20;
inline constexpr size_t kPairsARoom = 5;
inline constexpr size_t kPairs = kTradeRooms * kPairsARoom;
inline constexpr size_t kTraders = 2 * kPairs;

/// One line of one player, and what the answer must hold.
struct TradeStep {
  size_t player = 0;
  std::string line;
  std::string answer;
};

/// The world as one area file.
std::string trade_area();
/// Traders with the numbers 2n and 2n + 1 make the pair n.
std::string trader_name(size_t trader);
/// What a trader types to come in, one line after the other; the last leads to the room.
std::vector<std::string> way_in(size_t trader);
/// What a pair does, again and again; it ends as it began.
std::vector<TradeStep> trade_steps(size_t pair);
/// What stands in the answer to `look` in that trader's room.
std::string room_mark(size_t trader);

}  // namespace reality::bench
