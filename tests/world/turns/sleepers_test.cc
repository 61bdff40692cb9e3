// SPDX-License-Identifier: MIT
//
// Scripts that wait: for an answer, for a choice, for time to pass.
#include "world/turns/sleepers.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/world/yard.h"

namespace reality {
namespace {

constexpr const char* kWaitingVerbs = R"(
  ["quiz"] = function(act)
    local said = ask(act.actor, "Well?", { within = 60 })
    thing("yard.bell").note = said or "nothing"
    act:show("{actor} {answer/answers} {said}.", { said = said or "nothing" })
  end,
  ["quiz long"] = function(act)
    act:show("{actor} {ponder/ponders}.")
    local first = ask(act.actor, "First?") or "nothing"
    local second = ask(act.actor, "Second?") or "nothing"
    thing("yard.bell").note = first .. " and " .. second
  end,
  ["pick"] = function(act)
    thing("yard.bell").note = choose(act.actor, "Which?", { "red", "dark blue" }) or "nothing"
  end,
  ["nap"] = function(act)
    act:show("{actor} {nod/nods} off.")
    wait(5)
    act:show("{actor} {start/starts}.")
  end,
  ["half refuse"] = function(act)
    thing("yard.bell").note = "kept"
    ask(act.actor, "Sure?")
    thing("yard.bell").note = "lost"
    act:show("{actor} {do/does} it.")
    refuse("Then not.")
  end,
  ["half break"] = function(act)
    thing("yard.bell").note = "kept"
    ask(act.actor, "Sure?")
    thing("yard.bell").note = "lost"
    error("broken")
  end,
  ["test {things}"] = function(act)
    wait(1)
    if act.thing == thing("yard.box") then refuse("Too wooden.") end
    act:show("{actor} {test/tests} {the thing}.")
  end,
)";

class Sleep : public Yard {
 protected:
  void SetUp() override {
    verbs("waiting", kWaitingVerbs);
    share_.write("scripts/verbs/undone.lua", R"(
local count = 0
return { help = "undone: for tests.", grammar = {
  ["undone"] = function(act)
    count = count + 1
    wait(1)
    thing("yard.bell").note = "woke"
  end,
  ["pester {person:person}"] = function(act)
    count = count + 1
    ask(act.person, "Are you there?")
  end } })");
    open();
    stage().enter("Ann");
    stage().enter("Tom");
  }
};

TEST_F(Sleep, AnAnswerGoesToTheScriptThatAsked) {
  EXPECT_TRUE(has(says("Ann", "quiz"), "Well?"));
  EXPECT_EQ(world().sleepers().count(), 1U);
  EXPECT_EQ(says("Ann", "a blue sky"), "You answer a blue sky.\n> ");
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann answers a blue sky."));
  EXPECT_EQ(world().sleepers().count(), 0U);
  EXPECT_TRUE(has(says("Ann", "a blue sky"), "\"a\"")) << "a line like any other again";
}

TEST_F(Sleep, NoAnswerInTimeIsNil) {
  says("Ann", "quiz");
  stage().pass(59);
  EXPECT_EQ(world().sleepers().count(), 1U);
  stage().clear();
  stage().pass(2);
  EXPECT_TRUE(has(stage()["Ann"].seen(), "You answer nothing."));
  EXPECT_FALSE(has(says("Ann", "late"), "You answer"));
}

TEST_F(Sleep, ACompleteCommandIsNoAnswerAndIsCarriedOut) {
  says("Ann", "quiz");
  const std::string seen = says("Ann", "look");
  EXPECT_TRUE(has(seen, "You answer nothing."));
  EXPECT_TRUE(has(seen, "A paved court."));
}

TEST_F(Sleep, AQuotedLineIsAnAnswerWhateverItSays) {
  says("Ann", "quiz");
  const std::string seen = says("Ann", "'look");
  EXPECT_TRUE(has(seen, "You answer look."));
  EXPECT_FALSE(has(seen, "A paved court."));
}

TEST_F(Sleep, WhoeverLeavesAnswersNothing) {
  says("Ann", "quiz");
  stage()["Ann"].vanish();
  stage().settle();
  EXPECT_EQ(world().sleepers().count(), 0U);
  EXPECT_EQ(bell("note"), "nothing");
}

TEST_F(Sleep, AskingSomebodyWhoIsNotPlayedAnswersNothing) {
  const std::string asked = "(function() return pcall(ask, thing('yard.bell'), 'Well?') end)()";
  EXPECT_EQ(evaluate(asked), "false") << "and not in a call that cannot wait";
  EXPECT_EQ(world().sleepers().count(), 0U);
}

TEST_F(Sleep, TwoQuestionsFollowEachOther) {
  EXPECT_TRUE(has(says("Ann", "quiz long"), "First?"));
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann ponders."));
  EXPECT_TRUE(has(says("Ann", "one"), "Second?"));
  says("Ann", "two");
  EXPECT_EQ(bell("note"), "one and two");
}

TEST_F(Sleep, TheRestOfTheLineWaitsForTheAnswer) {
  EXPECT_FALSE(has(says("Ann", "quiz. look"), "A paved court."));
  std::string seen = says("Ann", "well");
  const size_t answer = seen.find("You answer well.");
  ASSERT_NE(answer, std::string::npos) << seen;
  EXPECT_NE(seen.find("A paved court.", answer), std::string::npos) << seen;

  says("Ann", "quiz. look");
  stage().clear();
  stage().pass(61);
  seen = stage()["Ann"].seen();
  EXPECT_TRUE(has(seen, "You answer nothing."));
  EXPECT_TRUE(has(seen, "A paved court.")) << "nobody has to type something first";
}

TEST_F(Sleep, AConnectionThatEndsWithARestOfALineIsClosed) {
  stage()["Ann"].type("quiz. look");
  stage()["Ann"].transport().close_when_sent();
  stage().settle();
  EXPECT_EQ(evaluate("#players()"), "1");
}

TEST_F(Sleep, AChoiceIsMadeByNumberOrWord) {
  std::string seen = says("Ann", "pick");
  EXPECT_TRUE(has(seen, "1. red"));
  EXPECT_TRUE(has(seen, "2. dark blue"));
  says("Ann", "2");
  EXPECT_EQ(bell("note"), "dark blue");
  says("Ann", "pick");
  says("Ann", "RED");
  EXPECT_EQ(bell("note"), "red");
  says("Ann", "pick");
  EXPECT_TRUE(has(says("Ann", "look"), "A paved court."));
  EXPECT_EQ(bell("note"), "nothing");
}

TEST_F(Sleep, TimePassesForWhoeverWaits) {
  EXPECT_TRUE(has(says("Ann", "nap"), "You nod off."));
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann nods off."));
  stage().pass(4);
  EXPECT_EQ(stage()["Tom"].seen(), "");
  stage().pass(1);
  stage().settle();
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann starts."));
}

TEST_F(Sleep, AWaitingListGoesOnWithTheNextThing) {
  says("Ann", "test pebble, box and bell");
  stage().pass(4);
  const std::string seen = stage()["Ann"].seen();
  EXPECT_TRUE(has(seen, "You test the white pebble."));
  EXPECT_TRUE(has(seen, "Too wooden."));
  EXPECT_TRUE(has(seen, "You test the bronze bell."));
  EXPECT_EQ(world().sleepers().count(), 0U);
}

TEST_F(Sleep, ARefusalAfterAYieldUndoesThatPartOnly) {
  says("Ann", "half refuse");
  EXPECT_EQ(bell("note"), "kept");
  const std::string seen = says("Ann", "yes");
  EXPECT_TRUE(has(seen, "Then not."));
  EXPECT_FALSE(has(seen, "You do it."));
  EXPECT_EQ(stage()["Tom"].seen(), "");
  EXPECT_EQ(bell("note"), "kept");
}

TEST_F(Sleep, AFaultAfterAYieldUndoesThatPartOnlyAndIsTold) {
  says("Ann", "half break");
  EXPECT_TRUE(has(says("Ann", "yes"), "nothing of it has happened"));
  EXPECT_EQ(bell("note"), "kept");
}

TEST_F(Sleep, ASleeperOfAnUndoneTurnIsGone) {
  EXPECT_TRUE(has(says("Ann", "undone"), "nothing of it has happened"));
  EXPECT_EQ(world().sleepers().count(), 0U);
  EXPECT_EQ(world().machine().live_coroutines(), 0U);
  stage().pass(2);
  EXPECT_EQ(bell("note"), "");
}

TEST_F(Sleep, AnUndoneQuestionLeavesTheOneBeforeItStanding) {
  says("Ann", "quiz");
  EXPECT_TRUE(has(says("Tom", "pester Ann"), "nothing of it has happened"));
  EXPECT_TRUE(has(says("Ann", "still here"), "You answer still here."));
}

TEST_F(Sleep, AQuestionTakesThePlaceOfTheOneBeforeIt) {
  verbs("second", R"(["poke {person:person}"] = function(act)
    thing("yard.bell").note = ask(act.person, "Ouch?") or "nothing"
  end)");
  world().scripts_changed();
  says("Ann", "quiz");
  stage().clear();
  stage().type("Tom", "poke Ann");
  const std::string seen = stage()["Ann"].seen();
  EXPECT_TRUE(has(seen, "You answer nothing."));
  EXPECT_TRUE(has(seen, "Ouch?"));
  says("Ann", "indeed");
  EXPECT_EQ(bell("note"), "indeed");
}

TEST_F(Sleep, OnlySoManyMayWaitAndTheRestPlayOn) {
  settings().limits.coroutines = 3;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(has(says("Ann", "nap"), "You nod off."));
  const std::string seen = says("Ann", "nap");
  EXPECT_TRUE(has(seen, "Too many things are waiting"));
  EXPECT_FALSE(has(seen, "You nod off."));
  EXPECT_TRUE(has(says("Tom", "look"), "A paved court."));
  stage().pass(6);
  EXPECT_TRUE(has(says("Ann", "nap"), "You nod off."));
}

TEST_F(Sleep, HooksMayNotWait) {
  behaviour("bell", R"(return { properties = { note = "" },
    before = { ["touch {self}"] = function(self) wait(1) end } })");
  world().scripts_changed();
  EXPECT_TRUE(has(says("Ann", "touch bell"), "nothing of it has happened"));
  EXPECT_TRUE(has(stage().log_text(), "hooks may not wait"));
}

TEST_F(Sleep, PatienceIsWithinBounds) {
  verbs("patience", R"(["ask never"] = function(act) ask(act.actor, "?", { within = 0 }) end,
    ["ask ever"] = function(act) ask(act.actor, "?", { within = 1e300 }) end,
    ["wait ever"] = function(act) wait(1e300) end)");
  world().scripts_changed();
  for (const char* line : {"ask never", "ask ever", "wait ever"})
    EXPECT_TRUE(has(says("Ann", line), "nothing of it has happened")) << line;
  EXPECT_EQ(world().sleepers().count(), 0U);
}

}  // namespace
}  // namespace reality
