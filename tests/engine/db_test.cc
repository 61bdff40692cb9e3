// SPDX-License-Identifier: MIT
#include "engine/db.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

namespace reality {
namespace {

class DbBackup : public testing::Test {
 protected:
  DbBackup() {
    std::string pattern = testing::TempDir() + "dbXXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~DbBackup() override { std::filesystem::remove_all(folder_); }

  Db source() const {
    auto db = Db::open(folder_ + "/world.db", Db::Access::create);
    EXPECT_TRUE(db.ok());
    EXPECT_TRUE(db->execute("CREATE TABLE t(a); INSERT INTO t VALUES(1)").ok());
    return std::move(*db);
  }

  std::string folder_;
};

// Whoever makes the copy may be the writer: it must not be kept at it for as long as somebody else
// has the file.
TEST_F(DbBackup, GivesUpAFileThatSomebodyElseHas) {
  Db db = source();
  auto backup = db.start_backup(folder_ + "/copy.db");
  ASSERT_TRUE(backup.ok()) << backup.error();
  auto other = Db::open(folder_ + "/copy.db", Db::Access::read_write);
  ASSERT_TRUE(other.ok());
  ASSERT_TRUE(other->execute("BEGIN EXCLUSIVE").ok());
  Result<bool> done = false;
  for (int i = 0; i < 100'000 && done && !*done; ++i) done = (*backup)->step(1);
  ASSERT_FALSE(done.ok());
  EXPECT_NE(done.error().find("lock"), std::string::npos) << done.error();
}

TEST_F(DbBackup, GoesOnOnceTheFileIsFree) {
  Db db = source();
  auto backup = db.start_backup(folder_ + "/copy.db");
  ASSERT_TRUE(backup.ok()) << backup.error();
  auto other = Db::open(folder_ + "/copy.db", Db::Access::read_write);
  ASSERT_TRUE(other.ok());
  ASSERT_TRUE(other->execute("BEGIN EXCLUSIVE").ok());
  const auto held_up = (*backup)->step(-1);
  ASSERT_TRUE(held_up.ok());
  EXPECT_FALSE(*held_up);
  ASSERT_TRUE(other->execute("ROLLBACK").ok());
  const auto done = (*backup)->step(-1);
  ASSERT_TRUE(done.ok()) << done.error();
  EXPECT_TRUE(*done);
}

}  // namespace
}  // namespace reality
