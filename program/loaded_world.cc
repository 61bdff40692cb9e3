// SPDX-License-Identifier: MIT
#include "program/loaded_world.h"

#include <utility>

#include "world/api/api.h"
#include "world/state/rows.h"

namespace reality {

Result<LoadedWorld> load_world(Storage& storage, const std::string& path,
                               const std::vector<Migration>& migrations, const WorldParts& parts) {
  auto db = open_database(storage, path, migrations, [&parts](const SchemaRaised& raised) {
    parts.log.warn("schema_raised",
                   {{"from", raised.from}, {"to", raised.to}, {"copy_of_before", raised.copy}});
  });
  if (!db) return Error{db.error()};
  auto world = std::make_unique<World>(parts);
  install_api(*world);
  auto durable = world->load(*db);
  if (!durable) return Error{path + ": " + durable.error()};
  auto writer = RowWriter::open(std::move(*db), table_shapes());
  if (!writer) return Error{path + ": " + writer.error()};
  return LoadedWorld{std::move(world), std::move(*writer), *durable};
}

}  // namespace reality
