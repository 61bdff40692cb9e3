// SPDX-License-Identifier: MIT
//
// Journals that are whole, torn as a loss of power tears them, and damaged.
#include "engine/wal_check.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/schema.h"
#include "tests/sim/sim_disk.h"

namespace reality {
namespace {

constexpr const char* kPath = "/home/world.db";
constexpr const char* kJournal = "/home/world.db-wal";
constexpr size_t kHead = 32;
constexpr size_t kFrame = 24 + 4096;

class WalCheckTest : public testing::Test {
 protected:
  WalCheckTest() {
    migrations_ = {
        {1, "001_first.sql", "CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY) WITHOUT ROWID"}};
    auto db = open_database(disk_, kPath, migrations_);
    EXPECT_TRUE(db.ok());
    // The database is there by itself; its journal begins anew with the next commit.
    EXPECT_TRUE(db->execute("PRAGMA wal_checkpoint(TRUNCATE)").ok());
    for (int i = 1; i <= kCommits; ++i)
      EXPECT_TRUE(db->execute("REPLACE INTO meta VALUES('turn'," + std::to_string(i) + ")").ok());
    database_ = disk_.content(kPath);
    journal_ = disk_.content(kJournal);
    EXPECT_EQ(journal_.size(), kHead + kCommits * kFrame) << "a frame a commit";
  }
  WalCheck check(const std::string& journal) {
    disk_.put(kJournal, journal);
    auto found = check_wal(disk_, kJournal);
    EXPECT_TRUE(found.ok());
    return found ? *found : WalCheck{};
  }
  /// The journal with a bit of the frame, or of the head (-1), turned.
  std::string flipped(int frame, size_t at) const {
    std::string bytes = journal_;
    const size_t start = frame < 0 ? 0 : kHead + static_cast<size_t>(frame) * kFrame;
    bytes[start + at] = static_cast<char>(bytes[start + at] ^ 1);
    return bytes;
  }
  /// What opening a home with this journal says; "" where it opens, whose turn is `turn_` then.
  std::string opening(const std::string& journal) {
    sim::SimDisk disk(Rng(2), clock_);
    disk.put(kPath, database_);
    disk.put(kJournal, journal);
    std::string why;
    {
      auto db = open_database(disk, kPath, migrations_);
      if (!db) why = db.error();
      if (db) turn_ = std::get<int64_t>(*db->ask("SELECT value FROM meta"));
    }
    if (!why.empty()) {
      EXPECT_EQ(disk.content(kJournal), journal) << "nothing is changed";
      EXPECT_EQ(disk.content(kPath), database_);
    }
    return why;
  }

  static constexpr int kCommits = 5;
  ManualClock clock_;
  sim::SimDisk disk_{Rng(1), clock_};
  std::vector<Migration> migrations_;
  std::string database_;
  std::string journal_;
  int64_t turn_ = 0;
};

TEST_F(WalCheckTest, AWholeJournalIsReadToItsEnd) {
  const WalCheck found = check(journal_);
  EXPECT_EQ(found.commits, static_cast<uint64_t>(kCommits));
  EXPECT_EQ(found.lost_commits, 0U);
  EXPECT_EQ(opening(journal_), "");
  EXPECT_EQ(turn_, kCommits);
}

TEST_F(WalCheckTest, NoJournalIsSound) {
  for (const std::string& none : {std::string(), std::string(31, 'x'), std::string(9000, '\0')}) {
    EXPECT_EQ(check(none).commits, 0U);
    EXPECT_EQ(check(none).lost_commits, 0U);
  }
  EXPECT_FALSE(check_wal(disk_, "/home/nothing").value().damaged());
}

// Cut anywhere, the last commit torn or gone: what a loss of power may leave.
TEST_F(WalCheckTest, ATornLastCommitIsNoDamage) {
  for (size_t left = 0; left < journal_.size(); left += 700)
    EXPECT_EQ(check(journal_.substr(0, left)).lost_commits, 0U) << left;
  EXPECT_EQ(check(flipped(kCommits - 1, 2000)).lost_commits, 1U);
  EXPECT_EQ(opening(flipped(kCommits - 1, 2000)), "");
  EXPECT_EQ(turn_, kCommits - 1);
}

TEST_F(WalCheckTest, ABadFrameBeforeTheLastCommitIsDamage) {
  for (int frame = 0; frame < kCommits - 1; ++frame) {
    for (const size_t at : {size_t{0}, size_t{16}, size_t{24}, size_t{4000}}) {
      const WalCheck found = check(flipped(frame, at));
      EXPECT_EQ(found.commits, static_cast<uint64_t>(frame));
      EXPECT_TRUE(found.damaged()) << frame << " " << at;
      EXPECT_NE(opening(flipped(frame, at)).find("is damaged"), std::string::npos);
    }
  }
}

TEST_F(WalCheckTest, ABadHeadIsDamage) {
  for (const size_t at : {size_t{0}, size_t{9}, size_t{16}, size_t{24}})
    EXPECT_TRUE(check(flipped(-1, at)).damaged()) << at;
}

// A journal that is written again from its start keeps the frames of the one before behind it.
TEST_F(WalCheckTest, AnOlderJournalBehindANewOneIsNoDamage) {
  disk_.put(kPath, database_);
  disk_.put(kJournal, journal_);
  auto db = open_database(disk_, kPath, migrations_);
  ASSERT_TRUE(db.ok());
  ASSERT_TRUE(db->checkpoint().ok());
  ASSERT_TRUE(db->execute("REPLACE INTO meta VALUES('turn',77)").ok());
  const std::string journal = disk_.content(kJournal);
  ASSERT_EQ(journal.size(), journal_.size()) << "the older frames are there";
  EXPECT_EQ(check(journal).commits, 1U);
  EXPECT_EQ(check(journal).lost_commits, 0U);
}

// Torn commits of one loss of power after another would look like damage together.
TEST_F(WalCheckTest, ATornCommitIsGoneAfterTheNextStart) {
  sim::SimDisk disk(Rng(2), clock_);
  disk.put(kPath, database_);
  disk.put(kJournal, flipped(kCommits - 1, 2000));
  auto db = open_database(disk, kPath, migrations_);
  ASSERT_TRUE(db.ok());
  EXPECT_EQ(disk.size(kJournal), 0U);
}

}  // namespace
}  // namespace reality
