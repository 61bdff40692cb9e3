// SPDX-License-Identifier: MIT
#include "engine/lua_freeze.h"

#include "engine/lua_bytecode.h"
#include "engine/lua_order.h"
#include "tests/support/lua_run.h"

namespace reality {
namespace {

using Kind = LuaOutcome::Kind;
constexpr const char* kFixed =
    "this table is fixed once its file has run; keep state in properties";

TEST(LuaFreeze, ReturnedTableCannotBeWritten) {
  LuaRun lua;
  const ScriptId script = lua.load("local t = {a = 1}\nt.f = function() t.a = 2 end\nreturn t");
  const LuaOutcome outcome = lua.turn(script, "f");
  EXPECT_EQ(outcome.kind, Kind::fault);
  EXPECT_EQ(outcome.message, std::string("test.lua:2: ") + kFixed);
}

TEST(LuaFreeze, TableInAnUpvalueCannotBeWritten) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local seen = {}\n"
      "return { add = function() seen[#seen + 1] = 1 end, clear = function() seen.x = nil end,"
      " insert = function() table.insert(seen, 1) end, sort = function() table.sort(seen) end,"
      " move = function() table.move({1}, 1, 1, 1, seen) end,"
      " itself = function() table.move(seen, 1, 1, 2) end,"
      " remove = function() table.remove(seen) end }");
  for (const char* name : {"add", "clear", "insert", "sort", "move", "itself", "remove"}) {
    EXPECT_EQ(lua.turn(script, name).message, std::string("test.lua:2: ") + kFixed) << name;
  }
}

TEST(LuaFreeze, NestedTablesAndTablesAsKeysAreFixed) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local key = {1}\n"
      "local deep = { a = { b = { c = {} } }, [key] = true }\n"
      "return { f = function() deep.a.b.c.d = 1 end, g = function() key[1] = 2 end,"
      " h = function() return deep[key] end }");
  EXPECT_EQ(lua.turn(script, "f").kind, Kind::fault);
  EXPECT_EQ(lua.turn(script, "g").kind, Kind::fault);
  EXPECT_TRUE(lua.turn(script, "h").ok());
  EXPECT_EQ(lua.text, "true");  // identity is kept
}

TEST(LuaFreeze, FixedTablesReadAsBefore) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local list = {'x', 'y', 'z', n = 3}\n"
      "return { f = function()\n"
      "  local out = {}\n"
      "  for k, v in pairs(list) do out[#out + 1] = k .. '=' .. v end\n"
      "  for i, v in ipairs(list) do out[#out + 1] = i .. v end\n"
      "  out[#out + 1] = #list .. list[2] .. tostring(list.none) .. next(list)\n"
      "  out[#out + 1] = table.concat(list, '') .. table.unpack(list)\n"
      "  return table.concat(out, ' ')\n"
      "end }");
  ASSERT_TRUE(lua.turn(script, "f").ok());
  EXPECT_EQ(lua.text, "1=x 2=y 3=z n=3 1x 2y 3z 3ynil1 xyzx");
}

TEST(LuaFreeze, ChangedLocalIsFoundAndPutBack) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local count = 0\n"
      "return { add = function() count = count + 1 return count end,"
      " get = function() return count end }");
  EXPECT_TRUE(lua.turn(script, "add").ok());
  ASSERT_FALSE(lua.closed.ok());
  EXPECT_EQ(lua.closed.error(),
            "test.lua: file-level 'count' changed in a handler; keep state in properties");
  lua.turn(script, "get");
  EXPECT_TRUE(lua.closed.ok());
  EXPECT_EQ(lua.text, "0");
}

TEST(LuaFreeze, UndoneTurnPutsLocalsBack) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local mode = nil\n"
      "return { f = function() mode = {} error('broken') end,"
      " get = function() return mode end }");
  lua.machine.begin_turn();
  EXPECT_EQ(lua.call_field(script, "f").kind, Kind::fault);
  lua.machine.undo_turn();
  lua.turn(script, "get");
  EXPECT_EQ(lua.text, "nil");
}

TEST(LuaFreeze, ChangeInANestedCallOfAnotherScriptIsFound) {
  LuaRun lua;
  const ScriptId inner = lua.load("local n = 1\nreturn { f = function() n = 2 end }", "inner.lua");
  const ScriptId outer = lua.load("return { f = function() end }", "outer.lua");
  lua.machine.begin_turn();
  lua.call_field(outer, "f");
  lua.start_field(inner, "f");
  const Status closed = lua.machine.end_turn();
  ASSERT_FALSE(closed.ok());
  EXPECT_NE(closed.error().find("inner.lua"), std::string::npos);
}

TEST(LuaFreeze, SameValueWrittenAgainIsNoChange) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local n, x = 1, 0/0\n"
      "return { same = function() n = 1 x = 0/0 end, kind = function() n = 1.0 end }");
  lua.turn(script, "same");
  EXPECT_TRUE(lua.closed.ok());
  lua.turn(script, "kind");  // 1.0 is shown as "1.0", which a script can observe
  EXPECT_FALSE(lua.closed.ok());
}

TEST(LuaFreeze, TableVariableReplacedIsAChange) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local cache = {}\n"
      "return { f = function() cache = { hit = true } end,"
      " get = function() return cache.hit end }");
  lua.turn(script, "f");
  EXPECT_FALSE(lua.closed.ok());
  lua.turn(script, "get");
  EXPECT_EQ(lua.text, "nil");
}

TEST(LuaFreeze, ClosuresThatShareALocalGoOnSharingIt) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local n = 0\n"
      "local function set(v) n = v end\n"
      "local function get() return n end\n"
      "return { f = function() set(5) return get() end }");
  EXPECT_EQ(lua.machine.info(script).watched.size(), 1U);
  EXPECT_TRUE(lua.turn(script, "f").ok());
  EXPECT_EQ(lua.text, "5");
  EXPECT_FALSE(lua.closed.ok());
}

TEST(LuaFreeze, LocalAssignedOnlyInAnInnerFunctionIsWatched) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local n = 0\n"
      "return { f = function() local function add() local function deep() n = n + 1 end deep() end"
      " add() end }");
  ASSERT_EQ(lua.machine.info(script).watched.size(), 1U);
  EXPECT_EQ(lua.machine.info(script).watched[0].name, "n");
  lua.turn(script, "f");
  EXPECT_FALSE(lua.closed.ok());
}

TEST(LuaFreeze, LocalsOfHandlersAreFree) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local step = 2\n"
      "return { f = function() local sum = 0; local function add() sum = sum + step end"
      " add() add() return sum end }");
  EXPECT_TRUE(lua.machine.info(script).watched.empty());
  EXPECT_TRUE(lua.turn(script, "f").ok());
  EXPECT_EQ(lua.text, "4");
  EXPECT_TRUE(lua.closed.ok());
}

TEST(LuaFreeze, AssigningWhileTheFileRunsIsFree) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local total = 0\n"
      "for i = 1, 10 do total = total + i end\n"
      "return { f = function() return total end }");
  EXPECT_TRUE(lua.machine.info(script).watched.empty());
  lua.turn(script, "f");
  EXPECT_EQ(lua.text, "55");
}

TEST(LuaFreeze, FunctionsInTablesInUpvaluesAreReached) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local hidden = {}\n"
      "local tools = { list = { function(v) hidden.v = v end } }\n"
      "return { f = function() tools.list[1](1) end }");
  EXPECT_EQ(lua.turn(script, "f").kind, Kind::fault);
}

TEST(LuaFreeze, MutuallyRecursiveLocalFunctions) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local odd\n"
      "local function even(n) if n == 0 then return true end return odd(n - 1) end\n"
      "function odd(n) if n == 0 then return false end return even(n - 1) end\n"
      "return { f = function() return even(10) end }");
  EXPECT_TRUE(lua.turn(script, "f").ok());
  EXPECT_EQ(lua.text, "true");
  EXPECT_TRUE(lua.closed.ok());
}

TEST(LuaFreeze, MethodTablesAndCycles) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local M = {}\nM.self = M\n"
      "function M:name() return self.self.label end\nM.label = 'cog'\n"
      "M.f = function() return M:name() end\nreturn M");
  EXPECT_TRUE(lua.turn(script, "f").ok());
  EXPECT_EQ(lua.text, "cog");
}

TEST(LuaFreeze, VeryDeepTables) {
  LuaRun lua;
  const ScriptId script = lua.load(
      "local t = {}\nlocal top = t\nfor i = 1, 20000 do t.n = {} t = t.n end\n"
      "return { f = function() t.n = 1 end, top = top }");
  EXPECT_EQ(lua.turn(script, "f").kind, Kind::fault);
}

TEST(LuaFreeze, IteratorsMayNotBeKept) {
  LuaRun lua;
  EXPECT_NE(lua.load_error("local it = ('a b'):gmatch('%a')\nreturn { f = function() it() end }")
                .find("may not keep an iterator"),
            std::string::npos);
  EXPECT_NE(lua.load_error("local it = pairs({1, 2})\nreturn { it }").find("iterator"),
            std::string::npos);
}

TEST(LuaFreeze, LibrariesAreSharedAndKeepNoState) {
  LuaRun lua;
  ASSERT_TRUE(lua.machine
                  .load_library("list", "lib/list.lua",
                                "local limit = 3\n"
                                "return { size = function(t) return #t + limit end }")
                  .ok());
  EXPECT_EQ(lua.eval("list.size({1, 2})"), "5");
  EXPECT_EQ(lua.eval("(function() list.size = nil end)()"), std::string("test.lua:1: ") + kFixed);
  const auto bad = lua.machine.load_library("bad", "lib/bad.lua",
                                            "local n = 0\nreturn { f = function() n = n + 1 end }");
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.error(),
            "lib/bad.lua:1: a function assigns the file-level 'n'; a library keeps no state");
  EXPECT_EQ(lua.eval("bad"), "test.lua:1: unknown name 'bad'");
}

TEST(LuaFreeze, HostReadsFixedTablesInOrder) {
  LuaRun lua;
  const ScriptId script = lua.load("return { b = 2, a = 1, [2] = 'two', [1] = 'one' }");
  lua_State* L = lua.machine.state();
  lua.machine.push_table(script);
  std::string keys;
  for_each_pair(L, -1, [&keys](lua_State* state) {
    lua_pushvalue(state, -2);
    keys += lua_tostring(state, -1);
    lua_pop(state, 1);
  });
  lua_pop(L, 1);
  EXPECT_EQ(keys, "12ab");
}

std::vector<bool> assigned(LuaRun& lua, const char* source) {
  lua_State* L = lua.machine.state();
  EXPECT_EQ(luaL_loadstring(L, source), LUA_OK);
  EXPECT_EQ(lua_pcall(L, 0, 1, 0), LUA_OK);
  std::vector<bool> answer = assigned_upvalues(L);
  lua_pop(L, 1);
  return answer;
}

TEST(LuaBytecode, TellsAssignedUpvaluesFromRead) {
  LuaRun lua;
  using Bits = std::vector<bool>;
  EXPECT_EQ(assigned(lua, "local a, b = 1, 2 return function() a = b end"), (Bits{true, false}));
  EXPECT_EQ(assigned(lua, "local a, b = 1, 2 return function() return b, a end"),
            (Bits{false, false}));
  EXPECT_EQ(assigned(lua, "local a = {} return function() a.x = 1 end"), (Bits{false}));
  EXPECT_EQ(assigned(lua,
                     "local a, b = 'a string long enough to be a long one in the dump', 1.5\n"
                     "return function() local c = 7.25; return function() c = a; b = c end end"),
            (Bits{false, true}));
  EXPECT_EQ(assigned(lua, "return function() local a; return function() a = 1 end end"), Bits{});
}

}  // namespace
}  // namespace reality
