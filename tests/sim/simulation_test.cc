// SPDX-License-Identifier: MIT
//
// The simulation itself: that it repeats, that it goes where it should, and that its judges find
// what is put before them. Many seeds are `./do sim`; planted faults are tests/sim/planted.
#include "tests/sim/simulation.h"

#include <gtest/gtest.h>

#include "tests/real/kill_room.h"
#include "tests/sim/io_sweep.h"
#include "tests/sim/shrink.h"
#include "tests/sim/sim_house.h"

namespace reality::sim {
namespace {

class SimulationTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<SimFolder>();
    auto house = folder_->house();
    ASSERT_TRUE(house) << house.error();
    house_ = std::make_unique<SimHouse>(std::move(*house));
    auto start = prepare_start(*house_);
    ASSERT_TRUE(start) << start.error();
    start_ = std::make_unique<SimStart>(std::move(*start));
  }
  static void TearDownTestSuite() {
    start_.reset();
    house_.reset();
    folder_.reset();
  }

  static Outcome run(uint64_t seed, size_t length = 120) {
    return Simulation(*start_, seed).run(make_plan(seed, length));
  }

  static std::unique_ptr<SimFolder> folder_;
  static std::unique_ptr<SimHouse> house_;
  static std::unique_ptr<SimStart> start_;
};

std::unique_ptr<SimFolder> SimulationTest::folder_;
std::unique_ptr<SimHouse> SimulationTest::house_;
std::unique_ptr<SimStart> SimulationTest::start_;

TEST_F(SimulationTest, NothingIsLostInTheFirstSeeds) {
  Outcome sum;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const Outcome one = run(seed);
    EXPECT_EQ(one.problems, std::vector<std::string>{}) << "seed " << seed;
    sum.lives += one.lives;
    sum.told += one.told;
    sum.letters += one.letters;
    sum.undone += one.undone;
    sum.answered += one.answered;
  }
  // An idle run proves nothing.
  EXPECT_GT(sum.lives, 40U);
  EXPECT_GT(sum.told, 200U);
  EXPECT_GT(sum.letters, 20U);
  EXPECT_GT(sum.undone, 5U);
  EXPECT_GT(sum.answered, 200U);
}

TEST_F(SimulationTest, ASeedRepeats) {
  for (const uint64_t seed : {3U, 7U}) {
    const Outcome first = run(seed);
    const Outcome second = run(seed);
    EXPECT_EQ(first.transcript_hash, second.transcript_hash);
    EXPECT_EQ(first.release_hash, second.release_hash);
    EXPECT_EQ(first.row_hash, second.row_hash);
    EXPECT_NE(first.transcript_hash, run(seed + 1).transcript_hash);
  }
}

TEST_F(SimulationTest, ADiskThatDoesNotSyncIsFoundOut) {
  size_t found = 0;
  for (uint64_t seed = 1; seed <= 20 && found == 0; ++seed) {
    Simulation simulation(*start_, seed);
    simulation.on_life = [](Life& life) {
      EXPECT_TRUE(life.store().db().execute("PRAGMA synchronous=NORMAL"));
    };
    found += simulation.run(make_plan(seed, 120)).problems.size();
  }
  EXPECT_GT(found, 0U);
}

TEST_F(SimulationTest, OutputThatLeavesTooEarlyIsFoundOut) {
  size_t found = 0;
  for (uint64_t seed = 1; seed <= 20 && found == 0; ++seed) {
    Simulation simulation(*start_, seed);
    simulation.on_life = [](Life& life) { life.served().gate().advance(1'000'000); };
    found += simulation.run(make_plan(seed, 120)).problems.size();
  }
  EXPECT_GT(found, 0U);
}

TEST_F(SimulationTest, APlanIsReadAsItWasWritten) {
  const Plan plan = make_plan(5, 200);
  const auto again = read_plan(write_plan(plan));
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(*again, plan);
  EXPECT_FALSE(read_plan("12 dance Ann"));
  EXPECT_FALSE(read_plan("x type Ann | look"));
}

TEST_F(SimulationTest, ThePowerGoesAtEveryOperationOfAShortScript) {
  for (const size_t group : {1U, 8U}) {
    const SweepResult result = sweep_every_io(*start_, 1, 24, group);
    EXPECT_EQ(result.problems, std::vector<std::string>{});
    EXPECT_GT(result.told, 20U);
    EXPECT_GT(result.syncs, 2U);
    EXPECT_EQ(result.judged, 3 * result.started);
  }
}

TEST(ShrinkTest, LeavesOutWhatDoesNotMatter) {
  const Plan plan = make_plan(9, 100);
  const auto fails = [&](const Plan& less) {
    const auto has = [&](const Step& step) {
      return std::find(less.begin(), less.end(), step) != less.end();
    };
    return has(plan[17]) && has(plan[60]);
  };
  EXPECT_EQ(shrink(plan, fails), (Plan{plan[17], plan[60]}));
}

}  // namespace
}  // namespace reality::sim
