// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>

#include <atomic>
#include <csignal>
#include <future>
#include <thread>

#include "engine/executor.h"
#include "engine/loop.h"

namespace reality {
namespace {

class ThreadExecutorTest : public ::testing::Test {
 protected:
  SystemClock clock_;
  Loop loop_{clock_};
};

TEST_F(ThreadExecutorTest, WorksElsewhereAndCompletesOnTheLoop) {
  ThreadExecutor executor(loop_, 2, 64);
  const std::thread::id here = std::this_thread::get_id();
  int completed = 0;
  for (int i = 0; i < 50; ++i) {
    const bool taken = executor.submit([&, here]() -> Completion {
      EXPECT_NE(std::this_thread::get_id(), here);
      return [&, here] {
        EXPECT_EQ(std::this_thread::get_id(), here);
        if (++completed == 50) loop_.stop();
      };
    });
    EXPECT_TRUE(taken);
  }
  loop_.run();
  EXPECT_EQ(completed, 50);
}

TEST_F(ThreadExecutorTest, WorkersAreIdlePriorityAndTakeNoSignals) {
  ThreadExecutor executor(loop_, 1, 1);
  int policy = -1;
  bool blocked = false;
  executor.submit([&]() -> Completion {
    sched_param param{};
    pthread_getschedparam(pthread_self(), &policy, &param);
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    blocked = sigismember(&mask, SIGTERM) == 1;
    return [&] { loop_.stop(); };
  });
  loop_.run();
  EXPECT_EQ(policy, SCHED_IDLE);
  EXPECT_TRUE(blocked);
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  EXPECT_EQ(sigismember(&mask, SIGTERM), 0);
}

TEST_F(ThreadExecutorTest, RefusesBeyondTheLimitAndDropsTheRestWhenDestroyed) {
  std::promise<void> started;
  std::promise<void> go_on;
  std::atomic<int> runs = 0;
  bool finished = false;
  auto executor = std::make_unique<ThreadExecutor>(loop_, 1, 2);
  executor->submit([&]() -> Completion {
    started.set_value();
    go_on.get_future().wait();
    finished = true;
    return {};
  });
  started.get_future().wait();
  const Job job = [&]() -> Completion {
    ++runs;
    return {};
  };
  EXPECT_TRUE(executor->submit(job));
  EXPECT_TRUE(executor->submit(job));
  EXPECT_FALSE(executor->submit(job));
  std::thread closer([&] { executor.reset(); });
  go_on.set_value();
  closer.join();
  EXPECT_TRUE(finished);
  EXPECT_LE(runs, 2);
}

}  // namespace
}  // namespace reality
