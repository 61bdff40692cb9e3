// SPDX-License-Identifier: MIT
//
// Output held until durable: with the commit withheld at the store's seam nothing that depends on
// it leaves any connection; what depends on nothing does.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/stage.h"

namespace reality {
namespace {

class DurableOutput : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(stage_.error(), "");
    for (const char* name : {"Ann", "Tom"}) {
      stage_.enter(name);
      stage_.commit();
      stage_.settle();
    }
    stage_.clear();
  }

  static StageOptions withheld() {
    StageOptions options;
    options.withhold_commits = true;
    return options;
  }

  Stage stage_{withheld()};
};

TEST_F(DurableOutput, NothingLeavesBeforeTheCommit) {
  stage_.type("Ann", "take coin");
  EXPECT_EQ(stage_["Ann"].bytes(), "");
  EXPECT_EQ(stage_["Tom"].bytes(), "");
  EXPECT_TRUE(stage_.commit());
  stage_.settle();
  EXPECT_NE(stage_["Ann"].seen().find("You take"), std::string::npos);
  EXPECT_NE(stage_["Tom"].seen().find("Ann takes"), std::string::npos);
}

TEST_F(DurableOutput, AReaderWaitsForTheChangeBeforeIt) {
  stage_.type("Ann", "take coin");
  // Tom changes nothing, but what he sees depends on what Ann did.
  stage_.type("Tom", "look");
  EXPECT_EQ(stage_["Tom"].bytes(), "");
  stage_.commit();
  stage_.settle();
  EXPECT_NE(stage_["Tom"].seen().find("Ann takes"), std::string::npos);
}

// On a slow disk others' looks wait for the group that is being written and for no other one.
TEST_F(DurableOutput, AReaderWaitsForNoMoreThanTheGroupThatIsBeingWritten) {
  stage_.type("Ann", "take coin");
  ASSERT_TRUE(stage_.store().take_group());
  stage_.type("Tom", "look");
  ASSERT_TRUE(stage_.store().commit());
  stage_.type("Ann", "drop coin");
  stage_.settle();
  EXPECT_EQ(stage_["Tom"].bytes(), "");
  ASSERT_TRUE(stage_.store().report());
  stage_.settle();
  const std::string seen = stage_["Tom"].seen();
  EXPECT_NE(seen.find("Ann takes"), std::string::npos);
  EXPECT_EQ(seen.find("Ann drops"), std::string::npos);
}

TEST_F(DurableOutput, WhatDependsOnNothingLeavesAtOnce) {
  stage_.type("Ann", "who");
  EXPECT_NE(stage_["Ann"].bytes(), "");
}

// What is remembered of a conversation is not stored: no such line waits for a disk.
TEST_F(DurableOutput, SoftStateChangesNothing) {
  for (const char* name : {"Ann", "Tom"}) stage_.type(name, "terse on");  // the host gives no tips
  for (const char* line : {"look", "take unicorn", "take", "lok", "examine me", "g", "oops look",
                           "tom, take coin", "smile at tom", "say hello", "go nowhere", "exits"}) {
    stage_.commit();
    stage_.settle();
    stage_.clear();
    stage_.type("Ann", line);
    EXPECT_NE(stage_["Ann"].bytes(), "") << line;
  }
}

TEST_F(DurableOutput, ANewcomerIsGreetedWhileOthersWait) {
  stage_.type("Ann", "take coin");
  Actor stranger = stage_.connect();
  stage_.settle();
  EXPECT_NE(stranger.seen(), "");
  EXPECT_EQ(stage_["Ann"].bytes(), "");
}

TEST_F(DurableOutput, AFailedCommitReleasesNothingEver) {
  stage_.type("Ann", "take coin");
  bool failed = false;
  stage_.store().on_failure = [&](const std::string&) { failed = true; };
  ASSERT_TRUE(stage_.store().db().execute("DROP TABLE meta").ok());
  stage_.commit();
  EXPECT_TRUE(failed);
  stage_.type("Ann", "look");
  stage_.commit();
  stage_.settle();
  EXPECT_EQ(stage_["Ann"].bytes(), "");
}

}  // namespace
}  // namespace reality
