// SPDX-License-Identifier: MIT
//
// What goes on next door: verbs of things there, speech through an open way, speech behind a lid.
#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

constexpr const char* kTwoRooms = R"(area: yard
title: The Yard
start: court

room: court
name: the court
tags: lit
exit north: gate

room: lane
name: the lane
tags: lit
exit south: gate

door: gate
name: an iron gate
joins: court, lane
tags: open

thing: bell
in: lane
name: a bronze bell
tags: fixed
behaviour: bell

thing: box
in: court
name: a wooden box
tags: container, open
)";

class NextDoor : public Yard {
 protected:
  void SetUp() override {
    share_.write("data/world/yard.area", kTwoRooms);
    behaviour("bell", R"(return {
      properties = { rung = 0, heard = 0 },
      verbs = { ["toll {self}"] = function(self, act)
        self.rung = self.rung + 1
        act:show("{actor} {toll/tolls} {the self}.")
      end },
      on_hear = function(self) self.heard = self.heard + 1 end })");
    open();
    stage().enter("Ann");
    stage().enter("Bob");
    stage().type("Bob", "north");
    stage().clear();
  }
};

TEST_F(NextDoor, AThingsOwnVerbIsDoneAtIt) {
  EXPECT_TRUE(
      has(says("Ann", "toll bell"), "The bronze bell is too far away, beyond the iron gate."));
  EXPECT_EQ(bell("rung"), "0");
  EXPECT_EQ(stage()["Bob"].seen(), "");
  EXPECT_TRUE(has(says("Bob", "toll bell"), "You toll the bronze bell."));
  EXPECT_EQ(bell("rung"), "1");
  EXPECT_EQ(stage()["Ann"].seen(), "") << "what is done next door is not told here";
}

TEST_F(NextDoor, SpeechIsHeardByPeopleThroughAnOpenWayAndOverheardInItsRoomAlone) {
  says("Ann", "say good day");
  EXPECT_TRUE(has(stage()["Bob"].seen(), "Through the iron gate, Ann says, \"good day\""));
  EXPECT_EQ(bell("heard"), "0");
  says("Bob", "say good day");
  EXPECT_EQ(bell("heard"), "1");
  EXPECT_TRUE(has(stage()["Ann"].seen(), "Through the iron gate, Bob says, \"good day\""));
  run("thing('yard.gate').open = false");
  says("Ann", "say hush");
  EXPECT_EQ(stage()["Bob"].seen(), "");
}

TEST_F(NextDoor, AThingsSpeechCarriesToo) {
  run("thing('yard.bell'):say('Bong.')");
  stage().settle();
  EXPECT_TRUE(has(stage()["Bob"].seen(), "The bronze bell says, \"Bong.\""));
  EXPECT_TRUE(has(stage()["Ann"].seen(), "Through the iron gate, the bronze bell says, \"Bong.\""));
}

TEST_F(NextDoor, ALidMufflesSpeech) {
  run("local b = thing('yard.box') players()[2]:move('in', b) b.open = false");
  says("Bob", "say let me out");
  EXPECT_TRUE(has(stage()["Ann"].seen(),
                  "Somebody says something in the wooden box, too muffled to make out."));
  says("Ann", "say who is there");
  EXPECT_TRUE(has(stage()["Bob"].seen(),
                  "Somebody says something outside the wooden box, too muffled to make out."));
  run("thing('yard.box').open = true");
  says("Bob", "say thanks");
  EXPECT_TRUE(has(stage()["Ann"].seen(), "Bob says, \"thanks\""));
}

TEST_F(NextDoor, SensesAnswerScriptsWithTheReason) {
  const auto ann = [&](const std::string& question) {
    return run("local ok, why = players()[1]:" + question +
               " error(tostring(ok) .. ' ' .. "
               "tostring(why), 0)");
  };
  EXPECT_TRUE(has(ann("sees(thing('yard.bell'))"), "true nil"));
  EXPECT_TRUE(has(ann("hears(thing('yard.bell'))"), "true nil"));
  EXPECT_TRUE(has(ann("reaches(thing('yard.bell'))"), "false The bronze bell is too far away"));
  EXPECT_TRUE(has(ann("smells(thing('yard.bell'))"), "false The bronze bell is too far away"));
  run("thing('yard.gate').open = false");
  EXPECT_TRUE(has(ann("hears(thing('yard.bell'))"),
                  "false The iron gate is closed, and no sound comes through."));
  EXPECT_TRUE(has(ann("impressions('taste')"), "must be \"sound\" or \"smell\""));
}

}  // namespace
}  // namespace reality
