// SPDX-License-Identifier: MIT
//
// Every tests/plays/NAME.play is a test of its own: Plays.Play/NAME.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/plays/play_runner.h"

namespace reality {
namespace {

std::vector<std::string> play_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(REALITY_SOURCE_DIR "/tests/plays"))
    if (entry.path().extension() == ".play") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Plays : public testing::TestWithParam<std::string> {};

TEST_P(Plays, Play) {
  EXPECT_EQ(run_play(std::string(REALITY_SOURCE_DIR) + "/tests/plays/" + GetParam() + ".play"), "");
}

INSTANTIATE_TEST_SUITE_P(, Plays, testing::ValuesIn(play_names()),
                         [](const auto& play) { return play.param; });

}  // namespace
}  // namespace reality
