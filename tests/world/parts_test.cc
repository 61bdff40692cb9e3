// SPDX-License-Identifier: MIT
//
// What verbs of the parts of the world lean on: why an act is done, how many steps it may imply,
// what others see of a refusal, the authored state of things, timers that all things have.
#include <gtest/gtest.h>

#include "tests/world/yard.h"

namespace reality {
namespace {

class Parts : public Yard {
 protected:
  void SetUp() override {
    behaviour("bell", R"(return {
        properties = { count = 0, note = "" },
        before = { ["touch {self}"] = function(self, act)
          self.note, self.count = act.cause, self.count + 1
        end } })");
    verbs("poke", R"(["poke {thing}"] = function(act)
        steps.imply(act, "touch {thing}", { thing = act.thing }, function() end) end,
      ["pester {thing}"] = function(act)
        for _ = 1, act.thing.count + 4 do
          steps.imply(act, "touch {thing}", { thing = act.thing }, function() end)
        end end,
      ["coax {thing}"] = function(act)
        act:show("{actor} {coax/coaxes} {the thing}.")
        refuse("{the thing} will not.", { seen = "{actor} {plead/pleads} with {the thing}." })
      end,
      ["coax through {thing}"] = function(act)
        act:attempt("touch {thing}", { thing = act.thing }, function()
          refuse("Not so.", { seen = "{actor} {fail/fails} at {what}.", what = "that" })
        end) end)");
    open();
    stage().enter("Ann");
    stage().enter("Tom");
  }
};

TEST_F(Parts, HooksKnowWhyAnActIsDone) {
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "typed");
  says("Ann", "poke bell");
  EXPECT_EQ(bell("note"), "implied by poke");
}

TEST_F(Parts, TheFifthImpliedStepUndoesTheCommand) {
  says("Ann", "pester bell");
  EXPECT_EQ(bell("count"), "4");
  EXPECT_EQ(run("thing('yard.bell').count = 1"), "ok");
  EXPECT_TRUE(has(says("Ann", "pester bell"), "too many steps"));
  EXPECT_EQ(bell("count"), "1");
}

TEST_F(Parts, OthersMaySeeWhatWasRefused) {
  const std::string told = says("Ann", "coax bell");
  EXPECT_TRUE(has(told, "The bronze bell will not."));
  EXPECT_FALSE(has(told, "plead"));
  EXPECT_FALSE(has(told, "coax"));
  EXPECT_EQ(stage()["Tom"].seen(), "\nAnn pleads with the bronze bell.\n> ");
  says("Ann", "coax through bell");
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann fails at that."));
  EXPECT_EQ(bell("count"), "0") << "the hook's change is undone";
}

TEST_F(Parts, WhatAnAreaMadeGoesBackToHowItWas) {
  EXPECT_EQ(run("local bell, box, pebble = thing('yard.bell'), thing('yard.box'), "
                "thing('yard.pebble') box.open, box.locked = true, true bell.count = 7 "
                "pebble:move('in', box) pebble.initial = 'Here.' "
                "assert(box:restore() and bell:restore() and pebble:restore())"),
            "ok");
  EXPECT_EQ(evaluate("thing('yard.box').open"), "false");
  EXPECT_EQ(evaluate("thing('yard.box').locked"), "nil");
  EXPECT_EQ(evaluate("thing('yard.pebble').initial"), "nil");
  EXPECT_EQ(evaluate("thing('yard.pebble').holder == thing('yard.court')"), "true");
  EXPECT_EQ(bell("count"), "0");
  EXPECT_EQ(bell("name"), "a bronze bell");
  EXPECT_EQ(evaluate("make('yard.pebble', 'in', thing('yard.court')):restore()"), "false");
  EXPECT_EQ(evaluate("thing('yard.court'):restore()"), "false");
}

TEST_F(Parts, EveryThingHasTheTimersOfAnyThing) {
  EXPECT_EQ(run("local box = thing('yard.box') box.open = true box:after(5, 'fall_shut')"), "ok");
  EXPECT_TRUE(has(run("thing('yard.box'):after(5, 'no_such')"), "no_such"));
  stage().clear();
  stage().pass(10);
  EXPECT_TRUE(has(stage()["Tom"].seen(), "The wooden box falls shut."));
  EXPECT_EQ(evaluate("thing('yard.box').open"), "false");
}

}  // namespace
}  // namespace reality
