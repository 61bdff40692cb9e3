// SPDX-License-Identifier: MIT
//
// RandomGame: moves by chance on a playground until they are over or the judge objects; then the
// shortest sequence of them that still makes him object. What the environment says:
//   REALITY_PLAY_GAMES=N   so many games for each test instead of a few
//   REALITY_PLAY_SEED=N    only the game with this seed, as a failure names it
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/properties/playground.h"

namespace reality {

struct GameReport {
  std::string complaint;        // "" when all was well
  std::vector<GameMove> moves;  // that led there, as few as could be found
  uint64_t seed = 0;
};

/// One game; looks at the rows every so often, and at the end.
GameReport random_game(const Playground::Options& options, uint64_t seed, size_t moves);
/// Plays these moves; the complaint, or "".
std::string replay(const Playground::Options& options, const std::vector<GameMove>& moves);
/// Takes away as many of the moves as can be, in ever smaller pieces, while something is wrong.
std::vector<GameMove> shorten(const Playground::Options& options, std::vector<GameMove> moves);
/// For people: the complaint, the seed, the moves.
std::string to_text(const GameReport& report);

/// Games one after the other, with the seeds 1 to `games` or what the environment says, until one
/// fails; the text of its report, or "".
std::string play_games(const Playground::Options& options, size_t games, size_t moves);

}  // namespace reality
