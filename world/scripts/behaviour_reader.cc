// SPDX-License-Identifier: MIT
#include "world/scripts/behaviour_reader.h"

#include <lua.h>

#include <algorithm>
#include <utility>

#include "engine/lua_order.h"
#include "engine/lua_stack.h"
#include "engine/text.h"
#include "world/prose/fragments.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/things.h"

namespace reality {

namespace {

Error wrong(const char* field, const std::string& what) {
  return Error{std::string(field) + " " + what};
}

std::string key_text(lua_State* L) {
  return lua_type(L, -2) == LUA_TSTRING ? std::string(check_string(L, {"", -2, ""})) : "";
}

}  // namespace

template <class Visit>
Status BehaviourReader::each(const char* field, Visit visit) {
  lua_State* L = machine_.state();
  const int top = lua_gettop(L);
  machine_.push_table(script_);
  lua_getfield(L, -1, field);
  Status status;
  if (lua_istable(L, -1)) {
    for_each_pair(L, -1, [&](lua_State*) {
      if (status) status = visit(L);
    });
  } else if (!lua_isnil(L, -1)) {
    status = wrong(field, "must be a table");
  }
  lua_settop(L, top);
  return status;
}

Status BehaviourReader::check_fields(std::initializer_list<std::string_view> known) {
  lua_State* L = machine_.state();
  const std::vector<std::string_view> names(known);
  const int top = lua_gettop(L);
  machine_.push_table(script_);
  Status status;
  for_each_pair(L, -1, [&](lua_State*) {
    const std::string field = key_text(L);
    if (!status || std::find(names.begin(), names.end(), field) != names.end()) return;
    std::string message = "there is no field \"" + field + "\" here";
    if (auto near = nearest(field, names)) message += "; did you mean " + std::string(*near) + "?";
    status = Error{message};
  });
  lua_settop(L, top);
  return status;
}

Result<std::string> BehaviourReader::text(const char* field) {
  lua_State* L = machine_.state();
  const int top = lua_gettop(L);
  machine_.push_table(script_);
  lua_getfield(L, -1, field);
  std::string found;
  bool right = true;
  if (lua_type(L, -1) == LUA_TSTRING) {
    found = check_string(L, {"", -1, ""});
  } else {
    right = lua_isnil(L, -1);
  }
  lua_settop(L, top);
  if (!right) return wrong(field, "must be a string");
  return found;
}

Result<bool> BehaviourReader::truth(const char* field) {
  lua_State* L = machine_.state();
  const int top = lua_gettop(L);
  machine_.push_table(script_);
  lua_getfield(L, -1, field);
  const bool right = lua_isnil(L, -1) || lua_isboolean(L, -1);
  const bool found = lua_toboolean(L, -1) != 0;
  lua_settop(L, top);
  if (!right) return wrong(field, "must be true or false");
  return found;
}

Result<std::vector<std::string>> BehaviourReader::text_list(const char* field) {
  std::vector<std::string> found;
  Status status = each(field, [&](lua_State* L) -> Status {
    if (lua_type(L, -1) != LUA_TSTRING) return wrong(field, "must be a list of strings");
    found.emplace_back(check_string(L, {"", -1, ""}));
    return {};
  });
  if (!status) return Error{status.error()};
  return found;
}

Result<std::vector<NamedFunction>> BehaviourReader::functions(const char* field) {
  std::vector<NamedFunction> found;
  Status status = each(field, [&](lua_State* L) -> Status {
    const std::string name = key_text(L);
    if (name.empty() || !lua_isfunction(L, -1))
      return wrong(field, "must have a string and a function in each entry" +
                              (name.empty() ? "" : ", not so at \"" + name + "\""));
    const void* identity = lua_topointer(L, -1);
    lua_pushvalue(L, -1);
    found.push_back({name, machine_.take_ref(script_), identity});
    return {};
  });
  if (!status) return Error{status.error()};
  return found;
}

Status BehaviourReader::function(const char* field, LuaRef& into) {
  lua_State* L = machine_.state();
  machine_.push_table(script_);
  lua_getfield(L, -1, field);
  lua_remove(L, -2);
  if (lua_isfunction(L, -1)) {
    into = machine_.take_ref(script_);
    return {};
  }
  const bool absent = lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!absent) return wrong(field, "must be a function");
  return {};
}

Status BehaviourReader::named_functions(const char* field,
                                        std::map<std::string, LuaRef, std::less<>>& into) {
  auto found = functions(field);
  if (!found) return Error{found.error()};
  for (NamedFunction& entry : *found) into[entry.name] = std::move(entry.function);
  return {};
}

Status BehaviourReader::hooks(const char* field, std::vector<Hook>& into) {
  auto found = functions(field);
  if (!found) return Error{found.error()};
  for (NamedFunction& entry : *found) {
    if (auto line = compile_grammar_line(entry.name); !line) return Error{line.error()};
    into.push_back({entry.name, std::move(entry.function), {}});
  }
  return {};
}

Status BehaviourReader::properties(std::vector<DeclaredProperty>& into) {
  Status status = each("properties", [&](lua_State* L) -> Status {
    const std::string name = key_text(L);
    if (name.empty()) return wrong("properties", "must be named");
    DeclaredProperty declared{atoms_.intern(name), {}, ValueType::nil};
    if (is_ref_marker(L, -1)) {
      declared.type = ValueType::thing;
    } else {
      declared.preset = to_value(L, -1, name.c_str());
      declared.type = declared.preset.type();
    }
    into.push_back(std::move(declared));
    return {};
  });
  std::sort(into.begin(), into.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return status;
}

Status BehaviourReader::computed(std::vector<ComputedProperty>& into) {
  auto found = functions("computed");
  if (!found) return Error{found.error()};
  for (NamedFunction& entry : *found)
    into.push_back({atoms_.intern(entry.name), std::move(entry.function)});
  return {};
}

/// The fragment whose key is at -2 and whose table is on top.
Result<DeclaredFragment> BehaviourReader::fragment() {
  lua_State* L = machine_.state();
  DeclaredFragment made{key_text(L), kUsualPriority, {}, {}};
  if (made.key.empty() || !lua_istable(L, -1))
    return wrong("fragments", "must have a name and a table in each entry");
  const std::string what = "fragments: " + made.key;
  lua_getfield(L, -1, "priority");
  const bool ranked = lua_isinteger(L, -1);
  if (ranked) made.priority = lua_tointeger(L, -1);
  const bool unranked = lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!ranked && !unranked) return Error{what + ": priority must be a whole number"};
  lua_getfield(L, -1, "text");
  if (lua_isfunction(L, -1)) {
    made.function = machine_.take_ref(script_);
    return made;
  }
  const bool words = lua_type(L, -1) == LUA_TSTRING;
  if (words) made.text = check_string(L, {"", -1, ""});
  lua_pop(L, 1);
  if (!words) return Error{what + ": text must be a string or a function"};
  return made;
}

Status BehaviourReader::fragments(std::vector<DeclaredFragment>& into) {
  return each("fragments", [&](lua_State*) -> Status {
    auto made = fragment();
    if (!made) return Error{made.error()};
    into.push_back(std::move(*made));
    return {};
  });
}

}  // namespace reality
