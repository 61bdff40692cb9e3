// SPDX-License-Identifier: MIT
//
// LuaBudget: what one turn of scripts may use (CPU time or instructions, memory), and how it is
// stopped when that is gone. One lives in each LuaMachine, which owns it. The allocator, the
// watchdog's signal handler, the hook and the metered library functions all write the same `kill`;
// once it is set no script instruction runs until the next turn, whatever the script catches.
// Members that the signal handler touches are volatile; the handler runs on the loop's own thread.
// Tests: tests/engine/lua_hostile_test.cc.
#pragma once

#include <lua.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>

namespace reality {

enum class LuaKill : uint8_t { none, time, memory, instructions };

/// No string inside the machine is longer than this; making one stops the turn ("memory").
inline constexpr size_t kMaxLuaString = size_t{256} << 10U;

struct LuaBudget {
  // Time.
  lua_State* volatile running = nullptr;     ///< the thread that executes now; hooked on expiry
  volatile std::sig_atomic_t kill = 0;       ///< a LuaKill
  volatile std::sig_atomic_t ticking = 0;    ///< 1 inside a turn
  volatile std::sig_atomic_t ticks = 0;      ///< of the watchdog in this turn
  volatile std::sig_atomic_t ticks_max = 0;  ///< the tick after this many ends the turn
  int64_t first_tick_us = 0;                 ///< the thread's CPU time at the turn's first tick
  int64_t tick_us = 0;                       ///< CPU time between two ticks
  bool counted = false;                      ///< a count hook instead of the watchdog
  int64_t steps_left = 0;                    ///< counted only: instructions and library steps

  // Memory. Above `soft` the turn is stopped at the next instruction; above `hard`, or when
  // malloc fails, the allocation itself fails. Host code outside any script call is never refused.
  size_t used = 0;
  size_t soft = 0;
  size_t hard = 0;
  int depth = 0;               ///< protected script calls in progress
  uint64_t allocations = 0;    ///< made inside script calls
  uint64_t fail_at = 0;        ///< tests: the allocation with this number fails, and all after it
  std::array<char, 96> where;  ///< "file:line" of the kill, or ""

  LuaKill killed() const { return static_cast<LuaKill>(kill); }
};

/// lua_Alloc with a LuaBudget as its `ud`.
void* budget_allocate(void* ud, void* block, size_t old_size, size_t new_size);
/// Sets the reason unless there is one, and hooks the running thread. Safe in a signal handler.
void budget_expire(LuaBudget& budget, LuaKill reason);
/// Installs the count hook (counted mode) or none on a thread about to run.
void budget_arm(LuaBudget& budget, lua_State* L);
/// Unwinds with the kill that is set; records where the script stood.
[[noreturn]] void budget_raise(LuaBudget& budget, lua_State* L);

}  // namespace reality
