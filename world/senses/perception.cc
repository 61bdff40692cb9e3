// SPDX-License-Identifier: MIT
#include "world/senses/perception.h"

#include "world/senses/walk.h"

namespace reality {

namespace {

constexpr Atom kBehindDoor = key::of("behind_door");

size_t depth(const Thing& thing) {
  size_t count = 0;
  for (const Thing* at = thing.holder(); at; at = at->holder()) ++count;
  return count;
}

/// The innermost thing that encloses both, which may be one of them.
const Thing* common_holder(const Thing& one, const Thing& other) {
  const Thing* a = &one;
  const Thing* b = &other;
  size_t deep_a = depth(one);
  size_t deep_b = depth(other);
  for (; deep_a > deep_b; --deep_a) a = a->holder();
  for (; deep_b > deep_a; --deep_b) b = b->holder();
  while (a != b) {
    a = a->holder();
    b = b->holder();
  }
  return a;
}

/// The thing just below `top` in which (or as which) the thing is; null when it is `top` itself.
const Thing* branch(const Thing& thing, const Thing& top) {
  const Thing* below = nullptr;
  for (const Thing* at = &thing; at && at != &top; at = at->holder()) below = at;
  return below;
}

/// True when the two are on the same side of whatever encloses both: both in it, both under it, or
/// one of them is what encloses the other.
bool are_on_one_side(const Thing& one, const Thing& other, const Thing& top) {
  const Thing* a = branch(one, top);
  const Thing* b = branch(other, top);
  return !a || !b || a->relation() == b->relation();
}

/// One look, grasp or sound from a thing outwards.
struct Outward {
  const Thing& actor;
  Sense sense;
  bool one_side;  // the walls of the thing where it ends do not matter

  Obstacle go(const Thing& from, const Thing& to) const;
  Barrier wall(const Thing& thing, const Thing& holder) const;
  Barrier between(const Thing& thing, const Thing& holder, bool ends) const;
  bool keeps_apart(const Thing& thing, const Thing& holder, bool ends) const;
};

Barrier Outward::wall(const Thing& thing, const Thing& holder) const {
  if (thing.relation() == Relation::in && is_shut(holder)) {
    const bool glass = holder.flag(key::transparent);
    if (sense == Sense::smell || (sense == Sense::sight && !glass)) return Barrier::closed;
    if (sense == Sense::touch) return glass ? Barrier::glass : Barrier::closed;
    return sense == Sense::sound && !glass ? Barrier::muffled : Barrier::none;
  }
  const bool hides = is_covered(thing) && &thing != &actor && sense == Sense::sight;
  return hides ? Barrier::hidden : Barrier::none;
}

/// A high bunk: whoever is on it reaches nothing but it and what is on it, and the other way round.
bool Outward::keeps_apart(const Thing& thing, const Thing& holder, bool ends) const {
  if (sense != Sense::touch || !holder.flag(key::aloof)) return false;
  if (ends) return !one_side && is_covered(thing);
  return thing.relation() == Relation::in || thing.relation() == Relation::on;
}

Barrier Outward::between(const Thing& thing, const Thing& holder, bool ends) const {
  const bool others = &thing != &actor && &holder != &actor;
  if (others && is_asleep(holder)) return Barrier::asleep;
  if (others && sense == Sense::touch && is_carried(thing)) {
    return thing.relation() == Relation::held ? Barrier::held_by_other : Barrier::worn_by_other;
  }
  if (keeps_apart(thing, holder, ends)) return Barrier::aloof;
  return ends && one_side ? Barrier::none : wall(thing, holder);
}

/// What is in the way to `to`, which encloses `from`: the outermost barrier, for that is the one
/// to deal with first.
Obstacle Outward::go(const Thing& from, const Thing& to) const {
  Obstacle found;
  for (const Thing* at = &from; at != &to; at = at->holder()) {
    if (at != &from && at->flag(key::room)) return {Barrier::elsewhere, nullptr};
    Thing& holder = *at->holder();
    const Barrier barrier = between(*at, holder, &holder == &to);
    if (barrier != Barrier::none) found = {barrier, &holder};
  }
  return found;
}

/// Whether something in the thing gives light that gets at the rest of its inside.
bool holds_light(const Thing& holder) {
  bool found = false;
  size_t budget = Perception::kMostVisited;
  walk(holder, budget, [&](const Thing& thing) {
    if (thing.flag(key::room) || !is_within(thing, &holder) || is_asleep(thing)) return false;
    if (!thing.flag(key::light)) return true;
    found = true;
    budget = 0;  // one light is enough: ends the walk
    return false;
  });
  return found;
}

}  // namespace

Thing* room_of(const Thing& thing) {
  // The constness of the argument says that we change nothing, not that the caller may not.
  for (const Thing* at = &thing; at; at = at->holder())
    if (at->flag(key::room)) return const_cast<Thing*>(at);
  return nullptr;
}

bool is_asleep(const Thing& thing) {
  return thing.flag(key::asleep);
}

bool is_evident_exit(const Things& things, const Thing& exit) {
  if (!exit.flag(kBehindDoor)) return true;
  const Thing* door = things.find(exit.get(key::door));
  return !door || !is_shut(*door);
}

bool Perception::lit(const Thing& room) const {
  if (room.flag(key::lit) || room.flag(key::light) || holds_light(room)) return true;
  return room.flag(key::room) && lit_from_next_door(room);
}

/// A room's own daylight stays in it; lamps shine a room far.
bool Perception::lit_from_next_door(const Thing& room) const {
  if (room.flag(key::fog)) return false;
  for (const Way& way : ways_of(things_, room)) {
    if (is_opaque(*way.door) || way.beyond->flag(key::fog)) continue;
    if (holds_light(*way.beyond)) return true;
  }
  return false;
}

Thing* Perception::space_of(const Thing& actor) const {
  for (const Thing* at = &actor; at; at = at->holder()) {
    if (at->flag(key::room)) return const_cast<Thing*>(at);
    if (is_shut_away(*at)) return at->holder();
  }
  return nullptr;
}

bool Perception::is_door_of(const Thing& door, const Thing& room) const {
  const Value& joins = door.get(key::joins);
  if (joins.type() == ValueType::list) {
    for (const Value& joined : joins.as_list())
      if (things_.find(joined) == &room) return true;
  }
  for (const Thing& part : contents(room))
    if (part.flag(key::exit) && things_.find(part.get(key::door)) == &door) return true;
  return false;
}

const Thing* Perception::door_at_hand(const Thing& target, const Thing& room) const {
  for (const Thing* at = &target; at && !at->flag(key::room); at = at->holder())
    if (at->flag(key::door_thing) && is_door_of(*at, room)) return at;
  return nullptr;
}

Obstacle Perception::path(const Thing& actor, const Thing& target, Sense sense) const {
  if (&target != &actor && is_asleep(target)) {
    return {Barrier::asleep, const_cast<Thing*>(&target)};
  }
  const Thing* here = room_of(actor);
  const Thing* near = common_holder(actor, target);
  const Thing* far = near;
  if (here && (!near || !here->encloses(*near))) {
    // Nothing beyond the room is perceived but a door that this room shares with the other one.
    far = door_at_hand(target, *here);
    near = here;
  }
  if (!near || !far) return {Barrier::elsewhere, nullptr};
  const Outward outward{actor, sense, near != far || are_on_one_side(actor, target, *near)};
  const Obstacle around = outward.go(actor, *near);
  return around.clear() ? outward.go(target, *far) : around;
}

Obstacle Perception::looks_through(const Thing& actor, const Way& way) const {
  const Thing* here = room_of(actor);
  if (!here || !way.door) return {Barrier::elsewhere, nullptr};
  if (is_opaque(*way.door)) return {Barrier::closed, way.door};
  const Obstacle around = Outward{actor, Sense::sight, true}.go(actor, *here);
  if (!around.clear()) return around;
  if (here->flag(key::fog) || way.beyond->flag(key::fog)) return {Barrier::fog, way.door};
  return {};
}

/// What is in the way to something in the room at the other end of this way.
Obstacle Perception::past(const Way& way, const Thing& actor, const Thing& target,
                          Sense sense) const {
  const Outward outward{actor, sense, true};
  if (sense == Sense::sound) {
    if (is_shut(*way.door)) return {Barrier::muffled, way.door};
    const Obstacle around = outward.go(actor, *room_of(actor));
    return around.clear() ? outward.go(target, *way.beyond) : around;
  }
  const Obstacle view = looks_through(actor, way);
  if (!view.clear()) return view;
  if (sense == Sense::touch) {
    return {is_shut(*way.door) ? Barrier::beyond_glass : Barrier::far, way.door};
  }
  if (!lit(*way.beyond)) return {Barrier::dark, nullptr};
  return outward.go(target, *way.beyond);
}

/// The same by whichever way there is, of those to that room: the least of the obstacles.
Obstacle Perception::beyond(const Thing& actor, const Thing& target, Sense sense) const {
  Obstacle found{Barrier::elsewhere, nullptr};
  const Thing* here = room_of(actor);
  const Thing* there = room_of(target);
  if (!here || !there || here == there) return found;
  for (const Way& way : ways_of(things_, *here)) {
    if (way.beyond != there) continue;
    const Obstacle obstacle = past(way, actor, target, sense);
    if (obstacle.clear()) return obstacle;
    if (found.barrier == Barrier::elsewhere) found = obstacle;
  }
  return found;
}

/// In the dark one makes out the way through which light is seen.
bool Perception::is_silhouette(const Thing& actor, const Thing& target) const {
  const Thing* here = room_of(actor);
  if (!here || !target.flag(key::door_thing)) return false;
  const Way way = way_through(things_, *here, target);
  return way.door && lit(*way.beyond) && looks_through(actor, way).clear();
}

Obstacle Perception::sees(const Thing& actor, const Thing& target) const {
  if (&actor == &target) return {};
  const Obstacle found = path(actor, target, Sense::sight);
  if (found.barrier == Barrier::elsewhere) return beyond(actor, target, Sense::sight);
  if (found.barrier == Barrier::asleep) return found;
  const Thing* space = space_of(actor);
  const bool dark = !space || !lit(*space);
  return dark && !is_silhouette(actor, target) ? Obstacle{Barrier::dark, nullptr} : found;
}

Obstacle Perception::reaches(const Thing& actor, const Thing& target) const {
  const Obstacle found = path(actor, target, Sense::touch);
  return found.barrier == Barrier::elsewhere ? beyond(actor, target, Sense::touch) : found;
}

Obstacle Perception::hears(const Thing& listener, const Thing& source) const {
  if (is_asleep(listener)) return {Barrier::asleep, const_cast<Thing*>(&listener)};
  const Obstacle found = path(listener, source, Sense::sound);
  return found.barrier == Barrier::elsewhere ? beyond(listener, source, Sense::sound) : found;
}

Obstacle Perception::smells(const Thing& actor, const Thing& target) const {
  const Obstacle found = path(actor, target, Sense::smell);
  return found.barrier == Barrier::elsewhere ? beyond(actor, target, Sense::touch) : found;
}

bool Perception::is_beyond(const Thing& actor, const Thing& thing) const {
  const Thing* here = room_of(actor);
  return here && !here->encloses(thing) && !door_at_hand(thing, *here);
}

}  // namespace reality
