// SPDX-License-Identifier: MIT
//
// LuaMachine's scripts: loading, freezing, and putting file-level locals back.
#include <lauxlib.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/lua_freeze.h"
#include "engine/lua_machine_frame.h"
#include "engine/lua_sandbox.h"
#include "engine/lua_stack.h"
#include "engine/lua_traceback.h"

namespace reality {

namespace {

constexpr size_t kMaxSource = size_t{64} << 10U;

struct LoadCall {
  std::string_view source;
  std::string chunk;  // "@name"
  const char* global = nullptr;
  ScriptInfo* script = nullptr;
};

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A file that replaces its environment would see other rules for globals, and Lua 5.4.4 generates
// wrong code for a constant _ENV; so the word may not be used at all.
std::optional<size_t> line_with_environment(std::string_view source) {
  constexpr std::string_view kWord = "_ENV";
  for (size_t at = 0; (at = source.find(kWord, at)) != source.npos; at += kWord.size()) {
    const size_t end = at + kWord.size();
    if ((at > 0 && is_word(source[at - 1])) || (end < source.size() && is_word(source[end]))) {
      continue;
    }
    return 1 + static_cast<size_t>(std::count(source.begin(), source.begin() + at, '\n'));
  }
  return {};
}

// Takes the top of the stack into the registry.
void keep(lua_State* L, int* ref) {
  *ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

// Runs the chunk on top; leaves the one table that it returns.
void run_chunk(lua_State* L, const char* name) {
  push_environment(L);
  lua_setupvalue(L, -2, 1);
  const int before = lua_gettop(L) - 1;
  lua_call(L, 0, LUA_MULTRET);
  if (lua_gettop(L) == before + 1 && lua_istable(L, -1)) return;
  lua_pushfstring(L, "%s:1: the file must return one table", name);
  lua_error(L);
}

// The protected half of load(): argument 1 is a LoadCall.
int load_file(lua_State* L) {
  auto& call = *static_cast<LoadCall*>(lua_touserdata(L, 1));
  ScriptInfo& script = *call.script;
  if (luaL_loadbufferx(L, call.source.data(), call.source.size(), call.chunk.c_str(), "t") !=
      LUA_OK) {
    return lua_error(L);
  }
  run_chunk(L, script.name.c_str());
  script.watched = freeze(L, -1);
  if (call.global != nullptr && !script.watched.empty()) {
    lua_pushfstring(L, "%s:1: a function assigns the file-level '%s'; a library keeps no state",
                    script.name.c_str(), script.watched.front().name.c_str());
    return lua_error(L);
  }
  keep(L, &script.values_ref);
  keep(L, &script.functions_ref);
  lua_pushvalue(L, -1);
  keep(L, &script.table_ref);
  if (call.global != nullptr) set_sandbox_global(L, call.global);
  return 0;
}

// Values alone say too little: 1 and 1.0 are equal but shown differently, and nan differs from
// itself.
bool same_value(lua_State* L, int a, int b) {
  if (lua_type(L, a) != lua_type(L, b) || lua_isinteger(L, a) != lua_isinteger(L, b)) return false;
  if (lua_rawequal(L, a, b) != 0) return true;
  return lua_type(L, a) == LUA_TNUMBER && std::isnan(lua_tonumber(L, a)) &&
         std::isnan(lua_tonumber(L, b));
}

}  // namespace

void LuaMachine::expose(std::string_view name) {
  lua_State* L = state();
  const std::string global(name);
  lua_pushvalue(L, -1);
  freeze(L, -1);
  lua_pop(L, 3);
  set_sandbox_global(L, global.c_str());
}

Result<ScriptId> LuaMachine::load(std::string_view name, std::string_view source) {
  return load_as(nullptr, name, source);
}

Result<ScriptId> LuaMachine::load_library(std::string_view global, std::string_view name,
                                          std::string_view source) {
  return load_as(std::string(global).c_str(), name, source);
}

Result<ScriptId> LuaMachine::load_as(const char* global, std::string_view name,
                                     std::string_view source) {
  const std::string file(name);
  if (source.size() > kMaxSource) return Error{file + ":1: the file is larger than 64 KiB"};
  if (const auto line = line_with_environment(source)) {
    return Error{file + ":" + std::to_string(*line) + ": _ENV is not for scripts"};
  }
  const ScriptId id{static_cast<uint32_t>(scripts_.size())};
  ScriptInfo* script = scripts_.emplace_back(std::make_unique<ScriptInfo>()).get();
  script->name = file;
  LoadCall call{source, "@" + file, global, script};

  const bool own_turn = !in_turn();
  if (own_turn) begin_turn();
  const Status loaded = load_in_turn(&call, id);
  if (own_turn) budget_.ticking = 0;
  if (!loaded) {
    forget(script);
    if (scripts_.back().get() == script) scripts_.pop_back();
    return Error{loaded.error()};
  }
  script->loaded = true;
  return id;
}

Status LuaMachine::load_in_turn(void* call, ScriptId id) {
  lua_State* L = state();
  lua_pushcfunction(L, load_file);
  lua_pushlightuserdata(L, call);
  const bool was_loading = std::exchange(loading_, true);
  int status = LUA_ERRRUN;
  if (budget_.kill == 0) {
    const LuaMachineFrame frame(*this, id, L);
    status = lua_pcall(L, 1, 0, 0);
  } else {
    lua_pop(L, 1);
  }
  loading_ = was_loading;
  if (status == LUA_OK && budget_.kill == 0) return {};
  const LuaOutcome outcome = failure(L, status, {});
  if (status != LUA_OK) lua_pop(L, 1);
  const std::string top = info(id).name + ":1: in ";  // for what names no place itself
  if (outcome.kind != LuaOutcome::Kind::signalled) {
    return Error{lua_placed_error(outcome.message, top)};
  }
  return Error{lua_placed_error("nothing can be refused or declined while the file loads", top)};
}

void LuaMachine::discard(ScriptId id) {
  ScriptInfo& script = *scripts_.at(id.value);
  assert(script.loaded);
  script.loaded = false;
  forget(&script);
}

void LuaMachine::forget(ScriptInfo* script) {
  script->watched.clear();
  for (int* ref : {&script->table_ref, &script->functions_ref, &script->values_ref}) {
    luaL_unref(main_, LUA_REGISTRYINDEX, *ref);
    *ref = LUA_NOREF;
  }
}

const ScriptInfo& LuaMachine::info(ScriptId script) const {
  return *scripts_.at(script.value);
}

void LuaMachine::push_table(ScriptId script) {
  assert(info(script).loaded);
  lua_rawgeti(state(), LUA_REGISTRYINDEX, info(script).table_ref);
}

LuaRef LuaMachine::take_ref(ScriptId script) {
  return {*this, luaL_ref(state(), LUA_REGISTRYINDEX), script};
}

// Puts file-level locals of all scripts entered back; fails if one had changed.
Status LuaMachine::restore() {
  std::string changed;
  for (const ScriptId id : entered_) {
    const ScriptInfo& script = info(id);
    const std::string name = restore_script(script);
    if (changed.empty() && !name.empty()) {
      changed = script.name + ": file-level '" + name +
                "' changed in a handler; keep state in properties";
    }
  }
  entered_.clear();
  if (changed.empty()) return {};
  return Error{changed};
}

// Returns the name of the first local that had changed, or "".
std::string LuaMachine::restore_script(const ScriptInfo& script) {
  std::string changed;
  if (script.watched.empty()) return changed;
  lua_rawgeti(main_, LUA_REGISTRYINDEX, script.functions_ref);
  lua_rawgeti(main_, LUA_REGISTRYINDEX, script.values_ref);
  const int functions = lua_gettop(main_) - 1;
  for (size_t i = 0; i < script.watched.size(); ++i) {
    const WatchedLocal& local = script.watched[i];
    lua_rawgeti(main_, functions, static_cast<lua_Integer>(i) + 1);
    lua_getupvalue(main_, -1, local.upvalue);
    lua_rawgeti(main_, functions + 1, static_cast<lua_Integer>(i) + 1);
    if (!same_value(main_, -1, -2)) {
      if (changed.empty()) changed = local.name;
      lua_setupvalue(main_, -3, local.upvalue);
    }
    lua_settop(main_, functions + 1);
  }
  lua_pop(main_, 2);
  return changed;
}

}  // namespace reality
