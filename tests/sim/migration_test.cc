// SPDX-License-Identifier: MIT
//
// Every released schema is brought up to date with the power cut at every operation of the disk,
// and with every operation failing: the world is wholly old or wholly new, nothing of it is lost,
// and the next start ends well by itself.

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/sim/old_worlds.h"
#include "world/state/check.h"

namespace reality::sim {
namespace {

constexpr const char* kPath = "/home/world.db";

/// A world of some schema and the migrations that it gets.
struct Journey {
  OldWorld from;
  std::vector<Migration> migrations;
};

/// A schema that nobody has released: worlds of the newest schema must have somewhere to go.
Migration next_migration(int version) {
  return {version, "next.sql",
          "ALTER TABLE meta ADD COLUMN since INTEGER;"
          "CREATE TABLE extra(id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
          "INSERT INTO extra(text) SELECT hex(zeroblob(3000)) FROM property;"};
}

std::vector<Journey> journeys() {
  std::vector<Journey> all;
  for (const OldWorld& world : old_worlds()) {
    all.push_back({world, real_migrations()});
    auto longer = real_migrations();
    longer.push_back(next_migration(static_cast<int>(longer.size()) + 1));
    all.push_back({world, longer});
  }
  return all;
}

int64_t version_of(Db& db) {
  const auto cell = db.ask("PRAGMA user_version");
  const auto* number = cell ? std::get_if<int64_t>(&*cell) : nullptr;
  return number ? *number : -1;
}

class MigrationTest : public testing::TestWithParam<Journey> {
 protected:
  MigrationTest() {
    const Status put = put_old_world(base_, kPath, GetParam().from);
    EXPECT_TRUE(put.ok()) << (put ? "" : put.error());
    const auto copy = base_.copy();
    auto db = Db::open(*copy, kPath, Db::Access::read_write);
    EXPECT_TRUE(db.ok());
    EXPECT_TRUE(db->execute("PRAGMA locking_mode=EXCLUSIVE").ok());
    columns_ = columns_of(*db);
    rows_ = rows_of(*db, columns_);
    old_schema_ = schema_of(*db);
    auto fresh = open_database(":memory:", migrations());
    EXPECT_TRUE(fresh.ok());
    new_schema_ = schema_of(*fresh);
  }
  const std::vector<Migration>& migrations() const { return GetParam().migrations; }
  int64_t from() const { return GetParam().from.version; }
  int64_t to() const { return migrations().back().version; }
  std::string copy_path() const { return std::string(kPath) + ".schema-" + std::to_string(from()); }

  /// Old or new as a whole, with all its rows.
  void expect_whole(const SimDisk& disk) const {
    const auto copy = disk.copy();
    auto db = Db::open(*copy, kPath, Db::Access::read_write);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("PRAGMA locking_mode=EXCLUSIVE").ok());
    const int64_t version = version_of(*db);
    EXPECT_TRUE(version == from() || version == to()) << version;
    EXPECT_EQ(schema_of(*db), version == from() ? old_schema_ : new_schema_);
    EXPECT_EQ(rows_of(*db, columns_), rows_);
    if (version == to() && from() != to()) expect_copy(disk);
  }
  void expect_copy(const SimDisk& disk) const {
    auto copy = Db::open(disk, copy_path(), Db::Access::sealed);
    ASSERT_TRUE(copy.ok());
    EXPECT_EQ(version_of(*copy), from());
    EXPECT_EQ(schema_of(*copy), old_schema_);
    EXPECT_EQ(rows_of(*copy, columns_), rows_);
  }
  /// The next start: no hand is needed, and nothing is left lying about.
  void expect_start(SimDisk& disk) const {
    {
      auto db = open_database(disk, kPath, migrations());
      ASSERT_TRUE(db.ok()) << db.error();
      EXPECT_EQ(version_of(*db), to());
      EXPECT_EQ(schema_of(*db), new_schema_);
      EXPECT_EQ(rows_of(*db, columns_), rows_);
    }
    if (from() != to()) expect_copy(disk);
    EXPECT_EQ(disk.exists(copy_path()), from() != to());
    EXPECT_FALSE(disk.exists(copy_path() + ".2"));
    EXPECT_FALSE(disk.exists(copy_path() + ".part"));
    EXPECT_FALSE(disk.exists(copy_path() + ".part-journal"));
  }

  ManualClock clock_;
  Rng chance_{17};
  SimDisk base_{Rng(4), clock_};
  Columns columns_;
  std::string rows_;
  std::string old_schema_;
  std::string new_schema_;
};

TEST_P(MigrationTest, EndsWellAndKeepsACopy) {
  std::vector<SchemaRaised> told;
  const auto disk = base_.copy();
  {
    auto db = open_database(*disk, kPath, migrations(),
                            [&told](const SchemaRaised& raised) { told.push_back(raised); });
    ASSERT_TRUE(db.ok()) << db.error();
  }
  expect_whole(*disk);
  expect_start(*disk);
  ASSERT_EQ(told.size(), from() == to() ? 0U : 1U);
  if (told.empty()) return;
  EXPECT_EQ(told[0].from, from());
  EXPECT_EQ(told[0].to, to());
  EXPECT_EQ(told[0].copy, copy_path());
}

TEST_P(MigrationTest, PowerCutAtEveryOperation) {
  const auto disk = base_.copy();
  int cuts = 0;
  disk->on_io = [&](const DiskOp& op) {
    if (HasFatalFailure()) return;
    for (const Survival survival : {Survival::none, Survival::all, Survival::each}) {
      SCOPED_TRACE("operation " + std::to_string(op.number));
      const auto image = disk->cut_image(chance_, survival);
      expect_whole(*image);
      expect_start(*image);
      ++cuts;
    }
  };
  ASSERT_TRUE(open_database(*disk, kPath, migrations()).ok());
  EXPECT_GE(cuts, from() == to() ? 3 : 60);
  RecordProperty("cuts", cuts);
}

TEST_P(MigrationTest, EveryOperationFailing) {
  const auto counted = base_.copy();
  ASSERT_TRUE(open_database(*counted, kPath, migrations()).ok());
  for (const Fault fault : {Fault::io_error, Fault::full, Fault::failed_sync}) {
    for (uint64_t op = 1; op <= counted->ops(); ++op) {
      SCOPED_TRACE("operation " + std::to_string(op));
      const auto disk = base_.copy();
      disk->fail_at(op, fault, true);
      (void)open_database(*disk, kPath, migrations());
      disk->fail_at(0, Fault::none);
      expect_whole(*disk);
      const auto image = disk->cut_image(chance_, Survival::each);
      expect_whole(*image);
      expect_start(*image);
    }
  }
}

std::string journey_name(const testing::TestParamInfo<Journey>& journey) {
  return "From" + std::to_string(journey.param.from.version) + "To" +
         std::to_string(journey.param.migrations.back().version);
}

INSTANTIATE_TEST_SUITE_P(Released, MigrationTest, testing::ValuesIn(journeys()), journey_name);

// Whoever adds a migration keeps a world of the new schema here, as its release will write it.
TEST(SchemaReleases, EveryOneIsKept) {
  EXPECT_EQ(old_worlds().size(), real_migrations().size())
      << "tests/schemas needs a dump for the newest of data/schema (see tests/schemas/README.md)";
}

// A world that is out there was made by the migration as it was released.
TEST(SchemaReleases, NoReleasedMigrationWasChanged) {
  for (const OldWorld& world : old_worlds()) {
    auto old = Db::open(":memory:", Db::Access::create);
    ASSERT_TRUE(old->execute(world.sql).ok());
    auto made = Db::open(":memory:", Db::Access::create);
    for (const Migration& step : real_migrations())
      if (step.version <= world.version) {
        ASSERT_TRUE(made->execute(step.sql).ok());
      }
    EXPECT_EQ(schema_of(*old), schema_of(*made)) << "schema " << world.version;
    EXPECT_EQ(version_of(*old), world.version);
  }
}

TEST(SchemaReleases, TheirWorldsKeepTheInvariants) {
  for (const OldWorld& world : old_worlds()) {
    ManualClock clock;
    SimDisk disk(Rng(1), clock);
    ASSERT_TRUE(put_old_world(disk, kPath, world).ok());
    auto db = open_database(disk, kPath, real_migrations());
    ASSERT_TRUE(db.ok()) << db.error();
    const CheckReport report = check_world(*db);
    EXPECT_EQ(report.problems, std::vector<std::string>());
    EXPECT_EQ(report.accounts, 1U);
  }
}

// A world that is not there yet: no copy is made of nothing, wherever the power goes.
TEST(NewWorld, PowerCutAtEveryOperation) {
  ManualClock clock;
  SimDisk disk(Rng(1), clock);
  Rng chance(3);
  int cuts = 0;
  disk.on_io = [&](const DiskOp& op) {
    for (const Survival survival : {Survival::none, Survival::all, Survival::each}) {
      const auto image = disk.cut_image(chance, survival);
      auto db = open_database(*image, kPath, real_migrations());
      EXPECT_TRUE(db.ok()) << "operation " << op.number << ": " << (db ? "" : db.error());
      EXPECT_TRUE(db && check_world(*db).problems.empty());
      EXPECT_FALSE(image->exists(std::string(kPath) + ".schema-1"));
      ++cuts;
    }
  };
  auto db = open_database(disk, kPath, real_migrations());
  ASSERT_TRUE(db.ok()) << db.error();
  disk.on_io = nullptr;
  EXPECT_GT(cuts, 20);
  // What was promised as made is there without any luck.
  const auto image = disk.cut_image(chance, Survival::none);
  EXPECT_GT(image->size(kPath).value_or(0) + image->size(std::string(kPath) + "-wal").value_or(0),
            0U);
}

}  // namespace
}  // namespace reality::sim
