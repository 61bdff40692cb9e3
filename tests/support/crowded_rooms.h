// SPDX-License-Identifier: MIT
//
// A world of full rooms, for what must stay quick or bounded where many things are in scope: the
// plain room (431 letters and two ways out), the workshop (50 things, a small brass key and a
// wooden box among them), the store (200 things) and the loft (2,000, most of them lamps).
// Pure functions and constants.
#pragma once

#include <string>

#include "tests/support/scratch_share.h"

namespace reality {

inline constexpr int kWorkshopThings = 50;
inline constexpr int kStoreThings = 200;
inline constexpr int kLoftThings = 2000;

/// The world as area text; its area is "crowd", its rooms are named as above.
std::string crowded_rooms();

/// Puts it into a share in place of the starter world.
void use_crowded_rooms(const ScratchShare& share);

}  // namespace reality
