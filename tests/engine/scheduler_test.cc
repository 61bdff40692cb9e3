// SPDX-License-Identifier: MIT
#include "engine/scheduler.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace reality {
namespace {

class SchedulerTest : public ::testing::Test {
 protected:
  std::function<void()> note(std::string name) {
    return [this, name = std::move(name)] { order_ += name; };
  }

  ManualClock clock_;
  Scheduler scheduler_{clock_};
  std::string order_;
};

TEST_F(SchedulerTest, CallsInOrderOfDueTimeThenOfAsking) {
  scheduler_.after_us(20, note("c"));
  scheduler_.after_us(10, note("a"));
  scheduler_.after_us(10, note("b"));
  clock_.advance_us(30);
  scheduler_.run_due();
  EXPECT_EQ(order_, "abc");
}

TEST_F(SchedulerTest, WaitsUntilDue) {
  scheduler_.after_us(10, note("a"));
  EXPECT_EQ(scheduler_.next_due_us(), 10);
  clock_.advance_us(9);
  scheduler_.run_due();
  EXPECT_EQ(order_, "");
  clock_.advance_us(1);
  scheduler_.run_due();
  EXPECT_EQ(order_, "a");
  EXPECT_EQ(scheduler_.next_due_us(), std::nullopt);
}

TEST_F(SchedulerTest, NeverCallsFromInsideTheAsking) {
  scheduler_.after_us(-5, note("a"));
  EXPECT_EQ(order_, "");
  EXPECT_EQ(scheduler_.next_due_us(), 0);
  scheduler_.run_due();
  EXPECT_EQ(order_, "a");
}

TEST_F(SchedulerTest, CallsMadeMeanwhileWaitForTheNextRun) {
  scheduler_.after_us(0, [this] { scheduler_.after_us(0, note("later")); });
  scheduler_.after_us(0, note("now "));
  scheduler_.run_due();
  EXPECT_EQ(order_, "now ");
  scheduler_.run_due();
  EXPECT_EQ(order_, "now later");
}

TEST_F(SchedulerTest, TimeThatPassesDuringARunDoesNotProlongIt) {
  scheduler_.after_us(0, [this] { clock_.advance_us(100); });
  scheduler_.after_us(50, note("later"));
  scheduler_.run_due();
  EXPECT_EQ(order_, "");
}

TEST_F(SchedulerTest, CancelForgetsOneCall) {
  const Alarm a = scheduler_.after_us(10, note("a"));
  scheduler_.after_us(10, note("b"));
  scheduler_.cancel(a);
  scheduler_.cancel(a);
  scheduler_.cancel(0);
  clock_.advance_us(10);
  scheduler_.run_due();
  EXPECT_EQ(order_, "b");
}

TEST_F(SchedulerTest, ACallMayCancelItselfAndTheNext) {
  Alarm first = 0;
  Alarm second = 0;
  first = scheduler_.after_us(0, [&] {
    scheduler_.cancel(first);
    scheduler_.cancel(second);
  });
  second = scheduler_.after_us(0, note("b"));
  scheduler_.run_due();
  EXPECT_EQ(order_, "");
  EXPECT_EQ(scheduler_.next_due_us(), std::nullopt);
}

TEST_F(SchedulerTest, AnAlarmIsNeverUsedAgain) {
  const Alarm a = scheduler_.after_us(0, note("a"));
  scheduler_.run_due();
  const Alarm b = scheduler_.after_us(0, note("b"));
  EXPECT_NE(a, 0U);
  EXPECT_NE(a, b);
  scheduler_.cancel(a);
  scheduler_.run_due();
  EXPECT_EQ(order_, "ab");
}

TEST_F(SchedulerTest, AnEndlessDelayIsNotInThePast) {
  clock_.advance_us(1000);
  scheduler_.after_us(std::numeric_limits<int64_t>::max(), note("never"));
  scheduler_.run_due();
  EXPECT_EQ(order_, "");
}

}  // namespace
}  // namespace reality
