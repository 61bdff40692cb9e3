// SPDX-License-Identifier: MIT
#include "engine/executor.h"

#include <utility>

namespace reality {

bool StepExecutor::submit(Job job) {
  if (jobs_.size() >= limit_) return false;
  jobs_.push_back(std::move(job));
  return true;
}

bool StepExecutor::step() {
  // Jobs that the completions submit wait for the next step, so that a step always ends.
  const size_t count = jobs_.size();
  for (size_t i = 0; i < count; ++i) {
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    if (const Completion completion = job()) completion();
  }
  return count > 0;
}

}  // namespace reality
