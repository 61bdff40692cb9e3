// SPDX-License-Identifier: MIT
//
// LuaWatchdog: ends turns that use too much CPU time. One timer on the CPU clock of the thread that
// made it, armed once, delivered to that same thread as a signal (SIGRTMIN): it costs no system
// call per turn and never wakes an idle process, whose CPU clock stands still. The handler counts
// ticks in the LuaBudget and, when a turn has had its share, hooks the running Lua thread, the one
// thing that Lua allows a signal handler to do. Owned by LuaMachine; the budget must outlive it.
// Tests: tests/real/lua_watchdog_test.cc.
#pragma once

#include <csignal>
#include <cstdint>
#include <ctime>

#include "engine/lua_budget.h"

namespace reality {

class LuaWatchdog {
 public:
  /// A tick each `tick_us` of CPU time. Without timers (no more of them in the system) ok() is
  /// false and nothing is ever stopped.
  LuaWatchdog(LuaBudget& budget, int64_t tick_us);
  ~LuaWatchdog();
  LuaWatchdog(const LuaWatchdog&) = delete;
  LuaWatchdog& operator=(const LuaWatchdog&) = delete;
  bool ok() const { return armed_; }

 private:
  timer_t timer_{};
  bool made_ = false;
  bool armed_ = false;
};

/// CPU time of the calling thread. A system call; not for each turn.
int64_t thread_cpu_us();

}  // namespace reality
