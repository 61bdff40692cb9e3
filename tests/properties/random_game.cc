// SPDX-License-Identifier: MIT
#include "tests/properties/random_game.h"

#include <algorithm>
#include <cstdlib>

#include "tests/properties/move_maker.h"

namespace reality {

namespace {

constexpr size_t kRowsEvery = 20;
/// Each try is a game of its own.
constexpr size_t kMostTries = 250;

/// A number from the environment, or `otherwise`.
size_t number_from(const char* variable, size_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

std::string replay(const Playground::Options& options, const std::vector<GameMove>& moves) {
  Playground playground(options);
  for (const GameMove& move : moves) {
    std::string wrong = playground.play(move);
    if (!wrong.empty()) return wrong;
  }
  return playground.compare_rows();
}

std::vector<GameMove> shorten(const Playground::Options& options, std::vector<GameMove> moves) {
  size_t tries = 0;
  for (size_t piece = moves.size() / 2; piece > 0; piece /= 2) {
    for (size_t at = 0; at < moves.size() && tries < kMostTries;) {
      std::vector<GameMove> fewer(moves.begin(), moves.begin() + static_cast<ptrdiff_t>(at));
      const size_t end = std::min(at + piece, moves.size());
      fewer.insert(fewer.end(), moves.begin() + static_cast<ptrdiff_t>(end), moves.end());
      ++tries;
      if (!fewer.empty() && !replay(options, fewer).empty()) {
        moves = std::move(fewer);
      } else {
        at += piece;
      }
    }
  }
  return moves;
}

GameReport random_game(const Playground::Options& options, uint64_t seed, size_t moves) {
  GameReport report;
  report.seed = seed;
  {
    Playground playground(options);
    MoveMaker maker(playground, seed);
    while (report.moves.size() < moves && report.complaint.empty()) {
      report.moves.push_back(maker.next());
      report.complaint = playground.play(report.moves.back());
      if (report.complaint.empty() && report.moves.size() % kRowsEvery == 0)
        report.complaint = playground.compare_rows();
    }
    if (report.complaint.empty()) report.complaint = playground.compare_rows();
  }
  if (report.complaint.empty()) return report;
  report.moves = shorten(options, std::move(report.moves));
  report.complaint = replay(options, report.moves);
  return report;
}

std::string to_text(const GameReport& report) {
  std::string out = report.complaint + "\nREALITY_PLAY_SEED=" + std::to_string(report.seed) + "\n";
  for (const GameMove& move : report.moves) out += "  " + to_text(move) + "\n";
  return out;
}

std::string play_games(const Playground::Options& options, size_t games, size_t moves) {
  const size_t only = number_from("REALITY_PLAY_SEED", 0);
  const size_t last = only ? only : number_from("REALITY_PLAY_GAMES", games);
  for (size_t seed = only ? only : 1; seed <= last; ++seed) {
    const GameReport report = random_game(options, seed, moves);
    if (!report.complaint.empty()) return to_text(report);
  }
  return "";
}

}  // namespace reality
