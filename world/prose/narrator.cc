// SPDX-License-Identifier: MIT
#include "world/prose/narrator.h"

#include <algorithm>
#include <utility>

#include "world/people/sessions.h"
#include "world/senses/perception.h"
#include "world/state/keys.h"
#include "world/turns/commands.h"
#include "world/world.h"

namespace reality {

namespace {

void collect_awake(const Thing& holder, std::vector<const Thing*>& found) {
  for (const Thing& thing : contents(holder)) {
    if (thing.flag(key::player) && !thing.flag(key::asleep)) found.push_back(&thing);
    if (thing.first() && !thing.flag(key::person) && !thing.flag(key::room))
      collect_awake(thing, found);
  }
}

}  // namespace

std::vector<const Thing*> awake_in(const Thing& room) {
  std::vector<const Thing*> found;
  collect_awake(room, found);
  return found;
}

/// One happening on its way to its readers, with the words that they share.
struct Narrator::Telling {
  const Happening& happening;
  const Roles& roles;
  const Thing* place;
  bool lit;
  std::optional<std::string> shared;
  std::optional<std::string> shared_heard;
};

bool Narrator::wants(const Thing& reader, EventKind kind) const {
  if (!may_be_muted(kind)) return true;
  const Value& muted = reader.get(key::mute_kinds);
  if (muted.type() != ValueType::list) return true;
  const Value name(event_kind_name(kind));
  const auto& kinds = muted.as_list();
  return std::find(kinds.begin(), kinds.end(), name) == kinds.end();
}

void Narrator::tell(const Thing& reader, EventKind kind, std::string text) {
  if (hold(reader, kind, text)) return;
  PlayerSession* session = world_.sessions().playing(reader.id());
  if (session && !text.empty() && wants(reader, kind))
    world_.turns().send(*session, {kind, std::move(text)});
}

void Narrator::tell(const Thing& reader, EventKind kind, const Template& message,
                    const Roles& roles) {
  if (hold(reader, kind, message, roles)) return;
  tell(reader, kind, render(message, roles, &reader));
}

void Narrator::show(const Happening& happening, const Roles& roles) {
  if (hold(happening, roles)) return;
  const Thing* room = room_of(*happening.source);
  if (!room) return;
  Telling telling{happening, roles, room, world_.perception().lit(*room), {}, {}};
  if (happening.actor && !happening.others_only)
    tell(*happening.actor, happening.kind, *happening.message, roles);
  if (happening.inside) {
    for (const Thing* reader : awake_in(*happening.source))
      tell(*reader, happening.kind, *happening.inside, roles);
    // A room that does something does it before those who are where it lies.
    room = happening.source->holder() ? room_of(*happening.source->holder()) : nullptr;
    if (!room) return;
    telling.place = room;
    telling.lit = world_.perception().lit(*room);
  }
  tell_all(telling, awake_in(*room));
  if (happening.carries_area && happening.heard) carry(telling, *room);
}

void Narrator::tell_all(Telling& telling, const std::vector<const Thing*>& readers) {
  for (const Thing* reader : readers)
    if (reader != telling.happening.actor) tell_one(telling, *reader);
}

void Narrator::tell_one(Telling& telling, const Thing& reader) {
  const Happening& happening = telling.happening;
  PlayerSession* session = world_.sessions().playing(reader.id());
  if (!session || !wants(reader, happening.kind)) return;
  const Thing& source = *happening.source;
  const bool at_hand = reader.holder() == telling.place && source.holder() == telling.place;
  const bool seen = &source == telling.place || (telling.lit && at_hand) ||
                    world_.perception().sees(reader, source).clear();
  // A voice is known in the dark.
  const bool told = seen || happening.kind == EventKind::speech;
  const Template* message = told ? happening.message : happening.heard;
  if (!message) return;
  if (concerns(telling.roles, reader)) {
    world_.turns().send(*session, {happening.kind, render(*message, telling.roles, &reader)});
    return;
  }
  auto& shared = told ? telling.shared : telling.shared_heard;
  if (!shared) shared = render(*message, telling.roles, nullptr);
  world_.turns().send(*session, {happening.kind, *shared});
}

void Narrator::carry(Telling& telling, const Thing& room) {
  const std::string_view area = room.string(key::area);
  const std::string words = render(*telling.happening.heard, telling.roles, nullptr);
  for (const auto& [character, session] : world_.sessions().players()) {
    const Thing* reader = world_.things().find(character);
    const Thing* where = reader ? room_of(*reader) : nullptr;
    if (!where || where == &room || where->string(key::area) != area) continue;
    if (wants(*reader, telling.happening.kind))
      world_.turns().send(*session, {telling.happening.kind, words});
  }
}

namespace {

void collect_hearers(const Behaviours& behaviours, const Thing& holder,
                     std::vector<std::pair<ThingId, Behaviour*>>& found) {
  for (const Thing& thing : contents(holder)) {
    behaviours.visit(thing, [&](Behaviour& behaviour) {
      if (behaviour.on_hear) found.emplace_back(thing.id(), &behaviour);
      return false;
    });
    if (thing.first() && !is_opaque(thing) && !thing.flag(key::room))
      collect_hearers(behaviours, thing, found);
  }
}

}  // namespace

void Narrator::overhear(const Thing& speaker, std::string_view words) {
  const Thing* room = room_of(speaker);
  if (!room || world_.crowded()) return;
  std::vector<std::pair<ThingId, Behaviour*>> hearers;
  collect_hearers(world_.behaviours(), *room, hearers);
  const Value::Map speech = {{"who", Value(speaker.id())}, {"words", Value(words)}};
  for (const auto& [id, behaviour] : hearers) {
    if (id == speaker.id()) continue;
    world_.turns().wake_later([this, id = id, behaviour = behaviour, speech] {
      world_.commands().wake_behaviour(id, *behaviour, behaviour->on_hear, Value(speech));
    });
  }
}

}  // namespace reality
