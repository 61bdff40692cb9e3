// SPDX-License-Identifier: MIT
#include "net/connections.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "engine/clock.h"

namespace reality {
namespace {

struct FakeConnection {
  FakeConnection(std::string n, int64_t& s) : name(std::move(n)), sweeps(s) {}
  void sweep(int64_t now_us) {
    ++sweeps;
    swept_us = now_us;
  }

  std::string name;
  int64_t& sweeps;
  int64_t swept_us = 0;
  uint32_t place = 0;
};

class ConnectionsTest : public testing::Test {
 protected:
  FakeConnection& add(const std::string& name) {
    return connections_.add(std::make_unique<FakeConnection>(name, sweeps_));
  }
  void pass(int64_t us) {
    clock_.advance_us(us);
    scheduler_.run_due();
  }
  std::string names() const {
    std::string all;
    connections_.for_each([&all](const FakeConnection& one) { all += one.name; });
    return all;
  }

  ManualClock clock_;
  Scheduler scheduler_{clock_};
  int64_t sweeps_ = 0;
  Connections<FakeConnection> connections_{scheduler_};
};

TEST_F(ConnectionsTest, TheLastTakesThePlaceOfTheOneThatGoes) {
  FakeConnection& a = add("a");
  add("b");
  FakeConnection& c = add("c");
  connections_.remove(a);
  EXPECT_EQ(names(), "cb");
  EXPECT_EQ(c.place, 0U);
  connections_.remove(c);
  EXPECT_EQ(names(), "b");
}

TEST_F(ConnectionsTest, TheOnlyOneMayGo) {
  connections_.remove(add("a"));
  EXPECT_EQ(connections_.size(), 0U);
}

TEST_F(ConnectionsTest, SweepsAllAtOnceAndSleepsWhenEmpty) {
  EXPECT_FALSE(scheduler_.next_due_us().has_value());
  FakeConnection& a = add("a");
  FakeConnection& b = add("b");
  pass(Connections<FakeConnection>::kSweepUs);
  EXPECT_EQ(sweeps_, 2);
  EXPECT_EQ(a.swept_us, clock_.mono_us());
  connections_.remove(a);
  connections_.remove(b);
  pass(Connections<FakeConnection>::kSweepUs);
  EXPECT_EQ(sweeps_, 2);
  EXPECT_FALSE(scheduler_.next_due_us().has_value());
  add("c");
  pass(Connections<FakeConnection>::kSweepUs);
  EXPECT_EQ(sweeps_, 3);
}

TEST_F(ConnectionsTest, LeavesNoAlarmBehind) {
  {
    Connections<FakeConnection> others(scheduler_);
    others.add(std::make_unique<FakeConnection>("x", sweeps_));
    EXPECT_TRUE(scheduler_.next_due_us().has_value());
  }
  EXPECT_FALSE(scheduler_.next_due_us().has_value());
}

}  // namespace
}  // namespace reality
