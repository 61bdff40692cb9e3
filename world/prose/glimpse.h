// SPDX-License-Identifier: MIT
//
// Glimpse: what those around see of an attempt that was refused and undone: a hand that tugs at a
// shirt. Shown after the undo, so it must not name what the attempt had made. Keeps nothing.
#pragma once

#include "world/scripts/behaviour_calls.h"

namespace reality {

class World;

/// Shows it to everybody but the actor; does nothing when something that it names is gone.
void show_glimpse(World& world, ThingId actor, const Glimpse& glimpse);

}  // namespace reality
