// SPDX-License-Identifier: MIT
#include "world/senses/perception.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct PerceptionTest : ::testing::Test, SmallWorld {
  Thing& parlour = room("the Parlour");
  Thing& ann = person("Ann", parlour, "she");
  Thing& tom = person("Tom", parlour, "he");

  Barrier sight(const Thing& target) { return perception.sees(ann, target).barrier; }
  Barrier touch(const Thing& target) { return perception.reaches(ann, target).barrier; }
  Thing& box(std::initializer_list<Atom> flags = {}) {
    Thing& made = make("a wooden box", Relation::in, &parlour, {key::container, key::openable});
    for (const Atom atom : flags) flag(made, atom);
    return made;
  }
  bool in_scope(const Thing& thing) {
    const auto scope = perception.scope(ann);
    return std::find(scope.begin(), scope.end(), &thing) != scope.end();
  }
};

TEST_F(PerceptionTest, PlainThingsInTheRoomAreSeenAndReached) {
  Thing& ball = make("a ball", Relation::in, &parlour);
  EXPECT_EQ(sight(ball), Barrier::none);
  EXPECT_EQ(touch(ball), Barrier::none);
  EXPECT_EQ(sight(parlour), Barrier::none);
  EXPECT_EQ(room_of(ball), &parlour);
  EXPECT_EQ(room_of(parlour), &parlour);
}

TEST_F(PerceptionTest, AShutBoxHidesAndAnOpenOneDoesNot) {
  Thing& chest = box();
  Thing& gem = make("a gem", Relation::in, &chest);
  Thing& cup = make("a cup", Relation::on, &chest);
  EXPECT_EQ(sight(gem), Barrier::closed);
  EXPECT_EQ(perception.sees(ann, gem).by, &chest);
  EXPECT_EQ(touch(gem), Barrier::closed);
  EXPECT_EQ(sight(cup), Barrier::none);
  EXPECT_FALSE(in_scope(gem));
  EXPECT_TRUE(in_scope(cup));
  flag(chest, key::open);
  EXPECT_EQ(sight(gem), Barrier::none);
  EXPECT_TRUE(in_scope(gem));
}

TEST_F(PerceptionTest, WhatCannotBeShutIsOpenUnlessItSaysOtherwise) {
  Thing& basket = make("a basket", Relation::in, &parlour, {key::container});
  EXPECT_FALSE(is_shut(basket));
  flag(basket, key::open, false);
  EXPECT_TRUE(is_shut(basket));
}

TEST_F(PerceptionTest, GlassLetsSightThroughAndNotTheHand) {
  Thing& jar = box({key::transparent});
  Thing& moth = make("a moth", Relation::in, &jar);
  EXPECT_EQ(sight(moth), Barrier::none);
  EXPECT_EQ(touch(moth), Barrier::glass);
  EXPECT_EQ(perception.reaches(ann, moth).by, &jar);
  EXPECT_TRUE(in_scope(moth));
}

TEST_F(PerceptionTest, TheOutermostBarrierIsTheOneNamed) {
  Thing& outer = box();
  Thing& inner = make("a tin", Relation::in, &outer, {key::openable});
  Thing& gem = make("a gem", Relation::in, &inner);
  EXPECT_EQ(perception.sees(ann, gem).by, &outer);
  flag(outer, key::open);
  EXPECT_EQ(perception.sees(ann, gem).by, &inner);
}

TEST_F(PerceptionTest, OthersBelongingsAreSeenAndNotReached) {
  Thing& cap = make("Tom's cap", Relation::worn, &tom);
  Thing& bag = make("a bag", Relation::held, &tom, {key::container});
  Thing& pear = make("a pear", Relation::in, &bag);
  EXPECT_EQ(sight(cap), Barrier::none);
  EXPECT_EQ(touch(cap), Barrier::worn_by_other);
  EXPECT_EQ(touch(bag), Barrier::held_by_other);
  EXPECT_EQ(touch(pear), Barrier::held_by_other);
  EXPECT_EQ(perception.reaches(ann, pear).by, &tom);
  EXPECT_EQ(perception.reaches(tom, pear).barrier, Barrier::none);
}

TEST_F(PerceptionTest, SleepersAreNotPerceivedNorWhatIsOnThem) {
  Thing& cap = make("Tom's cap", Relation::worn, &tom);
  flag(tom, key::asleep);
  EXPECT_EQ(sight(tom), Barrier::asleep);
  EXPECT_EQ(sight(cap), Barrier::asleep);
  EXPECT_EQ(touch(cap), Barrier::asleep);
  EXPECT_FALSE(in_scope(tom));
  EXPECT_FALSE(in_scope(cap));
  EXPECT_EQ(perception.hears(tom, ann).barrier, Barrier::asleep);
}

TEST_F(PerceptionTest, UnderAndBehindAreHiddenAndYetInReach) {
  Thing& rug = make("a rug", Relation::in, &parlour);
  Thing& gem = make("a gem", Relation::under, &rug);
  Thing& purse = make("a purse", Relation::behind, &rug, {key::container});
  Thing& coin = make("a coin", Relation::in, &purse);
  EXPECT_EQ(sight(gem), Barrier::hidden);
  EXPECT_EQ(perception.sees(ann, gem).by, &rug);
  EXPECT_EQ(touch(gem), Barrier::none);
  EXPECT_FALSE(in_scope(gem));
  EXPECT_EQ(perception.concealed(ann), (std::vector<Thing*>{&gem, &purse, &coin}));
  flag(purse, key::open, false);
  EXPECT_EQ(perception.concealed(ann), (std::vector<Thing*>{&gem, &purse}));
}

TEST_F(PerceptionTest, OtherRoomsAndPlacesOffTheMapAreElsewhere) {
  Thing& attic = room("the Attic");
  Thing& trunk = make("a trunk", Relation::in, &attic);
  Thing& ghost = make("a ghost", {}, nullptr);
  EXPECT_EQ(sight(trunk), Barrier::elsewhere);
  EXPECT_EQ(touch(attic), Barrier::elsewhere);
  EXPECT_EQ(sight(ghost), Barrier::elsewhere);
  EXPECT_EQ(room_of(ghost), nullptr);
}

TEST_F(PerceptionTest, ARoomWithinARoomIsSeenFromOutsideAndNotItsInside) {
  Thing& ferry = make("the ferry Patience", Relation::in, &parlour, {key::room, key::lit});
  Thing& rope = make("a rope", Relation::in, &ferry);
  Thing& bob = person("Bob", ferry);
  EXPECT_EQ(sight(ferry), Barrier::none);
  EXPECT_EQ(sight(rope), Barrier::elsewhere);
  EXPECT_EQ(perception.sees(bob, ann).barrier, Barrier::elsewhere);
  EXPECT_EQ(perception.sees(bob, rope).barrier, Barrier::none);
  EXPECT_EQ(perception.hears(bob, ann).barrier, Barrier::elsewhere);
  EXPECT_TRUE(in_scope(ferry));
  EXPECT_FALSE(in_scope(rope));
  EXPECT_EQ(perception.scope(bob), (std::vector<Thing*>{&bob, &rope, &ferry}));
}

TEST_F(PerceptionTest, ADoorIsAtHandInBothItsRooms) {
  Thing& garden = room("the Garden");
  Thing& oak = door("an oak door", garden, parlour);
  Thing& knob = make("a knob", Relation::part, &oak);
  EXPECT_EQ(sight(oak), Barrier::none);
  EXPECT_EQ(touch(knob), Barrier::none);
  Thing& cellar = room("the Cellar");
  Thing& bob = person("Bob", cellar);
  EXPECT_EQ(perception.sees(bob, oak).barrier, Barrier::elsewhere);
  Thing& way = exit(cellar, "up", garden, &oak);
  EXPECT_EQ(perception.sees(bob, oak).barrier, Barrier::none);
  EXPECT_EQ(perception.scope(bob), (std::vector<Thing*>{&bob, &way, &oak, &cellar}));
}

TEST_F(PerceptionTest, OneShutInABoxSeesOnlyItsInside) {
  Thing& chest = box();
  Thing& gem = make("a gem", Relation::in, &chest);
  Thing& cup = make("a cup", Relation::on, &chest);
  things.place(ann, Relation::in, &chest);
  EXPECT_EQ(perception.space_of(ann), &chest);
  EXPECT_EQ(sight(gem), Barrier::dark);
  flag(gem, key::light);
  EXPECT_EQ(sight(gem), Barrier::none);
  EXPECT_EQ(sight(cup), Barrier::closed);
  EXPECT_EQ(touch(tom), Barrier::closed);
  EXPECT_EQ(perception.scope(ann), (std::vector<Thing*>{&ann, &gem, &chest}));
  flag(chest, key::open);
  EXPECT_EQ(perception.space_of(ann), &parlour);
  EXPECT_EQ(sight(tom), Barrier::none);
}

struct DarkTest : PerceptionTest {
  Thing& cellar = dark_room("the Cellar");
  Thing& crowbar = make("a crowbar", Relation::in, &cellar);
  DarkTest() { things.place(ann, Relation::in, &cellar); }
};

TEST_F(DarkTest, InTheDarkNothingIsSeenButOneself) {
  EXPECT_FALSE(perception.lit(cellar));
  EXPECT_EQ(sight(crowbar), Barrier::dark);
  EXPECT_EQ(sight(cellar), Barrier::dark);
  EXPECT_EQ(sight(tom), Barrier::elsewhere);
  EXPECT_EQ(sight(ann), Barrier::none);
  EXPECT_EQ(touch(crowbar), Barrier::none);
}

TEST_F(DarkTest, OnesOwnThingsAndTheExitsStayInScope) {
  Thing& pouch = make("a pouch", Relation::held, &ann, {key::container});
  Thing& flint = make("a flint", Relation::in, &pouch);
  Thing& up = exit(cellar, "up", parlour);
  EXPECT_EQ(perception.scope(ann), (std::vector<Thing*>{&pouch, &flint, &ann, &up, &cellar}));
}

TEST_F(DarkTest, AnyLightThatGetsOutLightsTheRoom) {
  Thing& sack = make("a sack", Relation::in, &cellar, {key::container, key::openable});
  Thing& lamp = make("a lamp", Relation::in, &sack, {key::light});
  EXPECT_FALSE(perception.lit(cellar));
  flag(sack, key::transparent);
  EXPECT_TRUE(perception.lit(cellar));
  flag(sack, key::transparent, false);
  flag(sack, key::open);
  EXPECT_TRUE(perception.lit(cellar));
  flag(sack, key::open, false);
  things.place(tom, Relation::in, &cellar);
  things.place(lamp, Relation::held, &tom);
  EXPECT_TRUE(perception.lit(cellar));
  EXPECT_EQ(sight(crowbar), Barrier::none);
  flag(tom, key::asleep);
  EXPECT_FALSE(perception.lit(cellar));
}

TEST_F(DarkTest, WhatIsHeardCanBeSpokenOf) {
  Thing& clock = make("a clock", Relation::in, &cellar);
  Thing& chest = make("a chest", Relation::in, &cellar, {key::openable});
  Thing& watch = make("a watch", Relation::in, &chest);
  set(clock, key::sound, Value("It ticks."));
  set(watch, key::sound, Value("It ticks, too."));
  EXPECT_EQ(perception.scope(ann), (std::vector<Thing*>{&ann, &clock, &cellar}));
  EXPECT_EQ(sight(clock), Barrier::dark);
  EXPECT_TRUE(perception.hears(ann, clock).clear());
}

TEST_F(DarkTest, LightInARoomWithinStaysThere) {
  Thing& cabin = make("a cabin", Relation::in, &cellar, {key::room});
  make("a lamp", Relation::in, &cabin, {key::light});
  EXPECT_TRUE(perception.lit(cabin));
  EXPECT_FALSE(perception.lit(cellar));
}

TEST_F(PerceptionTest, ScopeGoesFromNearToFarAndNamesEachOnce) {
  Thing& hat = make("a hat", Relation::worn, &ann);
  Thing& lamp = make("a lamp", Relation::held, &ann);
  Thing& shelf = make("a shelf", Relation::in, &parlour, {key::surface});
  Thing& cup = make("a cup", Relation::on, &shelf);
  Thing& clock = make("a clock", Relation::part, &parlour);
  Thing& cap = make("Tom's cap", Relation::worn, &tom);
  Thing& garden = room("the Garden");
  Thing& oak = door("an oak door", parlour, garden);
  Thing& east = exit(parlour, "east", garden, &oak);
  EXPECT_EQ(perception.scope(ann), (std::vector<Thing*>{&hat, &lamp, &ann, &tom, &cap, &shelf, &cup,
                                                        &clock, &oak, &east, &parlour}));
}

TEST_F(PerceptionTest, ASecretExitIsEvidentOnlyWhileItsDoorIsOpen) {
  Thing& crawl = room("the Crawl");
  Thing& rack = door("a rack", parlour, crawl);
  Thing& north = exit(parlour, "north", crawl, &rack);
  flag(north, key::of("behind_door"));
  EXPECT_FALSE(in_scope(north));
  EXPECT_TRUE(in_scope(rack));
  flag(rack, key::open);
  EXPECT_TRUE(in_scope(north));
}

TEST_F(PerceptionTest, HearingIsForTheWholeRoomAndMuffledByALid) {
  Thing& chest = box();
  Thing& bird = make("a bird", Relation::in, &chest);
  EXPECT_EQ(perception.hears(ann, bird).barrier, Barrier::muffled);
  EXPECT_EQ(perception.hears(ann, bird).by, &chest);
  flag(chest, key::transparent);
  EXPECT_TRUE(perception.hears(ann, bird).clear());
  things.place(tom, Relation::under, &chest);
  EXPECT_TRUE(perception.hears(ann, tom).clear());
  EXPECT_TRUE(perception.hears(ann, parlour).clear());
  EXPECT_EQ(perception.hears(ann, room("the Attic")).barrier, Barrier::elsewhere);
}

TEST_F(PerceptionTest, AnyLidKeepsASmellIn) {
  Thing& jar = box({key::transparent});
  Thing& cheese = make("a cheese", Relation::in, &jar);
  Thing& pie = make("a pie", Relation::on, &jar);
  EXPECT_EQ(perception.smells(ann, cheese).barrier, Barrier::closed);
  EXPECT_EQ(perception.smells(ann, cheese).by, &jar);
  EXPECT_TRUE(perception.smells(ann, pie).clear());
  flag(jar, key::open);
  EXPECT_TRUE(perception.smells(ann, cheese).clear());
  EXPECT_TRUE(perception.smells(ann, parlour).clear());
}

TEST_F(PerceptionTest, WhatIsAloofKeepsReachInAndOut) {
  Thing& bunk = make("a bunk", Relation::in, &parlour, {key::surface, key::container});
  Thing& pillow = make("a pillow", Relation::on, &bunk);
  Thing& rail = make("a rail", Relation::part, &bunk);
  Thing& purse = make("a purse", Relation::under, &bunk);
  Thing& ball = make("a ball", Relation::in, &parlour);
  EXPECT_EQ(touch(pillow), Barrier::none);
  flag(bunk, key::aloof);
  EXPECT_EQ(touch(pillow), Barrier::aloof);
  EXPECT_EQ(touch(bunk), Barrier::none);
  EXPECT_EQ(touch(rail), Barrier::none);
  EXPECT_EQ(touch(purse), Barrier::none);
  things.place(ann, Relation::on, &bunk);
  EXPECT_EQ(touch(pillow), Barrier::none);
  EXPECT_EQ(touch(rail), Barrier::none);
  EXPECT_EQ(touch(purse), Barrier::aloof);
  EXPECT_EQ(touch(ball), Barrier::aloof);
  EXPECT_EQ(perception.reaches(ann, ball).by, &bunk);
  EXPECT_EQ(perception.reaches(tom, ann).barrier, Barrier::aloof);
  EXPECT_EQ(sight(ball), Barrier::none);
  EXPECT_EQ(sight(tom), Barrier::none);
}

TEST_F(PerceptionTest, OneReachesTheFloorFromAnyOtherSeat) {
  Thing& bench = make("a bench", Relation::in, &parlour, {key::surface});
  Thing& ball = make("a ball", Relation::in, &parlour);
  things.place(ann, Relation::on, &bench);
  EXPECT_EQ(touch(ball), Barrier::none);
}

TEST_F(PerceptionTest, AWalkIsBounded) {
  for (int i = 0; i < 3000; ++i) make("a pebble", Relation::in, &parlour);
  Thing& late = make("a gem", Relation::in, &parlour);
  EXPECT_LE(perception.scope(ann).size(), Perception::kMostVisited + 2);
  EXPECT_FALSE(in_scope(late));
  EXPECT_EQ(sight(late), Barrier::none);
}

TEST_F(PerceptionTest, DepthCostsNoStack) {
  Thing* nest = &parlour;
  for (int i = 0; i < 1500; ++i) nest = &make("a doll", Relation::in, nest);
  EXPECT_TRUE(in_scope(*nest));
  EXPECT_EQ(sight(*nest), Barrier::none);
}

}  // namespace
}  // namespace reality
