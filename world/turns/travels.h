// SPDX-License-Identifier: MIT
//
// Travels: what people remember of moves from room to room, for `go to`: players the rooms where
// they have been (a property, so it lasts), and whoever watches somebody go where that one went
// (in the dialogue, so it is forgotten with the connection). Used inside a turn.
#pragma once

#include "world/state/thing.h"

namespace reality {

class World;

/// `who` has just come out of `from` into `to`; either may be null or the same.
void note_move(World& world, Thing& who, const Thing* from, const Thing* to);

}  // namespace reality
