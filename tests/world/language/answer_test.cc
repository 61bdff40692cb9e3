// SPDX-License-Identifier: MIT
#include "world/language/answer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/world/parser_world.h"

namespace reality {
namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

class AnswerTest : public testing::Test {
 protected:
  void expect(const Table& table) {
    for (const auto& [line, result] : table) EXPECT_EQ(world_.said(line), result) << line;
  }

  ParserWorld world_;
};

TEST_F(AnswerTest, P26_AWordAnswers) {
  const std::string which = "which: a red ball | a blue ball";
  const Table answers = {
      {"red", "take thing=a red ball"},
      {"the blue one", "take thing=a blue ball"},
      {"blue ball", "take thing=a blue ball"},
      {"blu", "take thing=a blue ball"},
      {"1", "take thing=a red ball"},
      {"two", "take thing=a blue ball"},
      {"the first", "take thing=a red ball"},
      {"second one", "take thing=a blue ball"},
      {"last", "take thing=a blue ball"},
      {"either", "take thing=a red ball"},
      {"both", "take thing=a red ball + a blue ball"},
      {"all", "take thing=a red ball + a blue ball"},
      {"blue and red", "take thing=a blue ball + a red ball"},
      {"red please", "take thing=a red ball"},
  };
  for (const auto& [answer, result] : answers) {
    EXPECT_EQ(world_.said("take ball"), which);
    EXPECT_EQ(world_.said(answer), result) << answer;
    EXPECT_FALSE(world_.dialogue.question) << answer;
  }
}

TEST_F(AnswerTest, WhatIsNoAnswerIsAskedAgain) {
  const std::string which = "which: a red ball | a blue ball";
  expect({{"take ball", which},
          {"green", which},
          {"7", which},
          {"lamp", which},
          {"", ""},
          {"ball", which},
          {"red", "take thing=a red ball"}});
  expect({{"x ball", which}, {"both", which}, {"2", "examine thing=a blue ball"}});
}

TEST_F(AnswerTest, AnAnswerMayNarrowTheQuestion) {
  world_.here("a striped red ball");
  expect({{"x ball", "which: a red ball | a blue ball | a striped red ball"},
          {"red", "which: a red ball | a striped red ball"},
          {"striped", "examine thing=a striped red ball"}});
}

TEST_F(AnswerTest, P28_ACommandDropsTheQuestion) {
  expect({{"take ball", "which: a red ball | a blue ball"},
          {"look", "look"},
          {"red", "What do you want to do with a red ball?"}});
  expect({{"take ball", "which: a red ball | a blue ball"},
          {"n", "go direction=north"},
          {"red", "What do you want to do with a red ball?"}});
}

TEST_F(AnswerTest, ACommandThatFailsDropsItAsWell) {
  expect({{"take ball", "which: a red ball | a blue ball"},
          {"examine frotz", "You see no \"frotz\" here."},
          {"red", "What do you want to do with a red ball?"},
          {"take", "missing: Take what?"},
          {"examine frotz", "You see no \"frotz\" here."},
          {"lamp", "What do you want to do with a brass lamp?"},
          {"take ball", "which: a red ball | a blue ball"},
          {"x cap", "which: Fred's cap | Jane's cap"},
          {"2", "examine thing=Jane's cap"}});
}

TEST_F(AnswerTest, P29_TheWorldMovedOn) {
  expect({{"take ball", "which: a red ball | a blue ball"}});
  world_.things.place(world_.named("a red ball"), Relation::in, world_.cellar);
  expect({{"red", "You no longer see a red ball here."},
          {"red", "I don't know how to \"red\"."},
          {"take lamp", "take thing=a brass lamp"}});
}

TEST_F(AnswerTest, AThingDestroyedMeanwhileIsNoCandidate) {
  expect({{"take ball", "which: a red ball | a blue ball"}});
  world_.things.destroy(world_.named("a red ball"));
  world_.journal.keep();
  expect({{"red", "You see no \"red\" here."}, {"take ball", "take thing=a blue ball"}});
}

TEST_F(AnswerTest, P32_TheMissingNoun) {
  expect({{"take", "missing: Take what?"}, {"lamp", "take thing=a brass lamp"}});
  expect({{"take", "missing: Take what?"},
          {"lamp and rope", "take thing=a brass lamp + a coil of rope"}});
  expect({{"Look at", "missing: Look at what?"}, {"the hat", "examine thing=a felt hat"}});
  expect({{"go", "missing: Go where?"}, {"n", "go direction=north"}});
  expect({{"say", "missing: Say what?"}, {"Hello, you", "say words=Hello, you"}});
  expect({{"take", "missing: Take what?"},
          {"unicorn", "You see no \"unicorn\" here."},
          {"lamp", "What do you want to do with a brass lamp?"}});
}

TEST_F(AnswerTest, MissingSecondNouns) {
  world_.hold("a gem");
  expect(
      {{"put gem", "missing: Put gem in what?"}, {"box", "put_in thing=a gem place=a wooden box"}});
  expect({{"put gem", "missing: Put gem in what?"},
          {"on the shelf", "put_on thing=a gem place=a shelf"}});
  expect({{"put gem in?", "missing: Put gem in what?"},
          {"box", "put_in thing=a gem place=a wooden box"}});
  expect({{"give gem", "missing: Give gem to whom?"}, {"jane", "give thing=a gem person=Jane"}});
  expect({{"put unicorn in", "You see no \"unicorn\" here."},
          {"take ball from", "missing: Take ball from what?"},
          {"look", "look"}});
}

TEST_F(AnswerTest, OneQuestionAfterAnother) {
  expect({{"put ball", "missing: Put ball in what?"},
          {"box", "which: a red ball | a blue ball"},
          {"blue", "put_in thing=a blue ball place=a wooden box"}});
  world_.here("an iron box", {key::container});
  expect({{"put ball in box", "which: a red ball | a blue ball"},
          {"red", "which: a wooden box | an iron box"},
          {"iron", "put_in thing=a red ball place=an iron box"}});
}

TEST_F(AnswerTest, ADialogueIsCopiedWithItsQuestion) {
  expect({{"take ball", "which: a red ball | a blue ball"}});
  const Dialogue before = world_.dialogue;
  expect({{"red", "take thing=a red ball"}});
  EXPECT_FALSE(world_.dialogue.question);
  world_.dialogue = before;
  expect({{"blue", "take thing=a blue ball"}, {"take it", "take thing=a blue ball"}});
}

TEST_F(AnswerTest, AnAnswerForAnOwnVerb) {
  world_.verb("squeeze", {"squeeze {self}"}, "rubber");
  world_.carry("a red ball", "rubber");
  expect({{"squeeze ball", "squeeze self=a red ball"}});
  world_.carry("a blue ball", "rubber");
  expect({{"squeeze ball", "which: a red ball | a blue ball"},
          {"both", "squeeze self=a red ball; squeeze self=a blue ball"}});
}

}  // namespace
}  // namespace reality
