// SPDX-License-Identifier: MIT
//
// Rate: how often something has happened a second, over the last minute. Costs no timer: old
// seconds are cleared when the next event or question comes. Belongs to one thread.
// Tests: tests/engine/metrics_test.cc.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace reality {

class Rate {
 public:
  explicit Rate(int64_t now_us) : started_s_(now_us / kSecondUs), latest_s_(started_s_) {}

  void add(int64_t now_us) {
    catch_up(now_us / kSecondUs);
    ++counts_[static_cast<size_t>(latest_s_ % kWindow)];
  }
  /// Over the whole seconds of the last minute, or since the start if that was later; the second
  /// that has begun does not count yet.
  double per_second(int64_t now_us) {
    catch_up(now_us / kSecondUs);
    const int64_t seconds = std::min<int64_t>(latest_s_ - started_s_, kWindow - 1);
    if (seconds == 0) return 0;
    uint64_t sum = 0;
    for (int64_t ago = 1; ago <= seconds; ++ago)
      sum += counts_[static_cast<size_t>((latest_s_ - ago) % kWindow)];
    return static_cast<double>(sum) / static_cast<double>(seconds);
  }

 private:
  static constexpr int64_t kSecondUs = 1'000'000;
  static constexpr int64_t kWindow = 61;

  void catch_up(int64_t now_s) {
    if (now_s - latest_s_ >= kWindow) {
      counts_.fill(0);
      latest_s_ = now_s;
    }
    while (latest_s_ < now_s) counts_[static_cast<size_t>(++latest_s_ % kWindow)] = 0;
  }

  std::array<uint32_t, kWindow> counts_{};
  int64_t started_s_;
  int64_t latest_s_;
};

}  // namespace reality
