// SPDX-License-Identifier: MIT
//
// Timers: named, durable wake-ups of things. A timer is a row: it outlives restarts, and beats that
// passed while the server was down are counted, so that downtime rings once. Owned by the World;
// changes go through the journal. Times are wall-clock milliseconds since 1970.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/result.h"
#include "world/state/journal.h"
#include "world/state/value.h"

namespace reality {

struct TimerName {
  ThingId thing;
  std::string name;
  auto operator<=>(const TimerName&) const = default;
};

struct Timer {
  int64_t due_ms = 0;
  /// Time between beats; none for a timer that rings once.
  std::optional<int64_t> every_ms;
  bool operator==(const Timer&) const = default;
};

/// Bounds of what a timer may be, wherever it comes from: due between 1970 and the year 10000, a
/// beat from a tenth of a second to ten years. The error says which is not kept.
inline constexpr int64_t kShortestBeatMs = 100;
inline constexpr int64_t kLongestBeatMs = int64_t{315'360'000} * 1000;
inline constexpr int64_t kLatestDueMs = int64_t{253'402'300'800} * 1000;
Status check_timer(const Timer& timer);

class Timers {
 public:
  explicit Timers(Journal& journal) : journal_(journal) {}

  /// Sets or replaces a timer.
  void set(const TimerName& name, Timer timer);
  void cancel(const TimerName& name);
  void cancel_all(ThingId thing);
  const Timer* find(const TimerName& name) const;
  std::vector<TimerName> of(ThingId thing) const;
  size_t count() const { return timers_.size(); }

  /// The earliest timer, if it is due at `now_ms`.
  std::optional<TimerName> due(int64_t now_ms) const;
  std::optional<int64_t> next_due_ms() const;
  /// Spends a beat that is due: moves a repeating timer to its first beat after `now_ms` and takes
  /// a single one away. Returns how many beats had passed, at least 1.
  int64_t spend(const TimerName& name, int64_t now_ms);

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [name, timer] : timers_) visit(name, timer);
  }
  /// Loading, past the journal.
  void load(TimerName name, Timer timer) { put(name, timer); }

 private:
  void put(const TimerName& name, std::optional<Timer> timer);
  void change(const TimerName& name, std::optional<Timer> timer);

  Journal& journal_;
  std::map<TimerName, Timer> timers_;
  std::set<std::pair<int64_t, TimerName>> by_due_;
};

}  // namespace reality
