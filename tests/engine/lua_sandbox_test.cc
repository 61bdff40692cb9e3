// SPDX-License-Identifier: MIT
#include "engine/lua_sandbox.h"

#include <stdexcept>

#include "tests/support/lua_run.h"

namespace reality {
namespace {

using Kind = LuaOutcome::Kind;

class LuaSandbox : public ::testing::Test {
 protected:
  // The part of a fault after "test.lua:1: ".
  std::string fault(const std::string& expression) {
    const LuaOutcome outcome = lua.run("return " + expression);
    EXPECT_EQ(outcome.kind, Kind::fault) << expression << " gave " << lua.text;
    const std::string place = "test.lua:1: ";
    EXPECT_EQ(outcome.message.rfind(place, 0), 0U) << outcome.message;
    return outcome.message.substr(std::min(place.size(), outcome.message.size()));
  }
  LuaRun lua;
};

TEST_F(LuaSandbox, NothingThatReachesOutside) {
  for (const char* name :
       {"io",       "os",      "debug",        "load",           "loadstring", "loadfile",
        "dofile",   "require", "package",      "collectgarbage", "rawset",     "rawget",
        "rawequal", "rawlen",  "setmetatable", "getmetatable",   "coroutine",  "xpcall",
        "print",    "warn",    "_G",           "_VERSION"}) {
    EXPECT_EQ(fault(name).rfind(std::string("unknown name '") + name + "'", 0), 0U) << name;
  }
  for (const char* field : {"math.randomseed", "string.dump", "string.pack", "string.unpack"}) {
    EXPECT_EQ(lua.eval(field), "nil") << field;
  }
}

TEST_F(LuaSandbox, LibrariesCannotBeChanged) {
  EXPECT_EQ(fault("(function() string.upper = nil end)()"), "the library is read-only");
  EXPECT_EQ(fault("(function() math.pi = 3 end)()"), "the library is read-only");
  EXPECT_EQ(fault("table.insert(utf8, 1)"), "the library is read-only");
  EXPECT_EQ(lua.run("local s = 'x' s.upper = 1").kind, Kind::fault);
  EXPECT_EQ(lua.eval("('x'):upper()"), "X");
}

TEST_F(LuaSandbox, TextNeverShowsAddresses) {
  EXPECT_EQ(lua.eval("tostring({}) .. tostring(pairs) .. tostring(function() end)"),
            "tablefunctionfunction");
  EXPECT_EQ(lua.eval("string.format('%s %s', {}, nil)"), "table nil");
  EXPECT_EQ(fault("string.format('%p', {})"), "string.format: there is no conversion '%p'");
  EXPECT_EQ(lua.eval("tostring(12) .. tostring(1.5) .. tostring(true) .. tostring(nil)"),
            "121.5truenil");
}

TEST_F(LuaSandbox, PairsGoesInOrder) {
  EXPECT_EQ(lua.eval("(function() local out = ''\n"
                     "local t = {z = 1, a = 1, [false] = 1, [true] = 1, [2] = 1, [-1] = 1,"
                     " [1.5] = 1, ['10'] = 1, ['9'] = 1, [2^53] = 1, aa = 1, [''] = 1}\n"
                     "for k in pairs(t) do out = out .. tostring(k) .. ' ' end\n"
                     "return out end)()"),
            "-1 1.5 2 9007199254740992  10 9 a aa z false true ");
  EXPECT_EQ(fault("pairs({[{}] = 1})"),
            "the keys of this table have no order: a table is among them");
  EXPECT_EQ(fault("pairs(nil)"), "pairs: argument 1 (table) must be a table, not nil");
}

TEST_F(LuaSandbox, PairsBearsChangesOnTheWay) {
  EXPECT_EQ(lua.eval("(function() local t, out = {a = 1, b = 2, c = 3}, ''\n"
                     "for k, v in pairs(t) do out = out .. k .. v t.b = nil t.d = 4 t.c = 5 end\n"
                     "return out end)()"),
            "a1c5");
}

TEST_F(LuaSandbox, NextGoesInOrder) {
  EXPECT_EQ(lua.eval("(function() local t, out = {x = 1, [3] = 2, [1] = 3, b = 4}, ''\n"
                     "local k, v = next(t)\n"
                     "while k do out = out .. k .. v .. ' ' k, v = next(t, k) end\n"
                     "return out end)()"),
            "13 32 b4 x1 ");
  EXPECT_EQ(lua.eval("next({})"), "nil");
}

TEST_F(LuaSandbox, PcallCatchesFaults) {
  EXPECT_EQ(lua.eval("select('#', pcall(function() return 1, 2 end))"), "3");
  EXPECT_EQ(lua.eval("select(2, pcall(error, 'x'))"), "x");
  EXPECT_EQ(lua.eval("type(select(2, pcall(error, {})))"), "table");
  EXPECT_EQ(lua.eval("select(2, pcall(function() local x = nil; return x.y end))"),
            "test.lua:1: attempt to index a nil value (local 'x')");
  EXPECT_EQ(lua.eval("pcall(5)"), "false");
}

TEST_F(LuaSandbox, RandomComesFromTheSeed) {
  Rng same(1);
  const double first = same.unit();
  EXPECT_EQ(lua.eval("math.random() == " + std::to_string(first) + " or math.random() >= 0"),
            "true");
  EXPECT_EQ(lua.eval("math.random(3, 3)"), "3");
  EXPECT_EQ(lua.eval("(function() for i = 1, 200 do local n = math.random(6)\n"
                     "if n < 1 or n > 6 or math.type(n) ~= 'integer' then return n end end\n"
                     "return 'fair' end)()"),
            "fair");
  EXPECT_EQ(lua.eval("math.type(math.random(math.mininteger, math.maxinteger))"), "integer");
  EXPECT_EQ(fault("math.random(0)"), "math.random: nothing lies between 1 and 0");
}

TEST_F(LuaSandbox, StringBasics) {
  EXPECT_EQ(lua.eval("('hello'):sub(2, -2)"), "ell");
  EXPECT_EQ(lua.eval("('hello'):sub(-100, 2) .. ('hello'):sub(4, 100) .. ('hello'):sub(3, 2)"),
            "helo");
  EXPECT_EQ(lua.eval("('x'):sub(math.mininteger, math.maxinteger)"), "x");
  EXPECT_EQ(lua.eval("('AbZ'):lower() .. ('AbZ'):upper() .. ('abc'):reverse()"), "abzABZcba");
  EXPECT_EQ(lua.eval("('ab'):rep(3, '-') .. ('x'):rep(0) .. ('x'):rep(-5)"), "ab-ab-ab");
  EXPECT_EQ(lua.eval("('').rep('', math.maxinteger)"), "");
  EXPECT_EQ(lua.eval("select('#', ('abc'):byte(1, -1)) .. string.char(72, 105)"), "3Hi");
  EXPECT_EQ(lua.eval("(12):type()").find("test.lua:1: "), 0U);
  EXPECT_EQ(lua.eval("#string.rep('a', 262144)"), "262144");
  EXPECT_EQ(fault("('x'):rep(300000)"), "string.rep: the result would be longer than 256 KiB");
  EXPECT_EQ(fault("('x'):rep(1 << 62)"), "string.rep: the result would be longer than 256 KiB");
  EXPECT_EQ(fault("string.char(256)"),
            "string.char: argument 1 (byte) must lie between 0 and 255, not 256");
}

TEST_F(LuaSandbox, Format) {
  EXPECT_EQ(lua.eval("string.format('%5d|%-5d|%05d|%+d|%x|%X|%o', 42, 42, 42, 42, 255, 255, 8)"),
            "   42|42   |00042|+42|ff|FF|10");
  EXPECT_EQ(lua.eval("string.format('%.2f|%8.3f|%g|%e|%a', 1.005, 2.5, 1e20, 12.5, 1)"),
            "1.00|   2.500|1e+20|1.250000e+01|0x1p+0");
  EXPECT_EQ(lua.eval("string.format('%s|%5s|%-5s|%.2s|%c|%%', 'ab', 'ab', 'ab', 'abc', 65)"),
            "ab|   ab|ab   |ab|A|%");
  EXPECT_EQ(lua.eval("#string.format('%.99f', 1e308)"), "409");
  EXPECT_EQ(lua.eval("string.format('%d', 3.0)"), "3");
  EXPECT_EQ(fault("string.format('%d', 3.5)"),
            "string.format: argument 2 (value) must be a whole number");
  EXPECT_EQ(fault("string.format('%d', 'x')"),
            "string.format: argument 2 (value) must be a whole number, not a string");
  EXPECT_EQ(fault("string.format('%s')"), "string.format: argument 2 (value) is missing");
  EXPECT_EQ(fault("string.format('%')"), "string.format: '%' without a conversion at the end");
  EXPECT_EQ(fault("string.format('%100d', 1)"), "string.format: there is no conversion '%0'");
  EXPECT_EQ(fault("string.format('%n', 1)"), "string.format: there is no conversion '%n'");
}

TEST_F(LuaSandbox, TableBasics) {
  EXPECT_EQ(lua.eval("table.concat({1, 'b', 2.5}, ', ')"), "1, b, 2.5");
  EXPECT_EQ(lua.eval("table.concat({1, 2, 3}, '-', 2, 3) .. table.concat({}) "), "2-3");
  EXPECT_EQ(fault("table.concat({1, {}})"), "table.concat: item 2 is a table");
  EXPECT_EQ(lua.eval("(function() local t = {1, 2} table.insert(t, 3) table.insert(t, 1, 0)\n"
                     "local a, b = table.remove(t), table.remove(t, 1)\n"
                     "return table.concat(t, ' ') .. a .. b .. tostring(table.remove({})) end)()"),
            "1 230nil");
  EXPECT_EQ(fault("table.insert({1}, 5, 2)"),
            "table.insert: argument 2 (position) must lie between 1 and 2, not 5");
  EXPECT_EQ(lua.eval("table.concat(table.move({1, 2, 3, 4}, 1, 3, 2), ' ')"), "1 1 2 3");
  EXPECT_EQ(lua.eval("table.concat(table.move({1, 2, 3, 4}, 2, 4, 1), ' ')"), "2 3 4 4");
  EXPECT_EQ(lua.eval("table.concat(table.move({1, 2}, 1, 2, 3, {8, 9}), ' ')"), "8 9 1 2");
  EXPECT_EQ(lua.eval("table.pack(1, nil, 3).n .. select('#', table.unpack({1, 2, 3}, 2))"), "32");
}

TEST_F(LuaSandbox, SortIsStableAndBearsBadComparisons) {
  EXPECT_EQ(lua.eval("(function() local t = {3, 1, 2, 5, 4} table.sort(t)\n"
                     "return table.concat(t) end)()"),
            "12345");
  EXPECT_EQ(lua.eval("(function() local t = {'b2', 'a1', 'b1', 'a2', 'a3'}\n"
                     "table.sort(t, function(x, y) return x:sub(1, 1) < y:sub(1, 1) end)\n"
                     "return table.concat(t, ' ') end)()"),
            "a1 a2 a3 b2 b1");
  EXPECT_EQ(lua.eval("(function() local t = {} for i = 1, 500 do t[i] = i end\n"
                     "table.sort(t, function() return math.random(2) == 1 end)\n"
                     "table.sort(t, function() return true end) return #t end)()"),
            "500");
  EXPECT_EQ(lua.eval("table.sort({1, 'x'})"), "test.lua:1: attempt to compare string with number");
}

TEST_F(LuaSandbox, Utf8Works) {
  EXPECT_EQ(lua.eval("utf8.len('h\xC3\xA9') .. utf8.char(233, 8364)"), "2\xC3\xA9\xE2\x82\xAC");
  EXPECT_EQ(lua.eval("(function() local n = 0 for _ in ('h\xC3\xA9!'):gmatch(utf8.charpattern)"
                     " do n = n + 1 end return n end)()"),
            "3");
}

TEST_F(LuaSandbox, StringsAreNotNumbers) {
  EXPECT_EQ(lua.run("return '1' + 1").kind, Kind::fault);
  EXPECT_EQ(lua.eval("tonumber('0x10') + tonumber('z', 36)"), "51");
  EXPECT_EQ(lua.eval("1 .. ''"), "1");
}

// Argument checks of lua_stack.h, through a binding made for them.
int probe(lua_State* L) {
  const std::string_view what = check_string(L, {"probe", 1, "what"});
  if (what == "string") return push_string(L, check_string(L, {"probe", 2, "text"})), 1;
  if (what == "integer") return lua_pushinteger(L, check_integer(L, {"probe", 2, "count"})), 1;
  if (what == "number") return lua_pushnumber(L, check_number(L, {"probe", 2, "size"})), 1;
  if (what == "boolean") return lua_pushboolean(L, check_boolean(L, {"probe", 2, "flag"})), 1;
  if (what == "method") return check_string(L, {"thing:move", 2, "relation"}), 0;
  if (what == "handle") return check_handle(L, {"probe", 2, "item"}, 3), 0;
  if (what == "optional") {
    return lua_pushboolean(L, opt_string(L, {"probe", 2, "t"}) || opt_integer(L, {"p", 2, "t"}) ||
                                  opt_number(L, {"p", 2, "t"}) || opt_boolean(L, {"p", 2, "t"}) ||
                                  opt_table(L, {"p", 2, "t"}) || opt_handle(L, {"p", 2, "t"}, 3)),
           1;
  }
  throw std::runtime_error("thrown by foreign code");
}

TEST_F(LuaSandbox, ArgumentsAreChecked) {
  lua_State* L = lua.machine.state();
  register_handle_kind(L, 3, "item");
  lua_pop(L, 1);
  lua_pushcfunction(L, trampoline<probe>);
  lua.machine.expose("probe");
  EXPECT_EQ(fault("probe('string', {})"), "probe: argument 2 (text) must be a string, not a table");
  EXPECT_EQ(fault("probe('string')"), "probe: argument 2 (text) must be a string, not nothing");
  EXPECT_EQ(lua.eval("probe('string', 5)"), "5");
  EXPECT_EQ(lua.eval("probe('integer', 5.0)"), "5");
  EXPECT_EQ(fault("probe('integer', 5.5)"), "probe: argument 2 (count) must be a whole number");
  EXPECT_EQ(fault("probe('integer', '5')"),
            "probe: argument 2 (count) must be a whole number, not a string");
  EXPECT_EQ(fault("probe('integer', 0/0)"), "probe: argument 2 (count) must be a whole number");
  EXPECT_EQ(fault("probe('number', 0/0)"), "probe: argument 2 (size) must be a finite number");
  EXPECT_EQ(fault("probe('number', 1/0)"), "probe: argument 2 (size) must be a finite number");
  EXPECT_EQ(fault("probe('boolean', nil)"),
            "probe: argument 2 (flag) must be true or false, not nil");
  EXPECT_EQ(fault("probe('method', print == 1)").substr(0, 20), "unknown name 'print'");
  EXPECT_EQ(fault("probe('method', true)"),
            "thing:move: argument 1 (relation) must be a string, not a boolean");
  EXPECT_EQ(fault("probe('handle', 'lamp')"),
            "probe: argument 2 (item) must be an item, not a string");
  EXPECT_EQ(lua.eval("probe('optional', nil)"), "false");
  EXPECT_EQ(fault("probe('throw')"), "thrown by foreign code");
}

}  // namespace
}  // namespace reality
