// SPDX-License-Identifier: MIT
//
// LuaHandle: the one userdata by which C++ hands its objects to scripts. A handle names an object
// by kind and key; it owns nothing and keeps nothing alive. The same (kind, key) is always the same
// userdata while any script holds it, so `==` and table keys work. Keys are never used again in
// this server, so a handle needs no generation: a binding looks the key up and raises if it is
// gone. The world registers its kinds at start-up and gives their metatables methods.
// Tests: tests/engine/lua_machine_test.cc.
#pragma once

#include <lua.h>

#include <cstdint>
#include <optional>

namespace reality {

struct LuaHandle {
  uint32_t kind = 0;
  uint64_t key = 0;
};

/// What the machine keeps of each kind; written by register_handle_kind() alone.
struct LuaHandleKind {
  const char* name = nullptr;
  const void* metatable = nullptr;
  int metatable_ref = 0;
  int cache_ref = 0;
};

/// Kinds are small numbers, each registered once.
inline constexpr uint32_t kMaxLuaHandleKinds = 32;

/// Makes a kind known and leaves its metatable on the stack, for the caller to add __index,
/// __newindex, __tostring and the like, and to pop. `type_name` ("thing") is what error messages,
/// type-less tostring() and `__name` say; it must live as long as the machine.
void register_handle_kind(lua_State* L, uint32_t kind, const char* type_name);
/// Pushes the userdata for (kind, key).
void push_handle(lua_State* L, uint32_t kind, uint64_t key);
/// The key at `index` if it is a handle of that kind.
std::optional<uint64_t> to_handle(lua_State* L, int index, uint32_t kind);
/// Whatever handle is at `index`.
std::optional<LuaHandle> to_any_handle(lua_State* L, int index);
/// The name given to the kind.
const char* handle_type_name(lua_State* L, uint32_t kind);

}  // namespace reality
