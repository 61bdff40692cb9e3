// SPDX-License-Identifier: MIT
#include "engine/file_watch.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "engine/clock.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kPatienceUs = 20'000'000;

class FileWatchTest : public testing::Test {
 protected:
  FileWatchTest() {
    std::string pattern = testing::TempDir() + "watchXXXXXX";
    folder_ = mkdtemp(pattern.data());
    fs::create_directories(folder_ + "/scripts/verbs");
  }
  ~FileWatchTest() override { fs::remove_all(folder_); }

  static void write(const std::string& path) { std::ofstream(path) << "text"; }

  /// Whether `act` is told, and how often, until a last change elsewhere has been told.
  int told_of(const std::function<void()>& act) {
    SystemClock clock;
    Loop loop(clock);
    int told = 0;
    FileWatch watch(loop, [&told] { ++told; });
    // Posted, so that what became known at the same time is told first.
    FileWatch last(loop, [&loop] { loop.post([&loop] { loop.stop(); }); });
    EXPECT_TRUE(watch.add(folder_ + "/scripts").ok());
    EXPECT_TRUE(watch.add(folder_ + "/areas").ok());
    fs::create_directory(folder_ + "/last");
    EXPECT_TRUE(last.add(folder_ + "/last").ok());
    loop.post([&] {
      act();
      write(folder_ + "/last/file");
    });
    loop.scheduler().after_us(kPatienceUs, [&loop] {
      ADD_FAILURE() << "nothing was told";
      loop.stop();
    });
    loop.run();
    return told;
  }

  std::string folder_;
};

TEST_F(FileWatchTest, TellsOfAFileThatWasWritten) {
  EXPECT_GT(told_of([this] { write(folder_ + "/scripts/verbs/dance.lua"); }), 0);
}

TEST_F(FileWatchTest, TellsOfAFileThatWasPutInPlace) {
  write(folder_ + "/new.lua");
  EXPECT_GT(
      told_of([this] { fs::rename(folder_ + "/new.lua", folder_ + "/scripts/verbs/dance.lua"); }),
      0);
}

TEST_F(FileWatchTest, TellsOfAFileThatWasRemoved) {
  write(folder_ + "/scripts/verbs/dance.lua");
  EXPECT_GT(told_of([this] { fs::remove(folder_ + "/scripts/verbs/dance.lua"); }), 0);
}

TEST_F(FileWatchTest, DoesNotTellOfAFileThatIsStillBeingWritten) {
  std::ofstream unfinished;
  EXPECT_EQ(told_of([&] {
              unfinished.open(folder_ + "/scripts/verbs/dance.lua");
              unfinished << "half";
              unfinished.flush();
            }),
            0);
}

TEST_F(FileWatchTest, TellsOfAFolderThatWasMade) {
  EXPECT_GT(told_of([this] { fs::create_directory(folder_ + "/scripts/new"); }), 0);
}

TEST_F(FileWatchTest, AwaitsAFolderThatIsNotThereYet) {
  EXPECT_GT(told_of([this] { fs::create_directory(folder_ + "/areas"); }), 0);
}

TEST_F(FileWatchTest, WhatHappensBesideTheAwaitedFolderIsNoNews) {
  EXPECT_EQ(told_of([this] {
              write(folder_ + "/world.db");
              fs::create_directory(folder_ + "/other");
            }),
            0);
}

TEST_F(FileWatchTest, SaysWhyItCannotWatch) {
  SystemClock clock;
  Loop loop(clock);
  FileWatch watch(loop, [] {});
  const Status status = watch.add(folder_ + "/no/such/folder");
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().find(folder_ + "/no/such"), std::string::npos);
}

}  // namespace
}  // namespace reality
