// SPDX-License-Identifier: MIT
//
// The defined order of table keys, which pairs(), next() and all host code use in place of Lua's
// own (seeded by time and addresses): numbers ascending, strings by bytes, false, true, then
// handles by kind and key. Tables, functions and other values as keys have no order: raises.
// Also knows read-only tables (engine/lua_freeze.h): reading looks through them.
// Tests: tests/engine/lua_sandbox_test.cc.
#pragma once

#include <lua.h>

namespace reality {

/// Pushes an array of the keys of the table at `index`, in order, and returns how many there are.
/// Raises; call it where errors are caught.
int push_sorted_keys(lua_State* L, int index);

/// Calls visit(L) for every pair in order, with the key at -2 and the value at -1; visit leaves the
/// stack as it was and must not change the table's keys. Raises as push_sorted_keys does.
template <class Visit>
void for_each_pair(lua_State* L, int index, Visit visit) {
  index = lua_absindex(L, index);
  const int count = push_sorted_keys(L, index);
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, -1, i);
    lua_pushvalue(L, -1);
    lua_gettable(L, index);
    visit(L);
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
}

/// Pushes the key after the one on top (which it pops; nil for the first) and its value; pushes
/// nothing and returns false after the last. Takes time in proportion to the table's size.
bool push_next(lua_State* L, int index);

}  // namespace reality
