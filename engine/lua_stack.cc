// SPDX-License-Identifier: MIT
#include "engine/lua_stack.h"

#include <lauxlib.h>

#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace reality {

namespace {

// Pushes "file:line: " of the innermost script line, or "".
void push_where(lua_State* L) {
  lua_Debug at{};
  for (int level = 0; lua_getstack(L, level, &at) != 0; ++level) {
    lua_getinfo(L, "Sl", &at);
    if (at.currentline <= 0) continue;
    lua_pushfstring(L, "%s:%d: ", at.short_src, at.currentline);
    return;
  }
  lua_pushstring(L, "");
}

// "argument 2", counted as the script's author counts: the object before a colon is not one.
int shown_number(LuaArg arg) {
  return std::strchr(arg.function, ':') != nullptr ? arg.index - 1 : arg.index;
}

bool starts_with_vowel(const char* word) {
  return *word != '\0' && std::strchr("aeiou", *word) != nullptr;
}

}  // namespace

void raise_fault(lua_State* L, const char* format, ...) {
  push_where(L);
  va_list values;
  va_start(values, format);
  lua_pushvfstring(L, format, values);
  va_end(values);
  lua_concat(L, 2);
  lua_error(L);
  std::abort();
}

void raise_argument(lua_State* L, LuaArg arg, const char* expected) {
  const std::string found = describe_type(L, arg.index);
  if (shown_number(arg) == 0) {
    raise_fault(L, "%s: called on %s; write %s(...) with a colon", arg.function, found.c_str(),
                arg.function);
  }
  raise_fault(L, "%s: argument %d (%s) must be %s, not %s", arg.function, shown_number(arg),
              arg.name, expected, found.c_str());
}

void raise_bad_argument(lua_State* L, LuaArg arg, const char* problem) {
  raise_fault(L, "%s: argument %d (%s) %s", arg.function, shown_number(arg), arg.name, problem);
}

std::string describe_type(lua_State* L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNONE:
      return "nothing";
    case LUA_TNIL:
      return "nil";
    case LUA_TBOOLEAN:
      return "a boolean";
    case LUA_TNUMBER:
      return "a number";
    case LUA_TSTRING:
      return "a string";
    case LUA_TTABLE:
      return "a table";
    case LUA_TFUNCTION:
      return "a function";
    default:
      break;
  }
  const std::optional<LuaHandle> handle = to_any_handle(L, index);
  if (!handle) return "a value of the server";
  const char* name = handle_type_name(L, handle->kind);
  return std::string(starts_with_vowel(name) ? "an " : "a ") + name;
}

std::string_view check_string(lua_State* L, LuaArg arg) {
  const int type = lua_type(L, arg.index);
  if (type != LUA_TSTRING && type != LUA_TNUMBER) raise_argument(L, arg, "a string");
  size_t size = 0;
  const char* text = lua_tolstring(L, arg.index, &size);
  return {text, size};
}

std::optional<std::string_view> opt_string(lua_State* L, LuaArg arg) {
  if (lua_isnoneornil(L, arg.index)) return {};
  return check_string(L, arg);
}

int64_t check_integer(lua_State* L, LuaArg arg) {
  int exact = 0;
  const lua_Integer value = lua_tointegerx(L, arg.index, &exact);
  if (lua_type(L, arg.index) != LUA_TNUMBER) raise_argument(L, arg, "a whole number");
  if (exact == 0) raise_bad_argument(L, arg, "must be a whole number");
  return value;
}

std::optional<int64_t> opt_integer(lua_State* L, LuaArg arg) {
  if (lua_isnoneornil(L, arg.index)) return {};
  return check_integer(L, arg);
}

int64_t check_integer_in(lua_State* L, LuaArg arg, int64_t low, int64_t high) {
  const int64_t value = check_integer(L, arg);
  if (value >= low && value <= high) return value;
  char problem[96];
  std::snprintf(problem, sizeof problem, "must lie between %lld and %lld, not %lld",
                static_cast<long long>(low), static_cast<long long>(high),
                static_cast<long long>(value));
  raise_bad_argument(L, arg, problem);
}

double check_number(lua_State* L, LuaArg arg) {
  if (lua_type(L, arg.index) != LUA_TNUMBER) raise_argument(L, arg, "a number");
  const double value = lua_tonumber(L, arg.index);
  if (!std::isfinite(value)) raise_bad_argument(L, arg, "must be a finite number");
  return value;
}

std::optional<double> opt_number(lua_State* L, LuaArg arg) {
  if (lua_isnoneornil(L, arg.index)) return {};
  return check_number(L, arg);
}

bool check_boolean(lua_State* L, LuaArg arg) {
  if (!lua_isboolean(L, arg.index)) raise_argument(L, arg, "true or false");
  return lua_toboolean(L, arg.index) != 0;
}

bool opt_boolean(lua_State* L, LuaArg arg) {
  return !lua_isnoneornil(L, arg.index) && check_boolean(L, arg);
}

void check_table(lua_State* L, LuaArg arg) {
  if (!lua_istable(L, arg.index)) raise_argument(L, arg, "a table");
}

bool opt_table(lua_State* L, LuaArg arg) {
  if (lua_isnoneornil(L, arg.index)) return false;
  check_table(L, arg);
  return true;
}

void check_function(lua_State* L, LuaArg arg) {
  if (!lua_isfunction(L, arg.index)) raise_argument(L, arg, "a function");
}

void check_any(lua_State* L, LuaArg arg) {
  if (lua_isnone(L, arg.index)) raise_bad_argument(L, arg, "is missing");
}

uint64_t check_handle(lua_State* L, LuaArg arg, uint32_t kind) {
  const std::optional<uint64_t> key = to_handle(L, arg.index, kind);
  if (key) return *key;
  const char* name = handle_type_name(L, kind);
  const std::string expected = std::string(starts_with_vowel(name) ? "an " : "a ") + name;
  raise_argument(L, arg, expected.c_str());
}

std::optional<uint64_t> opt_handle(lua_State* L, LuaArg arg, uint32_t kind) {
  if (lua_isnoneornil(L, arg.index)) return {};
  return check_handle(L, arg, kind);
}

void push_string(lua_State* L, std::string_view text) {
  lua_pushlstring(L, text.data(), text.size());
}

void need_stack(lua_State* L, int slots) {
  if (lua_checkstack(L, slots) == 0) raise_fault(L, "too many values at once");
}

void set_function(lua_State* L, const char* name, lua_CFunction function) {
  lua_pushcfunction(L, function);
  lua_setfield(L, -2, name);
}

void lua_stack_detail::CaughtText::keep(const char* what) {
  std::snprintf(text, sizeof text, "%s", what);
}

}  // namespace reality
