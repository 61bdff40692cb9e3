// SPDX-License-Identifier: MIT
//
// The store's core, without threads: CommitQueue holds the batches that wait; GroupWriter takes
// them to disk, a group at a time, and says in a WriterReport what became of it. Both forms of the
// store (engine/store.h) are made of these two: StepStore calls them in turn, ThreadStore has the
// queue under a lock and the writer on a thread.
// Must hold: batches are written in the order in which they came; after the first failure nothing
// is written any more, whatever is asked; a report of success means that the group is on disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/clock.h"
#include "engine/result.h"
#include "engine/row_writer.h"

namespace reality {

struct StoreLimits {
  StoreLimits() = default;
  StoreLimits(size_t most_batches) : batches(most_batches) {}  // NOLINT: a count of turns is one

  /// Turns, and bytes of memory, that wait for the disk before no new turn may start. One turn of
  /// any size may always wait.
  size_t batches = 4096;
  size_t bytes = size_t{32} << 20U;
  /// From this length on the journal is brought into the database when nobody waits for the disk,
  size_t quiet_wal_bytes = size_t{4} << 20U;
  /// and from this length on in any case: the longer it is, the longer that takes.
  size_t busy_wal_bytes = size_t{8} << 20U;
  /// To this its file is cut down again after one group that was longer.
  size_t wal_bytes = size_t{64} << 20U;
};

/// What the writer did: one group committed, or a checkpoint made, or the failure that ends all.
struct WriterReport {
  Status status;
  uint64_t turn = 0;  // of the last batch that is now on disk; 0 for a checkpoint
  size_t rows = 0;
  int64_t spent_us = 0;
  int64_t wal_bytes = 0;  // in the journal and not yet in the database
};

class CommitQueue {
 public:
  void put(Batch batch) {
    if (!closed_) batches_.push_back(std::move(batch));
  }
  bool empty() const { return batches_.empty(); }
  /// All that waits, as one group; what comes later is the next one.
  std::vector<Batch> take() { return std::exchange(batches_, {}); }
  /// Drops everything, and all that is put later: the disk has failed.
  void close() {
    closed_ = true;
    batches_ = {};
  }

 private:
  std::vector<Batch> batches_;
  bool closed_ = false;
};

class GroupWriter {
 public:
  /// `clock`: times what is reported; must be one that the writer's thread may ask.
  GroupWriter(RowWriter writer, const StoreLimits& limits, const Clock& clock);

  /// Writes a group, which must not be empty, as one transaction.
  WriterReport commit(const std::vector<Batch>& group);
  /// True when the journal should be brought into the database before the next group: when it is
  /// long and nobody waits, when it must not grow any more, or when it holds a new world's
  /// beginning.
  bool checkpoint_due(bool somebody_waits) const;
  WriterReport checkpoint();
  /// Copies the database as it is to `path`, which must not exist; calls `between` between two
  /// steps of at most 2 ms. That the copy fails is no failure of the writer.
  Status copy(const std::string& path, const std::function<void()>& between);
  /// At a clean end: brings everything into the one file.
  void gather();
  bool failed() const { return !failure_.empty(); }
  Db& db() { return writer_.db(); }

 private:
  WriterReport report(const Status& status, int64_t began_us);

  RowWriter writer_;
  const Clock& clock_;
  int64_t page_bytes_ = 4096;
  /// No turn has been brought into the database yet: its journal is all there is.
  bool young_ = false;
  int64_t quiet_pages_;  // from here on a checkpoint is made when nobody waits
  int64_t busy_pages_;   // and from here on in any case
  std::string failure_;
};

}  // namespace reality
