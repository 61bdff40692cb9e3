// SPDX-License-Identifier: MIT
#include "world/state/journal.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace reality {

void Journal::undo_to(Mark mark) {
  assert(mark <= entries_.size());
  while (entries_.size() > mark) {
    const std::function<void()> undo = std::move(entries_.back().undo);
    entries_.pop_back();
    undo();
  }
}

std::vector<RowName> Journal::changed_rows() const {
  std::vector<RowName> rows;
  for (const Entry& entry : entries_)
    if (entry.row.table != TableId::none) rows.push_back(entry.row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

void Journal::keep() {
  for (Entry& entry : entries_)
    if (entry.kept) entry.kept();
  entries_.clear();
}

bool Journal::changed_nothing() const {
  return std::all_of(entries_.begin(), entries_.end(),
                     [](const Entry& entry) { return entry.row.table == TableId::none; });
}

}  // namespace reality
