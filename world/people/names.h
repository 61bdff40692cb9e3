// SPDX-License-Identifier: MIT
//
// Names: the one namespace of the world: players' names, the addresses of things that letters and
// the web reach, and the words that mail, the login and the language keep for themselves. Whoever
// wants a name asks here; whoever looks one up does as well. Owned by the World.
// Must hold: a name means one player or one thing or neither. The addresses of things are read
// from behaviours and properties at start and whenever scripts have changed; a player who has the
// name keeps it. No player is called like somebody who lives in the world.
// Tests: tests/world/people/names_test.cc.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/state/value.h"

namespace reality {

class Thing;
class World;

class Names {
 public:
  explicit Names(World& world) : world_(world) {}

  /// Whether a new character may be called so. The error is a sentence for the person.
  Status may_take(std::string_view name) const;
  /// Finds the addresses of all things anew; lists those that cannot be had, with the reason.
  std::vector<std::string> index_addresses();
  /// The thing that is reached by this address ("oracle"); null when there is none.
  Thing* thing(std::string_view address) const;
  /// The thing in which players' letters are kept, or null in a world that has none.
  Thing* pigeon_holes() const;
  /// True for "postmaster" and "abuse", which RFC 5321 section 4.5.1 and RFC 2142 ask for.
  static bool is_keepers(std::string_view name);

 private:
  void claim_person(const Thing& person);
  void claim(const Thing& thing, std::string_view address, std::vector<std::string>& problems);

  World& world_;
  std::map<std::string, ThingId, std::less<>> things_;
  /// The words of the names of those townspeople who have a proper one, folded.
  std::set<std::string, std::less<>> people_;
  ThingId pigeon_holes_;
};

}  // namespace reality
