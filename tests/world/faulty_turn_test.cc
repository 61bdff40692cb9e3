// SPDX-License-Identifier: MIT
//
// Scripts that go wrong half-way: the turn is undone, state as scripts see it included, and the
// others play on.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scratch_share.h"
#include "tests/support/stage.h"
#include "world/state/accounts.h"
#include "world/state/rows.h"

namespace reality {
namespace {

class FaultyTurn : public testing::TestWithParam<const char*> {
 protected:
  static StageOptions options(const ScratchShare& share) {
    StageOptions chosen;
    chosen.share = share.path();
    return chosen;
  }

  void SetUp() override {
    ASSERT_EQ(stage_.error(), "");
    stage_.enter("Ann");
    stage_.enter("Tom");
    stage_.type("Ann", "take coin");
    stage_.clear();
    stage_.type("Ann", "inventory");
    ASSERT_NE(stage_["Ann"].seen().find("coin"), std::string::npos);
    stage_.clear();
  }

  ScratchShare share_;
  Stage stage_{options(share_)};
};

TEST_P(FaultyTurn, IsUndoneAndOthersPlayOn) {
  const auto before = all_rows(stage_.world().state());
  const std::string things = stage_.evaluate("#thing('pellwick.packet-cabin'):contents()");
  stage_.type("Ann", GetParam());
  EXPECT_EQ(all_rows(stage_.world().state()), before);
  EXPECT_EQ(stage_.evaluate("#thing('pellwick.packet-cabin'):contents()"), things);
  const std::string seen = stage_["Ann"].seen();
  EXPECT_NE(seen.find("nothing of it has happened"), std::string::npos) << seen;
  EXPECT_EQ(stage_["Tom"].seen(), "") << "an undone turn is heard by nobody";
  EXPECT_NE(stage_.log_text().find("script_fault"), std::string::npos);

  stage_.type("Ann", "count");
  EXPECT_NE(stage_["Ann"].seen().find("The count is 0."), std::string::npos);
  stage_.type("Tom", "say still here");
  EXPECT_NE(stage_["Ann"].seen().find("Tom says, \"still here\""), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Ways, FaultyTurn,
                         testing::Values("loop", "loop caught", "hog", "halfgive coin to tom",
                                         "count up", "remember", "mutate list", "set global"));

using RefusedTurn = FaultyTurn;

TEST_F(RefusedTurn, IsUndoneWithItsReason) {
  const auto before = all_rows(stage_.world().state());
  stage_.type("Ann", "refuse late");
  EXPECT_EQ(all_rows(stage_.world().state()), before);
  EXPECT_NE(stage_["Ann"].seen().find("You think better of it."), std::string::npos);
  EXPECT_EQ(stage_["Tom"].seen(), "");
}

TEST_F(RefusedTurn, FaultIsShownToKeepersWithFileAndLine) {
  Account keeper = *stage_.world().account_book().find("Tom");
  keeper.role = AccountRole::keeper;
  stage_.world().run_turn([&] { stage_.world().account_book().set("Tom", keeper); });
  stage_.type("Ann", "halfgive coin to tom");
  EXPECT_NE(stage_["Tom"].seen().find("misbehave.lua:"), std::string::npos);
  EXPECT_EQ(stage_["Ann"].seen().find("misbehave.lua"), std::string::npos);
}

}  // namespace
}  // namespace reality
