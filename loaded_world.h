// SPDX-License-Identifier: MIT
//
// LoadedWorld: a world whose state has been read from its database, ready for a store and a start.
// Made by whoever needs a world, served or not.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/db.h"
#include "engine/result.h"
#include "engine/store.h"
#include "world/world.h"

namespace reality {

struct LoadedWorld {
  std::unique_ptr<World> world;
  RowWriter writer;
  /// The last turn that is on disk.
  uint64_t durable = 0;
};

/// Reads all of `db`, which is open for the one connection that will use it. Nothing is written.
Result<LoadedWorld> load_world(Db db, const WorldParts& parts);

}  // namespace reality
