// SPDX-License-Identifier: MIT
#include "world/language/recovery.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/world/parser_world.h"
#include "world/language/rewrite.h"
#include "world/language/slips.h"

namespace reality {
namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

class RecoveryTest : public testing::Test {
 protected:
  void expect(const Table& table) {
    for (const auto& [line, result] : table) EXPECT_EQ(world_.said(line), result) << line;
  }

  ParserWorld world_;
};

TEST(Slips, OfOneLetter) {
  for (const char* typed : {"lmap", "lam", "lampp", "lamb", "alamp", "amp"})
    EXPECT_TRUE(is_one_slip(typed, "lamp")) << typed;
  for (const char* typed : {"lamp", "lapms", "la", "", "palm", "lumb"})
    EXPECT_FALSE(is_one_slip(typed, "lamp")) << typed;
  EXPECT_TRUE(is_one_slip("übugn", "übung"));
  EXPECT_TRUE(is_one_slip("ubung", "übung"));
  EXPECT_FALSE(is_one_slip("", ""));
}

TEST(Slips, OfFingersRatherThanMinds) {
  for (const char* typed : {"lmap", "alpm", "lap", "lamo", "lanp"})
    EXPECT_EQ(is_likely_slip(typed, "lamp"), std::string_view(typed) != "alpm") << typed;
  for (const char* typed : {"bell", "wall", "fall", "bill"})
    EXPECT_FALSE(is_likely_slip(typed, "ball")) << typed;
}

TEST_F(RecoveryTest, P43_ASlipIsMendedAndTold) {
  expect({{"take lmap", "(reading \"lmap\" as \"lamp\") take thing=a brass lamp"},
          {"exmaine lamp", "(reading \"exmaine\" as \"examine\") examine thing=a brass lamp"},
          {"exmaine lmap",
           "(reading \"exmaine\" as \"examine\") (reading \"lmap\" as \"lamp\") "
           "examine thing=a brass lamp"},
          {"x wooodn box", "You see no \"wooodn\" box here."},
          {"x woden box", "(reading \"woden\" as \"wooden\") examine thing=a wooden box"},
          {"take cup fromm shelf",
           "(reading \"fromm\" as \"from\") take_from thing=a tin cup source=a shelf"},
          {"nroth", "(reading \"nroth\" as \"north\") go direction=north"},
          {"go nroth", "(reading \"nroth\" as \"north\") go direction=north"},
          {"take corwbar", "You see no \"corwbar\" here."}});
}

TEST_F(RecoveryTest, P44_NeverInSpeechNamesOrWhatCannotBeTakenBack) {
  world_.verb("scrap", {"scrap {thing}"});
  ASSERT_TRUE(
      world_.grammar
          .add("melt {thing}", {}, 0, 99, {.yields = false, .careful = true, .personal = false})
          .ok());
  expect({{"say take the lmap", "say words=take the lmap"},
          {"srcap lamp", "I don't know how to \"srcap\". Did you mean \"scrap\"?"},
          {"metl lamp", "I don't know how to \"metl\". Did you mean \"melt\"?"},
          {"mel lamp", "I don't know how to \"mel\". Did you mean \"melt\"?"},
          {"syay hello", "I don't know how to \"syay\". Did you mean \"say\"?"},
          {"x jnae", "You see no \"jnae\" here."},
          {"ask jnae about tea", "You see no \"jnae\" here."}});
  world_.here("a jade");
  expect({{"x jaen", "You see no \"jaen\" here."}});
}

TEST_F(RecoveryTest, OnlyWhereOneReadingComesOfIt) {
  world_.here("a silk cap");
  world_.here("a white lump");
  world_.here("a tall lamb");
  expect({{"take lamm", "You see no \"lamm\" here."},
          {"take lmap", "(reading \"lmap\" as \"lamp\") take thing=a brass lamp"}});
}

TEST_F(RecoveryTest, WhoIsTerseMendsThemselves) {
  world_.terse = true;
  expect({{"take lmap", "You see no \"lmap\" here."},
          {"exmaine lamp", "I don't know how to \"exmaine\". Did you mean \"examine\"?"}});
}

TEST_F(RecoveryTest, BeginningsOfVerbs) {
  world_.verb("unlock", {"unlock {thing}"});
  world_.verb("unload", {"unload {thing}"});
  expect({{"inven", "inventory"},
          {"exam lamp", "examine thing=a brass lamp"},
          {"exam lmap", "(reading \"lmap\" as \"lamp\") examine thing=a brass lamp"},
          {"tak lamp", "take thing=a brass lamp"},
          {"dro lamp", "drop thing=a brass lamp"},
          {"unlo box", "unlock thing=a wooden box"},
          {"regi Mira", "I don't know how to \"regi\"."},
          {"whisp hello", "I don't know how to \"whisp\"."},
          {"ta lamp", "I don't know how to \"ta\"."}});
}

TEST_F(RecoveryTest, BeginningsOfVerbsThatThingsBring) {
  Thing& bell = world_.make("a brass bell", Relation::in, world_.cellar);
  world_.verb("jangle", {"jangle {self}"}, "bell");
  world_.carry("a brass bell", "bell");
  expect({{"jang bell", "I don't know how to \"jang\"."},
          {"jagnle bell", "I don't know how to \"jagnle\"."}});
  world_.things.place(bell, Relation::in, world_.parlour);
  expect({{"jang bell", "jangle self=a brass bell"}});
}

TEST_F(RecoveryTest, Oops) {
  expect({{"oops", "There is nothing to correct: I followed you so far."},
          {"take frotz", "You see no \"frotz\" here."},
          {"oops", "Type \"oops\" and the word that \"frotz\" should have been."},
          {"oops lamp", "take thing=a brass lamp"},
          {"oops hat", "There is nothing to correct: I followed you so far."},
          {"put lamp in frox", "You see no \"frox\" here."},
          {"oops wooden box", "put_in thing=a brass lamp place=a wooden box"},
          {"zzz lamp", "I don't know how to \"zzz\"."},
          {"oops x", "examine thing=a brass lamp"}});
}

TEST_F(RecoveryTest, AgainKeepsTheAnswer) {
  expect({{"x ball", "which: a red ball | a blue ball"},
          {"blue", "examine thing=a blue ball"},
          {"g", "examine thing=a blue ball"},
          {"again please", "examine thing=a blue ball"},
          {"x lamp", "examine thing=a brass lamp"},
          {"g", "examine thing=a brass lamp"},
          {"x ball", "which: a red ball | a blue ball"}});
}

TEST_F(RecoveryTest, AgainAsksAnewWhereTheAnswerMakesNoSenseAnyMore) {
  expect({{"x ball", "which: a red ball | a blue ball"}, {"blue", "examine thing=a blue ball"}});
  world_.things.place(world_.named("a blue ball"), Relation::in, world_.cellar);
  expect({{"g", "examine thing=a red ball"}});
}

TEST_F(RecoveryTest, NewcomersSentences) {
  world_.verb("exits", {"exits"});
  world_.verb("hello", {"hello/hi"});
  const Table table = {
      {"who is here?", "look"},
      {"where am i?", "look"},
      {"look at everything", "look"},
      {"where can I go", "exits"},
      {"what do I have?", "inventory"},
      {"what is the lamp?", "examine thing=a brass lamp"},
      {"what's that?", "examine thing=a brass lamp"},
      {"who is bob", "examine thing=Bob"},
      {"where is the lamp", "examine thing=a brass lamp"},
      {"I take the lamp", "take thing=a brass lamp"},
      {"i will take the lamp now", "take thing=a brass lamp"},
      {"let's go north", "go direction=north"},
      {"let me take the lamp", "take thing=a brass lamp"},
      {"quickly take the lamp", "take thing=a brass lamp"},
      {"take the lamp carefully", "take thing=a brass lamp"},
      {"carefully, slowly take lamp quietly please", "take thing=a brass lamp"},
      {"could you please take the lamp for me now", "take thing=a brass lamp"},
      {"take the lamp, would you?", "take thing=a brass lamp"},
      {"take the lamp right now, thank you", "take thing=a brass lamp"},
      {"can you drop the lamp please?", "drop thing=a brass lamp"},
      {"grab lamp", "take thing=a brass lamp"},
      {"head north", "go direction=north"},
      {"northwards", "go direction=north"},
      {"north-east", "go direction=northeast"},
      {"upstairs", "go direction=up"},
      {"go in", "go direction=in"},
      {"move west", "go direction=west"},
      {"help me", "help"},
      {"what do I do now?", "help"},
      {"how do I take things", "help"},
      {"i am stuck", "help"},
      {"good morning", "hello"},
      {"thanks", "You are welcome."},
      {"no", "Nobody has asked you anything just now."},
      {"undo", "There is no undo: time goes one way here, for everybody at once."},
      {"I take the unicorn", "You see no \"unicorn\" here."},
      {"I frobnicate", "I don't know the word \"frobnicate\"."},
  };
  expect(table);
}

TEST(Rewrites, MatchWordByWord) {
  const auto made = [](std::string_view line, Rewrite rewrite) {
    return rewrite_line(Tokens(line), 0, rewrite).value_or("-");
  };
  EXPECT_EQ(made("what is the lamp?", {"what is/are *", "examine *"}), "examine the lamp");
  EXPECT_EQ(made("what does bob look like", {"what does * look like", "examine *"}), "examine bob");
  EXPECT_EQ(made("what is", {"what is/are *", "examine *"}), "-");
  EXPECT_EQ(made("pick lamp up", {"pick * up", "take *"}), "take lamp");
  EXPECT_EQ(made("what have i", {"what have i got/", "i"}), "i");
  EXPECT_EQ(made("what have i got", {"what have i got/", "i"}), "i");
  EXPECT_EQ(made("what have i got there", {"what have i got/", "i"}), "-");
  EXPECT_EQ(made("", {"what", "i"}), "-");
}

TEST_F(RecoveryTest, AnswersThatDropTheQuestion) {
  for (const char* answer :
       {"neither", "none of them", "nothing", "never mind", "cancel", "no", "forget it", "none"}) {
    EXPECT_EQ(world_.said("take ball"), "which: a red ball | a blue ball");
    EXPECT_EQ(world_.said(answer), "Very well, never mind.") << answer;
    EXPECT_FALSE(world_.dialogue.question) << answer;
  }
  expect({{"take ball", "which: a red ball | a blue ball"}, {"n", "go direction=north"}});
}

TEST_F(RecoveryTest, WhatIsToBeSaidMayBeNo) {
  expect({{"say", "missing: Say what?"}, {"no", "say words=no"}});
}

TEST_F(RecoveryTest, NobodyGetsAPageOfWordsBack) {
  std::string line = "x";
  for (int i = 0; i < 500; ++i) line += " of";
  EXPECT_LT(world_.said(line).size(), 260u);
  EXPECT_EQ(world_.said("take all but all but all"), "There is nothing here to take.");
}

TEST_F(RecoveryTest, HostileLinesEndInASentence) {
  for (const char* word : {"and ", "lmap ", "fred's ", "2.coin ", "i ", "please ", "oops ",
                           "all but ", "the ", "quickly ", "tell robot to ", "of ", "what is "}) {
    std::string line;
    while (line.size() < 4000) line += word;
    for (const char* verb : {"", "take ", "put lamp in ", "robot, ", "oops "}) {
      const std::string answer = world_.said(verb + line);
      EXPECT_FALSE(answer.empty()) << verb << word;
      world_.dialogue = Dialogue();
    }
  }
}

TEST_F(RecoveryTest, SceneryWords) {
  world_.prose = "Roses climb the faded wallpaper, and a draught stirs the lace curtains.";
  world_.mentions = "ceiling, cornice";
  expect({{"x wallpaper", "There is nothing more to the wallpaper than meets the eye."},
          {"x the faded wallpaper",
           "There is nothing more to the faded wallpaper than meets the eye."},
          {"take curtains", "There is nothing more to the curtains than meets the eye."},
          {"x cornice", "There is nothing more to the cornice than meets the eye."},
          {"x wall", "You see no \"wall\" here."},
          {"x unicorn", "You see no \"unicorn\" here."},
          {"x green wallpaper", "You see no \"green wallpaper\" here."}});
  world_.mentions = "ceiling = Smoke has drawn maps on it, all of the sea.; cornice";
  expect({{"x ceiling", "Smoke has drawn maps on it, all of the sea."},
          {"x cornice", "There is nothing more to the cornice than meets the eye."}});
}

TEST_F(RecoveryTest, Orders) {
  world_.things.set(world_.named("a tin robot"), key::obedient, Value(true));
  const Table table = {
      {"robot, go north", "order a tin robot: go north"},
      {"tell robot to take the lamp", "order a tin robot: take the lamp"},
      {"ask the tin robot to go north", "order a tin robot: go north"},
      {"fred, go north", "Fred does not take orders from you."},
      {"tell fred to go north", "Fred does not take orders from you."},
      {"bob, go north", "say words=bob, go north"},
      {"tell bob to go north", "tell player=Bob words=to go north"},
      {"g", "tell player=Bob words=to go north"},
  };
  expect(table);
  const auto order = std::get<Order>(world_.parse("robot, give me the lamp"));
  EXPECT_EQ(world_.render(world_.parse_order(order)), "give thing=a brass lamp person=Ann");
  const auto which = std::get<Order>(world_.parse("robot, take ball"));
  EXPECT_EQ(world_.render(world_.parse_order(which)), "which: a red ball | a blue ball");
  const auto answered = std::get<Order>(world_.parse("blue"));
  EXPECT_EQ(world_.render(world_.parse_order(answered)), "take thing=a blue ball");
}

TEST_F(RecoveryTest, Places) {
  world_.verb("goto", {"go/walk to {place:place}"});
  world_.places = {world_.cellar};
  expect({{"go to cellar", "goto place=the Cellar"},
          {"walk to the cellar", "goto place=the Cellar"},
          {"go to market", "You know no way to any \"market\": you have not been there."},
          {"walk over to the lamp", "goto place=a brass lamp"},
          {"go to north", "go direction=north"}});
}

TEST_F(RecoveryTest, UseSaysHow) {
  world_.things.set(world_.named("a wooden box"), key::openable, Value(true));
  expect({{"use box", "Say how you want to use a wooden box: you could examine it, open it."},
          {"use unicorn", "I don't know how to \"use\"."}});
}

}  // namespace
}  // namespace reality
