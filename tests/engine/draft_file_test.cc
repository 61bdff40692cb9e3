// SPDX-License-Identifier: MIT
#include "engine/draft_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace reality {
namespace {

namespace fs = std::filesystem;

class DraftFileTest : public testing::Test {
 protected:
  DraftFileTest() {
    std::string pattern = testing::TempDir() + "draftXXXXXX";
    folder_ = mkdtemp(pattern.data());
    target_ = folder_ + "/world.db";
  }
  ~DraftFileTest() override { fs::remove_all(folder_); }

  void write(const std::string& path, const std::string& text) const {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::string read(const std::string& path) const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  size_t files() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  std::string folder_;
  std::string target_;
};

TEST_F(DraftFileTest, TakesItsTargetsPlaceWhole) {
  write(target_, "old");
  auto draft = DraftFile::begin(target_);
  ASSERT_TRUE(draft.ok()) << draft.error();
  ASSERT_TRUE(draft->write("new and longer").ok());
  EXPECT_EQ(read(target_), "old");
  ASSERT_TRUE(draft->sync().ok());
  ASSERT_TRUE(draft->place(DraftFile::Over::replace).ok());
  EXPECT_EQ(read(target_), "new and longer");
  EXPECT_EQ(files(), 1U);
  struct stat info {};
  ASSERT_EQ(stat(target_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
}

TEST_F(DraftFileTest, NothingIsReplacedWhereThatIsRefused) {
  auto draft = DraftFile::begin(target_);
  ASSERT_TRUE(draft.ok());
  write(target_, "somebody was faster");
  EXPECT_FALSE(draft->place(DraftFile::Over::refuse).ok());
  EXPECT_EQ(read(target_), "somebody was faster");
}

TEST_F(DraftFileTest, GoesWithTheObject) {
  {
    auto draft = DraftFile::begin(target_);
    ASSERT_TRUE(draft.ok());
    const DraftFile moved(std::move(*draft));
    write(moved.path() + "-journal", "SQLite's");
  }
  EXPECT_EQ(files(), 0U);
}

TEST_F(DraftFileTest, HasOneWriter) {
  auto draft = DraftFile::begin(target_);
  ASSERT_TRUE(draft.ok());
  const auto second = DraftFile::begin(target_);
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().find("being written"), std::string::npos) << second.error();
  ASSERT_TRUE(draft->write("x").ok());
  ASSERT_TRUE(draft->place(DraftFile::Over::refuse).ok());
  EXPECT_EQ(read(target_), "x");
}

// A server that copies for somebody who was killed goes on writing: not into the next one's draft.
TEST_F(DraftFileTest, WhatADeadWriterLeftIsCleared) {
  const std::string path = target_ + std::string(kDraftEnding);
  write(path, "half");
  write(path + "-journal", "hot");
  std::ofstream still_writing(path, std::ios::binary | std::ios::app);
  auto draft = DraftFile::begin(target_);
  ASSERT_TRUE(draft.ok()) << draft.error();
  EXPECT_FALSE(fs::exists(path + "-journal"));
  still_writing << "the other half" << std::flush;
  ASSERT_TRUE(draft->write("new").ok());
  ASSERT_TRUE(draft->place(DraftFile::Over::replace).ok());
  EXPECT_EQ(read(target_), "new");
}

TEST_F(DraftFileTest, CopiesAFile) {
  const std::string text(3'000'000, 'x');
  write(folder_ + "/from", text);
  auto draft = DraftFile::begin(target_);
  ASSERT_TRUE(draft.ok());
  ASSERT_TRUE(draft->copy(folder_ + "/from").ok());
  ASSERT_TRUE(draft->place(DraftFile::Over::replace).ok());
  EXPECT_EQ(read(target_), text);
  EXPECT_FALSE(DraftFile::begin(folder_ + "/other")->copy(folder_ + "/missing").ok());
}

TEST_F(DraftFileTest, WithoutAFolderThereIsNone) {
  const auto draft = DraftFile::begin(folder_ + "/missing/world.db");
  ASSERT_FALSE(draft.ok());
  EXPECT_NE(draft.error().find("No such file"), std::string::npos) << draft.error();
  EXPECT_EQ(folder_of("world.db"), ".");
  EXPECT_EQ(folder_of("/world.db"), "/");
  EXPECT_EQ(folder_of("a/b/world.db"), "a/b");
}

}  // namespace
}  // namespace reality
