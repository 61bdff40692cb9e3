// SPDX-License-Identifier: MIT
#include "world/people/aliases.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct AliasesTest : ::testing::Test, SmallWorld {
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall);

  std::string expand(std::string_view meaning, std::string_view line) {
    set(ann, key::aliases, Value(Value::Map{{"gd", Value(meaning)}}));
    return expand_alias(ann, line).value_or("(none)");
  }
};

TEST_F(AliasesTest, WordsTakeThePlacesOfParameters) {
  EXPECT_EQ(expand("take $1. drop $1", "gd lamp"), "take lamp. drop lamp");
  EXPECT_EQ(expand("put $1 in $2", "gd lamp box"), "put lamp in box");
  EXPECT_EQ(expand("put $2 in $1", "GD box lamp"), "put lamp in box");
  EXPECT_EQ(expand("say $*!", "gd one  two"), "say one  two!");
}

TEST_F(AliasesTest, TheLastParameterTakesAllThatIsLeft) {
  EXPECT_EQ(expand("take $1. drop $1", "gd brass lamp"), "take brass lamp. drop brass lamp");
  EXPECT_EQ(expand("tell $1 $2", "gd tom good morning"), "tell tom good morning");
  EXPECT_EQ(expand("put $1 in $2", "gd \"brass lamp\" wooden box"), "put brass lamp in wooden box");
  EXPECT_EQ(expand("take $1", "gd \"brass lamp\""), "take brass lamp");
  EXPECT_EQ(expand("take $1", "gd \"brass"), "take \"brass");
}

TEST_F(AliasesTest, WithoutParametersTheRestIsAdded) {
  EXPECT_EQ(expand("look at", "gd lamp"), "look at lamp");
  EXPECT_EQ(expand("look", "gd"), "look");
  EXPECT_EQ(expand("give $5 $$x", "gd"), "give  $$x");
}

TEST_F(AliasesTest, WhatIsMissingIsNothing) {
  EXPECT_EQ(expand("put $1 in $2", "gd"), "put  in ");
  EXPECT_EQ(expand("say $*", "gd"), "say ");
}

TEST_F(AliasesTest, OtherLinesAreLeftAlone) {
  EXPECT_EQ(expand("take $1", "gdx lamp"), "(none)");
  EXPECT_EQ(expand("take $1", "say gd lamp"), "(none)");
  EXPECT_EQ(expand("take $1", ""), "(none)");
  EXPECT_FALSE(expand_alias(hall, "gd lamp"));
}

TEST_F(AliasesTest, NothingGrowsWithoutBound) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "$*";
  EXPECT_EQ(expand(many, "gd " + std::string(1000, 'x')), "");
  EXPECT_EQ(expand("gd $1", "gd gd"), "gd gd");
}

}  // namespace
}  // namespace reality
