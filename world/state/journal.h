// SPDX-License-Identifier: MIT
//
// Journal: the one mechanism that undoes a turn and knows which rows it changed. Whoever changes
// state of the world records, in the same breath, the row that the change belongs to and how to
// take it back. Owned by the World; every keeper of state (things, timers, accounts, sessions)
// writes to it and is asked for its rows when the turn is kept.
// Must hold: undoing in reverse order leaves everything that can be observed, indexes included, as
// it was at the mark; a change without a row (row.table == kNoTable) is undone but never stored.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace reality {

/// The numbers by which keepers of state name their tables in the journal.
enum class TableId : uint8_t {
  none,
  thing,
  property,
  timer,
  account,
  meta,
  script,
  letter,
  correspondent,
  receipt
};

/// Names one row: a table, a number and, where the number is not enough, a second one or a name.
struct RowName {
  TableId table = TableId::none;
  uint64_t number = 0;
  uint32_t part = 0;
  std::string name;
  auto operator<=>(const RowName&) const = default;
};

class Journal {
 public:
  using Mark = size_t;

  /// Records a change just made (or about to be made), how to take it back and, where something
  /// can only be let go of once nothing can bring it back, what to do when the turn is kept.
  void record(RowName row, std::function<void()> undo, std::function<void()> kept = {}) {
    entries_.push_back({std::move(row), std::move(undo), std::move(kept)});
  }
  Mark mark() const { return entries_.size(); }
  /// Takes back everything recorded since `mark`, newest first.
  void undo_to(Mark mark);
  /// The rows changed since the start of the turn, sorted, each once.
  std::vector<RowName> changed_rows() const;
  /// True when nothing that is stored has changed.
  bool changed_nothing() const;
  /// Forgets the entries: the turn is kept.
  void keep();

 private:
  struct Entry {
    RowName row;
    std::function<void()> undo;
    std::function<void()> kept;
  };
  std::vector<Entry> entries_;
};

}  // namespace reality
