// SPDX-License-Identifier: MIT
#include "world/turns/nightfall.h"

#include <algorithm>

#include "world/prose/narrator.h"
#include "world/senses/perception.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

namespace {

constexpr size_t kMostWatched = 20;
constexpr size_t kMostPassed = 2000;

}  // namespace

Nightfall::Nightfall(World& world, ThingId actor) : world_(world) {
  const Thing* person = world.things().find(actor);
  const Thing* room = person ? room_of(*person) : nullptr;
  if (!room) return;
  watch(room);
  size_t budget = kMostPassed;
  for (const Thing& part : contents(*room)) {
    if (budget-- == 0) break;
    if (part.relation() == Relation::part && part.flag(key::exit))
      watch(world.things().find(part.get(key::to)));
  }
}

void Nightfall::watch(const Thing* room) {
  if (!room || !room->flag(key::room) || room->flag(key::lit)) return;
  if (lit_.size() == kMostWatched || !world_.perception().lit(*room)) return;
  if (std::find(lit_.begin(), lit_.end(), room->id()) == lit_.end()) lit_.push_back(room->id());
}

void Nightfall::tell() const {
  for (const ThingId id : lit_) {
    const Thing* room = world_.things().find(id);
    if (!room || world_.perception().lit(*room)) continue;
    const Result<const Template*> message = world_.templates().get("Darkness closes in.");
    if (!message) return;
    for (const Thing* reader : awake_in(*room))
      world_.narrator().tell(*reader, EventKind::action, **message, {});
  }
}

}  // namespace reality
