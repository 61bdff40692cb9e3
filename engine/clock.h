// SPDX-License-Identifier: MIT
//
// Clock: the one place that asks the time. Owned by main (or a test) and handed down. SystemClock
// reads the kernel; ManualClock stands still until a test or the simulation moves it.
// Monotonic time is for delays; wall time (milliseconds since 1970, UTC) is for what is stored.
#pragma once

#include <cstdint>

namespace reality {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t mono_us() const = 0;
  virtual int64_t wall_ms() const = 0;
};

class SystemClock final : public Clock {
 public:
  int64_t mono_us() const override;
  int64_t wall_ms() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(int64_t wall_ms = 1'800'000'000'000) : wall_ms_(wall_ms) {}
  int64_t mono_us() const override { return mono_us_; }
  int64_t wall_ms() const override { return wall_ms_ + mono_us_ / 1000; }
  void advance_us(int64_t us) { mono_us_ += us; }

 private:
  int64_t wall_ms_;
  int64_t mono_us_ = 0;
};

}  // namespace reality
