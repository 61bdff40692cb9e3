// SPDX-License-Identifier: MIT
//
// Random play: five players type by chance, and after every line it must hold that containment is
// a tree, that no thing is made or lost, that the database has what memory has, that no script
// fails, that every line is answered, and that nobody reads about what he cannot perceive. For
// each of these a fault is planted that must be found.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/properties/move_maker.h"
#include "tests/properties/random_game.h"
#include "tests/properties/tree_check.h"
#include "tests/support/scratch_share.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kGames = 36;
constexpr size_t kMoves = 80;

Playground::Options base_world() {
  Playground::Options options;
  options.area = "tests/areas/base";
  options.constant = true;
  return options;
}

TEST(RandomPlay, KeepsTheRulesInTheBaseWorld) {
  EXPECT_EQ(play_games(base_world(), kGames, kMoves), "");
}

TEST(RandomPlay, KeepsTheRulesInTheStarterWorld) {
  EXPECT_EQ(play_games(Playground::Options(), kGames / 3, kMoves), "");
}

// A game of mere nonsense would keep all rules.
TEST(RandomPlay, IsMoreThanNonsense) {
  Tally all;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    Playground playground(base_world());
    MoveMaker maker(playground, seed);
    for (size_t i = 0; i < kMoves; ++i) ASSERT_EQ(playground.play(maker.next()), "");
    all.add(playground.tally());
  }
  EXPECT_GT(all.moved, all.lines / 8);
  EXPECT_GT(all.witnessed, all.lines / 6);
  EXPECT_GT(all.in_the_dark, all.lines / 20);
  EXPECT_GE(all.rooms.size(), 4U);
}

TEST(RandomPlay, RepeatsExactly) {
  const auto texts = [] {
    Playground playground(base_world());
    std::string all;
    for (const GameMove& move :
         {GameMove{0, "take all", 0}, GameMove{1, "look", 0}, GameMove{0, "give it", 0}}) {
      all += playground.play(move);
      for (size_t i = 0; i < Playground::kPlayers; ++i)
        for (const Event& event : playground.read_by(i)) all += event.text + "\n";
    }
    return all;
  };
  EXPECT_EQ(texts(), texts());
}

/// Scripts with a fault planted.
class PlantedFault : public testing::Test {
 protected:
  PlantedFault() {
    options_ = base_world();
    options_.share = share_.path();
  }
  /// A verb whose handler is this Lua.
  void verb(const std::string& name, const std::string& body) {
    share_.write("scripts/verbs/" + name + ".lua", "return { help = '" + name +
                                                       ": for a test.', grammar = { ['" + name +
                                                       "'] = function(act) " + body + " end } }");
  }
  std::string played(const std::vector<std::string>& lines) {
    std::vector<GameMove> moves;
    for (const std::string& line : lines) moves.push_back({0, line, 0});
    return replay(options_, moves);
  }

  ScratchShare share_;
  Playground::Options options_;
};

bool says(const std::string& complaint, std::string_view part) {
  return complaint.find(part) != std::string::npos;
}

TEST_F(PlantedFault, WithoutOneNothingIsFound) {
  verb("plant", "act:tell('You plant nothing.')");
  EXPECT_EQ(played({"plant", "take lamp", "north", "plant"}), "");
}

TEST_F(PlantedFault, ANarratorThatTellsEverybody) {
  verb("plant",
       "for _, p in ipairs(players()) do p:tell('{who} {plant/plants}.', { who = act.actor }) end");
  EXPECT_EQ(played({"plant"}), "");  // all stand in one room
  EXPECT_TRUE(says(played({"north", "plant"}), "Bexul cannot perceive \"anvok\""));
}

TEST_F(PlantedFault, WordsAboutWhatIsHiddenOrShutAwayOrInTheDark) {
  const std::string tell = "act:tell('You think of {it}.', { it = thing('base.";
  verb("plant", tell + "iron-key') })");
  EXPECT_TRUE(says(played({"plant"}), "Anvok cannot perceive"));
  EXPECT_EQ(played({"look behind painting", "plant"}), "");
  verb("plant", tell + "gem') })");
  EXPECT_TRUE(says(played({"plant"}), "Anvok cannot perceive"));
  EXPECT_EQ(played({"open box", "plant"}), "");
  verb("plant", tell + "crowbar') })");
  EXPECT_TRUE(says(played({"north", "plant"}), "Anvok cannot perceive"));
  EXPECT_EQ(played({"take lamp", "turn on lamp", "north", "plant"}), "");
}

TEST_F(PlantedFault, ATextIsNotReadInTheDark) {
  verb("plant", "act:tell('{text}', { text = thing('base.gem').text })");
  EXPECT_EQ(played({"open box", "take gem", "plant"}), "");
  EXPECT_TRUE(says(played({"open box", "take gem", "north", "plant"}), "cannot perceive"));
}

TEST_F(PlantedFault, AThingLost) {
  verb("plant", "thing('base.gem'):destroy() act:tell('Gone.')");
  EXPECT_TRUE(says(played({"plant"}), "is lost"));
}

TEST_F(PlantedFault, AThingFromNowhere) {
  verb("plant", "make('base.coin', 'in', act.actor.room) act:tell('A coin!')");
  EXPECT_TRUE(says(played({"plant"}), "came from nowhere"));
}

TEST_F(PlantedFault, AScriptThatFails) {
  verb("plant", "act:tell('{nobody}')");
  EXPECT_TRUE(says(played({"plant"}), "a script failed"));
}

TEST_F(PlantedFault, ALineWithoutAnAnswer) {
  verb("plant", "");
  EXPECT_TRUE(says(played({"plant"}), "not answered"));
}

TEST_F(PlantedFault, ARowThatIsNotWritten) {
  Playground playground(base_world());
  EXPECT_EQ(playground.compare_rows(), "");
  ASSERT_TRUE(playground.stage()
                  .store()
                  .db()
                  .execute("UPDATE property SET value = 'a toad' WHERE key = 'name' AND value LIKE "
                           "'% moth'")
                  .ok());
  EXPECT_TRUE(says(playground.compare_rows(), "rows are not what is in memory"));
}

TEST_F(PlantedFault, TheShortestWayToItIsFound) {
  verb("plant", "thing('base.gem'):destroy() act:tell('Gone.')");
  const Playground::Options options = options_;
  std::vector<GameMove> moves(20, GameMove{1, "look", 0});
  moves.insert(moves.begin() + 7, GameMove{0, "plant", 0});
  const std::vector<GameMove> shortest = shorten(options, moves);
  ASSERT_EQ(shortest.size(), 1U);
  EXPECT_EQ(shortest[0].line, "plant");
}

// A picture of two rooms with a box in one and a coin in the box.
std::vector<Placed> sound_picture() {
  return {{1, 0, Relation::nowhere, false, {3}, {3}},
          {2, 0, Relation::nowhere, false, {}, {}},
          {3, 1, Relation::in, false, {4}, {4}},
          {4, 3, Relation::in, false, {}, {}}};
}

std::string first_problem(const std::vector<Placed>& picture) {
  const auto problems = tree_problems(picture);
  return problems.empty() ? "" : problems.front();
}

TEST(TreeCheck, FindsWhatIsNoTree) {
  EXPECT_EQ(first_problem(sound_picture()), "");
  auto twice = sound_picture();
  twice[1].holds = twice[1].holds_back = {4};
  EXPECT_EQ(first_problem(twice), "thing 2 lists 4, which is not there");
  auto repeated = sound_picture();
  repeated[2].holds = repeated[2].holds_back = {4, 4};
  EXPECT_EQ(first_problem(repeated), "thing 4 stands in 2 lists");
  auto unlisted = sound_picture();
  unlisted[0].holds = unlisted[0].holds_back = {};
  EXPECT_EQ(first_problem(unlisted), "thing 3 stands in 0 lists");
  auto broken_links = sound_picture();
  broken_links[0].holds_back = {};
  EXPECT_EQ(first_problem(broken_links), "thing 1 holds other things from behind than from before");
}

TEST(TreeCheck, FindsPlacesThatCannotBe) {
  auto circle = sound_picture();
  circle[2].holder = 4;
  circle[3].holds = circle[3].holds_back = {3};
  circle[0].holds = circle[0].holds_back = {};
  EXPECT_EQ(first_problem(circle), "thing 3 is inside itself");
  auto worn = sound_picture();
  worn[3].relation = Relation::worn;
  EXPECT_EQ(first_problem(worn), "thing 4 is carried by what is no person");
  auto carried = sound_picture();
  carried[2].person = carried[3].person = true;
  carried[3].relation = Relation::held;
  EXPECT_EQ(first_problem(carried), "thing 4 is a person, and carried");
  auto nowhere = sound_picture();
  nowhere[3].relation = Relation::nowhere;
  EXPECT_FALSE(first_problem(nowhere).empty());
}

}  // namespace
}  // namespace reality
