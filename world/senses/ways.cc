// SPDX-License-Identifier: MIT
#include "world/senses/ways.h"

#include <algorithm>
#include <cstddef>

namespace reality {

namespace {

constexpr size_t kMostPassed = 2000;

/// The other one of the two rooms that a door joins; null when it does not join this one.
Thing* other_side(const Things& things, const Thing& door, const Thing& room) {
  const Value& joins = door.get(key::joins);
  if (joins.type() != ValueType::list || joins.as_list().size() != 2) return nullptr;
  Thing* first = things.find(joins.as_list()[0]);
  Thing* second = things.find(joins.as_list()[1]);
  if (first == &room) return second;
  return second == &room ? first : nullptr;
}

void add(std::vector<Way>& ways, Thing* door, Thing* beyond, const Thing& room) {
  if (!door || !beyond || beyond == &room) return;
  const auto same = [&](const Way& way) { return way.door == door; };
  if (std::none_of(ways.begin(), ways.end(), same)) ways.push_back({door, beyond});
}

}  // namespace

bool is_shut(const Thing& thing) {
  const Value& open = thing.get(key::open);
  return open.is_nil() ? thing.flag(key::openable) : !open.truthy();
}

std::vector<Way> ways_of(const Things& things, const Thing& room) {
  std::vector<Way> ways;
  size_t budget = kMostPassed;
  for (Thing& part : contents(room)) {
    if (budget-- == 0) break;
    if (part.relation() != Relation::part) continue;
    if (part.flag(key::exit)) {
      Thing* door = things.find(part.get(key::door));
      Thing* to = things.find(part.get(key::to));
      if (door) add(ways, door, to ? to : other_side(things, *door, room), room);
    } else if (part.flag(key::door_thing)) {
      add(ways, &part, other_side(things, part, room), room);
    }
  }
  const Value& windows = room.get(key::windows);
  if (windows.type() != ValueType::list) return ways;
  for (const Value& window : windows.as_list())
    if (Thing* door = things.find(window)) add(ways, door, other_side(things, *door, room), room);
  return ways;
}

Way way_through(const Things& things, const Thing& room, const Thing& door) {
  for (const Way& way : ways_of(things, room))
    if (way.door == &door) return way;
  return {};
}

}  // namespace reality
