// SPDX-License-Identifier: MIT
#include "world/people/recent_lines.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

TEST(RecentLinesTest, TheLastTwentyAreKeptInOrder) {
  RecentLines recent;
  EXPECT_TRUE(recent.lines().empty());
  for (int i = 1; i <= 30; ++i) recent.add("line " + std::to_string(i));
  recent.add("two\n\nin one");
  const auto lines = recent.lines();
  ASSERT_EQ(lines.size(), 20U);
  EXPECT_EQ(lines.front(), "line 13");
  EXPECT_EQ(lines[18], "two");
  EXPECT_EQ(lines[19], "in one");
}

TEST(RecentLinesTest, LongLinesAreCutBetweenLetters) {
  RecentLines recent;
  recent.add(std::string(399, 'x') + "ü und mehr");
  EXPECT_EQ(recent.lines().front(), std::string(399, 'x'));
}

}  // namespace
}  // namespace reality
