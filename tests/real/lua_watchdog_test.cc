// SPDX-License-Identifier: MIT
//
// The CPU-clock watchdog, against the real clock. Says that scripts are stopped, not how fast.
#include "engine/lua_watchdog.h"

#include <csignal>

#include "tests/support/lua_run.h"

namespace reality {
namespace {

using Kind = LuaOutcome::Kind;

LuaOptions timed_options() {
  LuaOptions options;
  options.counted = false;
  return options;
}

constexpr const char* kEndless[] = {
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "local function f() return pcall(f) end while true do f() end",
    "local s, p = ('a'):rep(50), ('a?'):rep(50) .. 'b' while true do pcall(s.find, s, p) end",
    "local s = ('a'):rep(200000) while true do pcall(string.find, s, '.-.-.-b') end",
    "local t = {} for i = 1, 9000 do t[i] = i % 7 end while true do table.sort(t) end",
    "while true do table.concat({'a', 'b'}) end",
    "local s = ('x'):rep(200000) while true do local a = s .. 'a' < s .. 'b' end",
    "local s = ('x'):rep(200000) while true do utf8.len(s) end",
    "local t = {} for i = 1, 5000 do t[i] = i end while true do for k in pairs(t) do end end",
    "while true do (('x'):rep(10)):gsub('x', function() pcall(error) end) end",
};

TEST(LuaWatchdog, StopsEveryEndlessScript) {
  for (const char* body : kEndless) {
    for (const bool coroutine : {false, true}) {
      LuaRun lua(timed_options());
      const int64_t before = thread_cpu_us();
      const LuaOutcome outcome = lua.run(body, coroutine);
      EXPECT_EQ(outcome.kind, Kind::killed) << body;
      EXPECT_LT(thread_cpu_us() - before, 5'000'000) << body;
      EXPECT_EQ(lua.eval("1 + 1"), "2") << "the next turn runs: " << body;
    }
  }
}

TEST(LuaWatchdog, SaysWhereAndWhy) {
  LuaRun lua(timed_options());
  EXPECT_TRUE(lua.machine.guarded());
  const LuaOutcome outcome = lua.run("\nwhile true do end");
  EXPECT_EQ(outcome.kill, LuaKill::time);
  EXPECT_EQ(outcome.message, "test.lua:2: stopped: it took too long");
  EXPECT_EQ(outcome.traceback, "test.lua:2: in the function at line 1");
}

TEST(LuaWatchdog, WorkBetweenTurnsCountsForNone) {
  LuaRun lua(timed_options());
  const int64_t until = thread_cpu_us() + 100'000;
  while (thread_cpu_us() < until) {
  }
  EXPECT_EQ(lua.eval("1 + 1"), "2");
}

// One signal stands for all the ticks of a busy time before the turn, and comes within it.
TEST(LuaWatchdog, TicksThatCameLateCountForNone) {
  LuaRun lua(timed_options());
  const ScriptId script = lua.load("return { f = function() return 1 end }");
  sigset_t ticks;
  sigemptyset(&ticks);
  sigaddset(&ticks, SIGRTMIN);
  pthread_sigmask(SIG_BLOCK, &ticks, nullptr);
  const int64_t until = thread_cpu_us() + 100'000;
  while (thread_cpu_us() < until) {
  }
  lua.machine.begin_turn();
  pthread_sigmask(SIG_UNBLOCK, &ticks, nullptr);
  EXPECT_GE(lua.machine.turn_ticks(), 1) << "the signal did come";
  EXPECT_TRUE(lua.call_field(script, "f").ok());
  EXPECT_TRUE(lua.machine.end_turn().ok());
}

TEST(LuaWatchdog, HostWorkInATurnIsTheTurns) {
  LuaRun lua(timed_options());
  const ScriptId script = lua.load("return { f = function() return 1 end }");
  lua.machine.begin_turn();
  const int64_t until = thread_cpu_us() + 100'000;
  while (thread_cpu_us() < until) {
  }
  EXPECT_GT(lua.machine.turn_ticks(), 2);
  EXPECT_EQ(lua.call_field(script, "f").kind, Kind::killed);
  lua.machine.undo_turn();
  EXPECT_TRUE(lua.turn(script, "f").ok());
}

TEST(LuaWatchdog, BulkTurnsGetMore) {
  LuaRun lua(timed_options());
  const ScriptId script = lua.load("return { f = function() return 1 end }");
  lua.machine.begin_turn(1000);
  const int64_t until = thread_cpu_us() + 100'000;
  while (thread_cpu_us() < until) {
  }
  EXPECT_TRUE(lua.call_field(script, "f").ok());
  EXPECT_TRUE(lua.machine.end_turn().ok());
}

}  // namespace
}  // namespace reality
