// SPDX-License-Identifier: MIT
#include "world/prose/description.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct DescriptionTest : ::testing::Test, SmallWorld {
  Thing& quay = room("the Quay of Hours");
  Thing& ann = person("Ann", quay, "she");
  DescriptionTest() { set(quay, key::text, Value("Gulls quarrel.")); }

  std::string look() { return describe_room(ann, *room_of(ann), perception); }
  std::string at(const Thing& thing) { return describe_thing(ann, thing); }
  Thing& thing(std::string_view name, std::initializer_list<Atom> flags = {}) {
    return make(name, Relation::in, &quay, flags);
  }
  Thing& coin(Relation relation, Thing& holder) {
    Thing& made = make("a gold coin", relation, &holder);
    set(made, key::plural, Value("gold coins"));
    return made;
  }
};

TEST_F(DescriptionTest, AnEmptyRoomIsTitleAndText) {
  EXPECT_EQ(look(), "The Quay of Hours\nGulls quarrel.");
  set(quay, key::text, Value());
  EXPECT_EQ(look(), "The Quay of Hours");
}

TEST_F(DescriptionTest, EveryDatumHasItsLineInOrder) {
  Thing& shed = room("a net shed");
  Thing& tarred = door("a tarred door", quay, shed);
  exit(quay, "east", shed, &tarred);
  exit(quay, "south", shed);
  coin(Relation::in, quay);
  person("Tom", quay, "he");
  thing("a fish crate");
  coin(Relation::in, quay);
  person("Bea", quay, "she");
  EXPECT_EQ(look(),
            "The Quay of Hours\nGulls quarrel.\n"
            "You see two gold coins and a fish crate here.\n"
            "Tom and Bea are here.\n"
            "Exits: east (a tarred door, closed), south.");
  flag(tarred, key::open);
  EXPECT_NE(look().find("Exits: east (a tarred door), south."), std::string::npos);
}

TEST_F(DescriptionTest, WhatIsInThingsIsToldWithThem) {
  Thing& crate = thing("a fish crate", {key::container, key::openable, key::open});
  Thing& tin = make("a tin", Relation::in, &crate, {key::container});
  make("a pearl", Relation::in, &tin);
  thing("a rope");
  coin(Relation::on, crate);
  coin(Relation::on, crate);
  EXPECT_NE(look().find("\nYou see a fish crate (in which is a tin (in which is a pearl); on which "
                        "are two gold coins) and a rope here."),
            std::string::npos)
      << look();
  flag(crate, key::open, false);
  EXPECT_NE(look().find("a fish crate (on which are two gold coins) and"), std::string::npos);
  flag(crate, key::transparent);
  EXPECT_NE(look().find("pearl"), std::string::npos);
}

TEST_F(DescriptionTest, SceneryIsNotListedAndYetHoldsThings) {
  Thing& desk = thing("a desk", {key::scenery, key::surface});
  make("a form", Relation::on, &desk);
  Thing& niche = make("a niche", Relation::part, &quay, {key::container});
  coin(Relation::in, niche);
  coin(Relation::in, niche);
  thing("a statue", {key::scenery});
  EXPECT_EQ(look(),
            "The Quay of Hours\nGulls quarrel.\n"
            "On the desk is a form. In the niche are two gold coins.");
}

TEST_F(DescriptionTest, InitialSentencesComeFirst) {
  thing("a rope");
  Thing& note = thing("a note");
  set(note, key::initial, Value("A note is pinned up."));
  Thing& captain = person("the captain", quay);
  set(captain, key::initial, Value("The captain paces."));
  EXPECT_EQ(look(),
            "The Quay of Hours\nGulls quarrel.\n"
            "A note is pinned up. The captain paces. You see a rope here.");
}

TEST_F(DescriptionTest, SleepersTheReaderAndHiddenThingsAreLeftOut) {
  flag(person("Tom", quay), key::asleep);
  Thing& rug = thing("a rug");
  coin(Relation::under, rug);
  coin(Relation::behind, rug);
  EXPECT_EQ(look(), "The Quay of Hours\nGulls quarrel.\nYou see a rug here.");
}

TEST_F(DescriptionTest, OnePersonAndSeveral) {
  person("a tall man", quay);
  EXPECT_NE(look().find("\nA tall man is here."), std::string::npos);
  person("a tall man", quay);
  EXPECT_NE(look().find("\nTwo tall men are here."), std::string::npos);
}

TEST_F(DescriptionTest, OneWhoSitsSomewhereIsToldWhere) {
  Thing& bench = thing("a bench", {key::surface});
  Thing& tom = person("Tom", quay);
  Thing& bea = person("Bea", quay);
  things.place(ann, Relation::on, &bench);
  things.place(tom, Relation::on, &bench);
  EXPECT_EQ(look(),
            "The Quay of Hours\nGulls quarrel.\n"
            "You are on the bench. You see a bench here.\nTom is on the bench. Bea is here.");
  for (Thing* sitting : {&ann, &tom, &bea}) set(*sitting, key::posture, Value("sitting"));
  EXPECT_NE(look().find("\nYou are sitting on the bench. You see"), std::string::npos);
  EXPECT_NE(look().find("\nTom is sitting on the bench. Bea is sitting here."), std::string::npos);
  things.place(bea, Relation::on, &bench);
  coin(Relation::on, bench);
  EXPECT_NE(look().find("a bench (on which is a gold coin) here.\n"
                        "Tom and Bea are sitting on the bench."),
            std::string::npos)
      << look();
  EXPECT_EQ(at(tom), "You see nothing special about Tom.\nTom is sitting on the bench.");
  make("a hat", Relation::worn, &tom);
  EXPECT_NE(at(tom).find("Tom is sitting on the bench, wearing a hat."), std::string::npos);
  things.place(ann, Relation::in, &quay);
  EXPECT_NE(look().find("You are sitting on the floor."), std::string::npos);
  set(ann, key::posture, Value("standing"));
  EXPECT_EQ(look().find("You are"), std::string::npos);
}

TEST_F(DescriptionTest, PeopleInOpenThingsAreFoundAndThoseInShutOnesNot) {
  Thing& cart = thing("a cart", {key::scenery, key::container, key::openable, key::open});
  Thing& tom = person("Tom", quay);
  things.place(tom, Relation::in, &cart);
  EXPECT_EQ(look(), "The Quay of Hours\nGulls quarrel.\nTom is in the cart.");
  flag(cart, key::open, false);
  EXPECT_EQ(look().find("Tom"), std::string::npos);
}

TEST_F(DescriptionTest, TheTextIsPutTogetherByPriority) {
  const auto part = [](const char* text, int64_t priority) {
    return Value(Value::Map{{"text", Value(text)}, {"priority", Value(priority)}});
  };
  set(quay, key::fragments,
      Value(Value::Map{{"late", part("Late.", 90)},
                       {"b", part("Second.", 50)},
                       {"a", part("First.", 50)},
                       {"early", part("Early.", -1)}}));
  EXPECT_EQ(look(), "The Quay of Hours\nEarly. Gulls quarrel. First. Second. Late.");
  Thing& lamp = thing("a lamp");
  set(lamp, key::fragments, Value(Value::Map{{"soot", part("Sooty.", 10)}}));
  EXPECT_EQ(at(lamp), "Sooty.");
}

TEST_F(DescriptionTest, TheNearerFragmentReplacesAPrototypes) {
  const auto part = [](const char* text) { return Value(Value::Map{{"text", Value(text)}}); };
  Thing& kind = make("a lamp", {}, nullptr);
  set(kind, key::text, Value("Brass."));
  set(kind, key::fragments, Value(Value::Map{{"dent", part("Dented.")}, {"soot", part("Sooty.")}}));
  Thing& lamp = things.make(&kind);
  EXPECT_EQ(at(lamp), "Brass. Dented. Sooty.");
  set(lamp, key::fragments, Value(Value::Map{{"dent", part("Mended.")}, {"soot", part("")}}));
  EXPECT_EQ(at(lamp), "Brass. Mended.");
}

TEST_F(DescriptionTest, ADoorTellsOfItsStateInBothRooms) {
  Thing& shed = room("a net shed");
  Thing& tarred = door("a tarred door", quay, shed);
  exit(quay, "east", shed, &tarred);
  exit(shed, "west", quay, &tarred);
  set(tarred, key::when_open, Value("The tarred door stands open."));
  EXPECT_EQ(look(), "The Quay of Hours\nGulls quarrel.\nExits: east (a tarred door, closed).");
  EXPECT_EQ(at(tarred), "You see nothing special about the tarred door.\nIt is closed.");
  flag(tarred, key::open);
  EXPECT_EQ(look(),
            "The Quay of Hours\nGulls quarrel. The tarred door stands open.\n"
            "Exits: east (a tarred door).");
  EXPECT_EQ(at(tarred),
            "You see nothing special about the tarred door.\nThe tarred door stands open.");
  things.place(ann, Relation::in, &shed);
  EXPECT_EQ(look(), "A net shed\nThe tarred door stands open.\nExits: west (a tarred door).");
}

TEST_F(DescriptionTest, AThingTellsOfItsStateInItsOwnWords) {
  Thing& crate = thing("a crate", {key::container, key::openable});
  set(crate, key::when_shut, Value("The lid is nailed down."));
  EXPECT_EQ(at(crate), "You see nothing special about the crate.\nThe lid is nailed down.");
  flag(crate, key::open);
  EXPECT_EQ(at(crate),
            "You see nothing special about the crate.\nIt is open. There is nothing in it.");
}

TEST_F(DescriptionTest, ThroughAWayOneSeesTheNextRoom) {
  Thing& hall = room("the hall");
  Thing& arch = door("an archway", quay, hall);
  flag(arch, key::open);
  exit(quay, "north", hall, &arch);
  make("a red ball", Relation::in, &hall);
  coin(Relation::in, hall);
  coin(Relation::in, hall);
  person("Tom", hall, "he");
  make("a carpet", Relation::in, &hall, {key::scenery});
  EXPECT_EQ(describe_view(ann, {&arch, &hall}, perception),
            "Through the archway you see the hall: Tom, a red ball and two gold coins.");
  flag(quay, key::lit, false);
  EXPECT_EQ(look(),
            "Darkness\nIt is dark here. Through the archway you see the lit hall: Tom, a red ball "
            "and two gold coins.\nExits: north (an archway).");
  set(hall, key::name, Value("Parlour"));
  EXPECT_NE(look().find("you see Parlour, which is lit: Tom"), std::string::npos);
  flag(arch, key::open, false);
  EXPECT_EQ(look(),
            "Darkness\nIt is dark here; you see nothing.\nExits: north (an archway, closed).");
}

TEST_F(DescriptionTest, InTheDarkThereAreOnlyTheExits) {
  Thing& cellar = dark_room("the Cellar");
  make("a crowbar", Relation::in, &cellar);
  exit(cellar, "south", quay);
  things.place(ann, Relation::in, &cellar);
  EXPECT_EQ(look(), "Darkness\nIt is dark here; you see nothing.\nExits: south.");
  Thing& lamp = make("a lamp", Relation::held, &ann, {key::light});
  EXPECT_EQ(look(), "The Cellar\nYou see a crowbar here.\nExits: south.");
  flag(lamp, key::light, false);
  EXPECT_NE(look().find("Darkness"), std::string::npos);
}

TEST_F(DescriptionTest, OneWhoIsShutInSeesTheInside) {
  Thing& crate = thing("a fish crate", {key::container, key::openable});
  Thing& glow = make("a glow-worm", Relation::in, &crate);
  things.place(ann, Relation::in, &crate);
  EXPECT_EQ(look(),
            "Inside the fish crate\nThe fish crate is closed. It is dark here; you see nothing.");
  flag(glow, key::light);
  EXPECT_EQ(look(), "Inside the fish crate\nThe fish crate is closed. You see a glow-worm here.");
}

TEST_F(DescriptionTest, SecretExitsAreNotListed) {
  Thing& crawl = room("the Crawl");
  Thing& rack = door("a rack", quay, crawl);
  flag(exit(quay, "north", crawl, &rack), key::of("behind_door"));
  EXPECT_EQ(look().find("Exits"), std::string::npos);
  flag(rack, key::open);
  EXPECT_NE(look().find("Exits: north (a rack)."), std::string::npos);
}

TEST_F(DescriptionTest, ThingsHaveTheirTextOrNothingSpecial) {
  Thing& brass = thing("a small brass key");
  EXPECT_EQ(at(brass), "You see nothing special about the small brass key.");
  set(brass, key::text, Value("It is {small}."));
  EXPECT_EQ(at(brass), "It is {small}.");
  EXPECT_EQ(at(ann), "You see nothing special about yourself.");
  EXPECT_EQ(at(exit(quay, "up", quay)), "You see nothing special about the way up.");
}

TEST_F(DescriptionTest, OpenThingsShowWhatIsInThem) {
  Thing& crate = thing("a crate", {key::container, key::openable});
  set(crate, key::text, Value("Damp."));
  Thing& brass = make("a key", Relation::in, &crate);
  EXPECT_EQ(at(crate), "Damp.\nIt is closed.");
  flag(crate, key::open);
  EXPECT_EQ(at(crate), "Damp.\nIt is open. In it is a key.");
  things.place(brass, Relation::on, &crate);
  EXPECT_EQ(at(crate), "Damp.\nIt is open. On it is a key.");
  things.place(brass, Relation::in, &quay);
  EXPECT_EQ(at(crate), "Damp.\nIt is open. There is nothing in it.");
  EXPECT_EQ(at(thing("a bag", {key::container})),
            "You see nothing special about the bag.\nThere is nothing in it.");
}

TEST_F(DescriptionTest, ADoorHasATextForEachSide) {
  Thing& shed = room("a net shed");
  set(quay, key::id, Value("waterside.quay"));
  set(shed, key::id, Value("waterside.shed"));
  Thing& tarred = door("a tarred door", quay, shed);
  set(tarred, key::text, Value("Tar."));
  set(tarred, key::sides, Value(Value::Map{{"waterside.quay", Value("KEEP OUT")}}));
  EXPECT_EQ(at(tarred), "KEEP OUT\nIt is closed.");
  things.place(ann, Relation::in, &shed);
  EXPECT_EQ(at(tarred), "Tar.\nIt is closed.");
}

TEST_F(DescriptionTest, PeopleShowWhatTheyWearAndHold) {
  Thing& tom = person("Tom", quay, "he");
  set(tom, key::text, Value("A tall man."));
  EXPECT_EQ(at(tom), "A tall man.");
  make("a lamp", Relation::held, &tom);
  EXPECT_EQ(at(tom), "A tall man.\nTom is holding a lamp.");
  make("a felt hat", Relation::worn, &tom);
  EXPECT_EQ(at(tom), "A tall man.\nTom is wearing a felt hat and holding a lamp.");
  make("a ring", Relation::worn, &ann);
  EXPECT_EQ(at(ann), "You see nothing special about yourself.\nYou are wearing a ring.");
}

TEST_F(DescriptionTest, Inventory) {
  EXPECT_EQ(describe_inventory(ann), "You have nothing.");
  Thing& hat = make("a hat", Relation::worn, &ann);
  EXPECT_EQ(describe_inventory(ann), "You are wearing a hat.");
  Thing& bag = make("a bag", Relation::held, &ann, {key::container});
  make("a pear", Relation::in, &bag);
  coin(Relation::held, ann);
  coin(Relation::held, ann);
  EXPECT_EQ(describe_inventory(ann),
            "You hold a bag (in which is a pear) and two gold coins. You are wearing a hat.");
  things.place(hat, Relation::held, &ann);
  EXPECT_EQ(describe_inventory(ann),
            "You hold a bag (in which is a pear), two gold coins and a hat.");
}

TEST_F(DescriptionTest, PilesOfBoxesAreCutShort) {
  Thing* nest = &quay;
  for (int i = 0; i < 10; ++i) nest = &make("a box", Relation::in, nest, {key::container});
  const std::string nested = look();
  EXPECT_EQ(std::count(nested.begin(), nested.end(), '('), 3) << nested;
  for (int i = 0; i < 200; ++i) coin(Relation::in, thing("a box", {key::container}));
  const std::string many = look();
  EXPECT_LE(std::count(many.begin(), many.end(), '('), 53) << many;
}

}  // namespace
}  // namespace reality
