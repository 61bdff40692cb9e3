// SPDX-License-Identifier: MIT
//
// Values between the world and Lua. Lists and maps go out as tables that cannot be changed (assign
// a whole new one) and come in by copy, bounded in depth and size. A thing goes out as its handle;
// one that is gone goes out as nil.
#pragma once

#include <functional>

#include "engine/result.h"
#include "world/state/value.h"

struct lua_State;

namespace reality {

class Things;

/// The kind number of things' handles.
inline constexpr uint32_t kThingHandle = 1;

void push_thing(lua_State* L, ThingId id);
void push_value(lua_State* L, const Value& value, const Things& things);
/// The value at `index`, for a property; raises naming `what` when it cannot be one (a function, a
/// table with mixed keys, NaN, text that is not UTF-8 or too long).
Value to_value(lua_State* L, int index, const char* what);

/// Pushes what scripts call `ref`: as a property's default it declares "a thing or nil".
void push_ref_marker(lua_State* L);
bool is_ref_marker(lua_State* L, int index);
/// Runs `body`, which may raise; the error is the message raised. The stack is as before.
Status protect_reading(lua_State* L, const std::function<Status()>& body);

}  // namespace reality
