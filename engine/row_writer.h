// SPDX-License-Identifier: MIT
//
// RowWriter: what a turn hands over to be stored (rows, in a batch) and the SQL that writes it: a
// group of batches is one transaction. Owned by a GroupWriter, or by whoever writes a world without
// serving it; used by one thread at a time.
// Must hold: a group is whole or absent after a crash; a write that failed is never tried again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
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

/// About how many bytes of memory a batch takes while it waits.
size_t weight(const Batch& batch);

/// Writes groups of batches in one transaction each, with the number of the last turn in it.
/// A row that a group holds twice is written once, as it was last.
class RowWriter {
 public:
  static Result<RowWriter> open(Db db, std::vector<TableShape> shapes);
  Status commit(const std::vector<Batch>& group);
  /// Brings all that was committed into the one file, so that it is complete without its journal.
  Status gather();
  Db& db() { return db_; }
  const Db& db() const { return db_; }
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

}  // namespace reality
