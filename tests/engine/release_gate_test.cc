// SPDX-License-Identifier: MIT
#include "engine/release_gate.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace reality {
namespace {

struct Wire final : ReleaseTarget {
  void release(std::string_view bytes) override { sent += "[" + std::string(bytes) + "]"; }
  std::string sent;
};

class ReleaseGateTest : public testing::Test {
 protected:
  ReleaseGate gate_{10};
  Wire wire_;
  HeldOutput output_{gate_, wire_};
};

TEST_F(ReleaseGateTest, LetsPassWhatIsDurable) {
  output_.put("a", 0);
  output_.put("b", 10);
  EXPECT_EQ(wire_.sent, "[a][b]");
  EXPECT_TRUE(output_.empty());
}

TEST_F(ReleaseGateTest, HoldsUntilTheTurnIsDurable) {
  output_.put("a", 12);
  gate_.advance(11);
  EXPECT_EQ(wire_.sent, "");
  EXPECT_EQ(output_.held_bytes(), 1U);
  gate_.advance(12);
  EXPECT_EQ(wire_.sent, "[a]");
  EXPECT_TRUE(output_.empty());
  EXPECT_EQ(output_.held_bytes(), 0U);
}

TEST_F(ReleaseGateTest, NothingOvertakesWhatIsHeld) {
  output_.put("a", 11);
  output_.put("b", 0);
  output_.put("c", 12);
  output_.put("d", 10);
  gate_.advance(11);
  EXPECT_EQ(wire_.sent, "[ab]");
  output_.put("e", 0);
  gate_.advance(12);
  EXPECT_EQ(wire_.sent, "[ab][cde]");
  output_.put("f", 0);
  EXPECT_EQ(wire_.sent, "[ab][cde][f]");
}

TEST_F(ReleaseGateTest, WhatIsReadyAtOnceLeavesInOnePiece) {
  output_.put("a", 11);
  output_.put("b", 12);
  output_.put("c", 13);
  gate_.advance(12);
  EXPECT_EQ(wire_.sent, "[ab]");
  gate_.advance(20);
  EXPECT_EQ(wire_.sent, "[ab][c]");
}

TEST_F(ReleaseGateTest, EachConnectionWaitsForItsOwnTurns) {
  Wire other_wire;
  HeldOutput other(gate_, other_wire);
  output_.put("a", 11);
  other.put("b", 12);
  other.put("c", 13);
  output_.put("d", 13);
  gate_.advance(11);
  EXPECT_EQ(wire_.sent, "[a]");
  EXPECT_EQ(other_wire.sent, "");
  gate_.advance(12);
  EXPECT_EQ(other_wire.sent, "[b]");
  gate_.advance(13);
  EXPECT_EQ(wire_.sent, "[a][d]");
  EXPECT_EQ(other_wire.sent, "[b][c]");
}

TEST_F(ReleaseGateTest, AConnectionMayGoWhileItWaits) {
  auto leaving = std::make_unique<HeldOutput>(gate_, wire_);
  leaving->put("gone", 11);
  output_.put("a", 11);
  leaving.reset();
  gate_.advance(11);
  EXPECT_EQ(wire_.sent, "[a]");
}

// A target may say more while its bytes are being released, as a connection that closes does.
TEST_F(ReleaseGateTest, ATargetMayPutMoreFromInsideARelease) {
  struct Echo final : ReleaseTarget {
    void release(std::string_view bytes) override {
      sent += bytes;
      if (output != nullptr && bytes == "a") output->put("b", 0);
    }
    HeldOutput* output = nullptr;
    std::string sent;
  };
  Echo echo;
  HeldOutput output(gate_, echo);
  echo.output = &output;
  output.put("a", 11);
  gate_.advance(11);
  EXPECT_EQ(echo.sent, "ab");
}

TEST_F(ReleaseGateTest, NeverGoesBack) {
  gate_.advance(5);
  EXPECT_EQ(gate_.durable(), 10U);
  output_.put("a", 10);
  EXPECT_EQ(wire_.sent, "[a]");
}

TEST_F(ReleaseGateTest, NothingIsNothing) {
  output_.put("", 50);
  EXPECT_TRUE(output_.empty());
}

TEST_F(ReleaseGateTest, IsFullWhileAllTogetherHoldTooMuch) {
  constexpr size_t kFive = 5 + HeldOutput::kChunkBytes;
  gate_.set_limit(2 * kFive);
  Wire other_wire;
  {
    HeldOutput other(gate_, other_wire);
    output_.put("12345", 11);
    EXPECT_FALSE(gate_.full());
    other.put("67890", 11);
    EXPECT_TRUE(gate_.full());
    EXPECT_EQ(gate_.held_bytes(), 2 * kFive);
  }
  EXPECT_EQ(output_.held_bytes(), 5U);
  gate_.advance(11);
  EXPECT_EQ(gate_.held_bytes(), 0U) << "of a connection that is gone nothing is left";
  output_.put("12345", 12);
  output_.put("12345", 12);
  output_.put("12345", 13);
  EXPECT_EQ(gate_.held_bytes(), 2 * kFive + 5);
  gate_.advance(12);
  EXPECT_EQ(gate_.held_bytes(), kFive);
  EXPECT_FALSE(gate_.full());
  gate_.advance(13);
  EXPECT_EQ(gate_.held_bytes(), 0U);
}

TEST_F(ReleaseGateTest, BytesThatAreGoneCountNoMore) {
  {
    HeldOutput other(gate_, wire_);
    other.put(std::string(1000, 'x'), 11);
    EXPECT_GT(gate_.held_bytes(), 1000U);
  }
  EXPECT_LT(gate_.held_bytes(), 1000U);
}

// Somebody who comes, asks and goes, again and again, while the disk hangs.
TEST_F(ReleaseGateTest, WhoComesAndGoesFillsItInTheEnd) {
  gate_.set_limit(100 * HeldOutput::kChunkBytes);
  for (int i = 0; i < 10'000 && !gate_.full(); ++i) HeldOutput(gate_, wire_).put("x", 11);
  EXPECT_TRUE(gate_.full());
  gate_.advance(11);
  EXPECT_EQ(gate_.held_bytes(), 0U);
  EXPECT_EQ(wire_.sent, "");
}

TEST_F(ReleaseGateTest, WhatIsHeldElsewhereCounts) {
  gate_.set_limit(100);
  gate_.charge(99);
  EXPECT_FALSE(gate_.full());
  gate_.charge(1);
  EXPECT_TRUE(gate_.full());
  gate_.discharge(100);
  EXPECT_EQ(gate_.held_bytes(), 0U);
}

// What leaves with an earlier turn's advance has places behind in the line, which nobody may ask.
TEST_F(ReleaseGateTest, AConnectionMayGoWhileOthersAreReleased) {
  struct Ender final : ReleaseTarget {
    void release(std::string_view /*bytes*/) override { victim.reset(); }
    std::unique_ptr<HeldOutput> victim;
  };
  Ender ender;
  HeldOutput between(gate_, ender);
  ender.victim = std::make_unique<HeldOutput>(gate_, wire_);
  ender.victim->put("a", 11);
  between.put("b", 11);
  ender.victim->put("c", 12);
  gate_.advance(12);
  EXPECT_EQ(wire_.sent, "[ac]");
  EXPECT_EQ(ender.victim, nullptr);
}

}  // namespace
}  // namespace reality
