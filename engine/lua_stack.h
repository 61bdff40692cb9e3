// SPDX-License-Identifier: MIT
//
// What bindings need: arguments read and checked with one wording, and a trampoline that turns
// C++ exceptions of foreign code into Lua errors. A binding reads all its arguments, calls one
// function of the world, then pushes or raises, in that order.
//   "make: argument 2 (relation) must be a string, not a table"
// Tests: tests/engine/lua_sandbox_test.cc.
#pragma once

#include <lua.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "engine/lua_handle.h"

namespace reality {

/// Names an argument for its error message. `index` is its place on the stack; in a method
/// ("thing:move") the first place is the object itself, and numbers shown start after it.
struct LuaArg {
  const char* function;
  int index;
  const char* name;
};

/// Raises a fault at the script's line that called the binding. printf-like: %s %d %f %I %%.
[[noreturn]] void raise_fault(lua_State* L, const char* format, ...);
/// Raises "f: argument 2 (name) must be EXPECTED, not a table".
[[noreturn]] void raise_argument(lua_State* L, LuaArg arg, const char* expected);
/// Raises "f: argument 2 (name) PROBLEM".
[[noreturn]] void raise_bad_argument(lua_State* L, LuaArg arg, const char* problem);

/// A string or a number, as text; valid while the value is on the stack.
std::string_view check_string(lua_State* L, LuaArg arg);
std::optional<std::string_view> opt_string(lua_State* L, LuaArg arg);
/// A whole number (3 and 3.0, not "3").
int64_t check_integer(lua_State* L, LuaArg arg);
std::optional<int64_t> opt_integer(lua_State* L, LuaArg arg);
/// A whole number in [low, high].
int64_t check_integer_in(lua_State* L, LuaArg arg, int64_t low, int64_t high);
/// A finite number.
double check_number(lua_State* L, LuaArg arg);
std::optional<double> opt_number(lua_State* L, LuaArg arg);
bool check_boolean(lua_State* L, LuaArg arg);
/// Missing or nil is false.
bool opt_boolean(lua_State* L, LuaArg arg);
void check_table(lua_State* L, LuaArg arg);
/// False if missing or nil.
bool opt_table(lua_State* L, LuaArg arg);
void check_function(lua_State* L, LuaArg arg);
/// Anything but nothing at all.
void check_any(lua_State* L, LuaArg arg);
uint64_t check_handle(lua_State* L, LuaArg arg, uint32_t kind);
std::optional<uint64_t> opt_handle(lua_State* L, LuaArg arg, uint32_t kind);

void push_string(lua_State* L, std::string_view text);
/// "a table", "nothing", "a thing": what stands at `index`, for messages. Never calls scripts.
std::string describe_type(lua_State* L, int index);
/// lua_checkstack, raising when there is no room.
void need_stack(lua_State* L, int slots);

/// Sets functions into the table on top of the stack.
struct LuaFunction {
  const char* name;
  lua_CFunction function;
};
void set_function(lua_State* L, const char* name, lua_CFunction function);
template <size_t N>
void set_functions(lua_State* L, const LuaFunction (&functions)[N]) {
  for (const LuaFunction& each : functions) set_function(L, each.name, each.function);
}

namespace lua_stack_detail {
/// Keeps the text of an exception past the end of its catch block, where Lua may be raised.
struct CaughtText {
  char text[160];
  void keep(const char* what);
};
}  // namespace lua_stack_detail

/// trampoline<thing_move>: the lua_CFunction to register for `int thing_move(lua_State*)`. Lua's
/// own unwinding is not a std::exception and passes through.
template <auto Fn>
int trampoline(lua_State* L) {
  lua_stack_detail::CaughtText caught;
  try {
    return Fn(L);
  } catch (const std::exception& error) {
    caught.keep(error.what());
  }
  raise_fault(L, "%s", caught.text);
}

}  // namespace reality
