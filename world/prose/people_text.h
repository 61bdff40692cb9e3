// SPDX-License-Identifier: MIT
//
// PeopleText: who is in a room, and in which posture: "Tom and Bea are here. Bob is sitting on the
// stone bench." Part of descriptions, for one description by one reader; its lists live in the
// arena it is given. Must hold: goes as deep into furniture as lists of things do.
#pragma once

#include <memory_resource>
#include <string>
#include <vector>

#include "world/state/thing.h"

namespace reality {

class PeopleText {
 public:
  PeopleText(std::pmr::memory_resource* arena, const Thing& reader)
      : reader_(reader), people_(arena) {}

  void add(const Thing& person) { people_.push_back(&person); }
  /// Adds whoever is seen in or on the thing.
  void add_seated(const Thing& furniture, int depth = 0);
  /// Appends the sentences, with a space between them; nothing when there is nobody.
  void append_to(std::string& out);
  bool empty() const { return people_.empty(); }

 private:
  using People = std::pmr::vector<const Thing*>;
  void append_group(std::string& out, const People& group) const;

  const Thing& reader_;
  People people_;
};

/// "sitting on the bench", "on the bench", "sitting here" (of the reader: "sitting on the floor");
/// nothing of one who stands about in the room.
void append_posture(std::string& out, const Thing& person, const Thing* reader);

}  // namespace reality
