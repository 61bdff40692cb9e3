// SPDX-License-Identifier: MIT
//
// Characters: the bodies that people play: made when somebody new comes, woken when their player
// arrives, asleep where they are when nobody plays them. A guest's body goes when the guest goes,
// and what it carried stays behind. Owned by the World.
#pragma once

#include <string>
#include <string_view>

#include "world/state/accounts.h"
#include "world/state/thing.h"

namespace reality {

class PlayerSession;
class World;

class Characters {
 public:
  explicit Characters(World& world) : world_(world) {}

  // Inside a turn.
  /// A new body in nobody's hands, asleep, at the start.
  Thing& make(std::string_view name);
  /// "Guest7": the lowest number that is free.
  std::string guest_name() const;
  /// Somebody in play, or with an account, of that name: it cannot be taken.
  bool is_taken(std::string_view name) const;
  /// The session plays this character from now on; whoever played it before is sent away. Changes
  /// sessions past the journal: only in turns that run no script and so are never undone.
  void wake(PlayerSession& session, Thing& character);
  /// The body is taken off the map; what it carried stays where it was.
  void remove(Thing& character);

  // Turns of their own.
  void fall_asleep(ThingId character);

  /// Where new characters appear; null in a world without rooms.
  Thing* start() const;
  AccountRole role_of(const Thing& character) const;

 private:
  void show(const Thing& character, std::string_view message);
  void tell_room(const Thing& character, std::string_view signal);
  void usurp(Thing& character);
  void give(PlayerSession& session, ThingId character);
  void set_playing(ThingId character, PlayerSession& session);

  World& world_;
};

}  // namespace reality
