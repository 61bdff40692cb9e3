// SPDX-License-Identifier: MIT
//
// SimClock: the time of a simulated run. It stands still but for two things: the run moves it on,
// and each look at it takes a moment, as work does, so that what is bounded by time (World::pump)
// is cut up here as well. Owned by the run. The same looks give the same times.
#pragma once

#include <cstdint>

#include "engine/clock.h"

namespace reality::sim {

class SimClock final : public Clock {
 public:
  /// `look_us`: what a look at the monotonic clock takes.
  explicit SimClock(int64_t look_us) : look_us_(look_us) {}
  int64_t mono_us() const override { return now_us_ += look_us_; }
  int64_t wall_ms() const override { return kStartMs + now_us_ / 1000; }
  void advance_us(int64_t us) { now_us_ += us; }
  /// Without taking a moment.
  int64_t now_us() const { return now_us_; }

 private:
  static constexpr int64_t kStartMs = 1'800'000'000'000;
  int64_t look_us_;
  mutable int64_t now_us_ = 0;
};

}  // namespace reality::sim
