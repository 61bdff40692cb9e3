// SPDX-License-Identifier: MIT
//
// act:attempt() under a name that several actions have.
#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

TEST_F(Yard, AHookIsCalledOnceThoughSeveralActionsHaveItsName) {
  const std::string prodding = R"(["prod {self}"] = function() end)";
  behaviour("gong", "return { verbs = { " + prodding + " } }");
  behaviour("drum", "return { verbs = { " + prodding + " } }");
  behaviour("bell", R"(return { properties = { count = 0, note = "" },
    before = { ["prod {self}"] = function(self) self.count = self.count + 1 end },
    after = { ["prod {self}"] = function(self) self.note = self.note .. "x" end } })");
  verbs("nudge", R"(["nudge {thing}"] = function(act)
    act:attempt("prod {thing}", { thing = act.thing }, function() act:tell("Prodded.") end) end)");
  open();
  stage().enter("Ann");
  EXPECT_TRUE(has(says("Ann", "nudge bell"), "Prodded."));
  EXPECT_EQ(bell("count"), "1");
  EXPECT_EQ(bell("note"), "x");
}

TEST_F(Yard, AThingThatFillsTwoRolesIsAskedForEach) {
  behaviour("bell", R"(return { properties = { count = 0 },
    before = {
      ["rub {self} with {tool}"] = function(self) self.count = self.count + 1 end,
      ["rub {thing} with {self}"] = function(self) self.count = self.count + 10 end } })");
  verbs("rub", R"(["rub {thing} with {tool}"] = function(act) act:tell("Rubbed.") end)");
  open();
  stage().enter("Ann");
  EXPECT_TRUE(has(says("Ann", "rub bell with bell"), "Rubbed."));
  EXPECT_EQ(bell("count"), "11");
}

TEST_F(Yard, WhyItIsDoneIsSaidToHooksAndHandlers) {
  share_.write("data/world/yard.area", std::string(kYardText) +
                                           "\nperson: robot\nin: court\nname: a tin robot\n"
                                           "tags: obedient\n");
  behaviour("bell", R"(return { properties = { note = "", count = 0 },
    before = { ["prod {self}"] = function(self, act) self.note = act.cause end } })");
  verbs("prod", R"(["prod {thing}"] = function(act)
    act:show("Because {why}.", { why = act.cause }) end)");
  open();
  stage().enter("Ann");
  EXPECT_TRUE(has(says("Ann", "prod bell"), "Because typed."));
  EXPECT_EQ(bell("note"), "typed");
  EXPECT_TRUE(has(says("Ann", "robot, prod bell"), "Because ordered by Ann."));
  EXPECT_EQ(bell("note"), "ordered by Ann");
}

}  // namespace
}  // namespace reality
