// SPDX-License-Identifier: MIT
//
// Check: the invariants that every stored world keeps, verified from the outside: rows alone, no
// script is run. Used by `reality check` on a home or on a snapshot of a served one, and by tests.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/db.h"

namespace reality {

struct CheckReport {
  /// What is broken, a sentence each, naming rows; empty for a sound world.
  std::vector<std::string> problems;
  size_t things = 0;
  size_t properties = 0;
  size_t accounts = 0;
  size_t timers = 0;
  size_t letters = 0;
};

/// Integrity of the file, rows that refer to rows that are there, containment as a tree with one
/// place for each thing, ids given once, and that the rows read back as the very same rows.
CheckReport check_world(Db& db);

}  // namespace reality
