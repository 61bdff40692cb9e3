// SPDX-License-Identifier: MIT
//
// Which of its upvalues a Lua function can assign, itself or through a function written inside it.
// A file-level local that no function assigns cannot change once the file has run, so only the
// others need watching. Reads the machine code that lua_dump gives out (Lua 5.4, format 0); of any
// other format every upvalue counts as assigned.
// Tests: tests/engine/lua_freeze_test.cc.
#pragma once

#include <lua.h>

#include <vector>

namespace reality {

/// For the Lua function on top of the stack: element i tells of upvalue i + 1.
std::vector<bool> assigned_upvalues(lua_State* L);

}  // namespace reality
