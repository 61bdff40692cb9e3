// SPDX-License-Identifier: MIT
//
// The copy that is kept of a world before its schema is raised: one file beside the database,
// complete without a journal, readable by its owner alone, verified, and durable under its name
// before the first migration begins. Used by engine/schema only. Must hold: an older copy is never
// overwritten; where no copy can be made the database and its journal are as they were.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/db.h"
#include "engine/result.h"
#include "engine/storage.h"

namespace reality {

/// Copies `db`, the open database at `path` of schema `version`, to PATH.schema-VERSION, or, where
/// another copy has that name, to PATH.schema-VERSION.2 and so on; the name that it has now. A copy
/// that is there already and holds the same is taken for this one, so that starts which fail again
/// and again do not fill the disk.
Result<std::string> keep_schema_copy(Storage& storage, Db& db, const std::string& path,
                                     int64_t version);

/// The copy of the newest schema below `version` that lies beside `path`, if any.
std::optional<std::string> newest_schema_copy(const Storage& storage, const std::string& path,
                                              int64_t version);

}  // namespace reality
