// SPDX-License-Identifier: MIT
#include "engine/lua_traceback.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "engine/lua_stack.h"

namespace reality {

namespace {

constexpr int kLines = 20;
constexpr int kFirst = 12;  // shown of a long one, before the gap
constexpr size_t kMaxText = 1000;

std::string describe_level(lua_State* L, lua_Debug* at) {
  lua_getinfo(L, "Sln", at);
  std::string line = at->short_src;
  if (at->currentline > 0) line += ":" + std::to_string(at->currentline);
  if (std::strcmp(at->what, "C") == 0) line = "server";
  line += ": in ";
  if (at->name != nullptr) return line + at->name;
  if (std::strcmp(at->what, "main") == 0) return line + "the file itself";
  if (std::strcmp(at->what, "C") == 0) return line + "a function";
  return line + "the function at line " + std::to_string(at->linedefined);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Does it begin like "file:12: "?
bool has_place(const std::string& message) {
  const size_t colon = message.find(": ");
  if (colon == message.npos || colon == 0) return false;
  size_t digits = colon;
  while (digits > 0 && is_digit(message[digits - 1])) --digits;
  return digits < colon && digits > 1 && message[digits - 1] == ':';
}

// lua_getstack walks from the top each time, so the depth is found by doubling and halving.
int stack_depth(lua_State* L) {
  lua_Debug at{};
  int low = 0;
  int high = 1;
  while (lua_getstack(L, high, &at) != 0) {
    low = high;
    high *= 2;
  }
  while (low + 1 < high) {
    const int middle = low + (high - low) / 2;
    (lua_getstack(L, middle, &at) != 0 ? low : high) = middle;
  }
  return high;
}

}  // namespace

std::string lua_traceback(lua_State* L, int level) {
  const int depth = stack_depth(L);
  std::string text;
  lua_Debug at{};
  for (int line = 0; line < kLines; ++line, ++level) {
    if (line == kFirst && depth - level > kLines - kFirst) {
      const int skipped = depth - level - (kLines - kFirst - 1);
      text += "... " + std::to_string(skipped) + " more\n";
      level += skipped - 1;
      continue;
    }
    if (lua_getstack(L, level, &at) == 0) break;
    text += describe_level(L, &at) + "\n";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

std::string lua_error_text(lua_State* L, int index) {
  const int type = lua_type(L, index);
  if (type == LUA_TNUMBER) {
    // lua_tolstring would make a string, which may fail; %.14g is how Lua shows numbers.
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.14g", lua_tonumber(L, index));
    return digits;
  }
  if (type != LUA_TSTRING) return "the error is " + describe_type(L, index);
  size_t size = 0;
  const char* text = lua_tolstring(L, index, &size);
  return std::string(text, std::min(size, kMaxText));
}

std::string lua_placed_error(std::string message, const std::string& traceback) {
  if (has_place(message)) return message;
  for (size_t line = 0; line < traceback.size();) {
    const size_t end = std::min(traceback.find('\n', line), traceback.size());
    const size_t place = traceback.find(": in ", line);
    if (place < end && is_digit(traceback[place - 1])) {
      return traceback.substr(line, place - line) + ": " + message;
    }
    line = end + 1;
  }
  return message;
}

}  // namespace reality
