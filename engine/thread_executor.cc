// SPDX-License-Identifier: MIT
#include <pthread.h>
#include <sched.h>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "engine/executor.h"
#include "engine/loop.h"

namespace reality {
namespace {

/// Keeps signals away from threads started while it lives: they belong to the loop's thread.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

struct ThreadExecutor::State {
  State(Loop& l, size_t most) : loop(l), limit(most) {}

  void work();
  std::optional<Job> next_job();

  Loop& loop;
  const size_t limit;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Job> jobs;
  bool stopping = false;
  std::vector<std::thread> threads;
};

std::optional<Job> ThreadExecutor::State::next_job() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return stopping || !jobs.empty(); });
  if (stopping) return std::nullopt;
  std::optional<Job> job(std::move(jobs.front()));
  jobs.pop_front();
  return job;
}

void ThreadExecutor::State::work() {
  // Lowering one's own priority needs no privilege. Should it be refused all the same, the worker
  // is merely less polite.
  const sched_param none{};
  pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
  while (std::optional<Job> job = next_job()) {
    Completion completion = (*job)();
    job.reset();
    if (completion) loop.post(std::move(completion));
  }
}

ThreadExecutor::ThreadExecutor(Loop& loop, size_t threads, size_t limit)
    : state_(std::make_unique<State>(loop, limit)) {
  const SignalsBlocked blocked;
  for (size_t i = 0; i < threads; ++i) {
    state_->threads.emplace_back([state = state_.get()] { state->work(); });
  }
}

ThreadExecutor::~ThreadExecutor() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->changed.notify_all();
  for (std::thread& thread : state_->threads) thread.join();
}

bool ThreadExecutor::submit(Job job) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->jobs.size() >= state_->limit) return false;
    state_->jobs.push_back(std::move(job));
  }
  state_->changed.notify_one();
  return true;
}

}  // namespace reality
