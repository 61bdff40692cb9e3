// SPDX-License-Identifier: MIT
//
// Perception: can this actor see, reach or hear that, and if not, what is in the way and why. Reads
// the tree of places only; keeps nothing and changes nothing, so it is cheap to make and to copy.
// Must hold: a walk visits at most kMostVisited things; whoever is asleep, and all that is on him,
// is neither seen nor reached, nor does it give light; the inside of a room is never perceived
// from outside of it. Whether a barrier matters to a verb, and in which words, is not decided here
// (world/senses/refusals.h has the words). Tests: tests/world/senses/perception_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "world/state/keys.h"
#include "world/state/thing.h"
#include "world/state/things.h"

namespace reality {

/// What can be in the way. `hidden`: it lies under or behind something, and is seen only by
/// looking there.
enum class Barrier : uint8_t {
  none,
  dark,
  closed,
  glass,
  held_by_other,
  worn_by_other,
  hidden,
  elsewhere,
  asleep
};

/// What is in the way and, where a thing does it (the box, the jar, the person), which.
struct Obstacle {
  Barrier barrier = Barrier::none;
  Thing* by = nullptr;
  bool clear() const { return barrier == Barrier::none; }
};

/// The innermost room that encloses the thing, the thing itself if it is a room; null off the map.
Thing* room_of(const Thing& thing);
/// True when nothing gets in or out: `open` is false, or it is not there and the thing is openable.
bool is_shut(const Thing& thing);
/// Shut and not transparent: nothing in it is seen from outside.
inline bool is_opaque(const Thing& thing) {
  return is_shut(thing) && !thing.flag(key::transparent);
}
/// True for a person whom nobody plays now.
bool is_asleep(const Thing& thing);
/// True when `exit` is to be told of: a way behind a shut door may be secret (`behind_door`).
bool is_evident_exit(const Things& things, const Thing& exit);

class Perception {
 public:
  static constexpr size_t kMostVisited = 2000;

  explicit Perception(const Things& things) : things_(things) {}
  const Things& things() const { return things_; }

  /// A room that is `lit`, or with a thing that gives light and is not shut in an opaque one.
  /// Takes any other thing as well and asks whether there is light inside it.
  bool lit(const Thing& room) const;
  /// The outermost thing that the actor sees from within: its room as a rule, or the shut opaque
  /// thing that it is in; null off the map.
  Thing* space_of(const Thing& actor) const;

  /// A person always sees itself; in the dark it sees nothing else.
  Obstacle sees(const Thing& actor, const Thing& target) const;
  /// Whether the actor can touch it; darkness does not hinder. What is in a closed transparent
  /// thing is behind `glass`.
  Obstacle reaches(const Thing& actor, const Thing& target) const;
  /// True when both are in the same room and the listener is awake.
  bool hears(const Thing& listener, const Thing& source) const;

  /// All that the actor can refer to without having met it before, nearest first, each once: what
  /// it holds and wears, itself, what is seen in its space in order (each thing followed by what
  /// is seen on and in it), exits and their doors, the space itself. In the dark only its own
  /// things, itself, exits and the space.
  std::vector<Thing*> scope(const Thing& actor) const;
  /// What lies under and behind the things in scope: to be referred to only with its place
  /// ("take the gem from under the rug").
  std::vector<Thing*> concealed(const Thing& actor) const;

 private:
  enum class Sense : uint8_t { sight, touch };

  Obstacle path(const Thing& actor, const Thing& target, Sense sense) const;
  const Thing* door_at_hand(const Thing& target, const Thing& room) const;
  bool is_door_of(const Thing& door, const Thing& room) const;
  void add_ways(const Thing& room, std::vector<Thing*>& found) const;

  const Things& things_;
};

}  // namespace reality
