// SPDX-License-Identifier: MIT
//
// Store: makes turns durable. Each turn that changed something hands over its rows as one batch;
// the store commits all that has queued as one SQLite transaction as soon as the last commit is
// over (group commit, no gathering delay) and then reports the highest durable turn. Owned by main.
// StepStore commits when a test or the simulation says so; ThreadStore has a writer thread of its
// own and reports through the loop.
// Must hold: a batch is whole or absent after a crash; durable() never passes a turn whose rows are
// not on disk; after a failure nothing is ever reported durable again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/db.h"
#include "engine/result.h"

namespace reality {

/// A table as the store writes it: every row is replaced or deleted whole, by its key.
struct TableShape {
  std::string name;
  std::vector<std::string> key;
  std::vector<std::string> values;
};

/// One row to write; without values it is deleted.
struct StoredRow {
  size_t table = 0;  // index into the store's shapes
  std::vector<Cell> key;
  std::vector<Cell> values;
  bool operator==(const StoredRow&) const = default;
};

struct Batch {
  uint64_t turn = 0;
  std::vector<StoredRow> rows;
};

/// Writes groups of batches in one transaction each, with the number of the last turn in it.
/// A row that a group holds twice is written once, as it was last.
class RowWriter {
 public:
  static Result<RowWriter> open(Db db, std::vector<TableShape> shapes);
  Status commit(const std::vector<Batch>& group);
  /// Brings all that was committed into the one file, so that it is complete without its journal.
  Status gather();
  Db& db() { return db_; }
  /// Rows written since the start, for figures.
  uint64_t rows_written() const { return rows_written_; }

 private:
  struct Statements {
    Statement put;
    Statement remove;
  };
  explicit RowWriter(Db db) : db_(std::move(db)) {}
  Status write(const StoredRow& row);

  Db db_;
  std::vector<Statements> statements_;
  uint64_t rows_written_ = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  /// Queues a turn's rows. Turn numbers ascend.
  virtual void submit(Batch batch) = 0;
  /// True when so much has queued that no new turn should start.
  virtual bool full() const = 0;
  /// The highest turn known to be on disk, as last reported on the loop's thread.
  uint64_t durable() const { return durable_; }
  /// Copies the database as of now to `path` (which must not exist) beside the work, in small
  /// steps, and reports on the loop's thread.
  virtual void snapshot(std::string path, std::function<void(Status)> done) = 0;

  /// Called on the loop's thread whenever durable() has grown.
  std::function<void()> on_durable;
  /// Called once, on the loop's thread, when a commit failed: the disk cannot be trusted.
  std::function<void(const std::string& message)> on_failure;

 protected:
  void advance(uint64_t turn);
  void set_durable(uint64_t turn) { durable_ = turn; }

 private:
  uint64_t durable_ = 0;
};

/// Commits when step() is called, all that has queued as one group.
class StepStore final : public Store {
 public:
  StepStore(RowWriter writer, uint64_t durable, size_t limit = 4096);
  void submit(Batch batch) override { queue_.push_back(std::move(batch)); }
  bool full() const override { return queue_.size() >= limit_; }
  void snapshot(std::string path, std::function<void(Status)> done) override;
  /// Commits and reports; true if there was anything to commit.
  bool step();
  Db& db() { return writer_.db(); }

 private:
  RowWriter writer_;
  std::vector<Batch> queue_;
  size_t limit_;
  bool failed_ = false;
};

class Loop;
class Metrics;

/// A writer thread of its own. Destroying it commits what has queued first.
class ThreadStore final : public Store {
 public:
  ThreadStore(Loop& loop, Metrics& metrics, RowWriter writer, uint64_t durable, size_t limit);
  ~ThreadStore() override;
  void submit(Batch batch) override;
  bool full() const override;
  void snapshot(std::string path, std::function<void(Status)> done) override;
  /// Waits until everything queued is on disk (a clean stop). Destroying the store afterwards
  /// leaves a database that is complete in one file.
  Status drain();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Copies `db` to `path` in steps; between steps calls `between`.
Status copy_database(Db& db, const std::string& path, const std::function<void()>& between);

}  // namespace reality
