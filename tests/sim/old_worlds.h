// SPDX-License-Identifier: MIT
//
// OldWorlds: worlds of every schema that was ever released (tests/schemas/NNN.sql), for tests that
// bring them up to date. A world is made on a SimDisk as the server of its time left it when it was
// killed: the last changes are in the journal alone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/db.h"
#include "engine/schema.h"
#include "tests/sim/sim_disk.h"

namespace reality::sim {

struct OldWorld {
  int64_t version = 0;
  std::string sql;
};

/// By version, from 1 without a gap.
std::vector<OldWorld> old_worlds();
std::vector<Migration> real_migrations();

/// Makes the world at `path`, in WAL mode, with changes that no checkpoint has seen.
Status put_old_world(SimDisk& disk, const std::string& path, const OldWorld& world);

/// The columns of each table, and the content of the tables by those columns, a line a row.
using Columns = std::map<std::string, std::string>;
Columns columns_of(Db& db);
std::string rows_of(Db& db, const Columns& columns);

/// What CREATE said of every table and index, sorted.
std::string schema_of(Db& db);

}  // namespace reality::sim
