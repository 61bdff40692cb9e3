// SPDX-License-Identifier: MIT
//
// The table library. Reading looks through read-only tables; lengths are those of the content.
#include <lauxlib.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/lua_freeze.h"
#include "engine/lua_machine.h"
#include "engine/lua_sandbox.h"

namespace reality {

namespace {

// Replaces the table at `index` by what it holds, for reading; returns its length.
int64_t open_for_reading(lua_State* L, LuaArg arg) {
  check_table(L, arg);
  push_content(L, arg.index);
  lua_replace(L, arg.index);
  return static_cast<int64_t>(lua_rawlen(L, arg.index));
}

// Returns the length of a table that may be written; raises what writing it raises.
int64_t open_for_writing(lua_State* L, LuaArg arg) {
  check_table(L, arg);
  if (lua_getmetatable(L, arg.index) != 0) {
    lua_pushnil(L);
    lua_seti(L, arg.index, 1);
    raise_bad_argument(L, arg, "must be a plain table");
  }
  return static_cast<int64_t>(lua_rawlen(L, arg.index));
}

// Raises when a call would go over more items than it may; charges them otherwise.
void charge_items(lua_State* L, const char* function, int64_t count) {
  if (count > kMaxLuaItems) {
    raise_fault(L, "%s: more than %d items", function, static_cast<int>(kMaxLuaItems));
  }
  LuaMachine::of(L).charge(L, 1 + (count > 0 ? count : 0));
}

// last - first + 1, held within what an int64_t can count.
int64_t count_between(int64_t first, int64_t last) {
  if (first > last) return 0;
  const uint64_t span = static_cast<uint64_t>(last) - static_cast<uint64_t>(first);
  return span >= static_cast<uint64_t>(kMaxLuaItems) ? kMaxLuaItems + 1
                                                     : static_cast<int64_t>(span) + 1;
}

int table_concat(lua_State* L) {
  const int64_t size = open_for_reading(L, {"table.concat", 1, "list"});
  const std::string_view between = opt_string(L, {"table.concat", 2, "separator"}).value_or("");
  const int64_t first = opt_integer(L, {"table.concat", 3, "i"}).value_or(1);
  const int64_t last = opt_integer(L, {"table.concat", 4, "j"}).value_or(size);
  LuaMachine& machine = LuaMachine::of(L);
  std::string text;
  for (int64_t i = first; i <= last; ++i) {
    const int type = lua_rawgeti(L, 1, i);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) {
      raise_fault(L, "table.concat: item %I is %s", i, describe_type(L, -1).c_str());
    }
    text += check_string(L, {"table.concat", -1, "item"});
    lua_pop(L, 1);
    if (i == last) break;  // also where one more would overflow
    text += between;
    check_length(L, "table.concat", text.size());
    machine.charge(L, 2);
  }
  check_length(L, "table.concat", text.size());
  machine.charge(L, 1 + static_cast<int64_t>(text.size() / 16));
  push_string(L, text);
  return 1;
}

int table_insert(lua_State* L) {
  const int64_t size = open_for_writing(L, {"table.insert", 1, "list"});
  const int count = lua_gettop(L);
  if (count != 2 && count != 3) raise_fault(L, "table.insert: give it 2 or 3 arguments");
  int64_t place = size + 1;
  if (count == 3) {
    place = check_integer_in(L, {"table.insert", 2, "position"}, 1, size + 1);
    charge_items(L, "table.insert", size - place + 1);
    for (int64_t i = size; i >= place; --i) {
      lua_rawgeti(L, 1, i);
      lua_rawseti(L, 1, i + 1);
    }
  }
  lua_settop(L, count);
  lua_rawseti(L, 1, place);
  return 0;
}

int table_remove(lua_State* L) {
  const int64_t size = open_for_writing(L, {"table.remove", 1, "list"});
  int64_t place = size;
  if (!lua_isnoneornil(L, 2)) {
    const int64_t low = size == 0 ? 0 : 1;
    place = check_integer_in(L, {"table.remove", 2, "position"}, low, size + 1);
  }
  charge_items(L, "table.remove", size - place);
  lua_rawgeti(L, 1, place);
  for (int64_t i = place; i < size; ++i) {
    lua_rawgeti(L, 1, i + 1);
    lua_rawseti(L, 1, i);
  }
  if (place <= size) {
    lua_pushnil(L);
    lua_rawseti(L, 1, size > place ? size : place);
  }
  return 1;
}

int table_move(lua_State* L) {
  const int target = lua_isnoneornil(L, 5) ? 1 : 5;
  open_for_writing(L, {"table.move", target, "target"});
  open_for_reading(L, {"table.move", 1, "from"});
  const int64_t first = check_integer(L, {"table.move", 2, "first"});
  const int64_t last = check_integer(L, {"table.move", 3, "last"});
  const int64_t to = check_integer(L, {"table.move", 4, "to"});
  const int64_t count = count_between(first, last);
  charge_items(L, "table.move", count);
  if (count > 0 && to > INT64_MAX - count) raise_fault(L, "table.move: too far");
  const bool upward = to > last || to <= first || target != 1;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t offset = upward ? i : count - 1 - i;
    lua_rawgeti(L, 1, first + offset);
    lua_rawseti(L, target, to + offset);
  }
  lua_pushvalue(L, target);
  return 1;
}

int table_pack(lua_State* L) {
  const int count = lua_gettop(L);
  charge_items(L, "table.pack", count);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; --i) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

int table_unpack(lua_State* L) {
  const int64_t size = open_for_reading(L, {"table.unpack", 1, "list"});
  const int64_t first = opt_integer(L, {"table.unpack", 2, "i"}).value_or(1);
  const int64_t last = opt_integer(L, {"table.unpack", 3, "j"}).value_or(size);
  const int64_t count = count_between(first, last);
  charge_items(L, "table.unpack", count);
  need_stack(L, static_cast<int>(count));
  for (int64_t i = 0; i < count; ++i) lua_rawgeti(L, 1, first + i);
  return static_cast<int>(count);
}

// Sorting: the items stand on the stack from kItems on; the order is an array of their places.
// Merging looks at each pair once and never outside the array, whatever the comparison answers.
constexpr int kItems = 4;

bool item_before(lua_State* L, bool by_function, int32_t a, int32_t b) {
  LuaMachine::of(L).charge(L, 4);
  if (!by_function) return lua_compare(L, kItems + a, kItems + b, LUA_OPLT) != 0;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, kItems + a);
  lua_pushvalue(L, kItems + b);
  lua_call(L, 2, 1);
  const bool before = lua_toboolean(L, -1) != 0;
  lua_pop(L, 1);
  return before;
}

// Merges from[low, mid) and from[mid, high) into to[low, high); equals keep their order.
void merge(lua_State* L, bool by_function, const int32_t* from, int32_t* to, int64_t low,
           int64_t mid, int64_t high) {
  int64_t left = low;
  int64_t right = mid;
  for (int64_t out = low; out < high; ++out) {
    const bool take_right =
        left >= mid || (right < high && item_before(L, by_function, from[right], from[left]));
    to[out] = take_right ? from[right++] : from[left++];
  }
}

const int32_t* merge_sort(lua_State* L, bool by_function, int32_t* order, int32_t* spare,
                          int64_t count) {
  for (int64_t width = 1; width < count; width *= 2) {
    for (int64_t low = 0; low < count; low += 2 * width) {
      const int64_t mid = std::min(low + width, count);
      merge(L, by_function, order, spare, low, mid, std::min(mid + width, count));
    }
    std::swap(order, spare);
  }
  return order;
}

int table_sort(lua_State* L) {
  const int64_t size = open_for_writing(L, {"table.sort", 1, "list"});
  const bool by_function = !lua_isnoneornil(L, 2);
  if (by_function) check_function(L, {"table.sort", 2, "before"});
  charge_items(L, "table.sort", size);
  lua_settop(L, 2);
  need_stack(L, static_cast<int>(size) + 10);
  const size_t count = static_cast<size_t>(size);
  auto* order = static_cast<int32_t*>(lua_newuserdatauv(L, 2 * count * sizeof(int32_t) + 1, 0));
  for (int64_t i = 0; i < size; ++i) {
    order[i] = static_cast<int32_t>(i);
    lua_rawgeti(L, 1, i + 1);
  }
  const int32_t* sorted = merge_sort(L, by_function, order, order + count, size);
  for (int64_t i = 0; i < size; ++i) {
    lua_pushvalue(L, kItems + sorted[i]);
    lua_rawseti(L, 1, i + 1);
  }
  return 0;
}

constexpr LuaFunction kFunctions[] = {{"concat", trampoline<table_concat>},
                                      {"insert", table_insert},
                                      {"move", table_move},
                                      {"pack", table_pack},
                                      {"remove", table_remove},
                                      {"sort", table_sort},
                                      {"unpack", table_unpack}};

}  // namespace

void push_table_library(lua_State* L) {
  lua_newtable(L);
  set_functions(L, kFunctions);
}

}  // namespace reality
