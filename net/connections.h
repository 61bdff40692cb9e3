// SPDX-License-Identifier: MIT
//
// Connections: the connections of one gateway, each owned here, and the one sweep that clears away
// those that take too long. A connection type has a member `uint32_t place`, kept by this list, and
// a method `sweep(int64_t now_us)`. An empty house sleeps: the next newcomer wakes the sweep again.
// Must hold: sweep() may end any connection; whoever is removed is destroyed at once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/scheduler.h"

namespace reality {

template <class Connection>
class Connections {
 public:
  static constexpr int64_t kSweepUs = 5'000'000;

  explicit Connections(Scheduler& scheduler) : scheduler_(scheduler) {}
  ~Connections() { scheduler_.cancel(sweep_); }
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  Connection& add(std::unique_ptr<Connection> connection) {
    all_.push_back(std::move(connection));
    all_.back()->place = static_cast<uint32_t>(all_.size() - 1);
    plan_sweep();
    return *all_.back();
  }
  /// The last one takes the place of the one that goes.
  void remove(Connection& connection) {
    const uint32_t place = connection.place;
    all_.back()->place = place;
    std::swap(all_[place], all_.back());
    all_.pop_back();
  }
  size_t size() const { return all_.size(); }
  /// `visit` must not remove anybody.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& connection : all_) visit(*connection);
  }
  /// True when it holds for every one.
  template <class Judge>
  bool all_of(Judge judge) const {
    return std::all_of(all_.begin(), all_.end(),
                       [&judge](const auto& connection) { return judge(*connection); });
  }
  void clear() { all_.clear(); }

 private:
  void plan_sweep() {
    if (sweep_ != 0) return;
    sweep_ = scheduler_.after_us(kSweepUs, [this] {
      sweep_ = 0;
      const int64_t now_us = scheduler_.clock().mono_us();
      for (const auto& connection : all_) connection->sweep(now_us);
      if (!all_.empty()) plan_sweep();
    });
  }

  Scheduler& scheduler_;
  std::vector<std::unique_ptr<Connection>> all_;
  Alarm sweep_ = 0;
};

}  // namespace reality
