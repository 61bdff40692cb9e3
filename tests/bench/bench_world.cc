// SPDX-License-Identifier: MIT
#include "tests/bench/bench_world.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "engine/schema.h"
#include "engine/store.h"
#include "tests/bench/bench_text.h"
#include "world/state/keys.h"
#include "world/state/rows.h"
#include "world/state/state.h"

namespace reality::bench {
namespace {

constexpr size_t kPrototypes = 50;
constexpr size_t kRoomSize = 100;
constexpr size_t kThingsACommit = 10'000;

std::string padded(std::string text, size_t letters) {
  text.resize(letters, '.');
  return text;
}

class Filler {
 public:
  explicit Filler(State& world) : things_(world.things) {
    for (const std::string_view name : {"weight", "worth", "sealed", "maker", "mark"})
      keys_.push_back(world.atoms.intern(name));
  }

  void add(size_t number) {
    const bool room = number % kRoomSize == 0;
    const bool prototype = prototypes_.size() < kPrototypes && !room;
    const bool plain = !room && !prototype && number % 10 < 6;
    Thing& thing = things_.make(plain ? prototypes_[number / 3 % kPrototypes] : nullptr);
    if (room) room_ = &thing;
    if (prototype) prototypes_.push_back(&thing);
    if (room) {
      things_.set(thing, key::room, Value(true));
    } else if (!prototype) {
      things_.place(thing, Relation::in, room_);
    }
    describe(thing, number);
  }

 private:
  void describe(Thing& thing, size_t number) {
    const auto n = static_cast<int64_t>(number);
    things_.set(thing, keys_[0], Value(n % 97));
    things_.set(thing, keys_[1], Value(n));
    things_.set(thing, keys_[2], Value(n % 2 == 0));
    things_.set(thing, keys_[3], Value(room_->id()));
    things_.set(thing, keys_[4], Value(padded("mark " + std::to_string(n), 14)));
    if (number % 5 == 0)
      things_.set(thing, key::text,
                  Value(padded("Thing " + std::to_string(n) + " lies here", 120)));
  }

  Things& things_;
  std::vector<Atom> keys_;
  std::vector<Thing*> prototypes_;
  Thing* room_ = nullptr;
};

Status commit(State& world, RowWriter& writer, uint64_t turn) {
  Batch batch{turn, {}};
  for (const RowName& name : world.journal.changed_rows())
    batch.rows.push_back(row_now(world, name));
  world.journal.keep();
  return writer.commit({std::move(batch)});
}

}  // namespace

Status write_area(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  std::ofstream file(folder + "/bench.area");
  file << area_text();
  file.close();
  return file ? Status() : Error{folder + ": cannot be written"};
}

Status add_things(const std::string& home, size_t count) {
  auto migrations = read_migrations(std::string(REALITY_SOURCE_DIR) + "/data/schema");
  if (!migrations) return Error{migrations.error()};
  auto db = open_database(home + "/world.db", *migrations);
  if (!db) return Error{db.error()};
  State world;
  auto turn = load_state(*db, world);
  if (!turn) return Error{turn.error()};
  auto writer = RowWriter::open(std::move(*db), table_shapes());
  if (!writer) return Error{writer.error()};
  Filler filler(world);
  for (size_t number = 0; number < count; ++number) {
    filler.add(number);
    if (number % kThingsACommit != kThingsACommit - 1 && number + 1 != count) continue;
    if (Status written = commit(world, *writer, ++*turn); !written) return written;
  }
  return {};
}

}  // namespace reality::bench
