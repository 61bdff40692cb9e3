// SPDX-License-Identifier: MIT
#include "world/prose/naming.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct NamingTest : ::testing::Test, SmallWorld {
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall, "she");

  Thing& ball(std::string_view name, std::string_view plural = {}) {
    Thing& thing = make(name, Relation::in, &hall);
    if (!plural.empty()) set(thing, key::plural, Value(plural));
    return thing;
  }
  std::string the(const Thing& thing) { return name_for(thing, &ann, Article::definite); }
  std::string as_written(const Thing& thing) { return name_for(thing, &ann, Article::as_written); }
  std::string pronoun(const Thing& thing, PronounForm form) {
    std::string out;
    append_pronoun(out, thing, &ann, form);
    return out;
  }
  std::string possessive(const Thing& thing, const Thing* reader = nullptr) {
    std::string out;
    append_possessive(out, thing, reader, Article::definite);
    return out;
  }
  std::string list(std::vector<const Thing*> all) { return list_things(all, &ann); }
};

TEST_F(NamingTest, TheDefiniteArticleReplacesTheOneWritten) {
  EXPECT_EQ(the(ball("a small brass key")), "the small brass key");
  EXPECT_EQ(the(ball("an iron stove")), "the iron stove");
  EXPECT_EQ(the(ball("some coins")), "the coins");
  EXPECT_EQ(the(ball("the Quay of Hours")), "the Quay of Hours");
  EXPECT_EQ(the(ball("The Old Mill")), "the Old Mill");
}

TEST_F(NamingTest, ProperNamesKeepWhatTheyHave) {
  EXPECT_EQ(the(ball("Fred's cap")), "Fred's cap");
  EXPECT_EQ(the(ball("Anchor")), "Anchor");
  EXPECT_EQ(the(ball("a")), "a");
  Thing& dog = ball("A Dog Called Time");
  flag(dog, key::proper);
  EXPECT_EQ(the(dog), "A Dog Called Time");
  EXPECT_EQ(name_for(ball("a key"), nullptr, Article::indefinite), "a key");
  EXPECT_EQ(as_written(ann), "you");
}

TEST_F(NamingTest, NamelessThingsHaveAWordAllTheSame) {
  EXPECT_EQ(the(ball("")), "something");
  EXPECT_EQ(as_written(exit(hall, "east", hall)), "the way east");
}

TEST_F(NamingTest, PronounsFollowThePropertyAndPersonsAreThey) {
  Thing& tom = person("Tom", hall, "he");
  Thing& guest = person("Guest3", hall);
  Thing& key = ball("a key");
  Thing& scales = ball("some scales");
  set(scales, key::pronoun, Value("they"));
  EXPECT_EQ(pronoun(tom, PronounForm::object), "him");
  EXPECT_EQ(pronoun(tom, PronounForm::reflexive), "himself");
  EXPECT_EQ(pronoun(guest, PronounForm::subject), "they");
  EXPECT_EQ(pronoun(guest, PronounForm::reflexive), "themself");
  EXPECT_EQ(pronoun(key, PronounForm::possessive), "its");
  EXPECT_EQ(pronoun(scales, PronounForm::reflexive), "themselves");
  EXPECT_EQ(pronoun(ann, PronounForm::absolute), "yours");
}

TEST_F(NamingTest, OnePersonCalledTheyStillPressesByName) {
  Thing& guest = person("Guest3", hall);
  Thing& guards = person("some guards", hall, "they");
  EXPECT_FALSE(takes_plural_verb(guest, &ann));
  EXPECT_TRUE(pronoun_takes_plural_verb(guest, &ann));
  EXPECT_TRUE(takes_plural_verb(guards, &ann));
  EXPECT_TRUE(takes_plural_verb(ann, &ann));
  EXPECT_FALSE(takes_plural_verb(ann, nullptr));
  EXPECT_FALSE(pronoun_takes_plural_verb(ann, nullptr));
}

TEST_F(NamingTest, Possessives) {
  Thing& scales = ball("some scales");
  set(scales, key::pronoun, Value("they"));
  EXPECT_EQ(possessive(ann), "Ann's");
  EXPECT_EQ(possessive(ann, &ann), "your");
  EXPECT_EQ(possessive(ball("a boss")), "the boss's");
  EXPECT_EQ(possessive(scales), "the scales'");
}

TEST_F(NamingTest, ListsGroupWhatReadsAlike) {
  Thing& red = ball("a red ball");
  Thing& coin = ball("a gold coin", "gold coins");
  Thing& other = ball("a gold coin", "gold coins");
  Thing& cap = ball("Fred's cap");
  EXPECT_EQ(list({&red, &coin, &cap, &other}), "a red ball, two gold coins and Fred's cap");
  EXPECT_EQ(list({&red}), "a red ball");
  EXPECT_EQ(list({&red, &ann}), "a red ball and you");
  EXPECT_EQ(list({}), "nothing");
}

TEST_F(NamingTest, ProperNamesAndOtherPluralsStayApart) {
  Thing& fred = person("Fred", hall);
  Thing& namesake = person("Fred", hall);
  Thing& ox = ball("an ox", "oxen");
  Thing& odd = ball("an ox", "oxes");
  EXPECT_EQ(list({&fred, &namesake}), "Fred and Fred");
  EXPECT_EQ(list({&ox, &odd}), "an ox and an ox");
}

TEST_F(NamingTest, TheReaderIsNeverOneOfAGroup) {
  Thing& fox = person("a fox", hall);
  Thing& vixen = person("a fox", hall);
  const std::vector<const Thing*> both = {&fox, &vixen};
  EXPECT_EQ(list_things(both, &fox), "you and a fox");
  EXPECT_EQ(list_things(both, &vixen), "a fox and you");
  EXPECT_EQ(list_things(both, nullptr), "two foxes");
}

TEST_F(NamingTest, DefiniteListsAndMadePlurals) {
  std::vector<const Thing*> all;
  for (int i = 0; i < 13; ++i) all.push_back(&ball("a coil of rope"));
  all.push_back(&ball("a berry"));
  all.push_back(&ball("a berry"));
  std::string out;
  append_list(out, all, &ann, Article::definite);
  EXPECT_EQ(out, "the 13 coils of rope and the two berries");
}

TEST_F(NamingTest, PluralsOfOne) {
  const auto plural = [this](std::string_view name) {
    std::string out;
    append_plural(out, ball(name));
    return out;
  };
  EXPECT_EQ(plural("a boy"), "boys");
  EXPECT_EQ(plural("a glass"), "glasses");
  EXPECT_EQ(plural("an old woman of Ys"), "old women of Ys");
  EXPECT_EQ(plural("a person"), "people");
}

TEST_F(NamingTest, AListIsBounded) {
  std::vector<const Thing*> all;
  for (int i = 0; i < 140; ++i) all.push_back(&ball("Number " + std::to_string(i)));
  const std::string text = list(all);
  EXPECT_NE(text.find("Number 99 and 40 other things"), std::string::npos) << text;
  EXPECT_EQ(text.find("Number 100"), std::string::npos);
}

TEST_F(NamingTest, Numbers) {
  std::string out;
  for (const int64_t number : {0, 2, 12, 13, -3}) {
    append_number_word(out, number);
    out += ' ';
  }
  append_digits(out, int64_t{7});
  out += ' ';
  append_digits(out, 2.5);
  out += ' ';
  append_digits(out, 3.0);
  EXPECT_EQ(out, "zero two twelve 13 -3 7 2.5 3");
}

TEST_F(NamingTest, CapitalsGoBeyondAscii) {
  std::string out = "so élan";
  capitalise_from(out, 3);
  EXPECT_EQ(out, "so Élan");
  capitalise_from(out, 0);
  capitalise_from(out, out.size());
  EXPECT_EQ(out, "So Élan");
}

}  // namespace
}  // namespace reality
