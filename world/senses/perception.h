// SPDX-License-Identifier: MIT
//
// Perception: can this actor see, reach, hear or smell that, and if not, what is in the way and
// why. Reads the tree of places only; keeps nothing and changes nothing, so it is cheap to make and
// to copy. Must hold: a walk visits at most kMostVisited things; whoever is asleep, and all that is
// on him, is not perceived, nor does it give light; the inside of a room is perceived from outside
// of it through a way (world/senses/ways.h) alone, and only from next door. Whether a barrier
// matters to a verb, and in which words, is not decided here (world/senses/refusals.h has the
// words). Tests: tests/world/senses/perception_test.cc, beyond_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "world/senses/ways.h"
#include "world/state/keys.h"
#include "world/state/thing.h"
#include "world/state/things.h"

namespace reality {

enum class Sense : uint8_t { sight, touch, sound, smell };

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
  asleep,
  far,           // in the next room, beyond an open way
  beyond_glass,  // in the next room, behind the glass of a shut one
  fog,
  aloof,  // one of the two is in or on what keeps apart from all around it
  muffled
};

/// What is in the way and, where a thing does it (the box, the jar, the person), which.
struct Obstacle {
  Barrier barrier = Barrier::none;
  Thing* by = nullptr;
  bool clear() const { return barrier == Barrier::none; }
};

/// The innermost room that encloses the thing, the thing itself if it is a room; null off the map.
Thing* room_of(const Thing& thing);
/// True for a person whom nobody plays now.
bool is_asleep(const Thing& thing);
/// True when `exit` is to be told of: a way behind a shut door may be secret (`behind_door`).
bool is_evident_exit(const Things& things, const Thing& exit);

class Perception {
 public:
  static constexpr size_t kMostVisited = 2000;

  explicit Perception(const Things& things) : things_(things) {}
  const Things& things() const { return things_; }

  /// A room that is `lit`, or with a thing that gives light and is not shut in an opaque one, in it
  /// or in a room next to it that one can look into. Takes any other thing as well and asks
  /// whether there is light inside it.
  bool lit(const Thing& room) const;
  /// The outermost thing that the actor sees from within: its room as a rule, or the shut opaque
  /// thing that it is in; null off the map.
  Thing* space_of(const Thing& actor) const;

  /// A person always sees itself; in the dark it sees nothing else but lit rooms beyond its own,
  /// and the ways to them.
  Obstacle sees(const Thing& actor, const Thing& target) const;
  /// Whether the actor can touch it; darkness does not hinder. What is in a closed transparent
  /// thing is behind `glass`.
  Obstacle reaches(const Thing& actor, const Thing& target) const;
  /// What is shut in an opaque thing, or beyond a shut way, is muffled.
  Obstacle hears(const Thing& listener, const Thing& source) const;
  /// Within the room; what is shut in something is not smelled.
  Obstacle smells(const Thing& actor, const Thing& target) const;
  /// Whether the actor can look into the next room through this way, be it ever so dark there.
  Obstacle looks_through(const Thing& actor, const Way& way) const;
  /// True when the thing is perceived, if at all, from next door: in another room, which a way of
  /// the actor's leads to. Such things are never reached.
  bool is_beyond(const Thing& actor, const Thing& thing) const;

  /// All that the actor can refer to without having met it before, nearest first, each once: what
  /// it holds and wears, itself, what is seen in its space in order (each thing followed by what
  /// is seen on and in it), exits and their doors, the space itself, and at last what is seen in
  /// the next rooms, people first. In the dark only its own things, itself, what it hears, exits,
  /// the space and lit rooms beyond.
  std::vector<Thing*> scope(const Thing& actor) const;
  /// What lies under and behind the things in scope: to be referred to only with its place
  /// ("take the gem from under the rug").
  std::vector<Thing*> concealed(const Thing& actor) const;

 private:
  Obstacle path(const Thing& actor, const Thing& target, Sense sense) const;
  Obstacle beyond(const Thing& actor, const Thing& target, Sense sense) const;
  Obstacle past(const Way& way, const Thing& actor, const Thing& target, Sense sense) const;
  bool lit_from_next_door(const Thing& room) const;
  bool is_silhouette(const Thing& actor, const Thing& target) const;
  void add_heard(const Thing& actor, const Thing& room, std::vector<Thing*>& found) const;
  void add_beyond(const Thing& actor, const Thing& room, size_t& budget,
                  std::vector<Thing*>& found) const;
  const Thing* door_at_hand(const Thing& target, const Thing& room) const;
  bool is_door_of(const Thing& door, const Thing& room) const;
  void add_ways(const Thing& room, std::vector<Thing*>& found) const;

  const Things& things_;
};

}  // namespace reality
