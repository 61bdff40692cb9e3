// SPDX-License-Identifier: MIT
//
// The part of perception that lists what there is to refer to.
#include <algorithm>

#include "world/senses/perception.h"
#include "world/senses/walk.h"

namespace reality {

namespace {

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

}  // namespace

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
  const Value& windows = room.get(key::windows);
  if (windows.type() != ValueType::list) return;
  for (const Value& window : windows.as_list())
    if (Thing* door = things_.find(window)) add(door);
}

/// In the dark a ticking clock is there all the same.
void Perception::add_heard(const Thing& actor, const Thing& room,
                           std::vector<Thing*>& found) const {
  size_t budget = kMostVisited;
  walk(room, budget, [&](Thing& thing) {
    if (&thing == &actor || thing.flag(key::room) || is_asleep(thing)) return false;
    const bool sounds = !is_way(thing, &room) && !thing.string(key::sound).empty();
    if (sounds && hears(actor, thing).clear()) found.push_back(&thing);
    return true;
  });
}

void Perception::add_beyond(const Thing& actor, const Thing& room, size_t& budget,
                            std::vector<Thing*>& found) const {
  const auto start = static_cast<ptrdiff_t>(found.size());
  std::vector<const Thing*> rooms;
  for (const Way& way : ways_of(things_, room)) {
    if (std::find(rooms.begin(), rooms.end(), way.beyond) != rooms.end()) continue;
    if (!looks_through(actor, way).clear() || !lit(*way.beyond)) continue;
    rooms.push_back(way.beyond);
    add_seen(*way.beyond, way.beyond, nullptr, budget, found);
  }
  std::stable_partition(found.begin() + start, found.end(),
                        [](const Thing* thing) { return thing->flag(key::person); });
}

std::vector<Thing*> Perception::scope(const Thing& actor) const {
  std::vector<Thing*> found;
  size_t budget = kMostVisited;
  add_seen(actor, nullptr, nullptr, budget, found);
  found.push_back(const_cast<Thing*>(&actor));
  Thing* space = space_of(actor);
  if (!space) return found;
  if (lit(*space)) {
    add_seen(*space, space, &actor, budget, found);
  } else {
    add_heard(actor, *space, found);
  }
  const bool room = space->flag(key::room);
  if (room) add_ways(*space, found);
  found.push_back(space);
  if (room) add_beyond(actor, *space, budget, found);
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
