// SPDX-License-Identifier: MIT
//
// Scripts that mean harm: every one must be stopped, leave the machine in order, and be unable to
// catch the stop. In counted mode, so that nothing hangs on the clock.
#include <string>
#include <vector>

#include "tests/support/lua_run.h"

namespace reality {
namespace {

using Kind = LuaOutcome::Kind;

int refuse(lua_State* L) {
  LuaMachine::raise_signal(L, 1);
}

// hook(f): calls f through the machine; hands a kill on as bindings do, by returning.
int hook(lua_State* L) {
  LuaMachine& machine = LuaMachine::of(L);
  lua_settop(L, 1);
  const LuaOutcome outcome = machine.call(machine.current_script(), 0, 0);
  lua_pushboolean(L, outcome.ok());
  return 1;
}

// spawn(f): the same in a coroutine.
int spawn(lua_State* L) {
  LuaMachine& machine = LuaMachine::of(L);
  lua_settop(L, 1);
  const LuaOutcome outcome = machine.start(machine.current_script(), 0, 0);
  lua_pushboolean(L, outcome.ok());
  return 1;
}

class LuaHostile : public ::testing::Test {
 protected:
  LuaHostile() : quick(few_instructions()) {
    prepare(lua);
    prepare(quick);
  }

  static LuaOptions few_instructions() {
    LuaOptions options = counted_options();
    options.turn_instructions = 300'000;
    return options;
  }

  static void prepare(LuaRun& run) {
    for (const LuaFunction& each :
         {LuaFunction{"refuse", refuse}, {"hook", hook}, {"spawn", spawn}}) {
      lua_pushcfunction(run.machine.state(), each.function);
      run.machine.expose(each.name);
    }
  }

  // Stopped for `reason`, on the main thread and in a coroutine, and the next turn is as ever.
  void expect_killed(const std::string& body, LuaKill reason) {
    for (const bool coroutine : {false, true}) {
      const LuaOutcome outcome = quick.run(body, coroutine);
      EXPECT_EQ(outcome.kind, Kind::killed) << body << "\n" << outcome.message;
      EXPECT_EQ(outcome.kill, reason) << body << "\n" << outcome.message;
      EXPECT_EQ(quick.eval("('next'):upper() .. #table.pack(1, 2)"), "NEXT2") << body;
      EXPECT_EQ(quick.machine.live_coroutines(), 0U);
      quick.machine.collect();
    }
  }

  // Ends by itself, well or with a fault.
  void expect_over(const std::string& body, const std::string& message) {
    for (const bool coroutine : {false, true}) {
      const LuaOutcome outcome = lua.run(body, coroutine);
      EXPECT_EQ(outcome.kind, Kind::fault) << body;
      EXPECT_NE(outcome.message.find(message), std::string::npos) << body << outcome.message;
    }
  }

  LuaRun lua;
  LuaRun quick;
};

TEST_F(LuaHostile, EndlessLoops) {
  for (const char* body :
       {"while true do end", "repeat until false", "for i = 1, math.huge do end",
        "::top:: goto top", "local function f() return f() end f()",
        "while true do pcall(function() while true do end end) end",
        "pcall(pcall, pcall, function() while true do end end) while true do end",
        "while true do pcall(error) end",
        "while true do hook(function() while true do end end) end",
        "while true do spawn(function() while true do end end) end",
        "while true do pcall(spawn, function() pcall(hook, function() while true do end end) end) "
        "end",
        "while true do hook(function() end) end", "while true do spawn(function() end) end",
        "while true do spawn(refuse) end", "while true do hook(refuse) end"}) {
    expect_killed(body, LuaKill::instructions);
  }
}

TEST_F(LuaHostile, EndlessCallbacks) {
  for (const char* body :
       {"table.sort({1, 2, 3}, function() while true do end end)",
        "('x'):gsub('x', function() while true do pcall(function() while true do end end) end end)",
        "while true do table.sort({3, 2, 1}, function(a, b) return a < b end) end",
        "for _ in function() return 1 end do end",
        "for _ in ('x'):rep(1000):gmatch('x') do while true do end end"}) {
    expect_killed(body, LuaKill::instructions);
  }
}

TEST_F(LuaHostile, CheapInstructionsWithDearWork) {
  for (const char* body :
       {"local s = ('x'):rep(200000) while true do utf8.len(s) end",
        "local s = ('x'):rep(200000) while true do s:upper() end",
        "local s = ('x'):rep(200000) while true do s:reverse() end",
        "local s = ('x'):rep(200000) while true do s:find('y', 1, true) end",
        "local s = ('x'):rep(200000) while true do pcall(s.find, s, 'x-y') end",
        "local s = ('1'):rep(200000) while true do tonumber(s) end",
        "while true do ('x'):rep(200000) end",
        "local t = {} for i = 1, 9999 do t[i] = -i end while true do table.sort(t) end",
        "local t = {} for i = 1, 9999 do t[i] = i end while true do table.concat(t) end",
        "local t = {} for i = 1, 9999 do t[i] = i end while true do table.insert(t, 1, "
        "table.remove(t, 1)) end",
        "local t = {} for i = 1, 9999 do t[i] = i end while true do table.unpack(t) end",
        "local t = {} for i = 1, 9999 do t[i] = i end while true do table.move(t, 1, 9999, 2, {}) "
        "end",
        "local t = {} for i = 1, 9999 do t[i] = i end while true do pairs(t) end",
        "local t = {} for i = 1, 9999 do t[i] = i end while true do next(t, 5) end",
        "while true do string.format('%99.99f%99.99f', 1e308, 1e308) end"}) {
    const LuaOutcome outcome = lua.run(body);
    EXPECT_EQ(outcome.kind, Kind::killed) << body << outcome.message;
    lua.machine.collect();
  }
}

TEST_F(LuaHostile, PatternBombs) {
  expect_over("('a'):rep(40):find(('a?'):rep(40) .. ('a'):rep(41))", "pattern too costly");
  expect_over("('a'):rep(3000):find(('.-'):rep(6) .. 'b')", "pattern too costly");
  expect_over("('a'):rep(250000):find('.-b')", "pattern too costly");
  expect_over("('x'):find(('a?'):rep(30000))", "pattern too complex");
  expect_over("('x'):find(('('):rep(30000))", "too many captures");
  expect_over("('x'):find(('['):rep(30000))", "malformed pattern");
}

TEST_F(LuaHostile, MemoryFloods) {
  for (const char* body :
       {"local s = 'x' while true do s = s .. s end",
        "local s = 'x' while true do pcall(function() s = s .. s end) end",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
        "local t = {} while true do t = {t, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}} "
        "end",
        "local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(10000) .. i end",
        "local t = {} for i = 1, 1e9 do pcall(function() t[i] = ('x'):rep(10000) .. i end) end",
        "while true do local t = {} for i = 1, 100000 do t[i] = i end end",
        "local function f() return 1 + f() end f()",
        "local t = {} for i = 1, 1e9 do t[i] = function() return t end end"}) {
    const LuaOutcome outcome = lua.run(body);
    // The stack of C calls may end first.
    const bool overflow = outcome.message.find("stack overflow") != std::string::npos;
    EXPECT_TRUE(outcome.kill == LuaKill::memory || overflow) << body << outcome.message;
    EXPECT_EQ(lua.eval("1"), "1");
    lua.machine.collect();
  }
}

TEST_F(LuaHostile, PcallAllTheWayDown) {
  // Memory, instructions or the C stack: whichever comes first, it ends.
  EXPECT_EQ(lua.run("local function f() while true do pcall(f) end end f()").kind, Kind::killed);
  EXPECT_TRUE(lua.run("local function f() return pcall(f) end f()").kind != Kind::yielded);
  EXPECT_EQ(lua.eval("1"), "1");
}

TEST_F(LuaHostile, TurnsStopBeforeTheyTakeMuch) {
  const size_t before = lua.machine.memory();
  lua.run("local t = {} for i = 1, 1e9 do t[i] = i end");
  EXPECT_LT(lua.machine.memory(), before + (size_t{70} << 20U));
  lua.machine.collect();
  EXPECT_LT(lua.machine.memory(), before + 100'000);
}

TEST_F(LuaHostile, TheWholeMachineIsCapped) {
  LuaOptions options = counted_options();
  options.total_memory = size_t{2} << 20U;
  LuaRun small(options);
  EXPECT_EQ(small.run("local t = {} for i = 1, 1e9 do t[i] = {} end").kill, LuaKill::memory);
  EXPECT_EQ(small.eval("1"), "1");
}

TEST_F(LuaHostile, BombsInLibraryCalls) {
  expect_over("('x'):rep(1e18 // 1 | 0)", "longer than 256 KiB");
  expect_over("('abc'):rep(100000)", "longer than 256 KiB");
  expect_over("('x'):rep(2, ('y'):rep(262144))", "longer than 256 KiB");
  expect_over("local s = ('x'):rep(200000) table.concat({s, s, s})", "longer than 256 KiB");
  expect_over("local s = ('x'):rep(200000) string.format('%s%s', s, s)", "longer than 256 KiB");
  expect_over("table.move({}, 1, math.maxinteger - 1, 2)", "more than 10000 items");
  expect_over("table.move({}, math.mininteger, math.maxinteger, 2)", "more than 10000 items");
  expect_over("table.unpack({}, 1, 1e7 // 1 | 0)", "more than 10000 items");
  expect_over("table.unpack({}, math.mininteger, math.maxinteger)", "more than 10000 items");
  expect_over("table.concat({}, '', 1, math.maxinteger)", "item 1 is nil");
  expect_over("local t = {} for i = 1, 20000 do t[i] = i end table.sort(t)", "more than 10000");
  expect_over("local t = {} for i = 1, 20000 do t[i] = i end table.insert(t, 1, 0)", "more than");
  expect_over("local s = ('x'):rep(20000) return s:byte(1, -1)", "too many bytes");
  expect_over("utf8.codepoint(('x'):rep(262144), 1, -1) error('over')", "");
}

TEST_F(LuaHostile, DeepRecursion) {
  const LuaOutcome sorted = lua.run("local function f() table.sort({1, 2}, f) end f()");
  EXPECT_EQ(sorted.kind, Kind::fault);
  EXPECT_NE(sorted.message.find("stack overflow"), std::string::npos) << sorted.message;
  EXPECT_EQ(lua.run("local function f() ('x'):gsub('x', f) end f()").kind, Kind::fault);
  EXPECT_FALSE(lua.run("local function f() return hook(f) end f()").kind == Kind::killed);
  EXPECT_FALSE(lua.run("local function f() return spawn(f) end f()").kind == Kind::killed);
  EXPECT_EQ(lua.load_error("return " + std::string(1000, '{') + std::string(1000, '}')),
            "test.lua:1: C stack overflow");
  EXPECT_NE(
      lua.load_error("return {" + std::string(5000, '(') + "1" + std::string(5000, ')') + "}"),
      "loaded");
  std::string locals = "local a = 0\n";
  for (int i = 0; i < 300; ++i) locals += "local a" + std::to_string(i) + " = 0\n";
  EXPECT_NE(lua.load_error(locals + "return {}").find("too many local variables"),
            std::string::npos);
}

TEST_F(LuaHostile, EndlessFilesAndFloodsAtLoad) {
  EXPECT_EQ(lua.load_error("local function f() while true do pcall(f) end end f() return {}"),
            "test.lua:1: stopped: it ran too many instructions");
  EXPECT_EQ(lua.load_error("local t = {} for i = 1, 1e9 do t[i] = i end return t"),
            "test.lua:1: stopped: it used too much memory");
  EXPECT_EQ(lua.load_error("local s = 'x' while true do s = s .. s end"),
            "test.lua:1: stopped: it used too much memory");
  EXPECT_EQ(lua.eval("1"), "1");
}

TEST_F(LuaHostile, NothingOfAKilledScriptRunsOn) {
  const ScriptId script = lua.load(
      "local count = 0\n"
      "return { f = function() pcall(function() while true do end end) count = 1 end,"
      " get = function() return count end }");
  lua.machine.begin_turn();
  EXPECT_EQ(lua.call_field(script, "f").kind, Kind::killed);
  EXPECT_EQ(lua.call_field(script, "get").kind, Kind::killed);  // the turn is over
  EXPECT_EQ(lua.start_field(script, "get").kind, Kind::killed);
  EXPECT_TRUE(lua.machine.end_turn().ok());  // nothing had changed
  EXPECT_TRUE(lua.turn(script, "get").ok());
  EXPECT_EQ(lua.text, "0");
}

TEST_F(LuaHostile, KilledInsideNestedCallsUnwindsThemAll) {
  for (const char* body :
       {"hook(function() while true do end end) error('ran on')",
        "spawn(function() while true do end end) error('ran on')",
        "pcall(spawn, function() hook(function() while true do end end) error('b') end) error('c')",
        "return spawn(function() while true do end end)"}) {
    EXPECT_EQ(lua.run(body).kind, Kind::killed) << body;
    EXPECT_EQ(lua.run(body, true).kind, Kind::killed) << body;
  }
}

TEST_F(LuaHostile, NothingLeaksBetweenOwners) {
  const std::vector<std::string> attempts = {"string.upper = nil",
                                             "('').upper = nil",
                                             "table.insert(string, 1)",
                                             "table.sort(math)",
                                             "pairs = nil",
                                             "local p = pairs p.x = 1",
                                             "math.floor.x = 1",
                                             "for k in pairs(string) do string[k] = nil end",
                                             "next(string).x = 1",
                                             "table.move({1}, 1, 1, 1, table)",
                                             "table.remove(table)"};
  for (const std::string& attempt : attempts) {
    const Result<ScriptId> script = lua.machine.load("bad.lua", attempt + "\nreturn {}");
    EXPECT_FALSE(script.ok()) << attempt;
  }
  EXPECT_EQ(lua.eval("('x'):upper() .. math.floor(1.5) .. type(pairs) .. table.concat({1})"),
            "X1function1");
}

TEST_F(LuaHostile, CloseAndFinalizersCannotBeMade) {
  EXPECT_EQ(lua.load_error("local x <close> = {}\nreturn {}").find("test.lua:1: "), 0U);
  expect_over("for _ in function() end, nil, nil, {} do end", "");
}

// Every allocation fails once: at load, in a call, in a coroutine, in the libraries.
TEST_F(LuaHostile, AnyAllocationMayFail) {
  const std::string source =
      "local words = {'a', 'b', n = {1, 2}}\n"
      "local n = 0\n"
      "return { f = function()\n"
      "  local t = {}\n"
      "  for k, v in pairs(words) do t[#t + 1] = tostring(k) .. tostring(v) end\n"
      "  for w in ('one two three'):gmatch('(%a+)') do t[#t + 1] = w:upper():rep(3, '-') end\n"
      "  table.sort(t, function(a, b) return a > b end)\n"
      "  pcall(error, {})\n"
      "  spawn(function() t[#t + 1] = string.format('%5d %s', 3, {}) end)\n"
      "  return (table.concat(t, ' '):gsub('%a', function(c) return c .. c end))\n"
      "end, g = function() n = 1 end }";
  uint64_t failures = 0;
  for (uint64_t n = 1; n < 3000; ++n) {
    lua.machine.fail_allocation(n);
    const Result<ScriptId> script = lua.machine.load("fail.lua", source);
    if (!script) {
      lua.machine.fail_allocation(0);
      EXPECT_NE(script.error().find("too much memory"), std::string::npos) << script.error();
      ++failures;
      continue;
    }
    lua.machine.fail_allocation(0);
    lua.machine.begin_turn();
    lua.machine.fail_allocation(failures == 0 ? 1 : n - failures);
    const LuaOutcome outcome =
        n % 2 == 0 ? lua.call_field(*script, "f") : lua.start_field(*script, "f");
    lua.machine.fail_allocation(0);
    EXPECT_TRUE(lua.machine.end_turn().ok());
    lua.machine.discard(*script);
    if (outcome.ok()) break;
    EXPECT_EQ(outcome.kill, LuaKill::memory) << outcome.message;
  }
  EXPECT_GT(failures, 20U);
  EXPECT_EQ(lua.eval("1"), "1");
}

}  // namespace
}  // namespace reality
