// SPDX-License-Identifier: MIT
//
// Surroundings: all that the parser may know of the world around one actor. Made for one line by
// whoever asks the parser (the world wraps Perception in it; tests make their own).
// Must hold: it changes nothing, and what scope() returns stays the same until the parse is over.
#pragma once

#include <span>

#include "world/state/thing.h"

namespace reality {

class Surroundings {
 public:
  virtual ~Surroundings() = default;

  virtual Thing& actor() = 0;
  /// All that the actor can refer to, nearest first. Asked for only when a noun is to be found.
  virtual std::span<Thing* const> scope() = 0;
  /// Everybody awake in the game, in a fixed order.
  virtual std::span<Thing* const> players() = 0;
  virtual Thing* find(ThingId id) = 0;
  /// True when the actor can touch it.
  virtual bool reaches(const Thing& thing) = 0;
  /// True for what is seen in the next room: never meant where a nearer thing fits as well.
  virtual bool is_beyond(const Thing& thing) {
    (void)thing;
    return false;
  }
  /// True when the thing (or its prototype) carries the behaviour.
  virtual bool has_behaviour(const Thing& thing, Atom behaviour) = 0;
};

}  // namespace reality
