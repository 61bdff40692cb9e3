// SPDX-License-Identifier: MIT
//
// Store: makes turns durable. Each turn that changed something hands over its rows as one batch;
// the store commits all that has queued as one SQLite transaction as soon as the last commit is
// over (group commit, no gathering delay) and then reports the highest durable turn. Owned by main,
// used on the loop's thread.
// StepStore works when a test or the simulation says so; ThreadStore has a writer thread of its own
// and reports through the loop. What both do is engine/commit_queue.h, and here what the loop knows
// of it: what waits, how long, what is durable.
// Must hold: a batch is whole or absent after a crash; durable() never passes a turn whose rows are
// not on disk; after a failure nothing is ever reported durable again and full() stays true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/commit_queue.h"
#include "engine/result.h"
#include "engine/row_writer.h"

namespace reality {

class Loop;
class Metrics;
struct StoreSettings;

StoreLimits store_limits(const StoreSettings& settings);

class Store {
 public:
  virtual ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Queues a turn's rows. Turn numbers ascend. After a failure they are dropped.
  void submit(Batch batch);
  /// True when so much has queued that no new turn should start, and after a failure.
  bool full() const;
  /// True once on_failure has been called.
  bool failed() const { return failed_; }
  /// The highest turn known to be on disk, as last reported on the loop's thread.
  uint64_t durable() const { return durable_; }
  /// Turns that have been submitted and are not yet known to be on disk.
  size_t waiting() const { return waiting_.size(); }
  /// For how many microseconds the oldest of them has been waiting; 0 when none does.
  int64_t lag_us() const;
  /// Copies the database as of now to `path` (which must not exist) beside the work, in small
  /// steps, and reports on the loop's thread. That it fails is no failure of the store.
  virtual void snapshot(std::string path, std::function<void(Status)> done) = 0;

  /// Called on the loop's thread whenever durable() has grown.
  std::function<void()> on_durable;
  /// Called once, on the loop's thread, when a commit failed: the disk cannot be trusted.
  std::function<void(const std::string& message)> on_failure;

 protected:
  Store(uint64_t durable, const StoreLimits& limits, const Clock& clock);
  /// Counts what happens in `metrics` from now on: store_*.
  void measure(Metrics& metrics);
  /// Hands the batch to the writer's side.
  virtual void enqueue(Batch batch) = 0;
  /// Takes in what the writer did, in the order in which it did it.
  void take_in(const WriterReport& report);

 private:
  struct Waiting {
    uint64_t turn;
    size_t bytes;
    int64_t since_us;
  };
  struct Meters;

  void settle(uint64_t turn);
  void fail(const std::string& message);

  const StoreLimits limits_;
  const Clock& clock_;
  std::unique_ptr<Meters> meters_;
  std::deque<Waiting> waiting_;
  size_t waiting_bytes_ = 0;
  uint64_t durable_;
  bool failed_ = false;
};

/// Works when it is told to. step() does all that is to be done; a scheduler may instead take the
/// steps one by one, with turns between them, as they come between them when a thread does the
/// work: take_group, commit, report; then checkpoint.
class StepStore : public Store {
 public:
  StepStore(RowWriter writer, uint64_t durable, const StoreLimits& limits = {});
  /// `clock` times what is measured and must outlive the store.
  StepStore(RowWriter writer, uint64_t durable, const StoreLimits& limits, const Clock& clock);
  using Store::measure;

  void snapshot(std::string path, std::function<void(Status)> done) override;
  /// Commits all that has queued as one group and reports it; true if there was anything to do.
  bool step();

  /// All that waits becomes the next group to commit. False when nothing waits, or a group has been
  /// taken already.
  bool take_group();
  /// Writes the group that was taken: the disk's work. False when there is none.
  bool commit();
  /// Tells the loop's side of the oldest commit or checkpoint it has not heard of. False when there
  /// is none.
  bool report();
  /// Brings the journal into the database when that is due. False when it is not.
  bool checkpoint();
  Db& db() { return writer_.db(); }

 protected:
  void enqueue(Batch batch) override { queue_.put(std::move(batch)); }

 private:
  void note(WriterReport report);

  CommitQueue queue_;
  GroupWriter writer_;
  std::vector<Batch> group_;
  std::deque<WriterReport> reports_;
};

/// A writer thread of its own. Destroying it commits what has queued first; the loop, which
/// outlives it, must not run any more then: it may still have a report for this store.
class ThreadStore final : public Store {
 public:
  ThreadStore(Loop& loop, Metrics& metrics, RowWriter writer, uint64_t durable,
              const StoreLimits& limits);
  ~ThreadStore() override;
  void snapshot(std::string path, std::function<void(Status)> done) override;
  /// Has `work` done on the writer's thread when no group is being written.
  void beside(std::function<void()> work);
  /// Waits until everything queued is on disk (a clean stop). Destroying the store afterwards
  /// leaves a database that is complete in one file.
  Status drain();

 private:
  struct State;
  void enqueue(Batch batch) override;

  std::unique_ptr<State> state_;
};

}  // namespace reality
