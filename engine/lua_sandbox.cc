// SPDX-License-Identifier: MIT
#include "engine/lua_sandbox.h"

#include <lauxlib.h>
#include <lualib.h>

#include <string_view>
#include <vector>

#include "engine/lua_freeze.h"
#include "engine/lua_machine.h"
#include "engine/lua_order.h"
#include "engine/text.h"

namespace reality {

namespace {

// Registry keys.
const char kGlobals = 0;
const char kEnvironment = 0;

int unknown_global(lua_State* L) {
  lua_settop(L, 2);
  const std::string_view word = check_string(L, {"global", 2, "name"});
  std::vector<std::string_view> known;
  for_each_pair(L, 1, [&known](lua_State* state) {
    size_t size = 0;
    const char* text = lua_tolstring(state, -2, &size);
    known.emplace_back(text, size);
  });
  if (const auto close = nearest(word, known)) {
    const std::string name(*close);
    raise_fault(L, "unknown name '%s'; did you mean '%s'?", word.data(), name.c_str());
  }
  raise_fault(L, "unknown name '%s'", word.data());
}

int refuse_global(lua_State* L) {
  const std::string name = display_text(L, 2);
  raise_fault(L, "assignment to global '%s': say local %s", name.c_str(), name.c_str());
}

int pairs_step(lua_State* L) {
  lua_Integer place = lua_tointeger(L, lua_upvalueindex(3));
  for (;;) {
    const int type = lua_rawgeti(L, lua_upvalueindex(2), ++place);
    if (type == LUA_TNIL) return 1;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break;
    lua_pop(L, 2);  // gone since the loop began
  }
  lua_pushinteger(L, place);
  lua_replace(L, lua_upvalueindex(3));
  return 2;
}

// pairs(t): goes over the keys that t has now, in their defined order.
int base_pairs(lua_State* L) {
  check_any(L, {"pairs", 1, "table"});
  lua_settop(L, 1);
  if (!lua_istable(L, 1) && luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  check_table(L, {"pairs", 1, "table"});
  push_content(L, 1);
  push_sorted_keys(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, pairs_step, 3);
  return 1;
}

int base_next(lua_State* L) {
  check_table(L, {"next", 1, "table"});
  lua_settop(L, 2);
  if (push_next(L, 1)) return 2;
  lua_pushnil(L);
  return 1;
}

// Goes on after a protected call, also when a coroutine slept inside it.
int finish_pcall(lua_State* L, int status, lua_KContext /*unused*/) {
  LuaMachine& machine = LuaMachine::of(L);
  const bool done = status == LUA_OK || status == LUA_YIELD;
  if (!done) {
    machine.note_status(status);
    if (machine.unwinding()) return lua_error(L);  // neither kill nor signal stops here
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
  }
  machine.charge(L, 0);
  return lua_gettop(L);
}

int base_pcall(lua_State* L) {
  check_any(L, {"pcall", 1, "function"});
  LuaMachine::of(L).charge(L, 10);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  const int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
  return finish_pcall(L, status, 0);
}

int base_tostring(lua_State* L) {
  check_any(L, {"tostring", 1, "value"});
  push_string(L, display_text(L, 1));
  return 1;
}

// A stock function over a string, charged by its length: upvalue 1.
int metered(lua_State* L) {
  size_t size = 0;
  if (lua_type(L, 1) == LUA_TSTRING) size = lua_rawlen(L, 1);
  LuaMachine::of(L).charge(L, 2 + static_cast<int64_t>(size / 4));
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// Replaces field `name` of the table on top by its metered form.
void meter(lua_State* L, const char* name) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, metered, 1);
  lua_setfield(L, -2, name);
}

int math_random(lua_State* L) {
  Rng& rng = LuaMachine::of(L).rng();
  if (lua_gettop(L) == 0) {
    lua_pushnumber(L, rng.unit());
    return 1;
  }
  const bool both = lua_gettop(L) > 1;
  const int64_t low = both ? check_integer(L, {"math.random", 1, "low"}) : 1;
  const int64_t high = check_integer(L, {"math.random", both ? 2 : 1, "high"});
  if (low > high) raise_fault(L, "math.random: nothing lies between %I and %I", low, high);
  const uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
  const uint64_t offset = span == 0 ? rng.next() : rng.below(span);
  lua_pushinteger(L, static_cast<lua_Integer>(static_cast<uint64_t>(low) + offset));
  return 1;
}

// Calls a luaopen function, which pushes its table.
void push_stock(lua_State* L, lua_CFunction open) {
  lua_pushcfunction(L, open);
  lua_call(L, 0, 1);
}

constexpr const char* kStockBase[] = {"assert", "error", "ipairs", "select", "tonumber", "type"};
constexpr LuaFunction kBase[] = {
    {"next", base_next}, {"pairs", base_pairs}, {"pcall", base_pcall}, {"tostring", base_tostring}};

// Sets the base functions into the table on top.
void set_base_functions(lua_State* L) {
  push_stock(L, luaopen_base);  // Lua's own table of globals, which no script sees
  for (const char* name : kStockBase) {
    lua_getfield(L, -1, name);
    lua_setfield(L, -3, name);
  }
  lua_pop(L, 1);
  lua_newtable(L);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  set_functions(L, kBase);
  meter(L, "tonumber");
}

// Pops the table on top into the field `name` of the one below, made read-only.
void set_library(lua_State* L, const char* name) {
  freeze_table(L, -1, "the library is read-only");
  lua_setfield(L, -2, name);
}

// Methods of strings are found in the library's own table, behind no metatable of its own.
void set_string_methods(lua_State* L) {
  lua_pushstring(L, "");
  lua_createtable(L, 0, 1);
  lua_getfield(L, -3, "string");
  push_content(L, -1);
  lua_setfield(L, -3, "__index");
  lua_pop(L, 1);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

// Sets a metatable with __index = the value on top (popped) and __newindex on the table below.
void set_fallbacks(lua_State* L, lua_CFunction newindex) {
  lua_createtable(L, 0, 2);
  lua_insert(L, -2);
  lua_setfield(L, -2, "__index");
  if (newindex != nullptr) set_function(L, "__newindex", newindex);
  lua_setmetatable(L, -2);
}

}  // namespace

void open_sandbox(lua_State* L) {
  lua_newtable(L);  // the globals
  set_base_functions(L);
  push_math_library(L);
  set_library(L, "math");
  push_string_library(L);
  set_library(L, "string");
  push_table_library(L);
  set_library(L, "table");
  push_utf8_library(L);
  set_library(L, "utf8");
  set_string_methods(L);
  lua_pushcfunction(L, unknown_global);
  set_fallbacks(L, nullptr);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &kGlobals);

  // What files see stays empty, so that every assignment meets __newindex.
  lua_newtable(L);
  lua_insert(L, -2);
  set_fallbacks(L, refuse_global);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &kEnvironment);
}

void set_sandbox_global(lua_State* L, const char* name) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &kGlobals);
  lua_insert(L, -2);
  lua_pushstring(L, name);
  lua_insert(L, -2);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

void push_environment(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &kEnvironment);
}

bool is_sandbox_iterator(lua_CFunction function) {
  return function == pairs_step || is_match_iterator(function);
}

void push_math_library(lua_State* L) {
  push_stock(L, luaopen_math);
  set_function(L, "random", math_random);
  lua_pushnil(L);
  lua_setfield(L, -2, "randomseed");
}

void push_utf8_library(lua_State* L) {
  push_stock(L, luaopen_utf8);
  for (const char* name : {"char", "codepoint", "codes", "len", "offset"}) meter(L, name);
}

std::string display_text(lua_State* L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNIL:
      return "nil";
    case LUA_TBOOLEAN:
      return lua_toboolean(L, index) != 0 ? "true" : "false";
    case LUA_TTABLE:
      return "table";
    case LUA_TFUNCTION:
      return "function";
    case LUA_TNUMBER:
      lua_pushvalue(L, index);
      break;  // as converting changes the value
    case LUA_TSTRING:
      lua_pushvalue(L, index);
      break;
    default:
      if (luaL_callmeta(L, index, "__tostring") == 0) {
        const auto handle = to_any_handle(L, index);
        return handle ? handle_type_name(L, handle->kind) : "value";
      }
  }
  size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  std::string shown(text != nullptr ? text : "value", text != nullptr ? size : 5);
  lua_pop(L, 1);
  return shown;
}

}  // namespace reality
