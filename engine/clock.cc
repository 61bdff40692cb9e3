// SPDX-License-Identifier: MIT
#include "engine/clock.h"

#include <ctime>

namespace reality {
namespace {

int64_t read_us(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace

int64_t SystemClock::mono_us() const {
  return read_us(CLOCK_MONOTONIC);
}

int64_t SystemClock::wall_ms() const {
  return read_us(CLOCK_REALTIME) / 1000;
}

}  // namespace reality
