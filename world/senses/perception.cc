// SPDX-License-Identifier: MIT
#include "world/senses/perception.h"

#include <algorithm>

namespace reality {

namespace {

constexpr Atom kBehindDoor = key::of("behind_door");

/// Goes through all below `top`, each holder before what it holds, until the budget is used up.
/// `visit` says whether to go into the thing. Without recursion: depth costs no stack.
template <class Visit>
void walk(const Thing& top, size_t& budget, Visit visit) {
  Thing* at = top.first();
  while (at && budget > 0) {
    --budget;
    if (visit(*at) && at->first()) {
      at = at->first();
      continue;
    }
    while (!at->next()) {
      at = at->holder();
      if (at == &top) return;
    }
    at = at->next();
  }
}

/// Whether something keeps all light, both ways, between the thing and its holder.
bool is_shut_away(const Thing& thing) {
  return thing.relation() == Relation::in && is_opaque(*thing.holder());
}

/// Whether the thing counts for whoever is inside `space`, if that is given: what lies on a shut
/// chest is not in it.
bool is_within(const Thing& thing, const Thing* space) {
  if (thing.holder() != space) return !is_shut_away(thing);
  return thing.relation() == Relation::in || space->flag(key::room);
}

bool is_covered(const Thing& thing) {
  return thing.relation() == Relation::under || thing.relation() == Relation::behind;
}

bool is_carried(const Thing& thing) {
  return thing.relation() == Relation::held || thing.relation() == Relation::worn;
}

/// Ways in and out are named after everything else.
bool is_way(const Thing& thing, const Thing* space) {
  return thing.relation() == Relation::part && thing.holder() == space &&
         (thing.flag(key::exit) || thing.flag(key::door_thing));
}

/// Appends what can be made out below `top` by one who is inside `space` (null: at its outside),
/// without `actor` and what it carries.
void add_seen(const Thing& top, const Thing* space, const Thing* actor, size_t& budget,
              std::vector<Thing*>& found) {
  walk(top, budget, [&](Thing& thing) {
    if (&thing == actor || is_covered(thing) || !is_within(thing, space)) return false;
    if (is_way(thing, space) || is_asleep(thing)) return false;
    found.push_back(&thing);
    return !thing.flag(key::room);
  });
}

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

/// One look or grasp from a thing outwards.
struct Outward {
  const Thing& actor;
  bool by_touch;
  bool one_side;  // the walls of the thing where it ends do not matter

  Obstacle go(const Thing& from, const Thing& to) const;
  Barrier wall(const Thing& thing, const Thing& holder) const;
  Barrier between(const Thing& thing, const Thing& holder, bool crossing) const;
};

Barrier Outward::wall(const Thing& thing, const Thing& holder) const {
  if (thing.relation() == Relation::in && is_shut(holder)) {
    if (!holder.flag(key::transparent)) return Barrier::closed;
    return by_touch ? Barrier::glass : Barrier::none;
  }
  return is_covered(thing) && &thing != &actor && !by_touch ? Barrier::hidden : Barrier::none;
}

Barrier Outward::between(const Thing& thing, const Thing& holder, bool crossing) const {
  const bool others = &thing != &actor && &holder != &actor;
  if (others && is_asleep(holder)) return Barrier::asleep;
  if (others && by_touch && is_carried(thing)) {
    return thing.relation() == Relation::held ? Barrier::held_by_other : Barrier::worn_by_other;
  }
  return crossing ? wall(thing, holder) : Barrier::none;
}

/// What is in the way to `to`, which encloses `from`: the outermost barrier, for that is the one
/// to deal with first.
Obstacle Outward::go(const Thing& from, const Thing& to) const {
  Obstacle found;
  for (const Thing* at = &from; at != &to; at = at->holder()) {
    if (at != &from && at->flag(key::room)) return {Barrier::elsewhere, nullptr};
    Thing& holder = *at->holder();
    const Barrier barrier = between(*at, holder, &holder != &to || !one_side);
    if (barrier != Barrier::none) found = {barrier, &holder};
  }
  return found;
}

}  // namespace

Thing* room_of(const Thing& thing) {
  // The constness of the argument says that we change nothing, not that the caller may not.
  for (const Thing* at = &thing; at; at = at->holder())
    if (at->flag(key::room)) return const_cast<Thing*>(at);
  return nullptr;
}

bool is_shut(const Thing& thing) {
  const Value& open = thing.get(key::open);
  return open.is_nil() ? thing.flag(key::openable) : !open.truthy();
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
  if (room.flag(key::lit) || room.flag(key::light)) return true;
  bool found = false;
  size_t budget = kMostVisited;
  walk(room, budget, [&](const Thing& thing) {
    if (thing.flag(key::room) || !is_within(thing, &room) || is_asleep(thing)) return false;
    if (!thing.flag(key::light)) return true;
    found = true;
    budget = 0;  // one light is enough: ends the walk
    return false;
  });
  return found;
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
  const Outward outward{actor, sense == Sense::touch,
                        near != far || are_on_one_side(actor, target, *near)};
  const Obstacle around = outward.go(actor, *near);
  return around.clear() ? outward.go(target, *far) : around;
}

Obstacle Perception::sees(const Thing& actor, const Thing& target) const {
  if (&actor == &target) return {};
  const Obstacle found = path(actor, target, Sense::sight);
  if (found.barrier == Barrier::elsewhere || found.barrier == Barrier::asleep) return found;
  const Thing* space = space_of(actor);
  if (!space || !lit(*space)) return {Barrier::dark, nullptr};
  return found;
}

Obstacle Perception::reaches(const Thing& actor, const Thing& target) const {
  return path(actor, target, Sense::touch);
}

bool Perception::hears(const Thing& listener, const Thing& source) const {
  if (is_asleep(listener)) return false;
  const Thing* here = room_of(listener);
  return here && here == room_of(source);
}

void Perception::add_ways(const Thing& room, std::vector<Thing*>& found) const {
  const auto start = static_cast<ptrdiff_t>(found.size());
  const auto add = [&](Thing* way) {
    if (std::find(found.begin() + start, found.end(), way) == found.end()) found.push_back(way);
  };
  size_t budget = kMostVisited;
  for (Thing& thing : contents(room)) {
    if (budget-- == 0) return;
    if (!is_way(thing, &room)) continue;
    if (!thing.flag(key::exit) || is_evident_exit(things_, thing)) add(&thing);
    if (Thing* door = things_.find(thing.get(key::door))) add(door);
  }
}

std::vector<Thing*> Perception::scope(const Thing& actor) const {
  std::vector<Thing*> found;
  size_t budget = kMostVisited;
  add_seen(actor, nullptr, nullptr, budget, found);
  found.push_back(const_cast<Thing*>(&actor));
  Thing* space = space_of(actor);
  if (!space) return found;
  if (lit(*space)) add_seen(*space, space, &actor, budget, found);
  if (space->flag(key::room)) add_ways(*space, found);
  found.push_back(space);
  return found;
}

std::vector<Thing*> Perception::concealed(const Thing& actor) const {
  std::vector<Thing*> found;
  const Thing* space = space_of(actor);
  if (!space || !lit(*space)) return found;
  size_t budget = kMostVisited;
  walk(*space, budget, [&](Thing& thing) {
    if (!is_within(thing, space) || is_asleep(thing)) return false;
    if (!is_covered(thing)) return !thing.flag(key::room);
    found.push_back(&thing);
    add_seen(thing, nullptr, &actor, budget, found);
    return false;
  });
  return found;
}

}  // namespace reality
