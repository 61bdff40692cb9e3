// SPDX-License-Identifier: MIT
#include "engine/lua_order.h"

#include <lauxlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/lua_freeze.h"
#include "engine/lua_handle.h"
#include "engine/lua_machine.h"
#include "engine/lua_stack.h"

namespace reality {

namespace {

// What a key sorts by. Text stays valid while the key is in a table that nobody changes.
struct SortKey {
  enum Rank : uint8_t { integer, number, string, boolean, handle };
  Rank rank;
  lua_Integer whole;   // integer; 0 or 1 of a boolean; key of a handle
  lua_Number real;     // number
  const char* text;    // string
  size_t size;         // string; kind of a handle
  lua_Integer origin;  // where the key itself stands
};

// Numbers of both kinds sort together: long double holds every integer and every double exactly.
long double number_of(const SortKey& key) {
  return key.rank == SortKey::integer ? static_cast<long double>(key.whole)
                                      : static_cast<long double>(key.real);
}

bool comes_before(const SortKey& a, const SortKey& b) {
  if (a.rank == SortKey::integer && b.rank == SortKey::integer) return a.whole < b.whole;
  if (a.rank <= SortKey::number && b.rank <= SortKey::number) return number_of(a) < number_of(b);
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.rank == SortKey::string) {
    return std::string_view(a.text, a.size) < std::string_view(b.text, b.size);
  }
  if (a.size != b.size) return a.size < b.size;
  return static_cast<uint64_t>(a.whole) < static_cast<uint64_t>(b.whole);
}

SortKey sort_key(lua_State* L, int index, lua_Integer origin) {
  SortKey key{SortKey::integer, 0, 0, nullptr, 0, origin};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      key.whole = lua_tointeger(L, index);
      if (lua_isinteger(L, index) == 0) {
        key.rank = SortKey::number;
        key.real = lua_tonumber(L, index);
      }
      return key;
    case LUA_TSTRING:
      key.rank = SortKey::string;
      key.text = lua_tolstring(L, index, &key.size);
      return key;
    case LUA_TBOOLEAN:
      key.rank = SortKey::boolean;
      key.whole = lua_toboolean(L, index);
      return key;
    default:
      break;
  }
  const std::optional<LuaHandle> handle = to_any_handle(L, index);
  if (!handle) {
    raise_fault(L, "the keys of this table have no order: %s is among them",
                describe_type(L, index).c_str());
  }
  key.rank = SortKey::handle;
  key.size = handle->kind;
  key.whole = static_cast<lua_Integer>(handle->key);
  return key;
}

// Pushes an array of the keys of the table on top, in Lua's order; returns how many.
lua_Integer push_keys(lua_State* L, LuaMachine& machine) {
  const int table = lua_gettop(L);
  lua_createtable(L, static_cast<int>(std::min<size_t>(lua_rawlen(L, table), 1U << 20U)), 0);
  const int keys = lua_gettop(L);
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, table) != 0) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, keys, ++count);
    if (count % 1024 == 0) machine.charge(L, 1024);
  }
  machine.charge(L, count % 1024);
  return count;
}

// Replaces the array on top by one in the order of `sorted`.
void reorder(lua_State* L, const SortKey* sorted, lua_Integer count) {
  const int keys = lua_gettop(L);
  lua_createtable(L, static_cast<int>(count), 0);
  for (lua_Integer i = 0; i < count; ++i) {
    lua_rawgeti(L, keys, sorted[i].origin);
    lua_rawseti(L, -2, i + 1);
  }
  lua_replace(L, keys);
}

}  // namespace

int push_sorted_keys(lua_State* L, int index) {
  LuaMachine& machine = LuaMachine::of(L);
  need_stack(L, 10);
  push_content(L, index);
  const lua_Integer count = push_keys(L, machine);
  const int keys = lua_gettop(L);
  std::array<SortKey, 16> few;
  SortKey* sorted = few.data();
  if (count > static_cast<lua_Integer>(few.size())) {
    // Lua's memory, so that it counts as the turn's and is freed if anything raises.
    sorted = static_cast<SortKey*>(
        lua_newuserdatauv(L, static_cast<size_t>(count) * sizeof(SortKey), 0));
  }
  bool in_order = true;
  for (lua_Integer i = 0; i < count; ++i) {
    lua_rawgeti(L, keys, i + 1);
    sorted[i] = sort_key(L, -1, i + 1);
    lua_pop(L, 1);
    if (i > 0 && comes_before(sorted[i], sorted[i - 1])) in_order = false;
  }
  if (!in_order) {
    machine.charge(L, count * 4);
    std::sort(sorted, sorted + count, comes_before);
    lua_pushvalue(L, keys);
    reorder(L, sorted, count);
    lua_replace(L, keys);
  }
  lua_settop(L, keys);
  lua_remove(L, -2);
  return static_cast<int>(count);
}

bool push_next(lua_State* L, int index) {
  LuaMachine& machine = LuaMachine::of(L);
  need_stack(L, 10);
  const bool first = lua_isnil(L, -1);
  const SortKey after = first ? SortKey{} : sort_key(L, -1, 0);
  const int given = lua_gettop(L);
  push_content(L, index);
  const int table = lua_gettop(L);
  lua_pushnil(L);  // the best key so far
  SortKey best{};
  bool found = false;
  lua_pushnil(L);
  while (lua_next(L, table) != 0) {
    lua_pop(L, 1);
    machine.charge(L, 1);
    const SortKey key = sort_key(L, -1, 0);
    if ((!first && !comes_before(after, key)) || (found && !comes_before(key, best))) continue;
    best = key;
    found = true;
    lua_pushvalue(L, -1);
    lua_replace(L, table + 1);
  }
  if (found) {
    lua_pushvalue(L, table + 1);
    lua_rawget(L, table);
    lua_remove(L, table);
    lua_remove(L, given);
    return true;
  }
  lua_settop(L, given - 1);
  return false;
}

}  // namespace reality
