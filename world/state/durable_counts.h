// SPDX-License-Identifier: MIT
//
// DurableCounts: how much there is in the world as far as it is on disk: what may be told at once,
// while the disk hangs as well, and is true after a power cut. Owned by the World, which counts
// anew whenever more has become durable. Must hold: counts of a turn are not shown before that turn
// is durable. Under steady load they are those of two groups of turns ago at most; once all is on
// disk they are those of now. Tests: tests/world/state/durable_counts_test.cc.
#pragma once

#include <cstdint>

namespace reality {

struct WorldCounts {
  int64_t rooms = 0;
  int64_t things = 0;
  int64_t letters_waiting = 0;
};

class DurableCounts {
 public:
  /// All turns up to `durable` are on disk; `now` is what there is as of `turn`, the last one that
  /// changed anything. Neither number ever falls.
  void advance(uint64_t durable, uint64_t turn, const WorldCounts& now) {
    if (next_turn_ > durable) return;
    shown_ = next_;
    next_ = now;
    next_turn_ = turn;
    if (turn <= durable) shown_ = now;
  }
  const WorldCounts& shown() const { return shown_; }

 private:
  WorldCounts shown_;
  WorldCounts next_;  // to be shown once next_turn_ is durable
  uint64_t next_turn_ = 0;
};

}  // namespace reality
