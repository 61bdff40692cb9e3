// SPDX-License-Identifier: MIT
//
// KillHall: the people of one hall, who quarrel over its things, write to people of all halls, hang
// up in the middle and come back; what they read in one life of the server is held to what they
// find in the next (kill_room.h). Owned by the KillHarness.
// Must hold: the first of them stays from the beginning of a life to its end, so that somebody has
// read the whole story.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/rng.h"
#include "tests/real/kill_player.h"
#include "tests/real/kill_room.h"

namespace reality {

/// What a run of the halls has seen.
struct HallCounts {
  size_t by_telnet = 0;  // commands that were answered
  size_t by_web = 0;     // the same
  size_t moves = 0;      // moves that somebody read
  size_t open = 0;       // commands under way when the server was killed
  size_t open_kept = 0;  // things found moved by those
  size_t came_back = 0;  // players who hung up in the middle and came back
};

class KillHall {
 public:
  KillHall(size_t number, size_t players);

  /// All begin to come in: at first as somebody new.
  void begin_life(const KillDoors& doors, Rng& rng);
  /// Asks where all things are, when all are in and idle; what is lost or doubled is a problem.
  void inspect(std::vector<std::string>& problems);
  /// Whether all were let in; those who were sent away knock again.
  bool is_in();
  /// Gives everybody who is idle something to do; letters go to any of `readers`.
  void go_on(const std::vector<std::string>& readers, Rng& rng);
  /// Judges what was found by inspect() against what was read in the life before.
  void judge_life(HallCounts& counts, std::vector<std::string>& problems);
  /// The life is over: what was read in it is written down.
  void end_life(HallCounts& counts);
  /// What became of letters that were under way.
  void settle(const std::vector<FoundNote>& found);

  const std::vector<std::unique_ptr<KillPlayer>>& players() const { return players_; }

 private:
  /// What is typed, and what it would do.
  using Plan = std::pair<std::string, Pending>;
  bool go_on_with_note(size_t index, const std::vector<std::string>& readers, Rng& rng);
  void begin_something(KillPlayer& player, bool leaving, Rng& rng);
  Plan all_of_it(const KillPlayer& player, Rng& rng) const;
  Plan one_thing(const KillPlayer& player, Rng& rng) const;
  size_t most_read() const;

  size_t number_;
  bool known_ = false;
  std::vector<std::string> names_;
  std::vector<std::unique_ptr<KillPlayer>> players_;
  std::vector<bool> writes_;  // who writes a letter in this life
  Places found_;
  Testimony testimony_;
};

}  // namespace reality
