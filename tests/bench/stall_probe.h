// SPDX-License-Identifier: MIT
//
// Two clocks of a server's stalls, each on a thread of its own, a thousand times a second. Probe:
// how long a stranger at the door waits for the answer to a timing mark, which needs no turn and no
// disk but a pass of the loop. ControlThread: how late a thread that does nothing wakes on the
// server's core, so that one sees what of it is the machine's. Owned by a bench part.
// Must hold: a moment counts from when it was planned, so that a stall is counted for all who would
// have come meanwhile.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/result.h"
#include "engine/unique_fd.h"
#include "tests/bench/samples.h"

namespace reality::bench {

/// A thread that does `work` at each beat until it is told to stop.
class Beats {
 public:
  virtual ~Beats() = default;
  /// What was measured since the last call.
  Samples take();
  bool failed() const { return failed_; }

 protected:
  /// `first`: before all others on that core, where the system allows it: an instrument must not
  /// be late itself.
  void start(int core, bool first);
  void stop();
  /// One measurement, in microseconds from `planned_ns`; negative: it has failed.
  virtual int64_t beat(int64_t planned_ns) = 0;

 private:
  void work(int core, bool first);
  std::mutex mutex_;
  Samples samples_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> failed_ = false;
  std::thread thread_;
};

class Probe final : public Beats {
 public:
  static Result<std::unique_ptr<Probe>> start_at(int port, int core);
  ~Probe() override { stop(); }

 private:
  explicit Probe(UniqueFd fd) : fd_(std::move(fd)) {}
  int64_t beat(int64_t planned_ns) override;
  UniqueFd fd_;
};

class ControlThread final : public Beats {
 public:
  /// `first`: before all others there, like the Probe.
  ControlThread(int core, bool first) { start(core, first); }
  ~ControlThread() override { stop(); }

 private:
  int64_t beat(int64_t planned_ns) override;
};

}  // namespace reality::bench
