// SPDX-License-Identifier: MIT
#include "world/senses/refusals.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/world/small_world.h"
#include "world/prose/template.h"

namespace reality {
namespace {

struct RefusalsTest : ::testing::Test, SmallWorld {
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall, "she");
  Thing& jane = person("Jane", hall, "she");
  Thing& jar = make("a glass jar", Relation::in, &hall);
  Thing& moth = make("a moth", Relation::in, &jar);

  std::string word(Barrier barrier, Thing* by) { return refusal({barrier, by}, ann, moth); }
};

TEST_F(RefusalsTest, TheReasonIsTheSentence) {
  EXPECT_EQ(word(Barrier::dark, nullptr), "It is too dark to see.");
  EXPECT_EQ(word(Barrier::closed, &jar), "The glass jar is closed.");
  EXPECT_EQ(word(Barrier::glass, &jar), "The glass jar is closed.");
  EXPECT_EQ(word(Barrier::held_by_other, &jane), "Jane is holding that.");
  EXPECT_EQ(word(Barrier::worn_by_other, &jane), "Jane is wearing that.");
  EXPECT_EQ(word(Barrier::asleep, &jane), "Jane is asleep.");
  EXPECT_EQ(word(Barrier::far, &jar), "The moth is too far away, beyond the glass jar.");
  EXPECT_EQ(word(Barrier::beyond_glass, &jar),
            "The moth is out of reach, behind the glass of the glass jar.");
  EXPECT_EQ(word(Barrier::fog, &jar), "Whatever there is beyond the glass jar is lost in the fog.");
  EXPECT_EQ(word(Barrier::aloof, &jar), "The glass jar keeps the moth out of your reach.");
  EXPECT_EQ(word(Barrier::muffled, &jar), "The glass jar is closed, and no sound comes through.");
}

TEST_F(RefusalsTest, WhoIsAloofReadsItFromInside) {
  Thing& ball = make("a ball", Relation::in, &hall);
  things.place(ann, Relation::on, &jar);
  EXPECT_EQ(refusal({Barrier::aloof, &jar}, ann, ball),
            "You can't reach the ball from the glass jar.");
}

TEST_F(RefusalsTest, TheHiddenReadsLikeTheAbsent) {
  EXPECT_EQ(word(Barrier::hidden, &jar), word(Barrier::elsewhere, nullptr));
  EXPECT_EQ(word(Barrier::hidden, &jar).find("jar"), std::string::npos);
}

TEST_F(RefusalsTest, EveryMessageCompiles) {
  for (auto barrier = Barrier::dark; barrier <= Barrier::muffled;
       barrier = static_cast<Barrier>(static_cast<int>(barrier) + 1)) {
    EXPECT_TRUE(Template::compile(refusal_message(barrier)).ok());
    EXPECT_NE(refusal_message(barrier), "");
  }
}

}  // namespace
}  // namespace reality
