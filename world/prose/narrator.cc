// SPDX-License-Identifier: MIT
#include "world/prose/narrator.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "world/language/languages.h"
#include "world/people/sessions.h"
#include "world/prose/description.h"
#include "world/prose/foreign_description.h"
#include "world/scripts/behaviour_prose.h"
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

namespace {

/// Words and gestures, of which one may have enough.
bool expresses(EventKind kind) {
  return kind == EventKind::speech || kind == EventKind::message || kind == EventKind::emote;
}

bool has_ignored(const Thing& reader, ThingId who) {
  const Value& ignored = reader.get(key::ignores);
  if (!who || ignored.type() != ValueType::list) return false;
  const auto& people = ignored.as_list();
  return std::find(people.begin(), people.end(), Value(who)) != people.end();
}

}  // namespace

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

bool Narrator::ignores(const Thing& reader, const Happening& happening) const {
  return expresses(happening.kind) &&
         (has_ignored(reader, happening.source->id()) || has_ignored(reader, behest_));
}

void Narrator::tell(const Thing& reader, EventKind kind, std::string text) {
  if (hold(reader, kind, text)) return;
  if (behest_ && expresses(kind) && has_ignored(reader, behest_)) return;
  PlayerSession* session = world_.sessions().playing(reader.id());
  if (session && !text.empty() && wants(reader, kind))
    world_.turns().send(*session, {kind, std::move(text)});
}

void Narrator::tell(const Thing& reader, EventKind kind, const Template& message,
                    const Roles& roles) {
  if (hold(reader, kind, message, roles)) return;
  tell(reader, kind, world_.languages().render(message, roles, &reader));
}

void Narrator::describe(const Thing& reader, const Thing& thing) {
  const bool around = thing.flag(key::room) && room_of(reader) == &thing;
  const Languages& languages = world_.languages();
  const Perception& perception = world_.perception();
  BehaviourProse prose(world_);
  std::string text;
  if (languages.of(reader)) {
    text = around ? describe_room_in(languages, {reader, &prose}, thing, perception)
                  : describe_thing_in(languages, {reader, &prose}, thing);
  } else {
    text = around ? describe_room(reader, thing, perception, &prose)
                  : describe_thing(reader, thing, &prose);
  }
  tell(reader, around ? EventKind::room : EventKind::reply, std::move(text));
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
  if (happening.carries == Carries::next) tell_next_door(telling, *room);
  if (happening.carries == Carries::area && happening.heard) carry(telling, *room);
}

void Narrator::tell_all(Telling& telling, const std::vector<const Thing*>& readers) {
  for (const Thing* reader : readers)
    if (reader != telling.happening.actor) tell_one(telling, *reader);
}

void Narrator::tell_one(Telling& telling, const Thing& reader) {
  const Happening& happening = telling.happening;
  PlayerSession* session = world_.sessions().playing(reader.id());
  if (!session || !wants(reader, happening.kind) || ignores(reader, happening)) return;
  const Thing& source = *happening.source;
  const bool at_hand = reader.holder() == telling.place && source.holder() == telling.place;
  const bool seen = &source == telling.place || (telling.lit && at_hand) ||
                    world_.perception().sees(reader, source).clear();
  if (!seen && happening.kind == EventKind::speech && tell_muffled(reader, happening)) return;
  // A voice is known in the dark.
  const bool told = seen || happening.kind == EventKind::speech;
  const Template* message = told ? happening.message : happening.heard;
  if (!message) return;
  if (concerns(telling.roles, reader) || world_.languages().of(reader)) {
    world_.turns().send(
        *session, {happening.kind, world_.languages().render(*message, telling.roles, &reader)});
    return;
  }
  auto& shared = told ? telling.shared : telling.shared_heard;
  if (!shared) shared = render(*message, telling.roles, nullptr);
  world_.turns().send(*session, {happening.kind, *shared});
}

/// Of what is said behind a shut lid one hears that something is said. False where no lid is.
bool Narrator::tell_muffled(const Thing& reader, const Happening& happening) {
  const Obstacle heard = world_.perception().hears(reader, *happening.source);
  if (heard.barrier != Barrier::muffled || !heard.by) return false;
  const bool shut_in = heard.by->encloses(reader);
  const Result<const Template*> message = world_.templates().get(
      shut_in ? "Somebody says something outside {the lid}, too muffled to make out."
              : "Somebody says something in {the lid}, too muffled to make out.");
  assert(message.ok());
  tell(reader, happening.kind, **message, {{"lid", heard.by}});
  return true;
}

/// Those in the next rooms hear it through the ways that stand open, each of them once.
void Narrator::tell_next_door(const Telling& telling, const Thing& room) {
  const Happening& happening = telling.happening;
  const Result<Template> message =
      Template::compile("Through {the way}, " + std::string(happening.message->source()));
  if (!message) return;  // too many roles by one
  std::vector<const Thing*> told = {&room};
  for (const Way& way : ways_of(world_.things(), room)) {
    if (is_shut(*way.door)) continue;
    if (std::find(told.begin(), told.end(), way.beyond) != told.end()) continue;
    told.push_back(way.beyond);
    Roles roles = telling.roles;
    roles.set("way", way.door);
    for (const Thing* reader : awake_in(*way.beyond))
      if (!ignores(*reader, happening) &&
          world_.perception().hears(*reader, *happening.source).clear())
        tell(*reader, happening.kind, *message, roles);
  }
}

void Narrator::carry(Telling& telling, const Thing& room) {
  const std::string_view area = room.string(key::area);
  const std::string words = render(*telling.happening.heard, telling.roles, nullptr);
  for (const auto& [character, session] : world_.sessions().players()) {
    const Thing* reader = world_.things().find(character);
    const Thing* where = reader ? room_of(*reader) : nullptr;
    if (!where || where == &room || where->string(key::area) != area) continue;
    if (!wants(*reader, telling.happening.kind) || ignores(*reader, telling.happening)) continue;
    const Template& heard = *telling.happening.heard;
    const bool foreign = world_.languages().of(*reader) != nullptr;
    world_.turns().send(
        *session, {telling.happening.kind,
                   foreign ? world_.languages().render(heard, telling.roles, reader) : words});
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

void Narrator::overhear(const Thing& speaker, std::string_view words, const Thing* whom) {
  const Thing* room = room_of(speaker);
  if (!room || world_.crowded()) return;
  std::vector<std::pair<ThingId, Behaviour*>> hearers;
  collect_hearers(world_.behaviours(), *room, hearers);
  Value::Map speech = {{"who", Value(speaker.id())}};
  if (whom) speech.emplace_back("whom", Value(whom->id()));
  speech.emplace_back("words", Value(words));
  for (const auto& [id, behaviour] : hearers) {
    if (id == speaker.id()) continue;
    world_.turns().wake_later([this, id = id, behaviour = behaviour, speech] {
      world_.commands().wake_behaviour(id, *behaviour, behaviour->on_hear, Value(speech));
    });
  }
}

}  // namespace reality
