// SPDX-License-Identifier: MIT
#include "tests/sim/turn_rules.h"

#include <gtest/gtest.h>

#include "world/state/journal.h"

namespace reality::sim {
namespace {

StoredRow thing(int64_t id, bool there = true) {
  StoredRow row{static_cast<size_t>(TableId::thing) - 1, {id}, {}};
  if (there) row.values = {Cell{}, Cell{}, Cell{}, int64_t{1}};
  return row;
}

StoredRow property(int64_t id, const std::string& name, Cell value) {
  return {static_cast<size_t>(TableId::property) - 1,
          {id, name},
          {std::string("string"), std::move(value)}};
}

StoredRow beat(int64_t due_ms) {
  return {static_cast<size_t>(TableId::timer) - 1,
          {int64_t{1}, std::string("beat")},
          {due_ms, int64_t{20'000}}};
}

class TurnRulesTest : public ::testing::Test {
 protected:
  TurnRulesTest() { rules_.begin({thing(1), beat(20'000)}, 10); }
  void turn(uint64_t number, std::vector<StoredRow> rows, const std::string& moved = "") {
    rules_.note({number, std::move(rows)}, moved);
  }
  size_t broken() const { return rules_.problems().size(); }

  TurnRules rules_;
};

TEST_F(TurnRulesTest, AnIdIsGivenOnce) {
  turn(11, {thing(2)});
  turn(12, {thing(2)});  // it moves
  turn(13, {thing(2, false)});
  EXPECT_EQ(broken(), 0U);
  turn(14, {thing(2)});
  EXPECT_EQ(broken(), 1U);
}

TEST_F(TurnRulesTest, WhatThePowerTookIsForgotten) {
  turn(11, {thing(2)});
  turn(12, {thing(2, false)});
  rules_.begin({thing(1)}, 10);
  turn(11, {thing(2)});
  EXPECT_EQ(broken(), 0U);
  turn(12, {thing(2, false)});
  rules_.begin({thing(1)}, 12);
  turn(13, {thing(2)});
  EXPECT_EQ(broken(), 1U);
}

TEST_F(TurnRulesTest, NobodysSleepMovesAThing) {
  turn(11, {property(1, "asleep", int64_t{1})});
  turn(12, {thing(1)}, "bell");
  EXPECT_EQ(broken(), 0U);
  turn(13, {property(1, "asleep", int64_t{1})}, "bell");
  EXPECT_EQ(broken(), 1U);
}

TEST_F(TurnRulesTest, ALetterIsReadOnce) {
  const std::string one = R"([{"topic":"Sim-1","who":"sim"}])";
  const std::string both = R"([{"topic":"Sim-1","who":"sim"},{"topic":"Tam-1","who":"tam"}])";
  const std::string twice = R"([{"topic":"Sim-1","who":"sim"},{"topic":"Sim-1","who":"sim"}])";
  turn(11, {property(1, "asked", one)});
  turn(12, {property(1, "asked", both)});
  EXPECT_EQ(broken(), 0U);
  EXPECT_EQ(rules_.turn_of_reading("Sim-1"), 11U);
  EXPECT_EQ(rules_.turn_of_reading("Tam-1"), 12U);
  EXPECT_EQ(rules_.turn_of_reading("Tam-2"), 0U);
  turn(13, {property(1, "asked", twice)});
  EXPECT_EQ(broken(), 1U);
  rules_.begin({thing(1)}, 11);
  EXPECT_EQ(rules_.turn_of_reading("Tam-1"), 0U);
}

TEST_F(TurnRulesTest, ABeatThatIsSpentAndNotCountedIsCountedHere) {
  turn(11, {beat(40'000), property(1, "beats", int64_t{1})});
  EXPECT_EQ(rules_.uncounted_beats(), 0U);
  turn(12, {beat(60'000)});
  EXPECT_EQ(rules_.uncounted_beats(), 1U);
}

}  // namespace
}  // namespace reality::sim
