// SPDX-License-Identifier: MIT
//
// ThreadStore: the store's writer on a thread of its own. What it reports is on disk; it reports in
// order, on the loop's thread; after a failure there is nothing but that. No test here waits for a
// time: each ends when the store has told what it must tell.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "engine/loop.h"
#include "engine/metrics.h"
#include "engine/store.h"

namespace reality {
namespace {

constexpr uint64_t kTurns = 400;

Batch batch(uint64_t turn, size_t bytes = 10) {
  return {turn, {{0, {static_cast<int64_t>(turn)}, {std::string(bytes, 'x')}}}};
}

int64_t number(Db& db, const std::string& sql) {
  auto cell = db.ask(sql);
  EXPECT_TRUE(cell.ok()) << (cell ? "" : cell.error());
  return cell && std::holds_alternative<int64_t>(*cell) ? std::get<int64_t>(*cell) : -1;
}

class ThreadStoreTest : public testing::Test {
 protected:
  ThreadStoreTest() {
    std::string pattern = testing::TempDir() + "thread_storeXXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~ThreadStoreTest() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string path(const std::string& name = "w.db") const { return folder_ + "/" + name; }
  /// `pragma`: what else holds for the writer's connection.
  void open(const std::string& pragma = "") {
    auto db = Db::open(path(), Db::Access::create);
    ASSERT_TRUE(db.ok());
    const Status made = db->execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER);"
        "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT);" +
        pragma);
    ASSERT_TRUE(made.ok()) << made.error();
    auto writer = RowWriter::open(std::move(*db), {{"thing", {"id"}, {"name"}}});
    ASSERT_TRUE(writer.ok());
    store_ =
        std::make_unique<ThreadStore>(loop_, metrics_, std::move(*writer), 0, StoreLimits(kTurns));
    store_->on_failure = [this](const std::string& message) {
      EXPECT_EQ(std::this_thread::get_id(), here_);
      failures_.push_back(message);
    };
  }
  /// The database as another program sees it.
  Db beside(const std::string& name = "w.db") const {
    auto db = Db::open(path(name), Db::Access::read_only);
    EXPECT_TRUE(db.ok());
    return std::move(*db);
  }
  /// Ends run() when the writer has done all that was asked of it so far, and has told so.
  void stop_when_idle() {
    store_->beside([this] { loop_.post([this] { loop_.stop(); }); });
  }

  const std::thread::id here_ = std::this_thread::get_id();
  std::string folder_;
  SystemClock clock_;
  Loop loop_{clock_};
  Metrics metrics_;
  std::unique_ptr<ThreadStore> store_;
  std::vector<std::string> failures_;
};

// Each report asks for more, so turns keep coming while a group is written.
TEST_F(ThreadStoreTest, ReportsInOrderWhatIsOnDisk) {
  open();
  Db reader = beside();
  uint64_t last = 0;
  uint64_t told = 0;
  const auto submit_some = [&] {
    for (int i = 0; i < 3 && last < kTurns; ++i) store_->submit(batch(++last));
  };
  store_->on_durable = [&] {
    EXPECT_EQ(std::this_thread::get_id(), here_);
    EXPECT_GT(store_->durable(), std::exchange(told, store_->durable()));
    EXPECT_LE(told, last);
    const auto on_disk = static_cast<uint64_t>(number(reader, "SELECT max(id) FROM thing"));
    EXPECT_GE(on_disk, told);
    EXPECT_EQ(store_->waiting(), last - told);
    submit_some();
    if (told == kTurns) loop_.stop();
  };
  submit_some();
  loop_.run();
  EXPECT_EQ(told, kTurns);
  EXPECT_EQ(number(reader, "SELECT count(*) FROM thing"), static_cast<int64_t>(kTurns));
  EXPECT_EQ(number(reader, "SELECT value FROM meta WHERE name='turn'"),
            static_cast<int64_t>(kTurns));
  EXPECT_EQ(metrics_.counter("store_rows").value, kTurns);
  EXPECT_EQ(metrics_.histogram("store_lag").count(), kTurns);
  EXPECT_EQ(metrics_.gauge("store_queue").value, 0);
  EXPECT_TRUE(failures_.empty());
}

// The loop decides when it hears of a commit: until then nothing is released.
TEST_F(ThreadStoreTest, NothingIsDurableBeforeTheLoopHearsOfIt) {
  open();
  for (uint64_t turn = 1; turn <= kTurns; ++turn) store_->submit(batch(turn));
  EXPECT_TRUE(store_->full());
  ASSERT_TRUE(store_->drain().ok());
  EXPECT_EQ(store_->durable(), 0U);
  EXPECT_TRUE(store_->full());
  stop_when_idle();
  loop_.run();
  EXPECT_EQ(store_->durable(), kTurns);
  EXPECT_FALSE(store_->full());
}

TEST_F(ThreadStoreTest, ADrainedOneLeavesAllInOneFile) {
  open();
  for (uint64_t turn = 1; turn <= kTurns; ++turn) store_->submit(batch(turn));
  ASSERT_TRUE(store_->drain().ok());
  store_.reset();
  std::filesystem::remove(path("w.db-wal"));
  std::filesystem::remove(path("w.db-shm"));
  Db left = beside();
  EXPECT_EQ(number(left, "SELECT count(*) FROM thing"), static_cast<int64_t>(kTurns));
}

// Looking first gives the writer time to begin: it must not look idle then.
TEST_F(ThreadStoreTest, ADrainWaitsForTheGroupThatIsBeingWritten) {
  open();
  Db reader = beside();
  for (uint64_t turn = 1; turn <= 60; ++turn) {
    store_->submit(batch(turn, 100'000));
    EXPECT_LE(number(reader, "SELECT count(*) FROM thing"), static_cast<int64_t>(turn));
    ASSERT_TRUE(store_->drain().ok());
    EXPECT_EQ(number(reader, "SELECT count(*) FROM thing"), static_cast<int64_t>(turn));
  }
}

TEST_F(ThreadStoreTest, DestroyedWithWorkQueuedItDoesThatFirst) {
  open();
  bool done = false;
  for (uint64_t turn = 1; turn <= kTurns; ++turn) store_->submit(batch(turn, 1000));
  store_->beside([&done] { done = true; });
  store_.reset();
  EXPECT_TRUE(done);
  Db left = beside();
  EXPECT_EQ(number(left, "SELECT count(*) FROM thing"), static_cast<int64_t>(kTurns));
}

// The disk is full: SQLite's own limit stands for it, so that it holds for this database alone.
class FullDisk : public ThreadStoreTest {
 protected:
  void SetUp() override { open("PRAGMA max_page_count=16"); }
  /// One turn that finds room, then one that does not, and others behind it.
  void fill() {
    store_->submit(batch(1));
    ASSERT_TRUE(store_->drain().ok());
    store_->submit(batch(2, 1'000'000));
    for (uint64_t turn = 3; turn <= 20; ++turn) store_->submit(batch(turn));
  }
  int64_t things() const {
    Db left = beside();
    return number(left, "SELECT count(*) FROM thing");
  }
};

TEST_F(FullDisk, IsToldOnceAndNothingAfterIt) {
  std::vector<uint64_t> durable;
  store_->on_durable = [&] {
    EXPECT_TRUE(failures_.empty());
    durable.push_back(store_->durable());
  };
  fill();
  bool again = false;
  const auto go_on = [&] {
    // What comes later is dropped, and nobody hears of it.
    for (uint64_t turn = 21; turn <= 40; ++turn) store_->submit(batch(turn));
    again = true;
    stop_when_idle();
  };
  store_->beside([&] { loop_.post(go_on); });
  loop_.run();
  EXPECT_TRUE(again);
  ASSERT_EQ(failures_.size(), 1U);
  EXPECT_NE(failures_[0].find("disk is full: make room"), std::string::npos) << failures_[0];
  EXPECT_EQ(durable, std::vector<uint64_t>{1});
  EXPECT_EQ(store_->durable(), 1U);
  EXPECT_TRUE(store_->failed());
  EXPECT_TRUE(store_->full());
  EXPECT_EQ(metrics_.gauge("store_failed").value, 1);
  EXPECT_FALSE(store_->drain().ok());
  store_.reset();
  EXPECT_EQ(things(), 1);
}

TEST_F(FullDisk, ADrainTellsOfItToo) {
  fill();
  const Status drained = store_->drain();
  ASSERT_FALSE(drained.ok());
  EXPECT_NE(drained.error().find("disk is full"), std::string::npos) << drained.error();
  store_.reset();
  EXPECT_EQ(things(), 1);
}

TEST_F(FullDisk, NoSnapshotIsMadeOfAFailedOne) {
  fill();
  Status answer;
  store_->snapshot(path("copy.db"), [&](const Status& status) {
    answer = status;
    loop_.stop();
  });
  loop_.run();
  EXPECT_FALSE(answer.ok());
  EXPECT_EQ(failures_.size(), 1U);
}

// Each report of a commit asks for the next one, until the copy is made: they go on beside it.
TEST_F(ThreadStoreTest, ASnapshotHoldsAllThatWasAskedForBeforeIt) {
  open();
  uint64_t last = 0;
  while (last < kTurns) store_->submit(batch(++last, 20'000));
  bool copied = false;
  store_->snapshot(path("copy.db"), [&](const Status& status) {
    EXPECT_TRUE(status.ok()) << status.error();
    EXPECT_GE(store_->durable(), kTurns) << "the commits before it were told before it";
    copied = true;
    stop_when_idle();
  });
  store_->on_durable = [&] {
    if (!copied) store_->submit(batch(++last, 20'000));
  };
  loop_.run();
  ASSERT_TRUE(copied);
  EXPECT_EQ(store_->durable(), last);
  Db copy = beside("copy.db");
  const int64_t things = number(copy, "SELECT count(*) FROM thing");
  EXPECT_GE(things, static_cast<int64_t>(kTurns));
  EXPECT_LE(things, static_cast<int64_t>(last));
  EXPECT_EQ(number(copy, "SELECT max(id) FROM thing"), things);
  EXPECT_EQ(number(copy, "SELECT value FROM meta WHERE name='turn'"), things);
  auto sound = copy.ask("PRAGMA integrity_check");
  ASSERT_TRUE(sound.ok());
  EXPECT_EQ(std::get<std::string>(*sound), "ok");
}

// Another program holds up the first group; what comes meanwhile came before the copy, too.
TEST_F(ThreadStoreTest, ASnapshotHoldsWhatWasSubmittedWhileAGroupWasWritten) {
  open("PRAGMA busy_timeout=30000");
  auto other = Db::open(path(), Db::Access::read_write);
  ASSERT_TRUE(other.ok());
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE").ok());
  store_->submit(batch(1));
  for (int i = 0; i < 200; ++i) EXPECT_EQ(number(*other, "SELECT count(*) FROM thing"), 0);
  store_->submit(batch(2));
  Status answer;
  store_->snapshot(path("copy.db"), [&](const Status& status) {
    answer = status;
    loop_.stop();
  });
  ASSERT_TRUE(other->execute("COMMIT").ok());
  loop_.run();
  EXPECT_TRUE(answer.ok()) << answer.error();
  Db copy = beside("copy.db");
  EXPECT_EQ(number(copy, "SELECT count(*) FROM thing"), 2);
}

TEST_F(ThreadStoreTest, ASnapshotThatFailsHarmsNothing) {
  open();
  store_->submit(batch(1));
  Status answer;
  store_->snapshot(path("no/such/folder"), [&](const Status& status) {
    answer = status;
    store_->submit(batch(2));
    stop_when_idle();
  });
  loop_.run();
  EXPECT_FALSE(answer.ok());
  EXPECT_EQ(store_->durable(), 2U);
  EXPECT_TRUE(failures_.empty());
}

}  // namespace
}  // namespace reality
