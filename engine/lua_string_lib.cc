// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/lua_machine.h"
#include "engine/lua_sandbox.h"

namespace reality {

namespace {

// Charges work that goes over text once.
void charge_text(lua_State* L, size_t size) {
  LuaMachine::of(L).charge(L, 1 + static_cast<int64_t>(size / 16));
}

// [first, last) of s as sub() and byte() take i and j.
struct Range {
  size_t first;
  size_t last;
};

Range range_of(size_t size, int64_t i, int64_t j) {
  const int64_t first = std::max<int64_t>(string_position(i, size), 1);
  const int64_t last = std::min(string_position(j, size), static_cast<int64_t>(size));
  if (first > last) return {0, 0};
  return {static_cast<size_t>(first) - 1, static_cast<size_t>(last)};
}

int string_byte(lua_State* L) {
  const std::string_view s = check_string(L, {"string.byte", 1, "s"});
  const int64_t i = opt_integer(L, {"string.byte", 2, "i"}).value_or(1);
  const int64_t j = opt_integer(L, {"string.byte", 3, "j"}).value_or(i);
  const Range range = range_of(s.size(), i, j);
  const size_t count = range.last - range.first;
  if (count > static_cast<size_t>(kMaxLuaItems)) raise_fault(L, "string.byte: too many bytes");
  charge_text(L, count * 16);
  need_stack(L, static_cast<int>(count));
  for (size_t at = range.first; at < range.last; ++at) {
    lua_pushinteger(L, static_cast<unsigned char>(s[at]));
  }
  return static_cast<int>(count);
}

int string_char(lua_State* L) {
  std::string text;
  for (int i = 1; i <= lua_gettop(L); ++i) {
    text += static_cast<char>(check_integer_in(L, {"string.char", i, "byte"}, 0, 255));
  }
  charge_text(L, text.size());
  push_string(L, text);
  return 1;
}

int string_len(lua_State* L) {
  lua_pushinteger(L, static_cast<lua_Integer>(check_string(L, {"string.len", 1, "s"}).size()));
  return 1;
}

// ASCII letters only, whatever the locale.
int string_lower(lua_State* L) {
  std::string text(check_string(L, {"string.lower", 1, "s"}));
  charge_text(L, text.size());
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  push_string(L, text);
  return 1;
}

int string_upper(lua_State* L) {
  std::string text(check_string(L, {"string.upper", 1, "s"}));
  charge_text(L, text.size());
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  push_string(L, text);
  return 1;
}

int string_rep(lua_State* L) {
  const std::string_view s = check_string(L, {"string.rep", 1, "s"});
  const int64_t n = check_integer(L, {"string.rep", 2, "n"});
  const std::string_view between = opt_string(L, {"string.rep", 3, "separator"}).value_or("");
  const size_t each = s.size() + between.size();
  // Copies of nothing are nothing, however many.
  const uint64_t count = n <= 0 || each == 0 ? 0 : static_cast<uint64_t>(n);
  if (count > kMaxLuaString) check_length(L, "string.rep", kMaxLuaString + 1);
  check_length(L, "string.rep", count * each);
  charge_text(L, count * each);
  std::string text;
  text.reserve(count * each);
  for (uint64_t i = 0; i < count; ++i) {
    if (i > 0) text += between;
    text += s;
  }
  push_string(L, text);
  return 1;
}

int string_reverse(lua_State* L) {
  const std::string_view s = check_string(L, {"string.reverse", 1, "s"});
  charge_text(L, s.size());
  push_string(L, std::string(s.rbegin(), s.rend()));
  return 1;
}

int string_sub(lua_State* L) {
  const std::string_view s = check_string(L, {"string.sub", 1, "s"});
  const int64_t i = check_integer(L, {"string.sub", 2, "i"});
  const int64_t j = opt_integer(L, {"string.sub", 3, "j"}).value_or(-1);
  const Range range = range_of(s.size(), i, j);
  charge_text(L, range.last - range.first);
  push_string(L, s.substr(range.first, range.last - range.first));
  return 1;
}

constexpr LuaFunction kFunctions[] = {{"byte", string_byte},
                                      {"char", trampoline<string_char>},
                                      {"format", trampoline<string_format>},
                                      {"len", string_len},
                                      {"lower", trampoline<string_lower>},
                                      {"rep", trampoline<string_rep>},
                                      {"reverse", trampoline<string_reverse>},
                                      {"sub", string_sub},
                                      {"upper", trampoline<string_upper>}};

}  // namespace

void push_string_library(lua_State* L) {
  lua_newtable(L);
  set_functions(L, kFunctions);
  set_match_functions(L);
}

int64_t string_position(int64_t position, size_t size) {
  const int64_t length = static_cast<int64_t>(size);
  if (position >= 0) return position;
  return position < -length ? 0 : length + position + 1;
}

void check_length(lua_State* L, const char* function, size_t size) {
  if (size <= kMaxLuaString) return;
  raise_fault(L, "%s: the result would be longer than %d KiB", function,
              static_cast<int>(kMaxLuaString >> 10U));
}

}  // namespace reality
