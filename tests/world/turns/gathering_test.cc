// SPDX-License-Identifier: MIT
//
// What is held back while a list is gone through: it is undone with the item that it tells of, and
// with nothing else.
#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

class GatheringOfAList : public Yard {
 protected:
  /// "crush" makes an end of the pebble, and then comes to this end itself.
  void crushing(const std::string& end) {
    verbs("crush", R"(["crush {things}"] = function(act)
      act:show("{actor} {crush/crushes} {the thing}.")
      if act.thing.name ~= "a white pebble" then return end
      act.thing:destroy()
      )" + end + " end");
    open();
    stage().enter("Ann");
    stage().enter("Bob");
    stage().clear();
  }
};

TEST_F(GatheringOfAList, ARefusalBehindAnEndTakesBackItsOwnItemAlone) {
  crushing(R"(refuse("It was dear to the court."))");
  const std::string seen = says("Ann", "crush box and pebble");
  EXPECT_TRUE(has(seen, "You crush the wooden box."));
  EXPECT_TRUE(has(seen, "It was dear to the court."));
  EXPECT_FALSE(has(seen, "crush the white pebble"));
  EXPECT_TRUE(has(stage()["Bob"].seen(), "Ann crushes the wooden box."));
  EXPECT_FALSE(has(stage()["Bob"].seen(), "pebble"));
  EXPECT_EQ(evaluate("thing('yard.pebble').room.name"), "the court");
}

TEST_F(GatheringOfAList, AFaultTakesBackAllOfIt) {
  crushing(R"(error("a crack"))");
  EXPECT_FALSE(has(says("Ann", "crush box and pebble"), "You crush"));
  EXPECT_FALSE(has(stage()["Bob"].seen(), "crushes"));
  EXPECT_TRUE(has(says("Ann", "look"), "a white pebble"));
}

TEST_F(GatheringOfAList, WhatIsComputedTellsNobodyHereEither) {
  behaviour("bell", R"(return { computed = { note = function(_, observer)
    observer:tell("I leak.") return "x" end } })");
  verbs("sound", R"(["sound {things}"] = function(act)
    act:tell("So it is: {note}.", { note = thing("yard.bell").note }) end)");
  open();
  stage().enter("Ann");
  EXPECT_FALSE(has(says("Ann", "sound box and pebble"), "I leak."));
}

}  // namespace
}  // namespace reality
