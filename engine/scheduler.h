// SPDX-License-Identifier: MIT
//
// Scheduler: calls to be made later, in order of due time and, at the same time, in order of
// asking. Single-threaded; owned beside the Clock it reads. The loop sleeps until next_due_us()
// and then calls run_due(); a test advances its ManualClock and does the same.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "engine/clock.h"

namespace reality {

/// Names one scheduled call; never reused. 0 is no call.
using Alarm = uint64_t;

class Scheduler {
 public:
  explicit Scheduler(const Clock& clock) : clock_(clock) {}
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// Calls `call` once, `delay_us` from now (at once when <= 0, but never from inside this call).
  Alarm after_us(int64_t delay_us, std::function<void()> call);
  /// Forgets a call. An alarm that has rung, or 0, is ignored.
  void cancel(Alarm alarm);
  /// When the next call is due, on the monotonic clock.
  std::optional<int64_t> next_due_us() const;
  /// Makes every call that is due now, in order; calls made meanwhile wait for the next run.
  void run_due();
  const Clock& clock() const { return clock_; }

 private:
  const Clock& clock_;
  Alarm last_ = 0;
  std::map<std::pair<int64_t, Alarm>, std::function<void()>> calls_;
  std::map<Alarm, int64_t> due_;
};

}  // namespace reality
