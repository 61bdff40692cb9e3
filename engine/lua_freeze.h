// SPDX-License-Identifier: MIT
//
// Freezing: makes everything reachable from a value unchangeable. Tables become read-only in
// place: their content moves to a hidden table behind a metatable, so that every reference to
// them, in upvalues or in other tables, sees the same read-only table, with its identity kept.
// Functions keep their upvalues; those that some function assigns are listed, to be watched.
// Tests: tests/engine/lua_freeze_test.cc.
#pragma once

#include <lua.h>

#include <string>
#include <vector>

#include "engine/lua_machine.h"

namespace reality {

/// What writing to a frozen table says, for the tables of script files.
inline constexpr const char* kFixedTable =
    "this table is fixed once its file has run; keep state in properties";

/// Freezes what the value at `index` reaches. Pushes two arrays, of functions and of values, and
/// returns the locals that they stand for. Raises when memory or steps run out, or when a file
/// keeps an iterator (which could hide state).
std::vector<WatchedLocal> freeze(lua_State* L, int index);
/// Makes the one table at `index` read-only in place; `message` is what writing to it raises. For
/// values handed to scripts, such as lists read from properties.
void freeze_table(lua_State* L, int index, const char* message);
bool is_frozen(lua_State* L, int index);
/// Pushes what a frozen table holds, or the table itself if it is not frozen. For reading only.
void push_content(lua_State* L, int index);

}  // namespace reality
