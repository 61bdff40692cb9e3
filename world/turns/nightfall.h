// SPDX-License-Identifier: MIT
//
// Nightfall: tells those who are left in the dark by what somebody has just done: a lamp carried
// out, a lid shut on it, a door closed between it and them. Made before a command is carried out,
// asked after it, within one turn. Must hold: looks at the actor's room and the rooms next to it
// alone, and costs a room with light of its own one look at a flag.
// Tests: tests/scenarios/world.scenarios.
#pragma once

#include <vector>

#include "world/state/thing.h"

namespace reality {

class World;

class Nightfall {
 public:
  Nightfall(World& world, ThingId actor);
  /// Tells everybody awake in the rooms that have gone dark since.
  void tell() const;

 private:
  void watch(const Thing* room);

  World& world_;
  std::vector<ThingId> lit_;
};

}  // namespace reality
