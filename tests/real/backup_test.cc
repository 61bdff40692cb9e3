// SPDX-License-Identifier: MIT
//
// backup and restore with the real program: beside a server and without one, cut short, out of
// room, refused.
#include "tests/real/backup_fixture.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

TEST_F(BackupTest, CopiesAWorldThatNobodyServes) {
  make_home();
  add_account("Ann");
  const auto before = files_in(home_);
  expect_silent_backup();
  EXPECT_EQ(files_in(home_), before);
  EXPECT_EQ(kept(), Strings{"world.db"});
  EXPECT_EQ(mode(file_), 0600U);
  ASSERT_EQ(run(restoring()), 0) << err_;
  EXPECT_EQ(out_ + err_, "");
  EXPECT_EQ(mode(base_ + "/new"), 0700U);
  EXPECT_EQ(mode(base_ + "/new/world.db"), 0600U);
  EXPECT_TRUE(has_account(base_ + "/new", "Ann"));
  EXPECT_EQ(run({"check", "--home", base_ + "/new"}), 0) << out_;
}

TEST_F(BackupTest, CopiesAServedWorld) {
  RunningProgram server(serving(home_));
  ASSERT_GT(server.telnet_port(), 0);
  add_account("Ann");
  expect_silent_backup();
  add_account("Bob");
  EXPECT_EQ(kept(), Strings{"world.db"});
  for (const auto& entry : fs::directory_iterator(home_))
    EXPECT_FALSE(entry.path().filename().string().starts_with("snapshot")) << entry.path();
  ASSERT_EQ(run(restoring()), 0) << err_;
  EXPECT_TRUE(has_account(base_ + "/new", "Ann"));
  EXPECT_FALSE(has_account(base_ + "/new", "Bob"));
}

TEST_F(BackupTest, TheJournalOfAKilledServerIsInTheBackup) {
  {
    RunningProgram server(serving(home_));
    ASSERT_GT(server.telnet_port(), 0);
    add_account("Ann");
    server.signal(SIGKILL);
    server.wait();
  }
  ASSERT_GT(fs::file_size(home_ + "/world.db-wal"), 0U);
  const auto before = files_in(home_);
  expect_silent_backup();
  EXPECT_EQ(files_in(home_), before);
  ASSERT_EQ(run(restoring()), 0) << err_;
  EXPECT_TRUE(has_account(base_ + "/new", "Ann"));
}

TEST_F(BackupTest, CarriesScriptsAndSettings) {
  fs::create_directories(home_ + "/areas/quay");
  std::ofstream(home_ + "/areas/quay/lamp.lua") << "return {}\n";
  std::ofstream(home_ + "/areas/quay/notes.txt") << "mine\n";
  std::ofstream(home_ + "/reality.toml") << "[world]\nname = \"Quay\"\n";
  make_home();
  expect_silent_backup();
  ASSERT_EQ(run(restoring()), 0) << err_;
  EXPECT_EQ(content(base_ + "/new/areas/quay/lamp.lua"), "return {}\n");
  EXPECT_EQ(content(base_ + "/new/reality.toml"), "[world]\nname = \"Quay\"\n");
  EXPECT_FALSE(fs::exists(base_ + "/new/areas/quay/notes.txt"));
  auto db = Db::open(base_ + "/new/world.db", Db::Access::read_only);
  ASSERT_TRUE(db.ok());
  EXPECT_FALSE(db->prepare("SELECT * FROM home_file").ok());
}

TEST_F(BackupTest, ReplacesAnEarlierOneWhole) {
  make_home();
  expect_silent_backup();
  add_account("Ann");
  expect_silent_backup();
  EXPECT_EQ(kept(), Strings{"world.db"});
  ASSERT_EQ(run(restoring()), 0) << err_;
  EXPECT_TRUE(has_account(base_ + "/new", "Ann"));
}

TEST_F(BackupTest, KeepsAsManyAsItIsTold) {
  make_home();
  std::vector<std::string> made;
  for (const char* name : {"Ann", "Bob", "Cid", "Dot", "Eve"}) {
    add_account(name);
    expect_silent_backup({"--keep", "3"});
    made.push_back(content(file_));
  }
  EXPECT_EQ(kept(), (Strings{"world.db", "world.db.1", "world.db.2"}));
  EXPECT_EQ(content(file_), made[4]);
  EXPECT_EQ(content(file_ + ".1"), made[3]);
  EXPECT_EQ(content(file_ + ".2"), made[2]);
  expect_silent_backup({"--keep", "1"});
  EXPECT_EQ(kept(), Strings{"world.db"});
}

TEST_F(BackupTest, WhatIsNoBackupIsNotClearedAway) {
  make_home();
  const Strings strange{"world.db.07", "world.db.2026", "world.db.7x", "world.db2"};
  for (const std::string& name : strange) std::ofstream(base_ + "/kept/" + name) << "mine";
  for (int i = 0; i < 3; ++i) expect_silent_backup({"--keep", "2"});
  for (const std::string& name : strange) EXPECT_EQ(content(base_ + "/kept/" + name), "mine");
  std::ofstream(file_ + ".2") << "in the way";
  expect_refusal({"backup", "--home", home_, file_, "--keep", "2"}, "world.db.2 is in the way");
}

TEST_F(BackupTest, KeepIsANumberFromOne) {
  make_home();
  for (const char* keep : {"0", "-1", "x", "1001"})
    expect_refusal({"backup", "--home", home_, file_, "--keep", keep}, "--keep");
}

TEST_F(BackupTest, WhatAKilledOneLeftIsClearedAndNothingElse) {
  make_home();
  const std::string part = file_ + ".reality-part";
  std::ofstream(part) << "half";
  std::ofstream(part + "-journal") << "hot";
  std::ofstream(home_ + "/snapshot.77.reality-part") << "half";
  expect_silent_backup();
  EXPECT_EQ(kept(), Strings{"world.db"});
  RunningProgram server(serving(home_));
  ASSERT_GT(server.telnet_port(), 0);
  expect_silent_backup();
  EXPECT_FALSE(fs::exists(home_ + "/snapshot.77.reality-part"));
  EXPECT_EQ(run(restoring()), 0) << err_;
}

TEST_F(BackupTest, AServerClearsWhatAKilledOneLeftInItsHome) {
  make_home();
  const std::string part = home_ + "/snapshot.77.reality-part";
  std::ofstream(part + "-journal") << "hot";
  EXPECT_EQ(run({"check", "--home", home_}), 0) << err_;
  EXPECT_FALSE(fs::exists(part + "-journal"));
  std::ofstream(part) << "half";
  RunningProgram server(serving(home_));
  ASSERT_GT(server.telnet_port(), 0);
  EXPECT_FALSE(fs::exists(part));
}

TEST_F(BackupTest, TwoAtOnceDoNotMix) {
  make_home();
  const UniqueFd other(::open((file_ + ".reality-part").c_str(), O_RDWR | O_CREAT, 0600));
  ASSERT_EQ(flock(other.get(), LOCK_EX | LOCK_NB), 0);
  expect_refusal(backing_up(), "is being written by another reality");
}

TEST_F(BackupTest, ManyAtOnceAreServedOneAfterTheOther) {
  RunningProgram server(serving(home_));
  ASSERT_GT(server.telnet_port(), 0);
  std::vector<std::unique_ptr<RunningProgram>> askers;
  for (int i = 0; i < 4; ++i)
    askers.push_back(std::make_unique<RunningProgram>(
        Strings{"backup", "--home", home_, file_ + "-" + std::to_string(i)}));
  askers.push_back(std::make_unique<RunningProgram>(Strings{"check", "--home", home_}));
  for (const auto& asker : askers) EXPECT_EQ(asker->wait(), 0) << asker->err();
  EXPECT_EQ(kept().size(), 4U);
}

// A kill at any moment: what is there is a whole backup, and the next one clears up.
TEST_F(BackupTest, AKillLeavesAWholeBackup) {
  make_home();
  expect_silent_backup({"--keep", "2"});
  for (int i = 0; i < 12; ++i) {
    add_account("Ann" + std::to_string(i));
    RunningProgram killed({"backup", "--home", home_, file_, "--keep", "2"});
    usleep(static_cast<useconds_t>(i) * 4000);
    killed.signal(SIGKILL);
    killed.wait();
    ASSERT_EQ(run(restoring()), 0) << err_;
    fs::remove_all(base_ + "/new");
  }
  expect_silent_backup({"--keep", "2"});
  EXPECT_EQ(kept(), (Strings{"world.db", "world.db.1"}));
}

TEST_F(BackupTest, WhatIsNoBackupIsNotReplaced) {
  make_home();
  std::ofstream(file_) << "a letter to my sister";
  expect_refusal(backing_up(), "is no backup");
  fs::remove(file_);
  fs::create_directory(file_);
  expect_refusal(backing_up(), "is no file");
  file_ = home_ + "/world.db";
  expect_refusal(backing_up(), "database of a home");
  file_ = home_ + "/lock";
  expect_refusal(backing_up(), "database of a home");
  file_ = base_ + "/missing/world.db";
  expect_refusal(backing_up(), "No such file");
  file_ = base_ + "/kept/";
  expect_refusal(backing_up(), "file's name");
}

TEST_F(BackupTest, AnEmptyFileOrALinkIsAllowed) {
  make_home();
  std::ofstream(file_).flush();
  fs::create_directory(base_ + "/links");
  fs::create_directory_symlink(base_ + "/kept", base_ + "/links/folder");
  file_ = base_ + "/links/folder/world.db";
  expect_silent_backup();
  EXPECT_TRUE(fs::is_symlink(base_ + "/links/folder"));
  EXPECT_EQ(kept(), Strings{"world.db"});
  EXPECT_EQ(run(restoring()), 0) << err_;
}

TEST_F(BackupTest, AHomeBehindALinkIsLikeAnyOther) {
  make_home();
  fs::create_directory_symlink(home_, base_ + "/link");
  home_ = base_ + "/link";
  expect_silent_backup();
  RunningProgram server(serving(home_));
  ASSERT_GT(server.telnet_port(), 0) << server.err();
  expect_silent_backup();
  EXPECT_EQ(run({"check", "--home", home_}), 0) << err_;
}

TEST_F(BackupTest, AHomeWithoutAWorldIsRefused) {
  expect_refusal(backing_up(), "does not exist");
  fs::create_directory(home_);
  expect_refusal(backing_up(), "holds no world");
}

TEST_F(BackupTest, WithoutRoomTheOldOneStays) {
  make_home();
  expect_silent_backup();
  add_account("Ann");
  expect_refusal(backing_up(), "no backup was made", 65536);
  expect_refusal(restoring(), "File too large", 65536);
  RunningProgram server(serving(home_));
  ASSERT_GT(server.telnet_port(), 0);
  server.freeze();
}

TEST_F(BackupTest, ADamagedWorldIsNotBackedUp) {
  make_home();
  expect_silent_backup();
  std::fstream world(home_ + "/world.db", std::ios::in | std::ios::out | std::ios::binary);
  world.seekp(static_cast<std::streamoff>(fs::file_size(home_ + "/world.db") / 2 / 4096 * 4096));
  world << std::string(4096, '\xa5') << std::flush;
  expect_refusal(backing_up(), "damaged");
}

TEST_F(BackupTest, AnUnsoundWorldIsNotBackedUp) {
  make_home();
  expect_silent_backup();
  const std::string good = content(file_);
  {
    auto db = Db::open(home_ + "/world.db", Db::Access::read_write);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("UPDATE thing SET holder = id WHERE id = 20; "
                            "PRAGMA wal_checkpoint(TRUNCATE)")
                    .ok());
  }
  EXPECT_EQ(backup(), 1);
  EXPECT_NE(err_.find("inside itself"), std::string::npos) << err_;
  EXPECT_EQ(content(file_), good);
  EXPECT_EQ(kept(), Strings{"world.db"});
}

TEST_F(BackupTest, WhatIsNoSoundBackupIsNotRestored) {
  make_home();
  expect_silent_backup();
  const std::string good = content(file_);
  const auto refuse_with = [&](const std::string& bytes, const std::string& word) {
    std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes;
    expect_refusal(restoring(), word);
  };
  refuse_with("", "no database");
  refuse_with(std::string(good.size(), 'x'), "no database");
  refuse_with(good.substr(0, good.size() / 2), "damaged");
  refuse_with(good.substr(0, good.size() - 1), "damaged");
  std::string damaged = good;
  damaged.replace(good.size() / 8192 * 4096, 4096, 4096, '\xa5');
  refuse_with(damaged, "damaged");
  std::string newer = good;
  newer[62] = 1;  // user_version is 256 and more
  refuse_with(newer, "newer than this program's");
  std::string other = good;
  other[68] = 'X';  // application_id
  refuse_with(other, "not a world");
  fs::remove(file_);
  expect_refusal(restoring(), "No such file");
}

TEST_F(BackupTest, AFileWhosePathHoldsTheDraftsIsRefusedLikeAnyOther) {
  make_home();
  expect_silent_backup();
  const std::string good = content(file_);
  const std::string base = fs::canonical(base_);
  const std::string file = base + base + "/restored/world.db" + std::string(kDraftEnding);
  fs::create_directories(fs::path(file).parent_path());
  std::ofstream(file, std::ios::binary) << good.substr(0, good.size() / 2);
  expect_refusal({"restore", "--home", base + "/restored", file}, file + " is damaged");
}

TEST_F(BackupTest, AWorldWithAJournalBesideItIsNoBackup) {
  make_home();
  expect_silent_backup();
  std::ofstream(file_ + "-wal") << "turns that nobody may lose";
  expect_refusal(restoring(), "its journal lies beside it");
}

TEST_F(BackupTest, APathOutOfTheHomeIsNotRestored) {
  make_home();
  expect_silent_backup();
  for (const char* path : {"../x.lua", "areas/../../x.lua", "areas/a/../x.lua", "world.db",
                           "areas/a/b/c.lua", "areas/a/x.so", "areas/.a/x.lua"}) {
    auto db = Db::open(file_, Db::Access::read_write);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("DROP TABLE IF EXISTS home_file; CREATE TABLE home_file(path TEXT, "
                            "content TEXT); INSERT INTO home_file VALUES('" +
                            std::string(path) + "', 'x')")
                    .ok());
    db = Error{"closed"};
    expect_refusal(restoring(), "no file of a home");
  }
}

TEST_F(BackupTest, AFolderWithAnythingInItIsNotRestoredInto) {
  make_home();
  expect_silent_backup();
  expect_refusal({"restore", "--home", home_, file_}, "holds a world already");
  fs::create_directory(base_ + "/new");
  std::ofstream(base_ + "/new/letters.txt") << "private";
  expect_refusal(restoring(), "is not empty");
  fs::remove(base_ + "/new/letters.txt");
  EXPECT_EQ(run(restoring()), 0) << err_;
}

// Nobody may begin a new world where half of an old one lies.
TEST_F(BackupTest, ARestoreCutShortIsBegunAnewAndNotServed) {
  make_home();
  add_account("Ann");
  expect_silent_backup();
  fs::create_directories(base_ + "/new/areas/quay");
  std::ofstream(base_ + "/new/world.db.reality-part") << "half";
  std::ofstream(base_ + "/new/reality.toml") << "";
  expect_refusal(serving(base_ + "/new"), "restore it again");
  ASSERT_EQ(run(restoring()), 0) << err_;
  EXPECT_FALSE(fs::exists(base_ + "/new/world.db.reality-part"));
  EXPECT_TRUE(has_account(base_ + "/new", "Ann"));
}

TEST_F(BackupTest, AnOlderSchemaIsBackedUpAndRestored) {
  fs::create_directory(home_);
  {
    auto db = Db::open(home_ + "/world.db", Db::Access::create);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("PRAGMA journal_mode=WAL").ok());
    ASSERT_TRUE(
        db->execute(content(std::string(REALITY_SOURCE_DIR) + "/data/schema/001_world.sql") +
                    "; PRAGMA application_id=1380734041; PRAGMA user_version=1; "
                    "PRAGMA wal_checkpoint(TRUNCATE)")
            .ok());
  }
  expect_silent_backup();
  ASSERT_EQ(run(restoring()), 0) << err_;
  RunningProgram server(serving(base_ + "/new"));
  EXPECT_GT(server.telnet_port(), 0) << server.err();
}

}  // namespace
}  // namespace reality
