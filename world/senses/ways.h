// SPDX-License-Identifier: MIT
//
// Ways: what lies between a room and the rooms next to it. A door thing is the way between the two
// rooms that it joins: sight, light and speech pass through an open one, sight and light through
// the glass of a shut one, nothing through any other; nobody reaches through. An exit without a
// door lets nothing through: it stands for a distance. Part of the senses; pure functions of the
// world as it is. Must hold: each door is there once, and one step is all there is: nothing is
// perceived through two ways. Tests: tests/world/senses/beyond_test.cc.
#pragma once

#include <vector>

#include "world/state/keys.h"
#include "world/state/thing.h"
#include "world/state/things.h"

namespace reality {

/// True when nothing gets in or out: `open` is false, or it is not there and the thing is openable.
bool is_shut(const Thing& thing);
/// Shut and not transparent: nothing in it, or beyond it, is seen.
inline bool is_opaque(const Thing& thing) {
  return is_shut(thing) && !thing.flag(key::transparent);
}

/// A door as it is in one of the rooms that it joins.
struct Way {
  Thing* door = nullptr;
  Thing* beyond = nullptr;  // the other room
};

/// In the order in which the room has them: doors of exits and doors that are parts of it as they
/// come, then its `windows`.
std::vector<Way> ways_of(const Things& things, const Thing& room);
/// The way of that room that this door is; without a door if it is none of them.
Way way_through(const Things& things, const Thing& room, const Thing& door);

}  // namespace reality
