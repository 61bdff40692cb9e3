// SPDX-License-Identifier: MIT
#include "engine/lua_handle.h"

#include <lauxlib.h>

#include <cassert>

#include "engine/lua_machine.h"

namespace reality {

void register_handle_kind(lua_State* L, uint32_t kind, const char* type_name) {
  assert(kind < kMaxLuaHandleKinds);
  LuaHandleKind& entry = LuaMachine::of(L).handle_kind(kind);
  assert(entry.name == nullptr);
  entry.name = type_name;

  lua_newtable(L);  // the userdata alive now, by key; weak, so that it keeps none alive
  lua_createtable(L, 0, 1);
  lua_pushstring(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  entry.cache_ref = luaL_ref(L, LUA_REGISTRYINDEX);

  lua_newtable(L);
  lua_pushstring(L, type_name);
  lua_setfield(L, -2, "__name");
  entry.metatable = lua_topointer(L, -1);
  lua_pushvalue(L, -1);
  entry.metatable_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

void push_handle(lua_State* L, uint32_t kind, uint64_t key) {
  const LuaHandleKind& entry = LuaMachine::of(L).handle_kind(kind);
  assert(entry.name != nullptr);
  const lua_Integer slot = static_cast<lua_Integer>(key);
  lua_rawgeti(L, LUA_REGISTRYINDEX, entry.cache_ref);
  if (lua_rawgeti(L, -1, slot) == LUA_TNIL) {
    lua_pop(L, 1);
    auto* handle = static_cast<LuaHandle*>(lua_newuserdatauv(L, sizeof(LuaHandle), 0));
    *handle = LuaHandle{kind, key};
    lua_rawgeti(L, LUA_REGISTRYINDEX, entry.metatable_ref);
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, slot);
  }
  lua_remove(L, -2);
}

std::optional<LuaHandle> to_any_handle(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(LuaHandle)) return {};
  const LuaHandle handle = *static_cast<const LuaHandle*>(lua_touserdata(L, index));
  if (handle.kind >= kMaxLuaHandleKinds || lua_getmetatable(L, index) == 0) return {};
  // Other userdata of this size has another metatable, whatever its bytes say.
  const void* metatable = lua_topointer(L, -1);
  lua_pop(L, 1);
  if (metatable != LuaMachine::of(L).handle_kind(handle.kind).metatable) return {};
  return handle;
}

std::optional<uint64_t> to_handle(lua_State* L, int index, uint32_t kind) {
  const std::optional<LuaHandle> handle = to_any_handle(L, index);
  if (!handle || handle->kind != kind) return {};
  return handle->key;
}

const char* handle_type_name(lua_State* L, uint32_t kind) {
  return LuaMachine::of(L).handle_kind(kind).name;
}

}  // namespace reality
