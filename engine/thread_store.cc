// SPDX-License-Identifier: MIT
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/loop.h"
#include "engine/metrics.h"
#include "engine/store.h"

namespace reality {

// The lock is held for moments only: nobody who has it writes, reads or waits for a disk.
struct ThreadStore::State {
  using Work = std::function<void()>;

  State(ThreadStore& s, Loop& l, RowWriter w, const StoreLimits& limits)
      : store(s), loop(l), writer(std::move(w), limits, l.scheduler().clock()) {}

  bool wait_for_work();
  void work();
  bool commit_waiting();
  void keep_journal_short();
  void report(WriterReport report);
  void copy(const std::string& path, std::function<void(Status)> done);
  void ask(Work work);

  ThreadStore& store;
  Loop& loop;
  GroupWriter writer;  // the thread's own

  std::mutex mutex;
  std::condition_variable wake;
  std::condition_variable idle;
  CommitQueue queue;
  std::vector<Work> asked;
  bool writing = false;
  bool stopping = false;
  bool drained = false;  // a clean stop; a refused start must leave the files as they are
  std::string failure;
  std::thread thread;
};

ThreadStore::ThreadStore(Loop& loop, Metrics& metrics, RowWriter writer, uint64_t durable,
                         const StoreLimits& limits)
    : Store(durable, limits, loop.scheduler().clock()),
      state_(std::make_unique<State>(*this, loop, std::move(writer), limits)) {
  measure(metrics);
  state_->thread = std::thread([this] { state_->work(); });
}

ThreadStore::~ThreadStore() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_one();
  state_->thread.join();
}

void ThreadStore::enqueue(Batch batch) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->queue.put(std::move(batch));
  }
  state_->wake.notify_one();
}

void ThreadStore::snapshot(std::string path, std::function<void(Status)> done) {
  state_->ask([state = state_.get(), path = std::move(path), done = std::move(done)] {
    state->copy(path, done);
  });
}

void ThreadStore::beside(std::function<void()> work) {
  state_->ask(std::move(work));
}

Status ThreadStore::drain() {
  std::unique_lock lock(state_->mutex);
  state_->idle.wait(lock, [this] { return state_->queue.empty() && !state_->writing; });
  if (!state_->failure.empty()) return Error{state_->failure};
  state_->drained = true;
  return {};
}

void ThreadStore::State::ask(Work work) {
  {
    const std::lock_guard lock(mutex);
    asked.push_back(std::move(work));
  }
  wake.notify_one();
}

/// False when there is nothing to do any more.
bool ThreadStore::State::wait_for_work() {
  std::unique_lock lock(mutex);
  wake.wait(lock, [this] { return stopping || !queue.empty() || !asked.empty(); });
  return !queue.empty() || !asked.empty();
}

void ThreadStore::State::work() {
  while (wait_for_work()) {
    if (commit_waiting()) keep_journal_short();
    std::vector<Work> now;
    {
      const std::lock_guard lock(mutex);
      now = std::exchange(asked, {});
    }
    for (const Work& each : now) each();
  }
  if (drained) writer.gather();
}

bool ThreadStore::State::commit_waiting() {
  std::vector<Batch> group;
  {
    const std::lock_guard lock(mutex);
    group = queue.take();
    writing = !group.empty();
  }
  if (group.empty()) return false;
  report(writer.commit(group));
  return true;
}

// The answers to the group before are on their way by now.
void ThreadStore::State::keep_journal_short() {
  bool somebody_waits = false;
  {
    const std::lock_guard lock(mutex);
    somebody_waits = !queue.empty();
  }
  if (writer.checkpoint_due(somebody_waits)) report(writer.checkpoint());
}

void ThreadStore::State::report(WriterReport report) {
  {
    const std::lock_guard lock(mutex);
    writing = false;
    if (!report.status) {
      failure = report.status.error();
      queue.close();
    }
  }
  idle.notify_all();
  loop.post([this, report = std::move(report)] { store.take_in(report); });
}

// A copy holds all that was submitted before it was asked for. Between two steps of it the turns
// that wait are committed: nobody waits for a backup.
void ThreadStore::State::copy(const std::string& path, std::function<void(Status)> done) {
  if (commit_waiting()) keep_journal_short();
  Status status = writer.copy(path, [this] {
    if (commit_waiting()) keep_journal_short();
  });
  if (writer.failed() && status) status = Error{"the world's disk has failed"};
  loop.post([done = std::move(done), status = std::move(status)] { done(status); });
}

}  // namespace reality
