// SPDX-License-Identifier: MIT
#include "tests/sim/ledger.h"

#include <gtest/gtest.h>

#include "tests/sim/stored_cells.h"
#include "tests/sim/witness.h"

namespace reality::sim {
namespace {

constexpr int64_t kRoom = 1;
constexpr int64_t kAnn = 2;
constexpr int64_t kBell = 3;
constexpr int64_t kGauge = 4;

StoredRow name(int64_t thing, const std::string& text) {
  return {table(TableId::property), {thing, std::string("name")}, {std::string("string"), text}};
}

StoredRow place(int64_t thing, int64_t holder) {
  const Cell relation = holder ? Cell(std::string(holder == kAnn ? "held by" : "in")) : Cell();
  const Cell above = holder ? Cell(holder) : Cell();
  return {table(TableId::thing), {thing}, {Cell(), relation, above, int64_t{1}}};
}

StoredRow beats(int64_t count) {
  return {
      table(TableId::property), {kGauge, std::string("beats")}, {std::string("integer"), count}};
}

StoredRow due(int64_t ms) {
  return {table(TableId::timer), {kGauge, std::string("beat")}, {ms, int64_t{20'000}}};
}

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    ledger_.begin({place(kRoom, 0), place(kAnn, kRoom), place(kBell, kRoom), name(kRoom, "a hall"),
                   name(kAnn, "Ann"), name(kBell, "a bell"), beats(3), due(100'000)},
                  10);
  }
  Ledger ledger_{{"bell"}};
};

TEST_F(LedgerTest, KnowsTheRowsAfterEachTurn) {
  const uint64_t before = ledger_.hash();
  ledger_.note({11, {place(kBell, kAnn)}});
  const uint64_t taken = ledger_.hash();
  ledger_.note({14, {place(kBell, kRoom)}});
  EXPECT_NE(before, taken);
  EXPECT_EQ(ledger_.hash(), before);
  EXPECT_EQ(ledger_.hash_at(10), before);
  EXPECT_EQ(ledger_.hash_at(13), taken);
  EXPECT_EQ(ledger_.hash_at(99), before);
  EXPECT_EQ(ledger_.hash_at(9), 0U);
}

TEST_F(LedgerTest, KnowsWhereThingsWent) {
  ledger_.note({11, {place(kBell, kAnn)}});
  ASSERT_EQ(ledger_.passages().size(), 1U);
  EXPECT_EQ(ledger_.passages()[0].from, "room");
  EXPECT_EQ(ledger_.passages()[0].to, "Ann");
  EXPECT_TRUE(ledger_.was_at("bell", "room", 0));
  EXPECT_TRUE(ledger_.was_at("bell", "Ann", 1));
}

TEST_F(LedgerTest, AThingThatIsNowhereAfterATurnIsLost) {
  ledger_.note({11, {place(kBell, 0)}});
  EXPECT_FALSE(ledger_.problems().empty());
}

TEST_F(LedgerTest, TurnsMustAscend) {
  ledger_.note({11, {place(kBell, kAnn)}});
  ledger_.note({11, {place(kBell, kRoom)}});
  EXPECT_FALSE(ledger_.problems().empty());
}

TEST_F(LedgerTest, ABeatIsSpentWhereItIsCounted) {
  ledger_.note({11, {due(120'000), beats(4)}});
  ledger_.note({12, {due(160'000)}});
  EXPECT_TRUE(ledger_.problems().empty());
  ledger_.note({13, {beats(5)}});
  EXPECT_FALSE(ledger_.problems().empty());
}

class WitnessTest : public LedgerTest {
 protected:
  Witness ann_{ledger_, "Ann"};
};

TEST_F(WitnessTest, WhatIsReadProvesATurn) {
  ledger_.note({11, {place(kBell, kAnn)}});
  ledger_.note({12, {place(kBell, kRoom)}});
  EXPECT_EQ(ann_.proven(), 0U);
  ann_.hear("You take the bell.");
  ann_.conclude();
  EXPECT_EQ(ann_.proven(), 11U);
  ann_.hear("You drop the bell.");
  ann_.conclude();
  EXPECT_EQ(ann_.proven(), 12U);
  EXPECT_TRUE(ann_.problems().empty());
}

TEST_F(WitnessTest, WhatIsSeenProvesATurn) {
  ledger_.note({11, {place(kBell, kAnn)}});
  ann_.hear("You are carrying a bell.");
  EXPECT_EQ(ann_.proven(), 11U);
  EXPECT_TRUE(ann_.problems().empty());
}

TEST_F(WitnessTest, WhatNoTurnHasDoneIsALie) {
  ann_.hear("You take the bell.");
  ann_.conclude();
  EXPECT_FALSE(ann_.problems().empty());
}

TEST_F(WitnessTest, WhatIsNotSoIsALie) {
  ann_.hear("You are carrying a bell.");
  EXPECT_FALSE(ann_.problems().empty());
}

TEST_F(WitnessTest, ATurnMayTakeFirst) {
  ledger_.note({11, {place(kBell, kRoom)}});
  ann_.hear("(taking the bell first)");
  ann_.hear("You drop the bell.");
  ann_.conclude();
  EXPECT_TRUE(ann_.problems().empty());
}

TEST_F(WitnessTest, ACountThatWasUndoneIsALie) {
  ann_.hear("The count is 0.");
  EXPECT_TRUE(ann_.problems().empty());
  ann_.hear("The count is 1.");
  EXPECT_FALSE(ann_.problems().empty());
}

}  // namespace
}  // namespace reality::sim
