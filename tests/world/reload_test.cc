// SPDX-License-Identifier: MIT
//
// Scripts that change while the server runs: a saved file is in force at the next use, nobody
// reconnects, and a file with an error leaves the old one in force.
#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"
#include "world/state/keys.h"

namespace reality {
namespace {

class Reload : public Yard {
 protected:
  Reload() {
    verbs("wave", R"(["wave"] = function(act) act:show("{actor} {wave/waves}.") end)");
    behaviour("bell", R"(return { properties = { note = "" },
      before = { ["touch {self}"] = function(self) self.note = "first" end } })");
  }
  void SetUp() override {
    open();
    stage().enter("Ann");
    set_role("Ann", AccountRole::author);
  }
  /// What authors are told after the files have changed.
  std::string changed() {
    stage().clear();
    world().scripts_changed();
    stage().settle();
    return stage()["Ann"].seen();
  }
};

TEST_F(Reload, ASavedVerbIsInForceAtTheNextUse) {
  verbs("wave", R"(["wave/flap"] = function(act) act:show("{actor} {flap/flaps}.") end)");
  EXPECT_TRUE(has(says("Ann", "wave"), "You wave."));
  EXPECT_TRUE(has(changed(), "verbs/wave.lua is loaded."));
  EXPECT_TRUE(has(says("Ann", "wave"), "You flap."));
  EXPECT_TRUE(has(says("Ann", "flap"), "You flap."));
  EXPECT_EQ(changed(), "") << "nothing has changed since";
}

TEST_F(Reload, ANewVerbIsKnownAndARemovedOneIsNot) {
  verbs("hop", R"(["hop"] = function(act) act:show("{actor} {hop/hops}.") end)");
  changed();
  EXPECT_TRUE(has(says("Ann", "hop"), "You hop."));
  share_.remove("scripts/verbs/hop.lua");
  EXPECT_TRUE(has(changed(), "verbs/hop.lua is gone"));
  EXPECT_FALSE(has(says("Ann", "hop"), "You hop."));
}

TEST_F(Reload, AnErrorLeavesTheOldOneAndNamesFileAndLine) {
  share_.write("scripts/verbs/wave.lua", "return {\n  help = 'x',\n  grammar = {{\n}");
  EXPECT_TRUE(has(changed(), "Not loaded: verbs/wave.lua:4:"));
  EXPECT_TRUE(has(says("Ann", "wave"), "You wave."));
  share_.write("scripts/verbs/wave.lua", "return { grammer = {} }");
  EXPECT_TRUE(has(changed(), "did you mean grammar?"));
  EXPECT_TRUE(has(says("Ann", "wave"), "You wave."));
  share_.write("scripts/verbs/wave.lua", "error('no')");
  EXPECT_TRUE(has(changed(), "verbs/wave.lua:1: no"));
  EXPECT_TRUE(has(says("Ann", "wave"), "You wave."));
}

TEST_F(Reload, OnlyAuthorsAreTold) {
  stage().enter("Tom");
  share_.write("scripts/verbs/wave.lua", "oops");
  EXPECT_NE(changed(), "");
  EXPECT_EQ(stage()["Tom"].seen(), "");
}

TEST_F(Reload, ABehaviourIsReplaced) {
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "first");
  behaviour("bell", R"(return { properties = { note = "", pitch = 3 },
    before = { ["touch {self}"] = function(self) self.note = "second" end } })");
  EXPECT_TRUE(has(changed(), "behaviours/bell.lua is loaded."));
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "second");
  EXPECT_EQ(bell("pitch"), "3");
}

TEST_F(Reload, ABehaviourWithAnErrorStays) {
  behaviour("bell", "return { before = { ['touch {self}'] = 3 } }");
  EXPECT_TRUE(has(changed(), "Not loaded: behaviours/bell.lua"));
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "first");
}

TEST_F(Reload, AHookOnNothingIsAnErrorThatLeavesTheOldOne) {
  behaviour("bell", R"(return { properties = { note = "" },
    before = { ["yodel at {self}"] = function() end } })");
  const std::string told = changed();
  EXPECT_TRUE(has(told, "Not loaded: behaviours/bell.lua"));
  EXPECT_TRUE(has(told, "yodel"));
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "first");
}

TEST_F(Reload, HooksFollowAVerbThatIsSavedAgain) {
  const std::string touch = R"(["touch/stroke {thing}"] = function(act)
    act:show("{actor} {stroke/strokes} {the thing}.") end)";
  verbs("touch", touch);
  changed();
  EXPECT_TRUE(has(says("Ann", "stroke bell"), "You stroke the bronze bell."));
  EXPECT_EQ(bell("note"), "first");
}

TEST_F(Reload, AHookWhoseActionGoesIsNamedAndTheOthersStay) {
  verbs("prod", R"(["prod {thing}"] = function(act) act:tell("Poked.") end)");
  behaviour("bell", R"(return { properties = { note = "" },
    before = { ["prod {self}"] = function(self) self.note = "prodd" end,
               ["touch {self}"] = function(self) self.note = "touched" end } })");
  EXPECT_FALSE(has(changed(), "Not loaded"));
  says("Ann", "prod bell");
  EXPECT_EQ(bell("note"), "prodd");
  share_.remove("scripts/verbs/prod.lua");
  EXPECT_TRUE(has(changed(), "prod {self}"));
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "touched");
}

TEST_F(Reload, ABehaviourFileThatGoesStaysInForce) {
  share_.remove("scripts/behaviours/bell.lua");
  EXPECT_TRUE(has(changed(), "until the server starts again"));
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "first");
}

TEST_F(Reload, AnAreaGetsABehaviourOfItsOwn) {
  share_.write("areas/yard/gong.lua", R"(return { properties = { tone = "deep" } })");
  EXPECT_TRUE(has(changed(), "areas/yard/gong.lua is loaded."));
  world().run_turn([&] {
    Things& things = world().things();
    things.set(*things.find("yard.pebble"), key::behaviour, Value("yard.gong"));
  });
  EXPECT_EQ(evaluate("thing('yard.pebble').tone"), "deep");
  EXPECT_EQ(evaluate("thing('yard.pebble'):has_behaviour('yard.gong')"), "true");
}

TEST_F(Reload, AFileThatNeverEndsIsStoppedAndHoldsUpNoOther) {
  behaviour("bell", "while true do end");
  behaviour("zither", "return { properties = { strings = 30 } }");
  verbs("hop", R"(["hop"] = function(act) act:show("{actor} {hop/hops}.") end)");
  const std::string told = changed();
  EXPECT_TRUE(has(told, "Not loaded: behaviours/bell.lua"));
  EXPECT_TRUE(has(told, "behaviours/zither.lua is loaded."));
  EXPECT_TRUE(has(says("Ann", "hop"), "You hop."));
  says("Ann", "touch bell");
  EXPECT_EQ(bell("note"), "first");
}

TEST_F(Reload, SpeechOnItsWayToAListenerThatIsNoMoreIsLost) {
  behaviour("bell", R"(return { properties = { note = "" },
    on_hear = function(self, speech) self.note = speech.words end })");
  changed();
  says("Ann", "say ding");
  EXPECT_EQ(bell("note"), "ding");
  behaviour("bell", R"(return { properties = { note = "" } })");
  world().wake([this] {
    world().scripts_changed();
    run("thing('yard.bell'):say('dong')");
    run("thing('yard.pebble'):say('dong')");
  });
  stage().settle();
  EXPECT_EQ(bell("note"), "ding");
}

TEST_F(Reload, ASleepingScriptGoesOnAsItWas) {
  verbs("nap", R"(["nap"] = function(act) wait(2) act:show("{actor} {start/starts}.") end)");
  changed();
  says("Ann", "nap");
  verbs("nap", R"(["nap"] = function(act) act:tell("No sleep.") end)");
  changed();
  stage().pass(3);
  EXPECT_TRUE(has(stage()["Ann"].seen(), "You start."));
  EXPECT_TRUE(has(says("Ann", "nap"), "No sleep."));
}

}  // namespace
}  // namespace reality
