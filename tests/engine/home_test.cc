// SPDX-License-Identifier: MIT

#include "engine/home.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace reality {
namespace {

namespace fs = std::filesystem;

class HomeTest : public testing::Test {
 protected:
  HomeTest() {
    std::string pattern = testing::TempDir() + "homeXXXXXX";
    base_ = mkdtemp(pattern.data());
    dir_ = base_ + "/world";
  }
  ~HomeTest() override { fs::remove_all(base_); }

  static std::string content(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  /// All that could change in a folder: names, contents and times of change.
  std::map<std::string, std::string> state_of(const std::string& dir) const {
    std::map<std::string, std::string> state;
    struct stat info;
    EXPECT_EQ(stat(dir.c_str(), &info), 0);
    state["."] = stamp(info);
    for (const auto& entry : fs::directory_iterator(dir)) {
      EXPECT_EQ(stat(entry.path().c_str(), &info), 0);
      state[entry.path().filename()] = stamp(info) + content(entry.path());
    }
    return state;
  }

  static std::string stamp(const struct stat& info) {
    return std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec) + " " +
           std::to_string(info.st_size) + " " + std::to_string(info.st_mode) + " ";
  }

  void make_file(const std::string& name, const std::string& text = "") const {
    fs::create_directory(dir_);
    std::ofstream(dir_ + "/" + name) << text;
  }

  std::string base_;
  std::string dir_;
};

TEST_F(HomeTest, OpenCreatesAPrivateFolderAndNotesThePid) {
  auto home = Home::open(dir_);
  ASSERT_TRUE(home.ok()) << home.error();
  struct stat info;
  ASSERT_EQ(stat(dir_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0700U);
  ASSERT_EQ(stat((dir_ + "/lock").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0600U);
  EXPECT_EQ(content(dir_ + "/lock"), std::to_string(getpid()) + "\n");
}

TEST_F(HomeTest, KnowsItsPaths) {
  auto home = Home::open(dir_ + "//");
  ASSERT_TRUE(home.ok()) << home.error();
  EXPECT_EQ(home->dir(), dir_);
  EXPECT_EQ(home->database(), dir_ + "/world.db");
  EXPECT_EQ(home->settings(), dir_ + "/reality.toml");
  EXPECT_EQ(home->control(), dir_ + "/control");
  EXPECT_EQ(home->areas(), dir_ + "/areas");
  EXPECT_FALSE(home->has_world());
  make_file("world.db");
  EXPECT_TRUE(home->has_world());
}

TEST_F(HomeTest, ASecondOpenIsRefusedAndChangesNothing) {
  make_file("world.db", "rows");
  auto first = Home::open(dir_);
  ASSERT_TRUE(first.ok()) << first.error();
  const auto before = state_of(dir_);
  auto second = Home::open(dir_);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error(),
            dir_ + " is in use by another reality (pid " + std::to_string(getpid()) + ")");
  EXPECT_EQ(state_of(dir_), before);
}

TEST_F(HomeTest, TryOpenTellsInUseFromWrong) {
  EXPECT_FALSE(Home::try_open(dir_).ok());
  EXPECT_FALSE(fs::exists(dir_));
  auto first = Home::open(dir_);
  ASSERT_TRUE(first.ok()) << first.error();
  const auto before = state_of(dir_);
  auto second = Home::try_open(dir_);
  ASSERT_TRUE(second.ok()) << second.error();
  EXPECT_FALSE(second->has_value());
  EXPECT_EQ(state_of(dir_), before);
  first = Error{"let go"};
  second = Home::try_open(dir_);
  ASSERT_TRUE(second.ok()) << second.error();
  EXPECT_TRUE(second->has_value());
}

TEST_F(HomeTest, ATakenHomeIsLookedAtAsLongAsAsked) {
  auto first = Home::open(dir_);
  ASSERT_TRUE(first.ok()) << first.error();
  int looks = 0;
  EXPECT_FALSE(Home::open(dir_, [&] { return ++looks < 3; }).ok());
  EXPECT_EQ(looks, 3);
  const auto let_go = [&] {
    fs::remove(dir_ + "/lock");  // as a subcommand may that made it
    first = Error{"let go"};
    return true;
  };
  auto second = Home::try_open(dir_, let_go);
  ASSERT_TRUE(second.ok()) << second.error();
  ASSERT_TRUE(second->has_value());
  EXPECT_FALSE(Home::open(dir_).ok());
}

TEST_F(HomeTest, DestroyingUnlocksAndLeavesTheFile) {
  { ASSERT_TRUE(Home::open(dir_).ok()); }
  EXPECT_TRUE(fs::exists(dir_ + "/lock"));
  EXPECT_TRUE(Home::open(dir_).ok());
}

TEST_F(HomeTest, TheLockMovesWithTheHome) {
  auto first = Home::open(dir_);
  ASSERT_TRUE(first.ok()) << first.error();
  {
    Home moved = std::move(*first);
    EXPECT_FALSE(Home::open(dir_).ok());
    auto peeked = Home::peek(dir_);
    ASSERT_TRUE(peeked.ok()) << peeked.error();
    Home assigned = std::move(*peeked);
    assigned = std::move(moved);
    EXPECT_FALSE(Home::open(dir_).ok());
  }
  EXPECT_TRUE(Home::open(dir_).ok());
}

TEST_F(HomeTest, AKilledProcessLeavesNoLock) {
  make_file("reality.toml");
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto home = Home::open(dir_);
    _exit(home.ok() ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_EQ(content(dir_ + "/lock"), std::to_string(child) + "\n");
  auto home = Home::open(dir_);
  ASSERT_TRUE(home.ok()) << home.error();
  EXPECT_EQ(content(dir_ + "/lock"), std::to_string(getpid()) + "\n");
}

TEST_F(HomeTest, AnOldLongerNoteIsReplacedWhole) {
  make_file("lock", "12345678901234567890\nmore\n");
  auto home = Home::open(dir_);
  ASSERT_TRUE(home.ok()) << home.error();
  EXPECT_EQ(content(dir_ + "/lock"), std::to_string(getpid()) + "\n");
}

TEST_F(HomeTest, AFolderOfOtherThingsIsRefusedUnchanged) {
  make_file("thesis.tex", "words");
  const auto before = state_of(dir_);
  auto home = Home::open(dir_);
  ASSERT_FALSE(home.ok());
  EXPECT_EQ(home.error(), dir_ + " is not empty and holds no world");
  EXPECT_FALSE(Home::try_open(dir_).ok());
  EXPECT_EQ(state_of(dir_), before);
}

TEST_F(HomeTest, EachMarkMakesAHome) {
  for (const char* mark : {"world.db", "reality.toml", "lock"}) {
    make_file("notes.txt");
    make_file(mark);
    EXPECT_TRUE(Home::open(dir_).ok()) << mark;
    fs::remove_all(dir_);
  }
}

TEST_F(HomeTest, AnEmptyFolderOrVolumeIsFine) {
  fs::create_directory(dir_);
  EXPECT_TRUE(Home::open(dir_).ok());
  fs::remove_all(dir_);
  fs::create_directories(dir_ + "/lost+found");
  EXPECT_TRUE(Home::open(dir_).ok());
}

TEST_F(HomeTest, CreatesParents) {
  EXPECT_TRUE(Home::open(dir_ + "/a/b").ok());
  EXPECT_TRUE(fs::exists(dir_ + "/a/b/lock"));
}

TEST_F(HomeTest, RefusesWhatIsNoFolder) {
  std::ofstream(dir_) << "text";
  auto home = Home::open(dir_);
  ASSERT_FALSE(home.ok());
  EXPECT_EQ(home.error(), dir_ + " is not a folder");
  EXPECT_EQ(Home::open("").error(), "the home folder needs a name");
  EXPECT_FALSE(Home::open(dir_ + "/below").ok());
}

TEST_F(HomeTest, DoesNotFollowALinkInPlaceOfTheLock) {
  make_file("world.db");
  const std::string victim = base_ + "/victim";
  std::ofstream(victim) << "precious";
  fs::create_symlink(victim, dir_ + "/lock");
  EXPECT_FALSE(Home::open(dir_).ok());
  EXPECT_EQ(content(victim), "precious");
}

TEST_F(HomeTest, PeekNeitherCreatesNorLocks) {
  EXPECT_EQ(Home::peek(dir_).error(), dir_ + " does not exist");
  EXPECT_FALSE(fs::exists(dir_));
  make_file("world.db");
  const auto before = state_of(dir_);
  auto peeked = Home::peek(dir_);
  ASSERT_TRUE(peeked.ok()) << peeked.error();
  EXPECT_TRUE(peeked->has_world());
  EXPECT_EQ(state_of(dir_), before);
  EXPECT_TRUE(Home::open(dir_).ok());
}

}  // namespace
}  // namespace reality
