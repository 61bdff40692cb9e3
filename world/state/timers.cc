// SPDX-License-Identifier: MIT
#include "world/state/timers.h"

#include <cassert>
#include <utility>

namespace reality {

Status check_timer(const Timer& timer) {
  if (timer.due_ms < 0 || timer.due_ms > kLatestDueMs)
    return Error{"due " + std::to_string(timer.due_ms) + " is no time before the year 10000"};
  if (!timer.every_ms) return {};
  if (*timer.every_ms >= kShortestBeatMs && *timer.every_ms <= kLongestBeatMs) return {};
  return Error{"every " + std::to_string(*timer.every_ms) +
               " is not from 100 milliseconds to ten years"};
}

void Timers::put(const TimerName& name, std::optional<Timer> timer) {
  if (auto it = timers_.find(name); it != timers_.end()) {
    by_due_.erase({it->second.due_ms, name});
    timers_.erase(it);
  }
  if (!timer) return;
  by_due_.insert({timer->due_ms, name});
  timers_.emplace(name, *timer);
}

void Timers::change(const TimerName& name, std::optional<Timer> timer) {
  std::optional<Timer> before;
  if (const Timer* now = find(name)) before = *now;
  if (before == timer) return;
  put(name, timer);
  journal_.record({TableId::timer, name.thing.number, 0, name.name},
                  [this, name, before] { put(name, before); });
}

void Timers::set(const TimerName& name, Timer timer) {
  change(name, timer);
}

void Timers::cancel(const TimerName& name) {
  change(name, std::nullopt);
}

void Timers::cancel_all(ThingId thing) {
  for (const TimerName& name : of(thing)) cancel(name);
}

const Timer* Timers::find(const TimerName& name) const {
  auto it = timers_.find(name);
  return it == timers_.end() ? nullptr : &it->second;
}

std::vector<TimerName> Timers::of(ThingId thing) const {
  std::vector<TimerName> names;
  for (auto it = timers_.lower_bound({thing, ""}); it != timers_.end(); ++it) {
    if (it->first.thing != thing) break;
    names.push_back(it->first);
  }
  return names;
}

std::optional<int64_t> Timers::next_due_ms() const {
  if (by_due_.empty()) return std::nullopt;
  return by_due_.begin()->first;
}

std::optional<TimerName> Timers::due(int64_t now_ms) const {
  if (by_due_.empty() || by_due_.begin()->first > now_ms) return std::nullopt;
  return by_due_.begin()->second;
}

int64_t Timers::spend(const TimerName& name, int64_t now_ms) {
  const Timer* timer = find(name);
  assert(timer && timer->due_ms <= now_ms);
  if (!timer->every_ms) {
    cancel(name);
    return 1;
  }
  const int64_t every = *timer->every_ms;
  const int64_t beats = (now_ms - timer->due_ms) / every + 1;
  set(name, {timer->due_ms + beats * every, every});
  return beats;
}

}  // namespace reality
