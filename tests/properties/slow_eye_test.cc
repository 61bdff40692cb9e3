// SPDX-License-Identifier: MIT
//
// The eye that judges perception: what it takes for seen and known, next rooms included.
#include "tests/properties/slow_eye.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/world/small_world.h"

namespace reality {
namespace {

class SlowEyeTest : public testing::Test, protected SmallWorld {
 protected:
  bool sees(const Thing& thing) const { return holds(eye().seen_by(ann), thing); }
  bool knows(const Thing& thing) const { return holds(eye().known_to(ann), thing); }
  static bool holds(const std::vector<const Thing*>& things, const Thing& thing) {
    return std::find(things.begin(), things.end(), &thing) != things.end();
  }
  SlowEye eye() const { return {things, {.next_rooms = next_rooms_, .stale_questions = false}}; }
  Thing& lamp(Thing& where, Relation relation = Relation::in) {
    return make("a lamp", relation, &where, {key::light});
  }

  bool next_rooms_ = false;
  Thing& hall = room("the hall");
  Thing& vault = dark_room("the vault");
  Thing& ann = person("Ann", hall);
};

TEST_F(SlowEyeTest, BoxesSleepersAndPlacesUnderHide) {
  Thing& box = make("a box", Relation::in, &hall, {key::container, key::openable});
  Thing& coin = make("a coin", Relation::in, &box);
  Thing& lid = make("a lid", Relation::part, &box);
  Thing& gem = make("a gem", Relation::under, &box);
  EXPECT_TRUE(sees(box) && sees(lid));
  EXPECT_FALSE(sees(coin) || sees(gem));
  flag(box, key::transparent);
  EXPECT_TRUE(sees(coin));
  flag(box, key::transparent, false);
  flag(box, key::open);
  EXPECT_TRUE(sees(coin));
  EXPECT_FALSE(sees(gem));
  Thing& bob = person("Bob", hall);
  Thing& cap = make("a cap", Relation::worn, &bob);
  EXPECT_TRUE(sees(bob) && sees(cap));
  flag(bob, key::asleep);
  EXPECT_FALSE(sees(bob) || sees(cap));
}

TEST_F(SlowEyeTest, TheDarkLeavesOnesOwnThingsAndTheWaysOut) {
  Thing& stone = make("a stone", Relation::in, &vault);
  Thing& hatch = door("a hatch", hall, vault);
  Thing& bag = make("a bag", Relation::held, &ann, {key::container});
  Thing& coin = make("a coin", Relation::in, &bag);
  things.place(ann, Relation::in, &vault);
  EXPECT_FALSE(sees(stone) || sees(bag) || sees(vault) || sees(hatch));
  EXPECT_TRUE(sees(ann) && knows(bag) && knows(coin) && knows(hatch) && knows(vault));
  EXPECT_FALSE(knows(stone));
  flag(bag, key::openable);
  EXPECT_FALSE(knows(coin));
  lamp(bag);
  EXPECT_FALSE(sees(stone));
  flag(bag, key::open);
  EXPECT_TRUE(sees(stone) && sees(coin) && sees(hatch));
}

TEST_F(SlowEyeTest, WhoIsShutInSeesTheInside) {
  Thing& crate = make("a crate", Relation::in, &hall, {key::container, key::openable});
  Thing& straw = make("some straw", Relation::in, &crate);
  Thing& label = make("a label", Relation::on, &crate);
  Thing& vase = make("a vase", Relation::in, &hall);
  things.place(ann, Relation::in, &crate);
  EXPECT_TRUE(knows(crate));
  EXPECT_FALSE(sees(straw) || sees(vase));
  lamp(crate);
  EXPECT_TRUE(sees(straw));
  EXPECT_FALSE(sees(vase) || sees(label));
  flag(crate, key::open);
  EXPECT_TRUE(sees(vase) && sees(label));
}

TEST_F(SlowEyeTest, OtherRoomsAreSeenThroughOpenDoorsIfAtAll) {
  Thing& court = room("the court");
  Thing& well = make("a well", Relation::in, &court);
  Thing& gate = door("a gate", hall, court);
  Thing& stone = make("a stone", Relation::in, &vault);
  flag(gate, key::open);
  EXPECT_FALSE(sees(well) || sees(court));
  next_rooms_ = true;
  EXPECT_TRUE(sees(well) && sees(court));
  EXPECT_FALSE(sees(stone));
  flag(gate, key::open, false);
  EXPECT_FALSE(sees(well));
  flag(gate, key::transparent);
  EXPECT_TRUE(sees(well));
  things.set(court, atoms.intern("fog"), Value(true));
  EXPECT_FALSE(sees(well));
}

TEST_F(SlowEyeTest, LampsShineIntoTheNextRoomAndLitRoomsDoNot) {
  Thing& stone = make("a stone", Relation::in, &vault);
  Thing& vase = make("a vase", Relation::in, &hall);
  flag(door("an arch", hall, vault), key::openable, false);
  next_rooms_ = true;
  EXPECT_FALSE(sees(stone));
  things.place(ann, Relation::in, &vault);
  EXPECT_TRUE(sees(vase));
  EXPECT_FALSE(sees(stone));
  Thing& torch = lamp(hall);
  EXPECT_TRUE(sees(stone) && sees(torch));
  next_rooms_ = false;
  EXPECT_FALSE(sees(stone) || sees(vase));
}

}  // namespace
}  // namespace reality
