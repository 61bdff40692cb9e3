// SPDX-License-Identifier: MIT
//
// Playground: a whole server on a stage, five players in it, and a judge behind each line that they
// type. Every thing bears a nonsense word (Markers), so that it can be told which things a text
// speaks of; whether its reader may know of them says SlowEye, by what could be perceived before
// the line or after it. The same moves on the same options always end alike.
// Must hold: the judge asks nothing of world/senses, world/language or world/prose.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/properties/markers.h"
#include "tests/properties/reading_judge.h"
#include "tests/properties/tree_check.h"
#include "tests/support/stage.h"
#include "world/session.h"

namespace reality {

/// A player types a line; or, without a line, time passes.
struct GameMove {
  size_t who = 0;
  std::string line;
  int64_t seconds = 0;
};

/// As one would note it down: `Bexul: take the lamp`.
std::string to_text(const GameMove& move);

/// What was going on, so that a test can see that not all of it was nonsense.
struct Tally {
  size_t lines = 0;
  size_t moved = 0;      // of them, so many changed the place of something
  size_t witnessed = 0;  // were read by somebody else
  size_t in_the_dark = 0;
  std::set<ThingId> rooms;  // where players were

  void add(const Tally& other);
};

/// Where a player's texts arrive.
class EarWitness final : public SessionSink {
 public:
  void deliver(const Delivery& delivery) override {
    events.insert(events.end(), delivery.events.begin(), delivery.events.end());
  }
  void set_wrap(bool) override {}

  std::vector<Event> events;
};

class Playground {
 public:
  struct Options {
    std::string area;   // "" for the starter world
    std::string share;  // "" for the scripts of the source folder
    EyeRules eye;
    bool constant = false;  // no thing is ever made or lost here
  };
  static constexpr size_t kPlayers = 5;

  explicit Playground(const Options& options);
  ~Playground();
  Playground(const Playground&) = delete;
  Playground& operator=(const Playground&) = delete;

  /// Does it, and says what was wrong with what came of it; "" if nothing was.
  std::string play(const GameMove& move);
  /// Whether the database has what memory has; "" if so. To be asked now and then: it is slow.
  std::string compare_rows();
  /// What one player read since his last line.
  const std::vector<Event>& read_by(size_t player) const { return listeners_[player].events; }

  const Tally& tally() const { return tally_; }

  World& world() { return stage_.world(); }
  Stage& stage() { return stage_; }
  const Markers& markers() const { return markers_; }
  Thing& player(size_t number);

 private:
  void enter();
  Readings readings() const;
  std::string let_pass(const GameMove& move);
  void count(const GameMove& move, const std::vector<Placed>& before);
  std::string check_things();
  std::string check_answer(const GameMove& move);
  std::string check_faults();

  Options options_;
  Stage stage_;
  Markers markers_;
  std::deque<EarWitness> listeners_ = std::deque<EarWitness>(kPlayers);
  std::vector<Session*> sessions_;
  std::vector<ThingId> players_;
  std::unique_ptr<ReadingJudge> judge_;
  std::set<ThingId> things_;
  Tally tally_;
  size_t log_read_ = 0;
};

}  // namespace reality
