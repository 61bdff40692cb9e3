// SPDX-License-Identifier: MIT
//
// LoadedWorld: a world whose state has been read from its home, ready for a store and a start. Made
// by the subcommands that need a world, served or not.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/home.h"
#include "engine/result.h"
#include "engine/schema.h"
#include "engine/storage.h"
#include "engine/store.h"
#include "program.h"
#include "world/world.h"

namespace reality {

struct LoadedWorld {
  std::unique_ptr<World> world;
  RowWriter writer;
  /// The last turn that is on disk.
  uint64_t durable = 0;
};

/// Opens the database of `home`, new or old, and reads all of it. Nothing is written where the
/// database is refused.
Result<LoadedWorld> load_world(const Program& program, const Home& home, const WorldParts& parts);
/// The same on another storage than the disk; the database is `path` there.
Result<LoadedWorld> load_world(Storage& storage, const std::string& path,
                               const std::vector<Migration>& migrations, const WorldParts& parts);

}  // namespace reality
