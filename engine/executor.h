// SPDX-License-Identifier: MIT
//
// Executor: long computations (password hashing) off the loop's thread. A job runs on a worker and
// returns its completion, which is then run on the loop's thread as an event of its own.
// ThreadExecutor has real workers at SCHED_IDLE; StepExecutor runs jobs when a test says so.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>

namespace reality {

using Completion = std::function<void()>;
using Job = std::function<Completion()>;

class Executor {
 public:
  virtual ~Executor() = default;
  /// Queues a job; false (and nothing queued) when `limit` jobs wait already.
  virtual bool submit(Job job) = 0;
};

/// Runs queued jobs in order on the calling thread, when told to.
class StepExecutor final : public Executor {
 public:
  explicit StepExecutor(size_t limit = 64) : limit_(limit) {}
  bool submit(Job job) override;
  /// Runs every queued job and its completion; true if there was any.
  bool step();

 private:
  size_t limit_;
  std::deque<Job> jobs_;
};

class Loop;

/// Worker threads at SCHED_IDLE whose completions are posted to `loop`. Destroying it waits for
/// the jobs that run and drops the rest with their completions.
class ThreadExecutor final : public Executor {
 public:
  ThreadExecutor(Loop& loop, size_t threads, size_t limit);
  ~ThreadExecutor() override;
  bool submit(Job job) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reality
