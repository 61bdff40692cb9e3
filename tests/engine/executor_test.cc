// SPDX-License-Identifier: MIT
#include "engine/executor.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

TEST(StepExecutorTest, RunsJobsAndCompletionsInOrderWhenTold) {
  StepExecutor executor;
  std::string order;
  for (const std::string name : {"a", "b"}) {
    executor.submit([&order, name] {
      order += name;
      return [&order, name] { order += "+" + name; };
    });
  }
  EXPECT_EQ(order, "");
  EXPECT_TRUE(executor.step());
  EXPECT_EQ(order, "a+ab+b");
  EXPECT_FALSE(executor.step());
}

TEST(StepExecutorTest, RefusesWhatIsBeyondTheLimit) {
  StepExecutor executor(1);
  int runs = 0;
  const Job job = [&runs] {
    ++runs;
    return Completion();
  };
  EXPECT_TRUE(executor.submit(job));
  EXPECT_FALSE(executor.submit(job));
  executor.step();
  EXPECT_EQ(runs, 1);
  EXPECT_TRUE(executor.submit(job));
}

TEST(StepExecutorTest, WhatACompletionSubmitsWaitsForTheNextStep) {
  StepExecutor executor;
  int runs = 0;
  const Job second = [&runs] {
    ++runs;
    return Completion();
  };
  executor.submit([&] { return [&] { executor.submit(second); }; });
  EXPECT_TRUE(executor.step());
  EXPECT_EQ(runs, 0);
  EXPECT_TRUE(executor.step());
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace reality
