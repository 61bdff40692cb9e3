// SPDX-License-Identifier: MIT
//
// The library that scripts see: Lua's own less what reaches outside, hides state, shows addresses
// or can run long inside C. Kept: assert error ipairs next pairs pcall select tonumber tostring
// type, and math, string, table, utf8. Left out of these: math.randomseed, string.dump, pack,
// packsize and unpack, the format conversions %p and %q, arithmetic on strings.
// Caps: no result above kMaxLuaString, no more than kMaxLuaItems values in one call.
// Tests: tests/engine/lua_sandbox_test.cc.
#pragma once

#include <lua.h>

#include <cstdint>
#include <string>

#include "engine/lua_stack.h"

namespace reality {

/// The most items that one call of sort, unpack, move, byte or char takes.
inline constexpr int64_t kMaxLuaItems = 10'000;

/// Builds the globals and the environment that shows them; once for a machine.
void open_sandbox(lua_State* L);
/// Pops a value and makes it a global.
void set_sandbox_global(lua_State* L, const char* name);
/// Pushes the environment that all files share: reading an unknown name or assigning raises.
void push_environment(lua_State* L);
/// Does this function keep a position that calling it moves on?
bool is_sandbox_iterator(lua_CFunction function);

// One function a library: pushes its table.
void push_string_library(lua_State* L);
void push_table_library(lua_State* L);
void push_math_library(lua_State* L);
void push_utf8_library(lua_State* L);
/// Sets find, gmatch, gsub and match into the table on top.
void set_match_functions(lua_State* L);
int string_format(lua_State* L);

/// Any value as text without addresses: "table", "function", a handle's own __tostring.
std::string display_text(lua_State* L, int index);
/// A start or end position as string functions take it: negative counts from the end.
int64_t string_position(int64_t position, size_t size);
/// Raises if a result is about to grow too long.
void check_length(lua_State* L, const char* function, size_t size);
bool is_match_iterator(lua_CFunction function);

}  // namespace reality
