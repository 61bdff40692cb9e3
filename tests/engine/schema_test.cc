// SPDX-License-Identifier: MIT
//
// Opening a world's database: what is refused, that a refusal changes nothing, and that SQLite is
// asked whether it does what it was told.

#include "engine/schema.h"

#include <gtest/gtest.h>

#include "tests/sim/old_worlds.h"
#include "tests/sim/sim_disk.h"

namespace reality {
namespace {

using sim::SimDisk;

constexpr const char* kPath = "/home/world.db";
constexpr const char* kJournal = "/home/world.db-wal";

std::string error_of(const Result<Db>& db) {
  return db ? "" : db.error();
}

class SchemaTest : public testing::Test {
 protected:
  SchemaTest() {
    {
      auto db = open_database(disk_, kPath, migrations_);
      EXPECT_TRUE(db.ok()) << error_of(db);
      for (int i = 1; i <= 400; ++i)
        EXPECT_TRUE(db->execute("INSERT INTO receipt VALUES('" + std::to_string(i) +
                                std::string(100, 'x') + "', 1)")
                        .ok());
      EXPECT_TRUE(db->execute("PRAGMA wal_checkpoint(TRUNCATE)").ok());
      whole_ = disk_.content(kPath);
      EXPECT_TRUE(db->execute("INSERT INTO receipt VALUES('in the journal', 1)").ok());
    }
    journal_ = disk_.content(kJournal);
  }
  /// Expects `database`, with `journal` beside it, to be refused with `word`; then as it was.
  void expect_refusal(const std::string& database, const std::string& journal,
                      const std::string& word) {
    SimDisk disk(Rng(9), clock_);
    disk.put(kPath, database);
    if (!journal.empty()) disk.put(kJournal, journal);
    for (const bool reading : {false, true}) {
      auto db = reading ? open_for_reading(disk, kPath, migrations_)
                        : open_database(disk, kPath, migrations_);
      ASSERT_FALSE(db.ok()) << word;
      EXPECT_NE(db.error().find(word), std::string::npos) << db.error();
      EXPECT_EQ(db.error().find('\n'), std::string::npos) << db.error();
      EXPECT_TRUE(disk.content(kPath) == database);
      EXPECT_TRUE(disk.content(kJournal) == journal);
    }
  }
  static std::string flipped(std::string bytes, size_t at) {
    bytes.at(at) = static_cast<char>(bytes.at(at) ^ 0x40);
    return bytes;
  }

  ManualClock clock_;
  SimDisk disk_{Rng(2), clock_};
  std::vector<Migration> migrations_ = sim::real_migrations();
  std::string whole_;
  std::string journal_;
};

TEST_F(SchemaTest, SetUpTookEffect) {
  auto db = open_database(disk_, kPath, migrations_);
  ASSERT_TRUE(db.ok()) << error_of(db);
  EXPECT_EQ(*db->ask("PRAGMA synchronous"), Cell(int64_t{2}));
  EXPECT_EQ(*db->ask("PRAGMA journal_mode"), Cell(std::string("wal")));
  EXPECT_EQ(*db->ask("PRAGMA locking_mode"), Cell(std::string("exclusive")));
  EXPECT_EQ(*db->ask("PRAGMA foreign_keys"), Cell(int64_t{1}));
  EXPECT_EQ(*db->ask("PRAGMA trusted_schema"), Cell(int64_t{0}));
}

TEST_F(SchemaTest, ASettingThatSqliteDoesNotKeepIsRefused) {
  for (const char* name : {"synchronous", "foreign_keys", "locking_mode", "trusted_schema"}) {
    disk_.ignore_pragma(name, name == std::string("synchronous") ? "1" : "");
    auto db = open_database(disk_, kPath, migrations_);
    ASSERT_FALSE(db.ok()) << name;
    EXPECT_NE(db.error().find(std::string("does not keep to ") + name), std::string::npos)
        << db.error();
    disk_.obey_pragmas();
  }
  SimDisk fresh(Rng(1), clock_);
  fresh.ignore_pragma("journal_mode");
  auto db = open_database(fresh, kPath, migrations_);
  ASSERT_FALSE(db.ok());
  EXPECT_NE(db.error().find("journal_mode=wal (it is delete)"), std::string::npos) << db.error();
}

TEST_F(SchemaTest, TheJournalIsReadAndNothingIsLost) {
  auto db = open_database(disk_, kPath, migrations_);
  ASSERT_TRUE(db.ok()) << error_of(db);
  EXPECT_EQ(*db->ask("SELECT count(*) FROM receipt"), Cell(int64_t{401}));
}

TEST_F(SchemaTest, AFlippedBitInTheFirstPageIsRefused) {
  for (const size_t at : {size_t{0}, size_t{5}, size_t{16}, size_t{100}, size_t{103}})
    expect_refusal(flipped(whole_, at), "", "damaged");
}

TEST_F(SchemaTest, AFlippedBitInAnyPagesHeadIsRefused) {
  ASSERT_GT(whole_.size(), size_t{20} * 4096);
  for (size_t page = 1; page < whole_.size() / 4096; ++page)
    expect_refusal(flipped(whole_, page * 4096), "", "damaged");
}

TEST_F(SchemaTest, AFileThatIsCutOffIsRefused) {
  for (const size_t left : {size_t{100}, size_t{512}, size_t{4096}, whole_.size() / 2,
                            whole_.size() - 4096, whole_.size() - 1})
    expect_refusal(whole_.substr(0, left), "", "damaged");
}

TEST_F(SchemaTest, GarbageIsRefused) {
  expect_refusal(std::string(8192, 'x'), "", "damaged");
  expect_refusal("hello", "", "damaged");
}

TEST_F(SchemaTest, WhatAnotherProcessHasOpenIsNotDamaged) {
  auto first = open_database(disk_, kPath, migrations_);
  ASSERT_TRUE(first.ok()) << error_of(first);
  for (const bool reading : {false, true}) {
    auto second = reading ? open_for_reading(disk_, kPath, migrations_)
                          : open_database(disk_, kPath, migrations_);
    EXPECT_NE(error_of(second).find("is in use by another process"), std::string::npos)
        << error_of(second);
    EXPECT_EQ(error_of(second).find("damaged"), std::string::npos) << error_of(second);
  }
}

TEST_F(SchemaTest, AnEmptyFileBesideAJournalIsRefused) {
  expect_refusal("", journal_, "cut off");
}

TEST_F(SchemaTest, AnotherProgramsDatabaseIsRefused) {
  {
    auto db = Db::open(disk_, "/home/other.db", Db::Access::create);
    ASSERT_TRUE(db->execute("CREATE TABLE account(name)").ok());
  }
  expect_refusal(disk_.content("/home/other.db"), "", "not a world");
}

TEST_F(SchemaTest, ANewerSchemaIsRefused) {
  std::string newer = whole_;
  newer[63] = 99;  // user_version, the last of four bytes
  expect_refusal(newer, "", "version 99");
  std::string foreign = whole_;
  foreign[71] = 1;  // application_id
  expect_refusal(foreign, "", "not a world");
}

TEST_F(SchemaTest, AdviceNamesTheWaysOut) {
  disk_.put(kPath, std::string(8192, 'x'));
  disk_.put(kJournal, "");
  auto db = open_database(disk_, kPath, migrations_);
  EXPECT_NE(error_of(db).find("reality restore --home NEWDIR FILE"), std::string::npos);
  EXPECT_EQ(error_of(db).find("newest copy"), std::string::npos) << error_of(db);
  disk_.put("/home/world.db.schema-1", "");
  db = open_database(disk_, kPath, migrations_);
  EXPECT_NE(error_of(db).find("newest copy beside it is /home/world.db.schema-1)"),
            std::string::npos)
      << error_of(db);
}

class SchemaCopyTest : public SchemaTest {
 protected:
  SchemaCopyTest() { EXPECT_TRUE(sim::put_old_world(old_, kPath, sim::old_worlds().front()).ok()); }
  SimDisk old_{Rng(6), clock_};
};

TEST_F(SchemaCopyTest, AnOlderCopyIsNotOverwritten) {
  old_.put("/home/world.db.schema-1", "what somebody keeps");
  std::string copy;
  auto db = open_database(old_, kPath, migrations_,
                          [&copy](const SchemaRaised& raised) { copy = raised.copy; });
  ASSERT_TRUE(db.ok()) << error_of(db);
  EXPECT_EQ(copy, "/home/world.db.schema-1.2");
  EXPECT_EQ(old_.content("/home/world.db.schema-1"), "what somebody keeps");
  EXPECT_TRUE(Db::open(old_, copy, Db::Access::sealed)->ask("SELECT count(*) FROM thing").ok());
}

TEST_F(SchemaCopyTest, WithoutRoomForACopyNothingIsDone) {
  const std::string database = old_.content(kPath);
  const std::string journal = old_.content(kJournal);
  old_.set_capacity(database.size() + journal.size() + 4096);
  auto db = open_database(old_, kPath, migrations_);
  ASSERT_FALSE(db.ok());
  EXPECT_NE(db.error().find("needs a copy before its schema is raised"), std::string::npos);
  EXPECT_NE(db.error().find("nothing was changed"), std::string::npos);
  EXPECT_TRUE(old_.content(kPath) == database);
  EXPECT_TRUE(old_.content(kJournal) == journal);
  for (const char* name : {"", ".part", ".part-journal"})
    EXPECT_FALSE(old_.exists(std::string("/home/world.db.schema-1") + name)) << name;
}

TEST_F(SchemaCopyTest, WithoutANameForACopyNothingIsDone) {
  old_.put("/home/world.db.schema-1", "1");
  for (int number = 2; number <= 9; ++number)
    old_.put("/home/world.db.schema-1." + std::to_string(number), "n");
  auto db = open_database(old_, kPath, migrations_);
  ASSERT_FALSE(db.ok());
  EXPECT_NE(db.error().find("move them away"), std::string::npos) << db.error();
  EXPECT_FALSE(old_.exists("/home/world.db.schema-1.part"));
}

TEST_F(SchemaCopyTest, AMigrationThatFailsLeavesTheOldWorld) {
  auto bad = migrations_;
  bad.push_back({static_cast<int>(bad.size()) + 1, "bad.sql", "CREATE TABLE meta(x)"});
  {
    auto db = open_database(old_, kPath, bad);
    ASSERT_FALSE(db.ok());
    EXPECT_NE(db.error().find("bad.sql"), std::string::npos) << db.error();
  }
  auto db = Db::open(old_, kPath, Db::Access::read_write);
  ASSERT_TRUE(db->execute("PRAGMA locking_mode=EXCLUSIVE").ok());
  EXPECT_EQ(*db->ask("PRAGMA user_version"), Cell(int64_t{1}));
  EXPECT_EQ(*db->ask("SELECT count(*) FROM sqlite_schema WHERE name='letter'"), Cell(int64_t{0}));
}

}  // namespace
}  // namespace reality
