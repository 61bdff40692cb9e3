// SPDX-License-Identifier: MIT
//
// The simulated disk itself: it loses what may be lost and keeps what must be kept. A disk that
// lost nothing would let every program pass.

#include "tests/sim/sim_disk.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/db.h"
#include "tests/sim/sim_vfs.h"

namespace reality::sim {
namespace {

constexpr const char* kPath = "/home/world.db";

int64_t count_rows(Db& db) {
  const auto cell = db.ask("SELECT count(*) FROM note");
  const auto* number = cell ? std::get_if<int64_t>(&*cell) : nullptr;
  return number ? *number : -1;
}

bool is_whole(Db& db) {
  const auto cell = db.ask("PRAGMA integrity_check");
  const auto* text = cell ? std::get_if<std::string>(&*cell) : nullptr;
  return text && *text == "ok";
}

class SimDiskTest : public testing::Test {
 protected:
  /// A database with a table, durable; `pragmas` count after that.
  static Db make(SimDisk& disk, const std::string& pragmas) {
    auto db = Db::open(disk, kPath, Db::Access::create);
    EXPECT_TRUE(db.ok());
    const Status made = db->execute(
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT);" +
        pragmas);
    EXPECT_TRUE(made.ok()) << (made ? "" : made.error());
    return std::move(*db);
  }
  static Status add(Db& db, int number) {
    const std::string filler(static_cast<size_t>(number % 7) * 300, 'x');
    return db.execute("INSERT INTO note(text) VALUES('" + std::to_string(number) + filler + "')");
  }
  static Result<Db> reopen(SimDisk& disk) {
    auto db = Db::open(disk, kPath, Db::Access::create);
    if (db) (void)db->execute("PRAGMA locking_mode=EXCLUSIVE");
    return db;
  }

  ManualClock clock_;
  Rng chance_{7};
  SimDisk disk_{Rng(3), clock_};
};

/// What cuts of the power at every operation of a script have shown.
struct Found {
  int cuts = 0;
  int lost = 0;    // something acknowledged was missing
  int broken = 0;  // not to be opened, or not whole
};

/// Adds notes, and cuts the power before every operation, once for each survival.
class CutScript : public SimDiskTest {
 protected:
  Found play(const std::string& pragmas, int notes) {
    Found found;
    Db db = make(disk_, pragmas);
    int64_t kept = 0;
    disk_.on_io = [&](const DiskOp&) {
      for (const Survival survival :
           {Survival::none, Survival::all, Survival::each, Survival::each, Survival::by_seed})
        judge(*disk_.cut_image(chance_, survival), kept, found);
    };
    for (int i = 0; i < notes; ++i) {
      EXPECT_TRUE(add(db, i).ok());
      ++kept;
    }
    disk_.on_io = nullptr;
    return found;
  }
  static void judge(SimDisk& image, int64_t kept, Found& found) {
    ++found.cuts;
    auto db = reopen(image);
    const int64_t rows = db ? count_rows(*db) : -1;
    if (rows < 0 || !is_whole(*db)) {
      ++found.broken;
    } else if (rows < kept) {
      ++found.lost;
    }
  }
};

constexpr const char* kWal = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=20;";

TEST_F(CutScript, FullSyncsLoseNothingAcknowledged) {
  const Found found = play(std::string(kWal) + "PRAGMA synchronous=FULL;", 200);
  EXPECT_GT(found.cuts, 4000);
  EXPECT_EQ(found.lost, 0);
  EXPECT_EQ(found.broken, 0);
}

TEST_F(CutScript, NormalSyncsLoseButKeepTheFileWhole) {
  const Found found = play(std::string(kWal) + "PRAGMA synchronous=NORMAL;", 80);
  EXPECT_GT(found.lost, 100);
  EXPECT_EQ(found.broken, 0);
}

TEST_F(CutScript, NoSyncsBreakTheFile) {
  const Found found = play(std::string(kWal) + "PRAGMA synchronous=OFF;", 80);
  EXPECT_GT(found.lost, 100);
  EXPECT_GT(found.broken, 10);
}

TEST_F(CutScript, ARollbackJournalKeepsTheFileWhole) {
  const Found found = play("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;", 60);
  EXPECT_GT(found.cuts, 2000);
  EXPECT_EQ(found.lost, 0);
  EXPECT_EQ(found.broken, 0);
}

TEST(SimFilesTest, APendingWriteIsOldNewOrTornBetweenSectors) {
  SimFiles files;
  const FileId file = files.create("/a");
  files.write(file, 0, std::string(4096, 'o'));
  files.sync(file);
  files.sync_folder("");
  files.write(file, 0, std::string(4096, 'n'));
  Rng chance(1);
  std::set<size_t> sectors_new;
  for (int i = 0; i < 200; ++i) {
    const SimFiles found = files.after_cut(chance, Survival::each);
    std::string bytes(4096, '?');
    ASSERT_EQ(found.image(*found.find("/a")).read(0, bytes.data(), 4096), 4096U);
    size_t fresh = 0;
    for (size_t sector = 0; sector < 8; ++sector) {
      const std::string part = bytes.substr(sector * 512, 512);
      ASSERT_TRUE(part == std::string(512, 'o') || part == std::string(512, 'n'));
      fresh += part[0] == 'n' ? 1 : 0;
    }
    sectors_new.insert(fresh);
  }
  EXPECT_TRUE(sectors_new.contains(0));
  EXPECT_TRUE(sectors_new.contains(8));
  EXPECT_GT(sectors_new.size(), 4U);
}

TEST(SimFilesTest, ALaterWriteMaySurviveAnEarlierOne) {
  SimFiles files;
  const FileId file = files.create("/a");
  files.sync_folder("");
  files.write(file, 0, "one");
  files.write(file, 512, "two");
  Rng chance(1);
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const SimFiles found = files.after_cut(chance, Survival::each);
    std::string bytes(515, '?');
    bytes.resize(found.image(*found.find("/a")).read(0, bytes.data(), 515));
    seen.insert(bytes);
  }
  EXPECT_EQ(seen, (std::set<std::string>{"", "one", std::string(512, '\0') + "two",
                                         "one" + std::string(509, '\0') + "two"}));
}

TEST(SimFilesTest, ANameIsPendingUntilItsFolderIsSynced) {
  SimFiles files;
  files.sync(files.create("/home/a"));
  Rng chance(1);
  EXPECT_FALSE(files.after_cut(chance, Survival::none).find("/home/a"));
  EXPECT_TRUE(files.after_cut(chance, Survival::all).find("/home/a"));
  files.sync_folder("/elsewhere");
  EXPECT_FALSE(files.after_cut(chance, Survival::none).find("/home/a"));
  files.sync_folder("/home");
  EXPECT_TRUE(files.after_cut(chance, Survival::none).find("/home/a"));
  files.rename("/home/a", "/home/b");
  EXPECT_TRUE(files.after_cut(chance, Survival::none).find("/home/a"));
  EXPECT_FALSE(files.after_cut(chance, Survival::none).find("/home/b"));
  files.unlink("/home/b");
  EXPECT_FALSE(files.find("/home/b"));
  EXPECT_TRUE(files.after_cut(chance, Survival::none).find("/home/a"));
}

TEST(SimFilesTest, AfterAFailedSyncTheNextOneDoesNotMakeItGood) {
  int lost = 0;
  for (uint64_t seed = 0; seed < 40; ++seed) {
    SimFiles files;
    const FileId file = files.create("/a");
    files.sync_folder("");
    files.write(file, 0, "gone?");
    Rng chance(seed);
    files.fail_sync(file, chance);
    EXPECT_EQ(files.image(file).size(), 5U) << "programs go on reading it";
    files.sync(file);
    const SimFiles found = files.after_cut(chance, Survival::all);
    std::string bytes(5, '?');
    found.image(*found.find("/a")).read(0, bytes.data(), 5);
    lost += bytes == "gone?" ? 0 : 1;
  }
  EXPECT_GT(lost, 5);
  EXPECT_LT(lost, 40);
}

TEST(SimImageTest, CopiesShareUntilOneWrites) {
  SimImage a;
  a.write(5000, "first");
  SimImage b = a;
  EXPECT_TRUE(a == b);
  b.write(5000, "other");
  EXPECT_FALSE(a == b);
  std::string bytes(5, '?');
  a.read(5000, bytes.data(), 5);
  EXPECT_EQ(bytes, "first");
  a.truncate(5002);
  a.truncate(5005);
  a.read(5000, bytes.data(), 5);
  EXPECT_EQ(bytes, std::string("fi\0\0\0", 5));
}

TEST_F(SimDiskTest, AFailedSyncFailsTheCommit) {
  Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=FULL;");
  ASSERT_TRUE(add(db, 1).ok());
  FaultOdds odds;
  odds.failed_sync = 1;
  disk_.set_odds(odds);
  EXPECT_FALSE(add(db, 2).ok());
  EXPECT_GT(disk_.counts().faults, 0U);
}

TEST_F(SimDiskTest, AFullDiskFailsTheCommitAndKeepsWhatWasThere) {
  Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=FULL;");
  ASSERT_TRUE(add(db, 1).ok());
  disk_.set_capacity(40'000);
  int kept = 1;
  while (kept < 100) {
    const Status added = add(db, kept + 1);
    if (!added) {
      EXPECT_NE(added.error().find("full"), std::string::npos) << added.error();
      break;
    }
    ++kept;
  }
  ASSERT_LT(kept, 100);
  const auto image = disk_.cut_image(chance_, Survival::each);
  auto again = reopen(*image);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(is_whole(*again));
  EXPECT_EQ(count_rows(*again), kept);
}

TEST_F(SimDiskTest, EveryKindOfFaultAtEveryOperationIsReported) {
  for (const Fault fault : {Fault::io_error, Fault::full, Fault::short_write, Fault::failed_sync}) {
    const uint64_t before = [&] {
      SimDisk disk(Rng(3), clock_);
      Db db = make(disk, std::string(kWal) + "PRAGMA synchronous=FULL;");
      EXPECT_TRUE(add(db, 1).ok());
      return disk.ops();
    }();
    for (uint64_t next = 1; next <= 3; ++next) {
      SimDisk disk(Rng(3), clock_);
      Db db = make(disk, std::string(kWal) + "PRAGMA synchronous=FULL;");
      ASSERT_TRUE(add(db, 1).ok());
      ASSERT_EQ(disk.ops(), before);
      disk.fail_at(before + next, fault);
      EXPECT_FALSE(add(db, 2).ok()) << static_cast<int>(fault) << " at " << next;
      EXPECT_EQ(disk.counts().faults, 1U);
    }
  }
}

TEST_F(SimDiskTest, AFailedReadIsReported) {
  {
    Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=FULL;");
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(add(db, i).ok());
  }
  auto db = reopen(disk_);
  ASSERT_TRUE(db.ok());
  disk_.fail_read_at(disk_.counts().reads + 3);
  EXPECT_EQ(count_rows(*db), -1);
}

TEST_F(SimDiskTest, ASlowSyncMovesTheClock) {
  Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=FULL;");
  FaultOdds odds;
  odds.slow_sync = 1;
  disk_.set_odds(odds);
  disk_.set_slowest_us(20'000);
  disk_.on_sleep = [this](int64_t us) { clock_.advance_us(us); };
  ASSERT_TRUE(add(db, 1).ok());
  EXPECT_GT(clock_.mono_us(), 0);
  EXPECT_LE(clock_.mono_us(), 40'000);
}

TEST_F(SimDiskTest, ACopyIsAnotherDisk) {
  Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=NORMAL;");
  ASSERT_TRUE(add(db, 1).ok());
  const auto copy = disk_.copy();
  EXPECT_EQ(copy->pending(), disk_.pending());
  {
    auto other = reopen(*copy);
    ASSERT_TRUE(other.ok());
    EXPECT_EQ(count_rows(*other), 1);
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(add(*other, i).ok());
    EXPECT_EQ(count_rows(*other), 6);
  }
  EXPECT_EQ(count_rows(db), 1);
  ASSERT_TRUE(add(db, 2).ok());
  auto other = reopen(*copy);
  EXPECT_EQ(count_rows(*other), 6);
}

TEST_F(SimDiskTest, WhoHadItOpenWhenThePowerWentGetsErrors) {
  Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=FULL;");
  ASSERT_TRUE(add(db, 1).ok());
  disk_.power_cut(chance_, Survival::none);
  EXPECT_FALSE(add(db, 2).ok());
  auto again = reopen(disk_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(count_rows(*again), 1);
}

TEST_F(SimDiskTest, ASecondConnectionIsBarred) {
  Db db = make(disk_, std::string(kWal) + "PRAGMA synchronous=FULL;");
  auto second = Db::open(disk_, kPath, Db::Access::read_write);
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(second->execute("PRAGMA locking_mode=EXCLUSIVE; SELECT count(*) FROM note").ok());
}

TEST_F(SimDiskTest, TheSameSeedWritesTheSameBytes) {
  std::string first;
  for (int round = 0; round < 2; ++round) {
    seed_sqlite(5);
    SimDisk disk(Rng(11), clock_);
    Db db = make(disk, std::string(kWal) + "PRAGMA synchronous=FULL;");
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(add(db, i).ok());
    ASSERT_TRUE(db.execute("INSERT INTO note(text) VALUES(hex(randomblob(8)) || "
                           "strftime('%s','now'))")
                    .ok());
    const std::string bytes = disk.content(kPath) + disk.content(std::string(kPath) + "-wal");
    EXPECT_GT(bytes.size(), 8192U);
    if (round == 0) first = bytes;
    EXPECT_TRUE(bytes == first);
  }
  seed_sqlite(0);
}

TEST_F(SimDiskTest, ARenamingIsWholeAndKept) {
  disk_.put("/home/old", "old");
  auto made = disk_.copy();
  ASSERT_TRUE(made->create_private("/home/new").ok());
  EXPECT_FALSE(made->create_private("/home/new").ok()) << "the name is taken";
  std::set<std::string> seen;
  made->on_io = [&](const DiskOp&) {
    for (int i = 0; i < 20; ++i)
      seen.insert(made->cut_image(chance_, Survival::each)->content("/home/old"));
  };
  ASSERT_TRUE(made->rename("/home/new", "/home/old").ok());
  EXPECT_EQ(seen, (std::set<std::string>{"old", ""}));
  EXPECT_EQ(made->cut_image(chance_, Survival::none)->size("/home/old"), 0U);
  EXPECT_FALSE(made->exists("/home/new"));
}

}  // namespace
}  // namespace reality::sim
