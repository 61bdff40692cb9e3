// SPDX-License-Identifier: MIT
#include "engine/store.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/metrics.h"

namespace reality {
namespace {

Db blank() {
  auto db = Db::open(":memory:", Db::Access::create);
  EXPECT_TRUE(db.ok());
  EXPECT_TRUE(
      db->execute("CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER);"
                  "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT CHECK(name<>'bad'))")
          .ok());
  return std::move(*db);
}

RowWriter writer() {
  auto made = RowWriter::open(blank(), {{"thing", {"id"}, {"name"}}});
  EXPECT_TRUE(made.ok());
  return std::move(*made);
}

Batch batch(uint64_t turn, int64_t id, const std::string& name) {
  return {turn, {{0, {id}, {name}}}};
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    store_.measure(metrics_);
    store_.on_durable = [this] { heard_ += " " + std::to_string(store_.durable()); };
    store_.on_failure = [this](const std::string&) { heard_ += " failed"; };
  }

  int64_t things() {
    auto count = store_.db().ask("SELECT count(*) FROM thing");
    return count ? std::get<int64_t>(*count) : -1;
  }

  static StoreLimits limits() {
    StoreLimits made;
    made.batches = 4;
    made.bytes = 4096;
    return made;
  }

  ManualClock clock_;
  Metrics metrics_;
  StepStore store_{writer(), 0, limits(), clock_};
  std::string heard_;
};

TEST_F(StoreTest, AGroupIsDurableWhenItIsReportedAndNotBefore) {
  store_.submit(batch(1, 1, "a"));
  EXPECT_FALSE(store_.commit());
  EXPECT_TRUE(store_.take_group());
  EXPECT_FALSE(store_.report());
  EXPECT_TRUE(store_.commit());
  EXPECT_EQ(things(), 1);
  EXPECT_EQ(store_.durable(), 0U);
  EXPECT_TRUE(store_.report());
  EXPECT_EQ(heard_, " 1");
  EXPECT_EQ(store_.waiting(), 0U);
}

TEST_F(StoreTest, WhatComesWhileAGroupIsWrittenIsTheNextOne) {
  store_.submit(batch(1, 1, "a"));
  EXPECT_TRUE(store_.take_group());
  store_.submit(batch(3, 2, "b"));
  EXPECT_FALSE(store_.take_group());
  EXPECT_TRUE(store_.commit());
  EXPECT_TRUE(store_.take_group());
  EXPECT_TRUE(store_.commit());
  EXPECT_EQ(heard_, "");
  EXPECT_TRUE(store_.report());
  EXPECT_EQ(heard_, " 1");
  EXPECT_EQ(store_.waiting(), 1U);
  EXPECT_TRUE(store_.report());
  EXPECT_EQ(heard_, " 1 3");
  EXPECT_EQ(metrics_.counter("store_commits").value, 2U);
}

TEST_F(StoreTest, ARowChangedTwiceInAGroupIsWrittenOnceAsItWasLast) {
  store_.submit(batch(1, 1, "a"));
  store_.submit({2, {{0, {int64_t{1}}, {}}}});
  store_.submit(batch(3, 1, "c"));
  EXPECT_TRUE(store_.step());
  EXPECT_EQ(metrics_.counter("store_rows").value, 1U);
  auto name = store_.db().ask("SELECT name FROM thing WHERE id=1");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(std::get<std::string>(*name), "c");
}

TEST_F(StoreTest, IsFullWhenTooManyTurnsWaitUntilTheyAreDurable) {
  for (uint64_t turn = 1; turn <= 3; ++turn) store_.submit(batch(turn, 1, "a"));
  EXPECT_FALSE(store_.full());
  store_.submit(batch(4, 1, "a"));
  EXPECT_TRUE(store_.full());
  store_.take_group();
  store_.commit();
  EXPECT_TRUE(store_.full());
  store_.report();
  EXPECT_FALSE(store_.full());
}

TEST_F(StoreTest, IsFullWhenTooManyBytesWaitAndTakesOneTurnOfAnySize) {
  EXPECT_FALSE(store_.full());
  store_.submit(batch(1, 1, std::string(100'000, 'x')));
  EXPECT_TRUE(store_.full());
  EXPECT_TRUE(store_.step());
  EXPECT_FALSE(store_.full());
  EXPECT_EQ(store_.durable(), 1U);
}

TEST_F(StoreTest, AFailureEndsAll) {
  store_.submit(batch(1, 1, "a"));
  store_.submit(batch(2, 2, "bad"));
  store_.take_group();
  store_.submit(batch(3, 3, "c"));
  store_.commit();
  EXPECT_FALSE(store_.take_group()) << "what waited is dropped";
  store_.report();
  EXPECT_EQ(heard_, " failed");
  EXPECT_TRUE(store_.full());
  EXPECT_TRUE(store_.failed());
  store_.submit(batch(4, 4, "d"));
  EXPECT_FALSE(store_.step());
  EXPECT_EQ(heard_, " failed");
  EXPECT_EQ(store_.durable(), 0U);
  EXPECT_EQ(metrics_.gauge("store_failed").value, 1);
}

// A group that was on disk before the disk failed has been acknowledged rightly.
TEST_F(StoreTest, ReportsComeInOrder) {
  store_.submit(batch(1, 1, "a"));
  store_.take_group();
  store_.commit();
  store_.submit(batch(2, 2, "bad"));
  store_.take_group();
  store_.commit();
  while (store_.report()) {
  }
  EXPECT_EQ(heard_, " 1 failed");
}

TEST_F(StoreTest, ASnapshotOfAFailedStoreIsRefusedAndAFailedSnapshotHarmsNothing) {
  Status answer;
  store_.snapshot("/nowhere/at/all", [&](const Status& status) { answer = status; });
  EXPECT_FALSE(answer.ok());
  store_.submit(batch(1, 1, "a"));
  EXPECT_TRUE(store_.step());
  EXPECT_EQ(heard_, " 1");
  store_.submit(batch(2, 2, "bad"));
  EXPECT_TRUE(store_.step());
  answer = {};
  store_.snapshot(":memory:", [&](const Status& status) { answer = status; });
  EXPECT_FALSE(answer.ok());
}

TEST_F(StoreTest, TellsHowFarTheDiskIsBehind) {
  EXPECT_EQ(store_.lag_us(), 0);
  store_.submit(batch(1, 1, "a"));
  clock_.advance_us(2000);
  store_.submit(batch(2, 2, "b"));
  clock_.advance_us(1000);
  EXPECT_EQ(store_.lag_us(), 3000);
  EXPECT_EQ(metrics_.gauge("store_queue").value, 2);
  store_.step();
  EXPECT_EQ(store_.lag_us(), 0);
  EXPECT_EQ(metrics_.gauge("store_queue").value, 0);
  EXPECT_EQ(metrics_.histogram("store_lag").count(), 2U);
  EXPECT_EQ(metrics_.histogram("store_lag").max_us(), 3000);
}

// On a real file: a database in memory has no journal.
class JournalTest : public testing::Test {
 protected:
  JournalTest() {
    std::string pattern = testing::TempDir() + "storeXXXXXX";
    folder_ = mkdtemp(pattern.data());
    limits_.quiet_wal_bytes = 64 << 10U;
    limits_.busy_wal_bytes = 128 << 10U;
    limits_.wal_bytes = 256 << 10U;
  }
  ~JournalTest() override { std::filesystem::remove_all(folder_); }

  /// A world that has been brought into its database before, or (`turn` "") a new one.
  StepStore open(const std::string& turn = "INSERT INTO meta VALUES('turn', 0)") {
    auto db = Db::open(folder_ + "/w.db", Db::Access::create);
    EXPECT_TRUE(db.ok());
    EXPECT_TRUE(db->execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
                            "PRAGMA synchronous=OFF;"
                            "CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER);"
                            "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT);" +
                            turn)
                    .ok());
    auto made = RowWriter::open(std::move(*db), {{"thing", {"id"}, {"name"}}});
    EXPECT_TRUE(made.ok());
    return {std::move(*made), 0, limits_, clock_};
  }
  uintmax_t wal_bytes() const { return std::filesystem::file_size(folder_ + "/w.db-wal"); }
  void commit_one(StepStore& store) {
    ++turn_;
    store.submit(batch(turn_, static_cast<int64_t>(turn_), std::string(10'000, 'x')));
    store.take_group();
    EXPECT_TRUE(store.commit());
    store.report();
  }

  std::string folder_;
  StoreLimits limits_;
  ManualClock clock_;
  uint64_t turn_ = 0;
};

// Until then a world that has just been made would be lost with its journal.
TEST_F(JournalTest, IsBroughtInAtOnceWhenAWorldIsNew) {
  StepStore store = open("");
  EXPECT_FALSE(store.checkpoint()) << "there is nothing yet";
  commit_one(store);
  EXPECT_TRUE(store.checkpoint());
  store.report();
  commit_one(store);
  EXPECT_FALSE(store.checkpoint());
}

TEST_F(JournalTest, IsBroughtInWhenItIsLongAndNobodyWaits) {
  StepStore store = open();
  Metrics metrics;
  store.measure(metrics);
  const Gauge& wal_bytes = metrics.gauge("store_wal_bytes");
  int commits = 0;
  do commit_one(store), ++commits;
  while (commits < 100 && !store.checkpoint());
  EXPECT_GT(commits, 1);
  EXPECT_GE(wal_bytes.value, int64_t{60} << 10U);
  EXPECT_LT(wal_bytes.value, int64_t{128} << 10U);
  EXPECT_TRUE(store.report());
  EXPECT_EQ(wal_bytes.value, 0);
  EXPECT_EQ(metrics.histogram("store_checkpoint").count(), 1U);
  EXPECT_FALSE(store.checkpoint()) << "there is nothing to bring in any more";
}

TEST_F(JournalTest, WaitsWithThatWhileSomebodyWaitsUntilItIsVeryLong) {
  StepStore store = open();
  Metrics metrics;
  store.measure(metrics);
  const Gauge& wal_bytes = metrics.gauge("store_wal_bytes");
  int commits = 0;
  do {
    commit_one(store), ++commits;
    store.submit(batch(++turn_, 1, "next"));  // somebody is always there
  } while (commits < 100 && !store.checkpoint());
  EXPECT_GE(wal_bytes.value, int64_t{124} << 10U);
  EXPECT_LT(wal_bytes.value, int64_t{256} << 10U);
}

TEST_F(JournalTest, IsWrittenAnewFromItsStart) {
  StepStore store = open();
  for (int i = 0; i < 200; ++i) {
    commit_one(store);
    store.checkpoint();
    EXPECT_LT(wal_bytes(), uintmax_t{128} << 10U);
  }
}

TEST_F(JournalTest, ShrinksAgainAfterAHugeGroup) {
  StepStore store = open();
  Batch huge{++turn_, {}};
  for (int64_t id = 0; id < 1000; ++id) huge.rows.push_back({0, {id}, {std::string(2000, 'h')}});
  store.submit(std::move(huge));
  EXPECT_TRUE(store.step());
  EXPECT_GT(wal_bytes(), uintmax_t{1} << 20U);
  commit_one(store);
  EXPECT_LE(wal_bytes(), limits_.wal_bytes);
}

}  // namespace
}  // namespace reality
