// SPDX-License-Identifier: MIT
//
// Noun phrases from end to end: what people say to pick one thing, several, or any.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/world/parser_world.h"

namespace reality {
namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

class PhrasesTest : public testing::Test {
 protected:
  void expect(const Table& table) {
    for (const auto& [line, result] : table) EXPECT_EQ(world_.said(line), result) << line;
  }

  ParserWorld world_;
};

constexpr const char* kFourCoins =
    "take thing=a gold coin + a gold coin + a gold coin + a gold coin";

TEST_F(PhrasesTest, Ordinals) {
  expect({{"x coin 2", "examine thing=a gold coin"},
          {"x 2.ball", "examine thing=a blue ball"},
          {"x ball #2", "examine thing=a blue ball"},
          {"x the last ball", "examine thing=a blue ball"},
          {"x third ball", "I count only two here that \"ball\" would fit."},
          {"x 9.coin", "There are only four gold coins here."},
          {"x second lamp", "There is only one such thing here."}});
  EXPECT_EQ(std::get<std::vector<Command>>(world_.parse("x 3.coin")).front().roles[0].things,
            std::get<std::vector<Command>>(world_.parse("x third coin")).front().roles[0].things);
  EXPECT_NE(std::get<std::vector<Command>>(world_.parse("x 3.coin")).front().roles[0].things,
            std::get<std::vector<Command>>(world_.parse("x coin")).front().roles[0].things);
}

TEST_F(PhrasesTest, ANumberMayBelongToTheName) {
  world_.here("a cabin 2");
  expect({{"x cabin 2", "examine thing=a cabin 2"}});
}

TEST_F(PhrasesTest, Quantities) {
  const std::string two = "take thing=a gold coin + a gold coin";
  expect({{"take two of the coins", two},
          {"take a couple of coins", two},
          {"take a pair of coins", two},
          {"take the two coins", two},
          {"take two more coins", two},
          {"take all four coins", kFourCoins},
          {"take all 4 coins", kFourCoins},
          {"take all of the coins", kFourCoins},
          {"take one of the balls", "take thing=a red ball"},
          {"take every coin", kFourCoins}});
}

TEST_F(PhrasesTest, OfThem) {
  expect(
      {{"take coins", kFourCoins}, {"drop two of them", "drop thing=a gold coin + a gold coin"}});
  expect({{"take coins", kFourCoins}, {"x one of them", "examine thing=a gold coin"}});
  expect(
      {{"take coins", kFourCoins}, {"drop all of them", std::string("drop") + (kFourCoins + 4)}});
}

TEST_F(PhrasesTest, AllOfAKindOrPlace) {
  const std::string everything = world_.said("take all");
  expect({{"take everything here", everything},
          {"take all things", everything},
          {"take everything in the room", everything},
          {"take all on the shelf", "take thing=a tin cup"},
          {"take all in box", "There is nothing here to take."},
          {"take all coins except two", "take thing=a gold coin + a gold coin"}});
  world_.things.set(world_.named("a wooden box"), key::open, Value(true));
  expect({{"take all in box", "take thing=a gem"},
          {"take everything in the box", "take thing=a gem"}});
}

TEST_F(PhrasesTest, Exceptions) {
  world_.hold("a felt hat");
  world_.hold("a red ball");
  world_.hold("a brass lamp");
  for (const char* except :
       {"but", "except", "except for", "apart from", "other than", "excluding"})
    EXPECT_EQ(world_.said(std::string("drop all ") + except + " the lamp and hat"),
              "drop thing=a red ball")
        << except;
}

TEST_F(PhrasesTest, WhereAThingIs) {
  world_.make("a dented cup", Relation::in, world_.parlour);
  expect({{"x cup", "which: a tin cup | a dented cup"},
          {"x cup on shelf", "examine thing=a tin cup"},
          {"take the cup on the shelf", "take thing=a tin cup"},
          {"x moth in jar", "examine thing=a moth"},
          {"x lamp on shelf", "You see no \"lamp on shelf\" here."},
          {"x lamp in unicorn", "You see no \"lamp in unicorn\" here."}});
  expect({{"x cup", "which: a tin cup | a dented cup"},
          {"the one on the shelf", "examine thing=a tin cup"}});
}

TEST_F(PhrasesTest, Possessives) {
  world_.things.place(world_.named("a felt hat"), Relation::in, world_.cellar);
  world_.make("a straw hat", Relation::worn, world_.ann);
  world_.make("a silk hat", Relation::worn, world_.bob);
  world_.make("an oil can", Relation::held, &world_.named("a tin robot"));
  expect({{"x the hat of bob", "examine thing=a silk hat"},
          {"x the tin robot's can", "examine thing=an oil can"},
          {"x your hat", "examine thing=a silk hat"},
          {"x hat", "examine thing=a straw hat"}});
  world_.here("a top hat");
  const std::string which = "which: a straw hat | a top hat";
  expect({{"x hat", which},
          {"mine", "examine thing=a straw hat"},
          {"x hat", which},
          {"my one", "examine thing=a straw hat"}});
  world_.make("a silk hood", Relation::worn, world_.bob);
  world_.make("a wool hood", Relation::worn, &world_.named("Fred"));
  const std::string whose = "which: a silk hood | a wool hood";
  expect({{"x hood", whose},
          {"bob's", "examine thing=a silk hood"},
          {"x hood", whose},
          {"the one of fred", whose},
          {"fred's one", "examine thing=a wool hood"}});
}

TEST_F(PhrasesTest, YourIsOfWhomeverOneSpeaksTo) {
  world_.make("a silk hat", Relation::worn, world_.bob);
  world_.make("a bowler hat", Relation::worn, &world_.named("Fred"));
  expect({{"x fred", "examine thing=Fred"},
          {"x your hat", "examine thing=a bowler hat"},
          {"ask bob about tea", "ask person=Bob topic=tea"},
          {"x your hat", "examine thing=a silk hat"}});
}

TEST_F(PhrasesTest, Plurals) {
  world_.here("a kitchen knife");
  world_.here("a bread knife");
  world_.here("a wooden man");
  world_.here("a lead man");
  world_.here("a black berry");
  world_.here("a red berry");
  expect({{"take knives", "take thing=a kitchen knife + a bread knife"},
          {"take men", "take thing=a wooden man + a lead man"},
          {"take berries", "take thing=a black berry + a red berry"},
          {"take the red ones", "take thing=a red ball + a red berry"}});
}

TEST_F(PhrasesTest, TheOtherOne) {
  expect({{"x red ball", "examine thing=a red ball"},
          {"x other ball", "examine thing=a blue ball"},
          {"x the other ball", "examine thing=a red ball"},
          {"take another ball", "take thing=a blue ball"}});
}

TEST_F(PhrasesTest, OfWhatWasSpokenOfLast) {
  expect({{"x the other one", "I don't know what you mean by \"the other one\"."},
          {"x red ball", "examine thing=a red ball"},
          {"x the other one", "examine thing=a blue ball"},
          {"x the other", "examine thing=a red ball"},
          {"x coin", "examine thing=a gold coin"},
          {"take two", "take thing=a gold coin + a gold coin"},
          {"take another one", "take thing=a gold coin"}});
  world_.here("a 2");
  expect({{"x 2", "examine thing=a 2"}});
}

TEST_F(PhrasesTest, ThisAndThose) {
  expect({{"x lamp", "examine thing=a brass lamp"},
          {"take that", "take thing=a brass lamp"},
          {"take lamp and rope", "take thing=a brass lamp + a coil of rope"},
          {"drop those", "drop thing=a brass lamp + a coil of rope"}});
}

TEST_F(PhrasesTest, WhatAFailedCommandNamedMayBeSpokenOf) {
  expect({{"put lamp in unicorn", "You see no \"unicorn\" here."},
          {"take it", "take thing=a brass lamp"},
          {"hat", "What do you want to do with a felt hat?"},
          {"wear it", "wear thing=a felt hat"}});
}

TEST_F(PhrasesTest, WhatIsLikely) {
  Thing& open_door = world_.here("a green door", {key::openable, key::fixed, key::open});
  world_.here("a blue door", {key::openable, key::fixed});
  world_.things.set(open_door, key::open, Value(true));
  world_.things.destroy(world_.named("an oak door"));
  world_.journal.keep();
  world_.verb("shut", {"shut {thing?open}"});
  world_.verb("unbar", {"unbar {thing?shut}"});
  expect({{"shut door", "shut thing=a green door"},
          {"unbar door", "unbar thing=a blue door"},
          {"x door", "which: a green door | a blue door"}});
}

}  // namespace
}  // namespace reality
