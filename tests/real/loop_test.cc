// SPDX-License-Identifier: MIT
#include "engine/loop.h"

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <thread>

namespace reality {
namespace {

TEST(LoopTest, MakesPostedCallsInOrderOnItsOwnThread) {
  const SystemClock clock;
  Loop loop(clock);
  const std::thread::id here = std::this_thread::get_id();
  std::string order;
  std::thread poster([&] {
    for (int i = 0; i < 1000; ++i) {
      loop.post([&, i] {
        EXPECT_EQ(std::this_thread::get_id(), here);
        order += std::to_string(i) + " ";
      });
    }
    loop.post([&] { loop.stop(); });
  });
  loop.run();
  poster.join();
  std::string expected;
  for (int i = 0; i < 1000; ++i) expected += std::to_string(i) + " ";
  EXPECT_EQ(order, expected);
}

TEST(LoopTest, StopsAfterTheCurrentEvent) {
  const SystemClock clock;
  Loop loop(clock);
  bool after = false;
  loop.post([&] { loop.stop(); });
  loop.post([&] { after = true; });
  loop.run();
  EXPECT_FALSE(after);
}

TEST(LoopTest, WakesForScheduledCallsAndNeverEarly) {
  const SystemClock clock;
  Loop loop(clock);
  std::string order;
  const int64_t start = clock.mono_us();
  loop.scheduler().after_us(20'000, [&] {
    order += "c";
    loop.stop();
  });
  loop.scheduler().after_us(3'000, [&] {
    EXPECT_GE(clock.mono_us() - start, 3'000);
    order += "b";
  });
  loop.scheduler().after_us(0, [&] { order += "a"; });
  const Alarm cancelled = loop.scheduler().after_us(1'000, [&] { order += "x"; });
  loop.scheduler().after_us(0, [&] { loop.scheduler().cancel(cancelled); });
  loop.run();
  EXPECT_EQ(order, "abc");
  EXPECT_GE(clock.mono_us() - start, 20'000);
}

TEST(LoopTest, ACallThatAlwaysAsksForAnotherDoesNotStarveTheRest) {
  const SystemClock clock;
  Loop loop(clock);
  bool stopped = false;
  std::function<void()> again = [&] {
    if (!stopped) loop.scheduler().after_us(0, again);
  };
  again();
  std::thread poster([&] {
    loop.post([&] {
      stopped = true;
      loop.stop();
    });
  });
  loop.run();
  poster.join();
  EXPECT_TRUE(stopped);
}

TEST(LoopTest, ASignalBecomesACall) {
  const SystemClock clock;
  Loop loop(clock);
  int signals = 0;
  loop.on_signal(SIGUSR1, [&] {
    if (++signals == 2) return loop.stop();
    raise(SIGUSR1);
  });
  loop.post([] { raise(SIGUSR1); });
  loop.run();
  EXPECT_EQ(signals, 2);
}

// A busy wait, for what the loop does itself is what keeps others waiting.
TEST(LoopTest, MeasuresHowLongItsCallsTakeAndNotHowLongItSleeps) {
  const SystemClock clock;
  Loop loop(clock);
  Histogram stalls;
  loop.measure(stalls);
  const auto work = [&clock](int64_t us) {
    const int64_t until = clock.mono_us() + us;
    while (clock.mono_us() < until) {
    }
  };
  loop.post([&] { work(3'000); });
  loop.scheduler().after_us(50'000, [&] { loop.stop(); });
  const int64_t start = clock.mono_us();
  loop.run();
  EXPECT_GE(clock.mono_us() - start, 50'000);
  EXPECT_GE(stalls.count(), 2U);
  EXPECT_GE(stalls.max_us(), 3'000);
  EXPECT_LT(stalls.percentile_us(0), 3'000);
}

}  // namespace
}  // namespace reality
