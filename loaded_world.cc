// SPDX-License-Identifier: MIT
#include "loaded_world.h"

#include <utility>
#include <variant>

#include "world/api/api.h"
#include "world/state/rows.h"

namespace reality {
namespace {

Result<uint64_t> last_turn(Db& db) {
  auto turn = db.ask("SELECT value FROM meta WHERE name='turn'");
  if (!turn) return Error{turn.error()};
  const auto* number = std::get_if<int64_t>(&*turn);
  return number ? static_cast<uint64_t>(*number) : uint64_t{0};
}

}  // namespace

Result<LoadedWorld> load_world(Storage& storage, const std::string& path,
                               const std::vector<Migration>& migrations, const WorldParts& parts) {
  auto db = open_database(storage, path, migrations, [&parts](const SchemaRaised& raised) {
    parts.log.warn("schema_raised",
                   {{"from", raised.from}, {"to", raised.to}, {"copy_of_before", raised.copy}});
  });
  if (!db) return Error{db.error()};
  auto durable = last_turn(*db);
  if (!durable) return Error{path + ": " + durable.error()};
  auto world = std::make_unique<World>(parts);
  install_api(*world);
  if (Status loaded = world->load(*db); !loaded) return Error{path + ": " + loaded.error()};
  auto writer = RowWriter::open(std::move(*db), table_shapes());
  if (!writer) return Error{path + ": " + writer.error()};
  return LoadedWorld{std::move(world), std::move(*writer), *durable};
}

Result<LoadedWorld> load_world(const Program& program, const Home& home, const WorldParts& parts) {
  DiskStorage disk;
  return load_world(disk, home.database(), program.migrations, parts);
}

}  // namespace reality
