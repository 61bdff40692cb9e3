// SPDX-License-Identifier: MIT
//
// What is perceived through ways: doors open and shut, glass, archways, windows, lamps next door,
// fog.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct BeyondTest : ::testing::Test, SmallWorld {
  Thing& parlour = room("the Parlour");
  Thing& garden = room("the Garden");
  Thing& oak = door("an oak door", parlour, garden);
  Thing& east = exit(parlour, "east", garden, &oak);
  Thing& west = exit(garden, "west", parlour, &oak);
  Thing& ann = person("Ann", parlour, "she");
  Thing& bob = person("Bob", garden, "he");
  Thing& bench = make("a bench", Relation::in, &garden);

  Barrier sight(const Thing& target) { return perception.sees(ann, target).barrier; }
  Barrier touch(const Thing& target) { return perception.reaches(ann, target).barrier; }
  Barrier hearing(const Thing& target) { return perception.hears(ann, target).barrier; }
  bool in_scope(const Thing& thing) {
    const auto scope = perception.scope(ann);
    return std::find(scope.begin(), scope.end(), &thing) != scope.end();
  }
  void open(Thing& door, bool on = true) { flag(door, key::open, on); }
};

TEST_F(BeyondTest, AShutDoorKeepsEverythingApart) {
  EXPECT_EQ(sight(bob), Barrier::closed);
  EXPECT_EQ(perception.sees(ann, bob).by, &oak);
  EXPECT_EQ(touch(bob), Barrier::closed);
  EXPECT_EQ(hearing(bob), Barrier::muffled);
  EXPECT_EQ(perception.hears(ann, bob).by, &oak);
  EXPECT_FALSE(in_scope(bob));
  EXPECT_EQ(sight(oak), Barrier::none);
}

TEST_F(BeyondTest, AnOpenDoorLetsSightAndSpeechThroughAndNotTheHand) {
  open(oak);
  EXPECT_EQ(sight(bob), Barrier::none);
  EXPECT_EQ(hearing(bob), Barrier::none);
  EXPECT_EQ(touch(bob), Barrier::far);
  EXPECT_EQ(perception.reaches(ann, bob).by, &oak);
  EXPECT_EQ(perception.smells(ann, bob).barrier, Barrier::far);
  EXPECT_EQ(touch(oak), Barrier::none);
  EXPECT_EQ(perception.sees(bob, ann).barrier, Barrier::none);
  EXPECT_TRUE(perception.is_beyond(ann, bob));
  EXPECT_FALSE(perception.is_beyond(ann, oak));
  EXPECT_FALSE(perception.is_beyond(ann, ann));
}

TEST_F(BeyondTest, GlassLetsOnlySightThrough) {
  flag(oak, key::transparent);
  EXPECT_EQ(sight(bob), Barrier::none);
  EXPECT_EQ(touch(bob), Barrier::beyond_glass);
  EXPECT_EQ(hearing(bob), Barrier::muffled);
}

TEST_F(BeyondTest, WhatCannotBeShutIsAnArchway) {
  flag(oak, key::openable, false);
  EXPECT_EQ(sight(bob), Barrier::none);
  EXPECT_EQ(hearing(bob), Barrier::none);
}

TEST_F(BeyondTest, ThingsThereAreNamedLastAndPeopleFirstOfThem) {
  open(oak);
  Thing& ball = make("a ball", Relation::in, &parlour);
  Thing& cap = make("a cap", Relation::worn, &bob);
  things.place(bob, Relation::in, &garden);
  EXPECT_EQ(perception.scope(ann),
            (std::vector<Thing*>{&ann, &ball, &oak, &east, &parlour, &bob, &bench, &cap}));
}

TEST_F(BeyondTest, WhatIsShutOrHiddenThereIsNotSeen) {
  open(oak);
  Thing& chest = make("a chest", Relation::in, &garden, {key::openable});
  Thing& gem = make("a gem", Relation::in, &chest);
  Thing& worm = make("a worm", Relation::under, &bench);
  EXPECT_EQ(sight(gem), Barrier::closed);
  EXPECT_EQ(perception.sees(ann, gem).by, &chest);
  EXPECT_EQ(sight(worm), Barrier::hidden);
  EXPECT_EQ(hearing(gem), Barrier::muffled);
  EXPECT_FALSE(in_scope(gem));
  EXPECT_FALSE(in_scope(worm));
  EXPECT_EQ(touch(gem), Barrier::far);
}

TEST_F(BeyondTest, NothingIsPerceivedThroughTwoWays) {
  Thing& lane = room("the Lane");
  Thing& gate = door("a gate", garden, lane);
  exit(garden, "north", lane, &gate);
  Thing& cat = make("a cat", Relation::in, &lane);
  open(oak);
  open(gate);
  EXPECT_EQ(sight(cat), Barrier::elsewhere);
  EXPECT_EQ(hearing(cat), Barrier::elsewhere);
  EXPECT_EQ(perception.sees(bob, cat).barrier, Barrier::none);
}

TEST_F(BeyondTest, AnExitWithoutADoorIsADistance) {
  Thing& lane = room("the Lane");
  exit(parlour, "north", lane);
  Thing& cat = make("a cat", Relation::in, &lane);
  EXPECT_EQ(sight(cat), Barrier::elsewhere);
  EXPECT_EQ(hearing(cat), Barrier::elsewhere);
}

TEST_F(BeyondTest, AWindowIsAWayWithoutAnExitFromBothSides) {
  Thing& attic = room("the Attic");
  Thing& pane = door("a window", attic, parlour);
  flag(pane, key::transparent);
  Thing& trunk = make("a trunk", Relation::in, &attic);
  set(parlour, key::windows, Value(Value::List{Value(pane.id())}));
  EXPECT_EQ(sight(trunk), Barrier::none);
  EXPECT_EQ(touch(trunk), Barrier::beyond_glass);
  EXPECT_TRUE(in_scope(pane));
  things.place(bob, Relation::in, &attic);
  EXPECT_EQ(perception.sees(bob, ann).barrier, Barrier::none);
}

TEST_F(BeyondTest, ALampShinesOneRoomFar) {
  Thing& cave = dark_room("the Cave");
  Thing& arch = door("an arch", parlour, cave);
  exit(parlour, "down", cave, &arch);
  exit(cave, "up", parlour, &arch);
  Thing& bat = make("a bat", Relation::in, &cave);
  open(arch);
  EXPECT_FALSE(perception.lit(cave)) << "daylight stays where it is";
  EXPECT_EQ(sight(bat), Barrier::dark);
  EXPECT_FALSE(in_scope(bat));
  Thing& lamp = make("a lamp", Relation::held, &ann, {key::light});
  EXPECT_TRUE(perception.lit(cave));
  EXPECT_EQ(sight(bat), Barrier::none);
  Thing& bag = make("a bag", Relation::held, &ann, {key::openable});
  things.place(lamp, Relation::in, &bag);
  EXPECT_FALSE(perception.lit(cave));
  flag(bag, key::open);
  open(arch, false);
  EXPECT_FALSE(perception.lit(cave));
  flag(arch, key::transparent);
  EXPECT_TRUE(perception.lit(cave));
}

TEST_F(BeyondTest, FromTheDarkOneSeesALitRoomAndTheWayToIt) {
  open(oak);
  flag(parlour, key::lit, false);
  Thing& ball = make("a ball", Relation::in, &parlour);
  EXPECT_EQ(sight(ball), Barrier::dark);
  EXPECT_EQ(sight(bob), Barrier::none);
  EXPECT_EQ(sight(oak), Barrier::none);
  EXPECT_TRUE(in_scope(bob));
  EXPECT_FALSE(in_scope(ball));
  EXPECT_EQ(perception.sees(bob, ann).barrier, Barrier::dark);
  open(oak, false);
  EXPECT_EQ(sight(oak), Barrier::dark);
}

TEST_F(BeyondTest, FogHidesBothWaysAndHindersNoSound) {
  open(oak);
  flag(garden, key::fog);
  EXPECT_EQ(sight(bob), Barrier::fog);
  EXPECT_EQ(perception.sees(bob, ann).barrier, Barrier::fog);
  EXPECT_EQ(hearing(bob), Barrier::none);
  EXPECT_FALSE(in_scope(bob));
  EXPECT_EQ(perception.sees(bob, bench).barrier, Barrier::none);
}

TEST_F(BeyondTest, OneShutInABoxPerceivesNothingBeyond) {
  open(oak);
  Thing& chest = make("a chest", Relation::in, &parlour, {key::openable});
  things.place(ann, Relation::in, &chest);
  EXPECT_EQ(sight(bob), Barrier::closed);
  EXPECT_EQ(hearing(bob), Barrier::muffled);
  EXPECT_FALSE(in_scope(bob));
}

}  // namespace
}  // namespace reality
