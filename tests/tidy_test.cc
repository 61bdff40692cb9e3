// SPDX-License-Identifier: MIT
//
// The house rules, applied to every source file of the tree.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/tidy_rules.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& path) {
  const std::string ending = path.extension();
  return ending == ".cc" || ending == ".h" || ending == ".lua";
}

Source read_source(const fs::path& root, const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return scan_source(path.lexically_relative(root), text);
}

/// The files at the top and those in the folders that hold sources; not what a build leaves.
std::vector<Source> read_tree(const fs::path& root) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(root)) {
    if (entry.is_regular_file() && is_source(entry.path())) paths.push_back(entry.path());
  }
  for (const char* folder : {"engine", "world", "net", "program", "scripts", "data", "tests"}) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && is_source(entry.path())) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Source> tree;
  for (const fs::path& path : paths) tree.push_back(read_source(root, path));
  return tree;
}

class Tidy : public testing::Test {
 protected:
  static void SetUpTestSuite() { tree_ = read_tree(REALITY_SOURCE_DIR); }
  static void TearDownTestSuite() { tree_.clear(); }

  static void expect_none(TidyRule rule) {
    std::string all;
    for (const Source& source : tree_) {
      for (const std::string& offence : rule(source)) all += offence + "\n";
    }
    EXPECT_TRUE(all.empty()) << all;
  }

  static std::vector<Source> tree_;
};

std::vector<Source> Tidy::tree_;

TEST_F(Tidy, TheTreeIsFound) {
  for (const char* path : {"engine/result.h", "engine/settings.cc", "tests/tidy_test.cc"}) {
    EXPECT_TRUE(std::any_of(tree_.begin(), tree_.end(), [&](const Source& source) {
      return source.path == path && !source.lines.empty();
    })) << path;
  }
}

TEST_F(Tidy, IncludesGoDownward) {
  expect_none(check_layers);
}
TEST_F(Tidy, NetSeesOnlyTheDoorsOfTheWorld) {
  expect_none(check_world_doors);
}
TEST_F(Tidy, WorldApiIsForMainAndTests) {
  expect_none(check_world_api);
}
TEST_F(Tidy, GatewaysDoNotIncludeEachOther) {
  expect_none(check_gateways);
}
TEST_F(Tidy, ForeignHeadersStayInTheirFiles) {
  expect_none(check_foreign_headers);
}
TEST_F(Tidy, FunctionsAreShort) {
  expect_none(check_function_length);
}
TEST_F(Tidy, FilesAreShort) {
  expect_none(check_file_length);
}
TEST_F(Tidy, LinesAreShort) {
  expect_none(check_line_width);
}
TEST_F(Tidy, FilesStartWithTheLicence) {
  expect_none(check_licence);
}
TEST_F(Tidy, HeadersSayWhatTheyAre) {
  expect_none(check_prologue);
}
TEST_F(Tidy, OpenEndsNameTheirIssue) {
  expect_none(check_open_ends);
}
TEST_F(Tidy, BannedWordsAreNotUsed) {
  expect_none(check_banned_words);
}
TEST_F(Tidy, RunsAreRepeatable) {
  expect_none(check_repeatable);
}
TEST_F(Tidy, NoPathsOfOneMachine) {
  expect_none(check_machine_paths);
}

}  // namespace
}  // namespace reality
