// SPDX-License-Identifier: MIT
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/loop.h"
#include "engine/metrics.h"
#include "engine/store.h"

namespace reality {

struct ThreadStore::State {
  struct Snapshot {
    std::string path;
    std::function<void(Status)> done;
  };

  State(Loop& l, Metrics& m, RowWriter w, size_t most)
      : loop(l), commit_us(m.histogram("store_commit")), writer(std::move(w)), limit(most) {}

  void work();
  void commit(std::vector<Batch> group);
  void copy(Snapshot snapshot);
  bool take(std::vector<Batch>& group);

  Loop& loop;
  Histogram& commit_us;
  RowWriter writer;
  const size_t limit;
  ThreadStore* store = nullptr;

  mutable std::mutex mutex;
  std::condition_variable wake;
  std::condition_variable idle;
  std::vector<Batch> queue;
  std::vector<Snapshot> snapshots;
  size_t waiting = 0;  // batches queued or being written
  bool stopping = false;
  bool drained = false;  // a clean stop; a refused start must leave the files as they are
  std::string failed;
  std::thread thread;
};

ThreadStore::ThreadStore(Loop& loop, Metrics& metrics, RowWriter writer, uint64_t durable,
                         size_t limit)
    : state_(std::make_unique<State>(loop, metrics, std::move(writer), limit)) {
  set_durable(durable);
  state_->store = this;
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

void ThreadStore::submit(Batch batch) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->queue.push_back(std::move(batch));
    ++state_->waiting;
  }
  state_->wake.notify_one();
}

bool ThreadStore::full() const {
  const std::lock_guard lock(state_->mutex);
  return state_->waiting >= state_->limit;
}

void ThreadStore::snapshot(std::string path, std::function<void(Status)> done) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->snapshots.push_back({std::move(path), std::move(done)});
  }
  state_->wake.notify_one();
}

Status ThreadStore::drain() {
  std::unique_lock lock(state_->mutex);
  state_->idle.wait(lock, [this] { return state_->waiting == 0 || !state_->failed.empty(); });
  if (!state_->failed.empty()) return Error{state_->failed};
  state_->drained = true;
  return {};
}

bool ThreadStore::State::take(std::vector<Batch>& group) {
  std::unique_lock lock(mutex);
  wake.wait(lock, [this] { return stopping || !queue.empty() || !snapshots.empty(); });
  group = std::exchange(queue, {});
  return !(stopping && group.empty());
}

void ThreadStore::State::work() {
  std::vector<Batch> group;
  while (take(group)) {
    if (!group.empty()) commit(std::exchange(group, {}));
    std::vector<Snapshot> asked;
    {
      const std::lock_guard lock(mutex);
      asked = std::exchange(snapshots, {});
    }
    for (Snapshot& snapshot : asked) copy(std::move(snapshot));
  }
  // Everything is durable without this: where it fails, or is killed, the journal still has it all.
  if (drained && failed.empty()) (void)writer.gather();
}

void ThreadStore::State::commit(std::vector<Batch> group) {
  if (!failed.empty()) return;  // only this thread writes `failed`
  const uint64_t turn = group.back().turn;
  const size_t count = group.size();
  const auto begin = std::chrono::steady_clock::now();
  const Status status = writer.commit(group);
  const auto spent = std::chrono::steady_clock::now() - begin;
  const int64_t us = std::chrono::duration_cast<std::chrono::microseconds>(spent).count();
  {
    const std::lock_guard lock(mutex);
    waiting -= count;
    if (!status) failed = status.error();
  }
  idle.notify_all();
  if (status) {
    loop.post([this, turn, us] {
      commit_us.record_us(us);
      store->advance(turn);
    });
  } else {
    loop.post([this, message = status.error()] {
      if (store->on_failure) store->on_failure(message);
    });
  }
}

// Between two steps of a copy the turns that wait are committed: nobody waits for a backup.
void ThreadStore::State::copy(Snapshot snapshot) {
  Status status = copy_database(writer.db(), snapshot.path, [this] {
    std::vector<Batch> group;
    {
      const std::lock_guard lock(mutex);
      group = std::exchange(queue, {});
    }
    if (!group.empty()) commit(std::move(group));
  });
  loop.post([done = std::move(snapshot.done), status = std::move(status)] { done(status); });
}

}  // namespace reality
