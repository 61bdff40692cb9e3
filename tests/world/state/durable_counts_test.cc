// SPDX-License-Identifier: MIT
#include "world/state/durable_counts.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

WorldCounts things(int64_t count) {
  WorldCounts counts;
  counts.things = count;
  return counts;
}

TEST(DurableCountsTest, WhatIsOnDiskIsShownAtOnce) {
  DurableCounts counts;
  EXPECT_EQ(counts.shown().things, 0);
  counts.advance(7, 7, things(100));
  EXPECT_EQ(counts.shown().things, 100);
  counts.advance(8, 8, things(101));
  EXPECT_EQ(counts.shown().things, 101);
}

TEST(DurableCountsTest, WhatIsNotWaitsForItsTurn) {
  DurableCounts counts;
  counts.advance(7, 7, things(100));
  counts.advance(8, 12, things(105));
  EXPECT_EQ(counts.shown().things, 100);
  counts.advance(11, 15, things(108));
  EXPECT_EQ(counts.shown().things, 100) << "12 is not on disk";
  counts.advance(12, 15, things(108));
  EXPECT_EQ(counts.shown().things, 105);
  counts.advance(14, 16, things(109));
  EXPECT_EQ(counts.shown().things, 105);
  counts.advance(16, 16, things(109));
  EXPECT_EQ(counts.shown().things, 109) << "all is on disk";
}

// Groups follow each other without a pause, each with what came while the last was written.
TEST(DurableCountsTest, UnderSteadyLoadTheyAreTwoGroupsOldAtMost) {
  DurableCounts counts;
  for (int64_t group = 1; group <= 50; ++group) {
    const auto durable = static_cast<uint64_t>(10 * group);
    counts.advance(durable, durable + 10, things(10 * group + 10));
    EXPECT_LE(counts.shown().things, 10 * group);
    EXPECT_GE(counts.shown().things, 10 * (group - 2));
  }
}

}  // namespace
}  // namespace reality
