// SPDX-License-Identifier: MIT
//
// Rows: the world's state to rows and back. The only code that knows which columns hold what. The
// journal says which rows changed; this module writes them as they are now. At start it reads all
// of them in one scan. To add a table: a migration in data/schema, a TableId, a shape and a case
// here, and a scan in load_state().
#pragma once

#include <string>
#include <vector>

#include "engine/db.h"
#include "engine/result.h"
#include "engine/store.h"
#include "world/state/journal.h"

namespace reality {

struct State;

/// The shapes of the tables, in the order of TableId.
std::vector<TableShape> table_shapes();
/// The row as it is now: with values, or none if it is gone.
StoredRow row_now(const State& state, const RowName& name);
/// Every row of the whole world, in a fixed order: what check compares.
std::vector<StoredRow> all_rows(const State& state);
/// Reads everything into an empty state; returns the last durable turn. The error names the row.
Result<uint64_t> load_state(Db& db, State& state);
/// Every row as the database has it, in the same order as all_rows().
Result<std::vector<StoredRow>> stored_rows(Db& db);

}  // namespace reality
