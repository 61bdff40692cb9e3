// SPDX-License-Identifier: MIT
//
// Signals: how a thing is told that something has happened to it: `signals[name](self, vals)` of
// each of its behaviours, every one in a turn of its own right after the running one. Scripts send
// them, and the world itself to a room: "arrival" and "departure" of {who} begins or ceases to be
// played there. Inside a turn only; what is undone has sent nothing.
#pragma once

#include <string_view>

#include "world/state/thing.h"
#include "world/state/value.h"

namespace reality {

class World;

/// Lets the thing's behaviours know, those that have a handler of that name.
void send_signal(World& world, const Thing& thing, std::string_view name, const Value::Map& vals);

}  // namespace reality
