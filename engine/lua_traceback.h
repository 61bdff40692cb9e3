// SPDX-License-Identifier: MIT
//
// What went wrong in a script, as text for a person: never an address, never a call into the
// script, never an error of its own.
// Tests: tests/engine/lua_machine_test.cc.
#pragma once

#include <lua.h>

#include <string>

namespace reality {

/// A line a level from `level` outwards ("file:12: in open_door"), at most 20; long ones lose
/// their middle.
std::string lua_traceback(lua_State* L, int level);
/// The error value at `index`: its text if it is a string or number, else what kind of value it is.
std::string lua_error_text(lua_State* L, int index);
/// The message as it is if it names a place, else behind the innermost place of the traceback.
std::string lua_placed_error(std::string message, const std::string& traceback);

}  // namespace reality
