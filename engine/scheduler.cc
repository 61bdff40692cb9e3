// SPDX-License-Identifier: MIT
#include "engine/scheduler.h"

#include <algorithm>
#include <limits>

namespace reality {

Alarm Scheduler::after_us(int64_t delay_us, std::function<void()> call) {
  const int64_t now = clock_.mono_us();
  const int64_t most = std::numeric_limits<int64_t>::max() - now;
  const int64_t due = now + std::clamp<int64_t>(delay_us, 0, most);
  const Alarm alarm = ++last_;
  calls_.emplace(std::pair(due, alarm), std::move(call));
  due_.emplace(alarm, due);
  return alarm;
}

void Scheduler::cancel(Alarm alarm) {
  const auto found = due_.find(alarm);
  if (found == due_.end()) return;
  const std::pair key(found->second, alarm);
  due_.erase(found);
  // The node dies after the maps are consistent again: what the call captured may cancel, too.
  const auto dropped = calls_.extract(key);
}

std::optional<int64_t> Scheduler::next_due_us() const {
  if (calls_.empty()) return std::nullopt;
  return calls_.begin()->first.first;
}

void Scheduler::run_due() {
  const int64_t now = clock_.mono_us();
  const Alarm newest = last_;
  // A call made meanwhile is due now at the earliest and has a higher number than every call that
  // stood here before, so the first one found ends the run.
  while (!calls_.empty()) {
    const auto [due, alarm] = calls_.begin()->first;
    if (due > now || alarm > newest) return;
    const auto node = calls_.extract(calls_.begin());
    due_.erase(alarm);
    node.mapped()();
  }
}

}  // namespace reality
