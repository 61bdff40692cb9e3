// SPDX-License-Identifier: MIT
//
// SlowEye: who can perceive what, worked out anew from the places of all things whenever it is
// asked: slow, and plain enough to be seen to be right. It shares no code with world/senses, whose
// judge it is. Reads only.
#pragma once

#include <vector>

#include "world/state/things.h"

namespace reality {

struct EyeRules {
  /// Open and glass doors show what is in the next room, and let light through.
  bool next_rooms = true;
  /// A question that was not answered is asked again although what it names may have gone.
  bool stale_questions = false;
};

class SlowEye {
 public:
  SlowEye(const Things& things, EyeRules rules) : things_(things), rules_(rules) {}

  /// Everything whose description the reader may read.
  std::vector<const Thing*> seen_by(const Thing& reader) const;
  /// Everything whose name the reader may read: what it sees, its own things, what it is in, and
  /// the ways out, which one knows in the dark.
  std::vector<const Thing*> known_to(const Thing& reader) const;

 private:
  bool sees_within(const Thing& space, const Thing& thing) const;
  bool sees_door(const Thing& room, const Thing& thing) const;
  bool is_lit(const Thing& space) const;
  bool has_light(const Thing& space) const;
  bool is_foggy(const Thing& room) const;
  bool joins(const Thing& door, const Thing& room) const;
  std::vector<const Thing*> doors_of(const Thing& room) const;
  std::vector<const Thing*> rooms_in_sight(const Thing& room) const;

  const Things& things_;
  EyeRules rules_;
};

/// The room that the thing is in; itself if it is one; null off the map.
const Thing* room_around(const Thing& thing);
/// The rooms to which exits lead from there.
std::vector<const Thing*> rooms_next_to(const Things& things, const Thing& room);

}  // namespace reality
