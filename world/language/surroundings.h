// SPDX-License-Identifier: MIT
//
// Surroundings: all that the parser may know of the world around one actor. Made for one line by
// whoever asks the parser (the world wraps Perception in it; tests make their own).
// Must hold: it changes nothing, and what scope() returns stays the same until the parse is over.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

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
  /// Who is "me": the actor, or whoever gives the actor an order.
  virtual Thing& speaker() { return actor(); }
  /// True when it may carry out what the actor orders; whether it does is asked later.
  virtual bool takes_orders(const Thing&) { return false; }
  /// True when the actor sees nothing of where it is.
  virtual bool in_the_dark() { return false; }
  /// The words in which the place is described, as far as the actor sees it.
  virtual std::string_view prose() { return {}; }
  /// More words of the place that no thing stands for: "wallpaper, cornice", or with answers
  /// "wallpaper = Faded roses.; cornice".
  virtual std::string_view mentions() { return {}; }
  /// The places where the actor has been, oldest first.
  virtual std::span<Thing* const> known_places() { return {}; }
  /// People whom the actor saw go, each with the place where it went.
  virtual std::vector<std::pair<Thing*, Thing*>> seen_going() { return {}; }
};

}  // namespace reality
