// SPDX-License-Identifier: MIT
//
// Commands in a running world, as the one who types and a bystander read them: lists told as one,
// orders, walks, questions of scripts.
#include "world/turns/commands.h"

#include "tests/world/yard.h"

namespace reality {
namespace {

constexpr const char* kCourt = R"(area: yard
title: The Yard
start: court

room: court
name: the court
tags: lit
text: A paved court under flaking plaster.
mentions = "cornice = It has seen better centuries.; guttering"
exit north: lane
exit down: cellar

room: lane
name: the lane
tags: lit
text: A narrow lane.
exit south: court
exit east: market

room: market
name: the market
tags: lit
text: Stalls.
exit west: lane

room: cellar
name: the cellar
text: Barrels.
exit up: court

person: robot
in: court
name: a tin robot
tags: obedient
pronoun = "it"

person: fred
in: court
name: Fred
tags: proper
pronoun = "he"
behaviour: choosy

thing: lamp
in: court
name: a brass lamp

thing: rope
in: court
name: a coil of rope

thing: anvil
in: court
name: an anvil
tags: fixed

thing: crate
in: court
name: a crate
tags: container, openable, closed

thing: coin
in: nowhere
name: a gold coin
plural: gold coins

thing: coin-1
in: court
like: coin

thing: coin-2
in: court
like: coin

thing: coin-3
in: court
like: coin
)";

constexpr const char* kChoosy = R"(
return {
  obeys = function(self, order)
    if order.words:find("please") then return end
    refuse("Fred waits for a certain word.")
  end,
})";

class CommandsTest : public Yard {
 protected:
  CommandsTest() {
    share_.write("data/world/yard.area", kCourt);
    behaviour("choosy", kChoosy);
    open();
    stage().enter("Ann");
    stage().enter("Tom");
  }
  std::string tom() { return stage()["Tom"].seen(); }
  std::string holder(const std::string& id) {
    return evaluate("thing('yard." + id + "').holder.name");
  }
};

TEST_F(CommandsTest, ThingsThatLookAlikeAreOneSentence) {
  EXPECT_TRUE(has(says("Ann", "take 2 coins"), "You take two gold coins."));
  EXPECT_TRUE(has(tom(), "Ann takes two gold coins."));
  EXPECT_FALSE(has(tom(), "Ann takes the gold coin."));
  EXPECT_TRUE(has(says("Ann", "drop them"), "You drop two gold coins."));
}

TEST_F(CommandsTest, AListIsOneSentenceForThoseWhoWatch) {
  const std::string own = says("Ann", "take lamp, rope and coins");
  EXPECT_TRUE(has(own, "The brass lamp: taken."));
  EXPECT_TRUE(has(own, "The coil of rope: taken."));
  EXPECT_TRUE(has(own, "Three gold coins: taken."));
  EXPECT_TRUE(has(tom(), "Ann takes a brass lamp, a coil of rope and three gold coins."));
}

TEST_F(CommandsTest, ImpliedStepsOfAListAreOneAccountToo) {
  const std::string own = says("Ann", "put 2 coins in crate");
  EXPECT_TRUE(has(own, "(opening the crate first)"));
  EXPECT_TRUE(has(own, "(taking two gold coins first)"));
  EXPECT_TRUE(has(own, "You put two gold coins in the crate."));
  EXPECT_TRUE(has(tom(), "Ann puts two gold coins in the crate."));
  EXPECT_EQ(holder("coin-1"), "a crate");
}

TEST_F(CommandsTest, WhatIsRefusedOfAListIsNotToldToOthers) {
  const std::string own = says("Ann", "take lamp, anvil and rope");
  EXPECT_TRUE(has(own, "The brass lamp: taken."));
  EXPECT_TRUE(has(own, "The anvil: The anvil is fixed in place."));
  EXPECT_TRUE(has(tom(), "Ann takes a brass lamp and a coil of rope."));
  EXPECT_FALSE(has(tom(), "anvil"));
  EXPECT_LT(own.find("brass lamp: taken"), own.find("anvil"));
}

TEST_F(CommandsTest, AThingThatIsGoneHasBeenToldOf) {
  verbs("melt", R"(["melt {things}"] = function(act)
    act:show("{actor} {melt/melts} {the thing}.") act.thing:destroy() end)");
  open();
  stage().enter("Ann");
  stage().enter("Tom");
  EXPECT_TRUE(has(says("Ann", "melt lamp and rope"), "You melt the brass lamp."));
  const std::string watched = tom();
  EXPECT_TRUE(has(watched, "Ann melts the brass lamp."));
  EXPECT_TRUE(has(watched, "Ann melts the coil of rope."));
}

TEST_F(CommandsTest, AnObedientOneCarriesOrdersOut) {
  const std::string own = says("Ann", "robot, take the lamp");
  EXPECT_TRUE(has(own, "You say to the tin robot, \"take the lamp\""));
  EXPECT_TRUE(has(own, "A tin robot takes the brass lamp."));
  const std::string watched = tom();
  EXPECT_TRUE(has(watched, "Ann says to the tin robot, \"take the lamp\""));
  EXPECT_TRUE(has(watched, "A tin robot takes the brass lamp."));
  EXPECT_EQ(holder("lamp"), "a tin robot");
  EXPECT_TRUE(has(says("Ann", "tell robot to drop it"), "A tin robot drops the brass lamp."));
  says("Ann", "robot, go north");
  EXPECT_TRUE(has(tom(), "A tin robot goes north."));
  EXPECT_EQ(holder("robot"), "the lane");
}

TEST_F(CommandsTest, AnOrderThatFailsSaysSoToWhoGaveIt) {
  EXPECT_TRUE(has(says("Ann", "robot, take anvil"),
                  "The tin robot tries, and gets nowhere. The anvil is fixed in place."));
  EXPECT_TRUE(has(says("Ann", "robot, take unicorn"), "The tin robot can make nothing of"));
  EXPECT_TRUE(has(says("Ann", "robot, quit"), "The tin robot does not take orders from you."));
  EXPECT_TRUE(has(says("Ann", "robot, frobnicate"), "The tin robot can make nothing of"));
}

TEST_F(CommandsTest, WhoObeysSaysSoItself) {
  EXPECT_TRUE(has(says("Ann", "fred, take lamp"), "Fred waits for a certain word."));
  EXPECT_EQ(holder("lamp"), "the court");
  EXPECT_TRUE(has(says("Ann", "fred, take the lamp please"), "Fred takes the brass lamp."));
  EXPECT_TRUE(has(tom(), "Fred takes the brass lamp."));
}

TEST_F(CommandsTest, ToPlayersOrdersAreWords) {
  says("Ann", "tom, go north");
  EXPECT_TRUE(has(tom(), "go north"));
  EXPECT_EQ(evaluate("(function() for _, p in ipairs(players()) do if p.name == 'Tom' then "
                     "return p.room.name end end end)()"),
            "the court");
}

TEST_F(CommandsTest, OneGoesWhereOneHasBeen) {
  EXPECT_TRUE(has(says("Ann", "go to market"), "You know no way to any \"market\""));
  says("Ann", "north. east");
  const std::string walk = says("Ann", "go to court");
  EXPECT_TRUE(has(walk, "A narrow lane."));
  EXPECT_TRUE(has(walk, "A paved court"));
  EXPECT_TRUE(has(tom(), "Ann arrives from the north."));
  EXPECT_TRUE(has(says("Ann", "take lamp. return to the market"), "Stalls."));
  EXPECT_TRUE(has(says("Ann", "go to market"), "You are there already."));
  EXPECT_TRUE(has(says("Ann", "go to court"), "A paved court"));
  EXPECT_TRUE(has(says("Ann", "go to market. drop lamp"), "You drop the brass lamp."));
  EXPECT_EQ(holder("lamp"), "the market");
  EXPECT_TRUE(has(says("Ann", "west"), "A narrow lane."));
  EXPECT_TRUE(has(says("Ann", "go to court"), "A paved court"));
  EXPECT_TRUE(has(says("Ann", "go to market"), "Stalls."));
  EXPECT_TRUE(has(says("Ann", "g"), "You are there already."));
  EXPECT_TRUE(has(says("Ann", "go to the tin robot"), "You know no way to any"));
}

TEST_F(CommandsTest, OneFollowsWhomOneSawGo) {
  says("Tom", "north");
  EXPECT_TRUE(has(says("Ann", "go to tom"), "A narrow lane."));
  EXPECT_TRUE(has(says("Ann", "go to tom"), "right here"));
}

TEST_F(CommandsTest, NIsNoBeforeItIsNorth) {
  verbs("offer", R"(["propose"] = function(act)
    local said = choose(act.actor, "Will you?", { "yes", "no" })
    act:tell("So: {said}.", { said = said or "nothing" }) end)");
  open();
  stage().enter("Ann");
  for (const auto& [line, meant] : std::vector<std::pair<std::string, std::string>>{
           {"n", "no"}, {"y", "yes"}, {"nope", "no"}, {"sure", "yes"}, {"yes", "yes"}}) {
    says("Ann", "propose");
    EXPECT_TRUE(has(says("Ann", line), "So: " + meant + ".")) << line;
  }
}

TEST_F(CommandsTest, NothingTypedIsAnsweredOnce) {
  EXPECT_TRUE(has(says("Ann", ""), "\"look\" shows the place"));
  EXPECT_FALSE(has(says("Ann", ""), "look"));
  EXPECT_FALSE(has(tom(), "look"));
}

TEST_F(CommandsTest, WordsOfTheRoomAreAnswered) {
  EXPECT_TRUE(has(says("Ann", "x plaster"), "nothing more to the plaster than meets the eye"));
  EXPECT_TRUE(has(says("Ann", "take cornice"), "It has seen better centuries."));
  EXPECT_TRUE(has(says("Ann", "x guttering"), "nothing more to the guttering"));
  EXPECT_TRUE(has(says("Ann", "x barrels"), "You see no \"barrels\" here."));
  says("Ann", "down");
  EXPECT_FALSE(has(says("Ann", "x barrels"), "meets the eye"));
}

TEST_F(CommandsTest, SlipsAreMendedAloudAndNotForTheTerse) {
  EXPECT_TRUE(has(says("Ann", "take lmap"), "(reading \"lmap\" as \"lamp\")"));
  EXPECT_TRUE(has(tom(), "Ann takes the brass lamp."));
  EXPECT_FALSE(has(tom(), "lmap"));
  run("for _, p in ipairs(players()) do p.terse = true end");
  EXPECT_TRUE(has(says("Ann", "drop lmap"), "You see no \"lmap\" here."));
}

TEST_F(CommandsTest, AQuestionTellsApartWhatIsCalledTheSame) {
  run("local hat = make('yard.coin', 'held', thing('yard.fred')) hat.name = 'a red cap' hat.plural "
      "= nil "
      "hat.text = 'Fraying.' local other = make('yard.coin', 'held', thing('yard.robot')) "
      "other.name = 'a red cap' other.plural = nil other.text = 'New.'");
  EXPECT_TRUE(has(says("Ann", "x cap"), "the tin robot's red cap or Fred's red cap?"));
  EXPECT_TRUE(has(says("Ann", "the robot's"), "New."));
}

}  // namespace
}  // namespace reality
