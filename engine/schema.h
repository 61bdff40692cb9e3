// SPDX-License-Identifier: MIT
//
// Schema: opening the world's database safely. What the file is, which version it has and whether
// it is whole are read before anything is written; what SQLite was told is asked back; a world of
// an older schema is copied (engine/schema_copy.h) before numbered migrations run. All that a world
// needs run in one transaction that also raises the version: it is wholly old or wholly new, and
// never of a version that no copy was made of. Refusals leave the files as they were.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/db.h"
#include "engine/result.h"
#include "engine/storage.h"

namespace reality {

/// One step from version - 1 to version: `NNN_name.sql`.
struct Migration {
  int version = 0;
  std::string name;
  std::string sql;
};

/// Marks a database as a world of ours ("RLTY", in PRAGMA application_id).
inline constexpr int64_t kApplicationId = 0x524c5459;

/// Reads FOLDER/NNN_name.sql; the numbers must run from 1 without a gap.
Result<std::vector<Migration>> read_migrations(const std::string& folder);

/// What was done to a world of an older schema.
struct SchemaRaised {
  int64_t from = 0;
  int64_t to = 0;
  std::string copy;  // where it is as it was
};
using OnSchemaRaised = std::function<void(const SchemaRaised&)>;

/// Opens `path`, new or old, checks it, migrates it (and says so) and sets it up for the one
/// connection that will ever use it (WAL, synchronous=FULL, exclusive). A new file is readable by
/// its owner alone. The error says what to do. `storage` outlives the Db.
Result<Db> open_database(Storage& storage, const std::string& path,
                         const std::vector<Migration>& migrations,
                         const OnSchemaRaised& raised = {});
/// The same on the disk of the operating system.
Result<Db> open_database(const std::string& path, const std::vector<Migration>& migrations);

/// Opens `path` for reading only and checks what it is and that it is whole.
Result<Db> open_for_reading(const Storage& storage, const std::string& path,
                            const std::vector<Migration>& migrations);
Result<Db> open_for_reading(const std::string& path, const std::vector<Migration>& migrations);

}  // namespace reality
