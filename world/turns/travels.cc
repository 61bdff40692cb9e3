// SPDX-License-Identifier: MIT
#include "world/turns/travels.h"

#include <algorithm>
#include <utility>

#include "world/people/sessions.h"
#include "world/prose/narrator.h"
#include "world/senses/perception.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {
namespace {

constexpr size_t kMostPlaces = 500;
constexpr size_t kMostWitnesses = 30;
constexpr size_t kMostSeen = 8;

bool append_room(Value::List& rooms, const Thing* room) {
  if (!room || std::find(rooms.begin(), rooms.end(), Value(room->id())) != rooms.end())
    return false;
  if (rooms.size() >= kMostPlaces) rooms.erase(rooms.begin());
  rooms.push_back(Value(room->id()));
  return true;
}

void note_visit(World& world, Thing& player, const Thing* from, const Thing* to) {
  const Value& known = player.get(key::visited);
  Value::List rooms;
  if (known.type() == ValueType::list) rooms = known.as_list();
  const bool left = append_room(rooms, from);
  const bool entered = append_room(rooms, to);
  if (left || entered) world.things().set(player, key::visited, Value(std::move(rooms)));
}

void note_seen(World& world, PlayerSession& session, ThingId who, ThingId to) {
  auto& seen = session.dialogue().seen_going;
  world.journal().record({}, [&world, serial = session.serial(), before = seen] {
    if (PlayerSession* kept = world.sessions().find(serial)) kept->dialogue().seen_going = before;
  });
  std::erase_if(seen, [&](const SeenGoing& one) { return one.who == who; });
  if (seen.size() >= kMostSeen) seen.erase(seen.begin());
  seen.push_back({who, to});
}

}  // namespace

void note_move(World& world, Thing& who, const Thing* from, const Thing* to) {
  if (from == to || !to || !who.flag(key::person)) return;
  if (who.flag(key::player)) note_visit(world, who, from, to);
  if (PlayerSession* session = world.sessions().playing(who.id()); session && from) {
    ThingId& came_from = session->dialogue().came_from;
    world.journal().record({}, [&world, serial = session->serial(), before = came_from] {
      if (PlayerSession* kept = world.sessions().find(serial)) kept->dialogue().came_from = before;
    });
    came_from = from->id();
  }
  if (!from || !world.perception().lit(*from)) return;
  size_t told = 0;
  for (const Thing* witness : awake_in(*from)) {
    if (witness == &who || ++told > kMostWitnesses) continue;
    if (PlayerSession* session = world.sessions().playing(witness->id()))
      note_seen(world, *session, who.id(), to->id());
  }
}

}  // namespace reality
