// SPDX-License-Identifier: MIT
#include "engine/lua_machine.h"

#include <algorithm>
#include <vector>

#include "engine/lua_handle.h"
#include "tests/support/lua_run.h"

namespace reality {
namespace {

using Kind = LuaOutcome::Kind;
constexpr int kRefused = 7;

int refuse(lua_State* L) {
  LuaMachine::raise_signal(L, kRefused);
}

int wait_done(lua_State* L, int /*status*/, lua_KContext /*context*/) {
  return lua_gettop(L);
}

// wait(...): yields its arguments and returns what the machine is resumed with.
int wait(lua_State* L) {
  LuaMachine::check_may_yield(L);
  return lua_yieldk(L, lua_gettop(L), 0, wait_done);
}

// again(f): calls f through the machine, as the world calls hooks from inside a binding.
int again(lua_State* L) {
  LuaMachine& machine = LuaMachine::of(L);
  lua_settop(L, 1);
  const LuaOutcome outcome = machine.call(machine.current_script(), 0, 0);
  lua_pushstring(L, outcome.ok() ? "ok" : outcome.message.c_str());
  if (outcome.kind == Kind::signalled) lua_pushinteger(L, outcome.code);
  return 1;
}

// What a binding must not do, but a library beneath it might.
int throw_foreign(lua_State* /*unused*/) {
  throw 5;
}

class LuaMachineTest : public ::testing::Test {
 protected:
  LuaMachineTest() {
    expose("refuse", refuse);
    expose("wait", wait);
    expose("again", again);
    expose("throw_foreign", throw_foreign);
  }
  void expose(const char* name, lua_CFunction function) {
    lua_pushcfunction(lua.machine.state(), function);
    lua.machine.expose(name);
  }
  LuaOutcome resume(CoroutineId coroutine, int value) {
    lua.machine.begin_turn();
    lua_pushinteger(lua.machine.state(), value);
    LuaOutcome outcome = lua.machine.resume(coroutine, 1, 0);
    lua.closed = lua.machine.end_turn();
    return outcome;
  }
  LuaRun lua;
};

TEST_F(LuaMachineTest, LoadErrorsNameFileAndLine) {
  EXPECT_EQ(lua.load_error("return {\n  a = = 1 }", "verbs/put.lua"),
            "verbs/put.lua:2: unexpected symbol near '='");
  EXPECT_EQ(lua.load_error("local x = 1\nerror('no')", "a.lua"), "a.lua:2: no");
  EXPECT_EQ(lua.load_error("return 5", "a.lua"), "a.lua:1: the file must return one table");
  EXPECT_EQ(lua.load_error("return {}, {}", "a.lua"), "a.lua:1: the file must return one table");
  EXPECT_EQ(lua.load_error("error({})", "a.lua"), "a.lua:1: the error is a table");
  EXPECT_EQ(lua.load_error("\n\nlocal _ENV = {}\nreturn {}", "a.lua"),
            "a.lua:3: _ENV is not for scripts");
  EXPECT_EQ(lua.load_error("refuse()", "a.lua"),
            "a.lua:1: nothing can be refused or declined while the file loads");
  EXPECT_EQ(lua.load_error("while true do end", "a.lua"),
            "a.lua:1: stopped: it ran too many instructions");
  EXPECT_EQ(lua.load_error("return { my_ENV = 1, _ENVY = 2 }"), "loaded");
}

TEST_F(LuaMachineTest, OnlyTextUpTo64KiB) {
  lua_State* L = lua.machine.state();
  ASSERT_EQ(luaL_loadstring(L, "return {}"), LUA_OK);
  std::string binary;
  lua_dump(
      L,
      [](lua_State*, const void* bytes, size_t size, void* out) {
        static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
        return 0;
      },
      &binary, 1);
  lua_pop(L, 1);
  EXPECT_NE(lua.load_error(binary).find("attempt to load a binary chunk"), std::string::npos);
  const std::string filler(65536 - 9, ' ');
  EXPECT_EQ(lua.load_error("return {}" + filler), "loaded");
  EXPECT_EQ(lua.load_error("return {} " + filler), "test.lua:1: the file is larger than 64 KiB");
}

TEST_F(LuaMachineTest, GlobalsAreFixed) {
  EXPECT_EQ(lua.load_error("count = 1\nreturn {}"),
            "test.lua:1: assignment to global 'count': say local count");
  EXPECT_EQ(lua.load_error("wait = 1\nreturn {}"),
            "test.lua:1: assignment to global 'wait': say local wait");
  EXPECT_EQ(lua.load_error("return { f = wiat }"),
            "test.lua:1: unknown name 'wiat'; did you mean 'wait'?");
  EXPECT_EQ(lua.load_error("return { f = zzzzzzzzz }"), "test.lua:1: unknown name 'zzzzzzzzz'");
}

TEST_F(LuaMachineTest, CallTakesArgumentsAndGivesResults) {
  const ScriptId script = lua.load("return { f = function(a, b) return a + b, a * b end }");
  lua_State* L = lua.machine.state();
  const int top = lua_gettop(L);
  lua.machine.begin_turn();
  lua.push_field(script, "f");
  lua_pushinteger(L, 3);
  lua_pushinteger(L, 4);
  ASSERT_TRUE(lua.machine.call(script, 2, 2).ok());
  EXPECT_EQ(lua_tointeger(L, -2), 7);
  EXPECT_EQ(lua_tointeger(L, -1), 12);
  lua_pop(L, 2);
  lua.push_field(script, "f");
  lua_pushinteger(L, 3);
  lua_pushinteger(L, 4);
  ASSERT_TRUE(lua.machine.start(script, 2, 3).ok());
  EXPECT_EQ(lua_tointeger(L, -3), 7);
  EXPECT_TRUE(lua_isnil(L, -1));
  lua_pop(L, 3);
  EXPECT_TRUE(lua.machine.end_turn().ok());
  EXPECT_EQ(lua_gettop(L), top);
}

TEST_F(LuaMachineTest, FaultsCarryPlaceAndTraceback) {
  const ScriptId script = lua.load(
      "local function inner() error('the lid is stuck') end\n"
      "return { f = function() inner() end }",
      "lid.lua");
  for (const bool coroutine : {false, true}) {
    lua.machine.begin_turn();
    const LuaOutcome outcome =
        coroutine ? lua.start_field(script, "f") : lua.call_field(script, "f");
    lua.machine.undo_turn();
    EXPECT_EQ(outcome.kind, Kind::fault);
    EXPECT_EQ(outcome.message, "lid.lua:1: the lid is stuck");
    EXPECT_EQ(outcome.traceback,
              "server: in error\nlid.lua:1: in inner\nlid.lua:2: in the function at line 2");
  }
}

TEST_F(LuaMachineTest, LongTracebacksLoseTheirMiddle) {
  const LuaOutcome outcome = lua.run(
      "local function down(n) if n == 0 then error('x') end down(n - 1) return 1 end "
      "down(100)");
  EXPECT_EQ(std::count(outcome.traceback.begin(), outcome.traceback.end(), '\n'), 19);
  EXPECT_NE(outcome.traceback.find("more\n"), std::string::npos);
  EXPECT_EQ(outcome.traceback.find("0x"), std::string::npos);
}

TEST_F(LuaMachineTest, ErrorObjectsAreNamedNotShown) {
  EXPECT_EQ(lua.run("error({})").message, "test.lua:1: the error is a table");
  EXPECT_EQ(lua.run("error()").message, "test.lua:1: the error is nil");
  EXPECT_EQ(lua.run("error(print_nothing)").kind, Kind::fault);
  EXPECT_EQ(lua.run("error(12)").message, "test.lua:1: 12");
  EXPECT_EQ(lua.run("error(function() end)", true).message, "test.lua:1: the error is a function");
}

TEST_F(LuaMachineTest, ForeignExceptionsAreFaults) {
  for (const bool coroutine : {false, true}) {
    const LuaOutcome outcome = lua.run("throw_foreign()", coroutine);
    EXPECT_EQ(outcome.kind, Kind::fault);
    EXPECT_NE(outcome.message.find("an exception passed through a binding"), std::string::npos);
    EXPECT_TRUE(lua.run("return 1", coroutine).ok());
  }
}

TEST_F(LuaMachineTest, SignalsPassPcall) {
  for (const bool coroutine : {false, true}) {
    const LuaOutcome outcome =
        lua.run("pcall(function() pcall(refuse) end) pcall(refuse) error('ran on')", coroutine);
    EXPECT_EQ(outcome.kind, Kind::signalled);
    EXPECT_EQ(outcome.code, kRefused);
  }
  EXPECT_TRUE(lua.run("return 1").ok());  // nothing of the signal is left
}

TEST_F(LuaMachineTest, SignalEndsTheInnermostCallOnly) {
  EXPECT_EQ(lua.eval("again(refuse)"), "7");
  EXPECT_EQ(lua.eval("again(function() error('inside') end)"), "test.lua:1: inside");
}

TEST_F(LuaMachineTest, YieldAndResume) {
  const ScriptId script =
      lua.load("return { f = function() local a = wait('first') return a + wait(a) end }");
  lua.machine.begin_turn();
  LuaOutcome outcome = lua.start_field(script, "f");
  EXPECT_TRUE(lua.machine.end_turn().ok());
  ASSERT_EQ(outcome.kind, Kind::yielded);
  EXPECT_EQ(lua.text, "first");
  EXPECT_EQ(lua.machine.live_coroutines(), 1U);
  const CoroutineId coroutine = outcome.coroutine;
  EXPECT_EQ(resume(coroutine, 5).kind, Kind::yielded);
  EXPECT_TRUE(resume(coroutine, 6).ok());
  EXPECT_EQ(lua.machine.live_coroutines(), 0U);
}

TEST_F(LuaMachineTest, YieldInsidePcall) {
  const ScriptId script = lua.load(
      "return { f = function() local ok, why = pcall(function() wait() error('late') end)\n"
      "  assert(not ok and why == 'test.lua:1: late')\n"
      "  pcall(function() wait() refuse() end) error('ran on') end }");
  lua.machine.begin_turn();
  const CoroutineId coroutine = lua.start_field(script, "f").coroutine;
  EXPECT_TRUE(lua.machine.end_turn().ok());
  EXPECT_EQ(resume(coroutine, 0).kind, Kind::yielded);
  EXPECT_EQ(resume(coroutine, 0).kind, Kind::signalled);
}

TEST_F(LuaMachineTest, HooksMayNotWait) {
  EXPECT_EQ(lua.run("wait()").message, "test.lua:1: hooks may not wait");
  EXPECT_EQ(lua.run("return again(wait)", true).kind, Kind::ok);
  EXPECT_EQ(lua.text, "test.lua:1: hooks may not wait");
  const LuaOutcome sorted = lua.run("table.sort({1, 2, 3}, function() wait() end)", true);
  EXPECT_EQ(sorted.message, "test.lua:1: hooks may not wait");
}

TEST_F(LuaMachineTest, LiveCoroutinesAreCapped) {
  LuaOptions options = counted_options();
  options.coroutines = 3;
  LuaRun few(options);
  lua_pushcfunction(few.machine.state(), wait);
  few.machine.expose("wait");
  const ScriptId script = few.load("return { f = function() wait() end }");
  few.machine.begin_turn();
  std::vector<CoroutineId> asleep;
  for (int i = 0; i < 3; ++i) asleep.push_back(few.start_field(script, "f").coroutine);
  const LuaOutcome refused = few.start_field(script, "f");
  EXPECT_EQ(refused.kind, Kind::crowded);
  EXPECT_EQ(refused.message, "3 scripts are waiting already; try again later");
  few.machine.drop(asleep[1]);
  EXPECT_EQ(few.start_field(script, "f").kind, Kind::yielded);
  EXPECT_TRUE(few.machine.end_turn().ok());
}

TEST_F(LuaMachineTest, ThreadsAreUsedAgain) {
  const auto run_many = [this] {
    for (int i = 0; i < 1000; ++i) {
      lua.run("return 1", true);
      lua.run("refuse()", true);
      lua.run("error('x')", true);
    }
    lua.machine.collect();
    return lua.machine.memory();
  };
  const size_t before = run_many();
  EXPECT_LT(run_many(), before + 10'000);
}

TEST_F(LuaMachineTest, RefsKeepHandlersOfDiscardedScripts) {
  const ScriptId script = lua.load("return { f = function() return 'kept' end }");
  lua.push_field(script, "f");
  LuaRef ref = lua.machine.take_ref(script);
  lua.machine.discard(script);
  lua.machine.collect();
  EXPECT_FALSE(lua.machine.info(script).loaded);
  LuaRef moved = std::move(ref);
  lua.machine.begin_turn();
  moved.push();
  EXPECT_TRUE(lua.machine.call(moved.script(), 0, 1).ok());
  EXPECT_STREQ(lua_tostring(lua.machine.state(), -1), "kept");
  lua_pop(lua.machine.state(), 1);
  EXPECT_TRUE(lua.machine.end_turn().ok());
}

TEST_F(LuaMachineTest, CollectingFreesGarbageBetweenTurns) {
  lua.machine.collect();
  const size_t before = lua.machine.memory();
  for (int i = 0; i < 10; ++i) {
    lua.run("local t = {} for i = 1, 20000 do t[i] = {} end");
    while (lua.machine.collect_step(200)) {
    }
  }
  EXPECT_LT(lua.machine.memory(), before + (size_t{12} << 20U));
  lua.machine.collect();
  EXPECT_LT(lua.machine.memory(), before + 100'000);
}

TEST_F(LuaMachineTest, RunsRepeatExactly) {
  std::vector<std::string> seen;
  for (int i = 0; i < 2; ++i) {
    LuaRun run;
    std::string all;
    for (int limit = 0; limit < 5; ++limit) {
      run.run("local n = 0 while true do n = n + 1 if n % 100 == 0 then math.random(6) end end");
      all += std::to_string(run.rng.next()) + " ";
    }
    seen.push_back(all);
  }
  EXPECT_EQ(seen[0], seen[1]);
}

int name_cog(lua_State* L) {
  lua_pushstring(L, "the cog");
  return 1;
}

constexpr uint32_t kThing = 1;
constexpr uint32_t kPlace = 2;

TEST_F(LuaMachineTest, HandlesKeepTheirIdentity) {
  lua_State* L = lua.machine.state();
  register_handle_kind(L, kThing, "thing");
  lua_pop(L, 1);
  register_handle_kind(L, kPlace, "item");
  lua_pushcfunction(L, name_cog);
  lua_setfield(L, -2, "__tostring");
  lua_pop(L, 1);
  const ScriptId script = lua.load(
      "return { f = function(a, b, c, d) local t = {[a] = 'found'}\n"
      "  return (a == b and t[b] or 'lost') .. tostring(a == c) .. tostring(a) .. tostring(d)"
      " end }");
  lua.machine.begin_turn();
  lua.push_field(script, "f");
  push_handle(L, kThing, 42);
  push_handle(L, kThing, 42);
  push_handle(L, kThing, 43);
  push_handle(L, kPlace, 42);
  EXPECT_EQ(to_handle(L, -1, kPlace), 42U);
  EXPECT_EQ(to_handle(L, -1, kThing), std::nullopt);
  EXPECT_EQ(to_handle(L, -5, kThing), std::nullopt);
  EXPECT_EQ(describe_type(L, -1), "an item");
  ASSERT_TRUE(lua.machine.call(script, 4, 1).ok());
  EXPECT_STREQ(lua_tostring(L, -1), "foundfalsethingthe cog");
  lua_pop(L, 1);
  EXPECT_TRUE(lua.machine.end_turn().ok());
}

TEST_F(LuaMachineTest, HandlesAreCollectedWhenNobodyHoldsThem) {
  lua_State* L = lua.machine.state();
  register_handle_kind(L, kThing, "thing");
  lua_pop(L, 1);
  lua.machine.collect();
  const size_t before = lua.machine.memory();
  for (uint64_t key = 1; key <= 10'000; ++key) {
    push_handle(L, kThing, key);
    lua_pop(L, 1);
  }
  lua.machine.collect();
  push_handle(L, kThing, 1);  // lets the cache shrink
  lua_pop(L, 1);
  lua.machine.collect();
  EXPECT_LT(lua.machine.memory(), before + 600'000);
}

}  // namespace
}  // namespace reality
