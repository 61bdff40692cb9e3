// SPDX-License-Identifier: MIT
#include "tests/properties/slow_eye.h"

#include <algorithm>

#include "world/state/keys.h"

namespace reality {

namespace {

bool shut(const Thing& thing) {
  const Value& open = thing.get(key::open);
  if (open.is_nil()) return thing.flag(key::openable);
  return !open.truthy();
}

bool keeps_light(const Thing& thing) {
  return shut(thing) && !thing.flag(key::transparent);
}

/// In a shut box that one cannot see into.
bool is_boxed(const Thing& thing) {
  return thing.relation() == Relation::in && keeps_light(*thing.holder());
}

/// Not seen by who is outside of its holder, although the holder may be.
bool is_concealed(const Thing& thing) {
  if (thing.relation() == Relation::under || thing.relation() == Relation::behind) return true;
  return is_boxed(thing) || thing.holder()->flag(key::asleep);
}

/// How far an eye gets from there: the room, or the box that it is shut in.
const Thing* space_around(const Thing& reader) {
  for (const Thing* at = &reader; at; at = at->holder()) {
    if (at->flag(key::room)) return at;
    if (at->holder() && is_boxed(*at)) return at->holder();
  }
  return nullptr;
}

void add(std::vector<const Thing*>& things, const Thing* thing) {
  if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

}  // namespace

const Thing* room_around(const Thing& thing) {
  for (const Thing* at = &thing; at; at = at->holder())
    if (at->flag(key::room)) return at;
  return nullptr;
}

std::vector<const Thing*> rooms_next_to(const Things& things, const Thing& room) {
  std::vector<const Thing*> found;
  things.for_each([&](const Thing& exit) {
    if (!exit.flag(key::exit) || exit.holder() != &room) return;
    if (const Thing* to = things.find(exit.get(key::to))) add(found, to);
  });
  return found;
}

// Nothing between it and the inside of `space`, and no other room around it.
bool SlowEye::sees_within(const Thing& space, const Thing& thing) const {
  if (thing.flag(key::asleep)) return false;
  for (const Thing* at = &thing; at != &space; at = at->holder()) {
    if (!at->holder()) return false;
    if (at != &thing && at->flag(key::room)) return false;
    if (at->holder() != &space || space.flag(key::room)) {
      if (is_concealed(*at)) return false;
    } else if (at->relation() != Relation::in) {
      return false;  // outside, on the box that one is in
    }
  }
  return true;
}

bool SlowEye::has_light(const Thing& space) const {
  if (space.flag(key::lit) || space.flag(key::light)) return true;
  bool found = false;
  things_.for_each([&](const Thing& lamp) {
    if (!lamp.flag(key::light) || lamp.flag(key::asleep) || lamp.flag(key::room)) return;
    for (const Thing* at = &lamp; at->holder(); at = at->holder()) {
      const Thing& holder = *at->holder();
      if (&holder == &space) {
        found |= space.flag(key::room) ? !is_boxed(*at) : at->relation() == Relation::in;
        return;
      }
      // Light comes out from under a thing; out of a box or past a sleeper it does not.
      if (holder.flag(key::room) || is_boxed(*at) || holder.flag(key::asleep)) return;
    }
  });
  return found;
}

bool SlowEye::is_foggy(const Thing& room) const {
  const Atom fog = things_.atoms().find("fog");
  return fog && room.flag(fog);
}

bool SlowEye::joins(const Thing& door, const Thing& room) const {
  if (!door.flag(key::door_thing)) return false;
  bool found = false;
  if (door.get(key::joins).type() == ValueType::list)
    for (const Value& joined : door.get(key::joins).as_list())
      found |= things_.find(joined) == &room;
  things_.for_each([&](const Thing& exit) {
    found |= exit.flag(key::exit) && exit.holder() == &room &&
             things_.find(exit.get(key::door)) == &door;
  });
  return found;
}

std::vector<const Thing*> SlowEye::doors_of(const Thing& room) const {
  std::vector<const Thing*> found;
  things_.for_each([&](const Thing& door) {
    if (joins(door, room)) add(found, &door);
  });
  return found;
}

std::vector<const Thing*> SlowEye::rooms_in_sight(const Thing& room) const {
  std::vector<const Thing*> found;
  if (!rules_.next_rooms || !room.flag(key::room) || is_foggy(room)) return found;
  for (const Thing* door : doors_of(room)) {
    if (keeps_light(*door)) continue;
    things_.for_each([&](const Thing& next) {
      if (next.flag(key::room) && &next != &room && !is_foggy(next) && joins(*door, next))
        add(found, &next);
    });
  }
  return found;
}

bool SlowEye::is_lit(const Thing& space) const {
  if (has_light(space)) return true;
  // A lamp shines into the next room; the light of the room itself stays there.
  bool found = false;
  for (const Thing* next : rooms_in_sight(space)) {
    things_.for_each([&](const Thing& lamp) {
      found |= lamp.flag(key::light) && !lamp.flag(key::room) && sees_within(*next, lamp);
    });
  }
  return found;
}

// A door is seen from both of its rooms, and with it what is on it.
bool SlowEye::sees_door(const Thing& room, const Thing& thing) const {
  for (const Thing* at = &thing; at && !at->flag(key::room); at = at->holder()) {
    if (joins(*at, room)) return true;
    if (!at->holder() || is_concealed(*at)) return false;
  }
  return false;
}

std::vector<const Thing*> SlowEye::seen_by(const Thing& reader) const {
  std::vector<const Thing*> found;
  const Thing* space = space_around(reader);
  if (!space) return found;
  std::vector<const Thing*> lit;
  if (is_lit(*space)) lit.push_back(space);
  const bool own_room = !lit.empty() && space->flag(key::room);
  for (const Thing* next : rooms_in_sight(*space))
    if (is_lit(*next)) lit.push_back(next);
  things_.for_each([&](const Thing& thing) {
    const bool seen = std::any_of(lit.begin(), lit.end(),
                                  [&](const Thing* place) { return sees_within(*place, thing); });
    if (&thing == &reader || seen || (own_room && sees_door(*space, thing))) add(found, &thing);
  });
  return found;
}

std::vector<const Thing*> SlowEye::known_to(const Thing& reader) const {
  std::vector<const Thing*> found = seen_by(reader);
  for (const Thing* at = reader.holder(); at; at = at->holder()) {
    add(found, at);
    if (at->flag(key::room)) break;
  }
  things_.for_each([&](const Thing& thing) {
    const Thing* at = &thing;
    while (at->holder() && at != &reader && !is_concealed(*at)) at = at->holder();
    if (at == &reader) add(found, &thing);
  });
  if (const Thing* room = room_around(reader))
    for (const Thing* door : doors_of(*room)) add(found, door);
  return found;
}

}  // namespace reality
