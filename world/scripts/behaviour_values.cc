// SPDX-License-Identifier: MIT
#include "world/scripts/behaviour_values.h"

#include <lua.h>

#include <cmath>
#include <string>

#include "engine/lua_freeze.h"
#include "engine/lua_handle.h"
#include "engine/lua_order.h"
#include "engine/lua_stack.h"
#include "engine/text.h"
#include "world/state/things.h"

namespace reality {

namespace {

constexpr int kDeepest = 8;
constexpr size_t kMostItems = 1000;
constexpr size_t kLongestText = size_t{64} << 10U;
constexpr const char* kFixedValue =
    "a list or map read from a property cannot be changed: make a new one and assign it whole";

void push_list(lua_State* L, const Value::List& list, const Things& things) {
  lua_createtable(L, static_cast<int>(list.size()), 0);
  lua_Integer index = 0;
  for (const Value& item : list) {
    push_value(L, item, things);
    lua_rawseti(L, -2, ++index);
  }
  freeze_table(L, -1, kFixedValue);
}

void push_map(lua_State* L, const Value::Map& map, const Things& things) {
  lua_createtable(L, 0, static_cast<int>(map.size()));
  for (const auto& [name, item] : map) {
    push_string(L, name);
    push_value(L, item, things);
    lua_rawset(L, -3);
  }
  freeze_table(L, -1, kFixedValue);
}

class Reader {
 public:
  Reader(lua_State* L, const char* what) : L_(L), what_(what) {}

  Value read(int index, int depth) {
    switch (lua_type(L_, index)) {
      case LUA_TNIL:
        return {};
      case LUA_TBOOLEAN:
        return Value(lua_toboolean(L_, index) != 0);
      case LUA_TNUMBER:
        return number(index);
      case LUA_TSTRING:
        return text(index);
      case LUA_TTABLE:
        return table(index, depth);
      default:
        break;
    }
    if (auto id = to_handle(L_, index, kThingHandle)) return Value(ThingId{*id});
    refuse("cannot hold a function");
  }

 private:
  [[noreturn]] void refuse(const char* why) { raise_fault(L_, "%s %s", what_, why); }

  Value number(int index) {
    if (lua_isinteger(L_, index)) return Value(int64_t{lua_tointeger(L_, index)});
    const double d = lua_tonumber(L_, index);
    if (!std::isfinite(d)) refuse("cannot hold a number that is not finite");
    return Value(d);
  }

  Value text(int index) {
    size_t size = 0;
    const char* letters = lua_tolstring(L_, index, &size);
    const std::string_view view(letters, size);
    if (size > kLongestText) refuse("cannot hold a text of more than 64 KiB");
    if (!is_valid_utf8(view)) refuse("cannot hold text that is not UTF-8");
    return Value(view);
  }

  Value table(int index, int depth) {
    if (depth >= kDeepest) refuse("is nested too deeply");
    need_stack(L_, 8);
    index = lua_absindex(L_, index);
    push_content(L_, index);
    const bool empty_or_list = lua_rawlen(L_, -1) > 0 || !first_key_is_text(-1);
    lua_pop(L_, 1);
    return empty_or_list ? list(index, depth) : map(index, depth);
  }

  bool first_key_is_text(int index) {
    index = lua_absindex(L_, index);
    lua_pushnil(L_);
    if (lua_next(L_, index) == 0) return false;
    const bool is_text = lua_type(L_, -2) == LUA_TSTRING;
    lua_pop(L_, 2);
    return is_text;
  }

  void count() {
    if (++items_ > kMostItems) refuse("cannot hold more than 1000 items");
  }

  Value list(int index, int depth) {
    Value::List items;
    for_each_pair(L_, index, [&](lua_State*) {
      count();
      if (!lua_isinteger(L_, -2) ||
          lua_tointeger(L_, -2) != static_cast<lua_Integer>(items.size()) + 1)
        refuse("mixes a list (1, 2, 3...) with other keys");
      items.push_back(read(-1, depth + 1));
    });
    return Value(std::move(items));
  }

  Value map(int index, int depth) {
    Value::Map entries;
    for_each_pair(L_, index, [&](lua_State*) {
      count();
      if (lua_type(L_, -2) != LUA_TSTRING) refuse("mixes names with other keys");
      std::string name(check_string(L_, {"", -2, ""}));
      if (!is_valid_utf8(name)) refuse("cannot hold a name that is not UTF-8");
      entries.emplace_back(std::move(name), read(-1, depth + 1));
    });
    return Value(std::move(entries));
  }

  lua_State* L_;
  const char* what_;
  size_t items_ = 0;
};

}  // namespace

void push_thing(lua_State* L, ThingId id) {
  push_handle(L, kThingHandle, id.number);
}

void push_value(lua_State* L, const Value& value, const Things& things) {
  need_stack(L, 4);
  switch (value.type()) {
    case ValueType::nil:
      lua_pushnil(L);
      break;
    case ValueType::boolean:
      lua_pushboolean(L, value.as_boolean());
      break;
    case ValueType::integer:
      lua_pushinteger(L, value.as_integer());
      break;
    case ValueType::number:
      lua_pushnumber(L, value.as_number());
      break;
    case ValueType::string:
      push_string(L, value.as_string());
      break;
    case ValueType::list:
      push_list(L, value.as_list(), things);
      break;
    case ValueType::map:
      push_map(L, value.as_map(), things);
      break;
    case ValueType::thing:
      if (things.find(value.as_thing())) {
        push_thing(L, value.as_thing());
      } else {
        lua_pushnil(L);
      }
      break;
  }
}

Value to_value(lua_State* L, int index, const char* what) {
  return Reader(L, what).read(lua_absindex(L, index), 0);
}

namespace {

char ref_marker;  // its address is the value; never read

struct Reading {
  const std::function<Status()>& body;
  Status status;
};

int run_reading(lua_State* L) {
  auto* reading = static_cast<Reading*>(lua_touserdata(L, 1));
  reading->status = reading->body();
  return 0;
}

}  // namespace

void push_ref_marker(lua_State* L) {
  lua_pushlightuserdata(L, &ref_marker);
}

bool is_ref_marker(lua_State* L, int index) {
  return lua_touserdata(L, index) == &ref_marker;
}

Status protect_reading(lua_State* L, const std::function<Status()>& body) {
  const int top = lua_gettop(L);
  Reading reading{body, {}};
  lua_pushcfunction(L, run_reading);
  lua_pushlightuserdata(L, &reading);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    const char* message = lua_tostring(L, -1);
    reading.status = Error{message ? message : "out of memory"};
  }
  lua_settop(L, top);
  return reading.status;
}

}  // namespace reality
