// SPDX-License-Identifier: MIT
#include "tests/scenarios/scenario_facts.h"

#include <gtest/gtest.h>

#include "tests/support/stage.h"
#include "world/state/keys.h"

namespace reality {
namespace {

class ScenarioFactsTest : public testing::Test {
 protected:
  ScenarioFactsTest() : stage_(options()) {
    stage_.enter("Ann");
    stage_.world().things().for_each([&](Thing& thing) {
      if (thing.flag(key::player)) ann_ = thing.id();
    });
  }
  static StageOptions options() {
    StageOptions options;
    options.area = "tests/areas/base";
    return options;
  }
  std::optional<bool> holds(std::string_view fact) {
    return ScenarioFacts(stage_.world(), ann_).holds(fact);
  }
  bool bring_about(std::string_view fact) {
    bool done = false;
    stage_.world().run_turn([&] { done = ScenarioFacts(stage_.world(), ann_).bring_about(fact); });
    return done;
  }

  Stage stage_;
  ThingId ann_;
};

TEST_F(ScenarioFactsTest, KnowsWhereThingsAre) {
  EXPECT_EQ(holds("tin cup is on shelf"), true);
  EXPECT_EQ(holds("tin cup is in shelf"), false);
  EXPECT_EQ(holds("the gem is in the wooden box"), true);
  EXPECT_EQ(holds("ann is in Parlour"), true);
  EXPECT_EQ(holds("iron key is behind painting"), true);
  EXPECT_EQ(holds("Fred holds Fred's cap"), true);
  EXPECT_EQ(holds("ann holds gem"), false);
  EXPECT_EQ(holds("ann does not hold gem"), true);
}

TEST_F(ScenarioFactsTest, CountsExactly) {
  EXPECT_EQ(holds("4 gold coins are in parlour"), true);
  EXPECT_EQ(holds("two gold coins are in parlour"), false);
  EXPECT_EQ(holds("ann holds 0 balls"), true);
  ASSERT_TRUE(bring_about("ann holds 2 gold coins"));
  EXPECT_EQ(holds("ann holds 2 gold coins"), true);
  EXPECT_EQ(holds("ann holds 3 gold coins"), false);
}

TEST_F(ScenarioFactsTest, KnowsStatesAndExits) {
  EXPECT_EQ(holds("wooden box is open"), false);
  EXPECT_EQ(holds("wooden box is not open"), true);
  ASSERT_TRUE(bring_about("the wooden box is open"));
  EXPECT_EQ(holds("wooden box is open"), true);
  EXPECT_EQ(holds("no exit up exists"), true);
  EXPECT_EQ(holds("no exit east exists"), false);
}

TEST_F(ScenarioFactsTest, BringsListsAbout) {
  ASSERT_TRUE(bring_about("ann holds the gem, the coil of rope and the tin cup"));
  EXPECT_EQ(holds("ann holds gem"), true);
  EXPECT_EQ(holds("ann holds coil of rope"), true);
  EXPECT_EQ(holds("ann holds tin cup"), true);
}

TEST_F(ScenarioFactsTest, MakesWhatIsNewAndTakesAwayWhatIsElsewhere) {
  ASSERT_TRUE(bring_about("ann wears a straw hat"));
  EXPECT_EQ(holds("ann wears straw hat"), true);
  ASSERT_TRUE(bring_about("the felt hat is elsewhere"));
  EXPECT_EQ(holds("felt hat is in parlour"), false);
}

TEST_F(ScenarioFactsTest, SaysWhenItDoesNotKnow) {
  EXPECT_EQ(holds("bob saw nothing"), std::nullopt);
  EXPECT_EQ(holds("a report exists"), std::nullopt);
  EXPECT_FALSE(bring_about("ann holds unicorn"));
  EXPECT_FALSE(bring_about("ann may build"));
}

}  // namespace
}  // namespace reality
