// SPDX-License-Identifier: MIT
#include "loaded_world.h"

#include <utility>

#include "world/api/api.h"
#include "world/state/rows.h"

namespace reality {

Result<LoadedWorld> load_world(Db db, const WorldParts& parts) {
  auto world = std::make_unique<World>(parts);
  install_api(*world);
  auto durable = world->load(db);
  if (!durable) return Error{durable.error()};
  auto writer = RowWriter::open(std::move(db), table_shapes());
  if (!writer) return Error{writer.error()};
  return LoadedWorld{std::move(world), std::move(*writer), *durable};
}

}  // namespace reality
