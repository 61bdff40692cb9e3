// SPDX-License-Identifier: MIT
//
// LoadedWorld: a world whose state has been read from its database, ready for a store and a start.
// Made by whoever needs a world, served or not.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/schema.h"
#include "engine/storage.h"
#include "engine/store.h"
#include "world/world.h"

namespace reality {

struct LoadedWorld {
  std::unique_ptr<World> world;
  RowWriter writer;
  /// The last turn that is on disk.
  uint64_t durable = 0;
};

/// Opens the database at `path`, new or old, and reads all of it. Nothing is written where it is
/// refused. An older schema is raised, which the log tells. `storage` outlives the world.
Result<LoadedWorld> load_world(Storage& storage, const std::string& path,
                               const std::vector<Migration>& migrations, const WorldParts& parts);

}  // namespace reality
