// SPDX-License-Identifier: MIT
#include "world/people/characters.h"

#include <set>
#include <string>

#include "engine/text.h"
#include "world/people/sessions.h"
#include "world/post/post_office.h"
#include "world/prose/narrator.h"
#include "world/state/keys.h"
#include "world/turns/signals.h"
#include "world/world.h"

namespace reality {

Thing* Characters::start() const {
  const Value& start = world_.facts().get("start");
  if (start.type() != ValueType::integer) return nullptr;
  return world_.things().find(ThingId{static_cast<uint64_t>(start.as_integer())});
}

AccountRole Characters::role_of(const Thing& character) const {
  const Account* account = world_.account_book().of(character.id());
  return account ? account->role : AccountRole::player;
}

Thing& Characters::make(std::string_view name) {
  Things& things = world_.things();
  Thing& body = things.make(things.find("library.player"));
  things.set(body, key::name, Value(name));
  things.set(body, key::player, Value(true));
  things.set(body, key::person, Value(true));
  things.set(body, key::proper, Value(true));
  things.set(body, key::asleep, Value(true));
  if (Thing* place = start()) {
    things.set(body, key::home, Value(place->id()));
    things.place(body, Relation::in, place);
  }
  return body;
}

bool Characters::is_taken(std::string_view name) const {
  if (world_.account_book().find(name)) return true;
  const std::string folded = fold_case(name);
  for (const auto& [character, session] : world_.sessions().players()) {
    const Thing* body = world_.things().find(character);
    if (body && fold_case(body->string(key::name)) == folded) return true;
  }
  return false;
}

std::string Characters::guest_name() const {
  std::set<std::string, std::less<>> taken;
  for (const auto& [character, session] : world_.sessions().players())
    if (const Thing* body = world_.things().find(character); body && body->flag(key::guest))
      taken.emplace(body->string(key::name));
  int number = 1;
  while (taken.contains("Guest" + std::to_string(number))) ++number;
  return "Guest" + std::to_string(number);
}

void Characters::show(const Thing& character, std::string_view message) {
  auto compiled = world_.templates().get(message);
  Happening happening;
  happening.kind = EventKind::presence;
  happening.source = happening.actor = &character;
  happening.message = *compiled;
  happening.others_only = true;
  world_.narrator().show(happening, {{"actor", &character}});
}

void Characters::usurp(Thing& character) {
  PlayerSession* before = world_.sessions().playing(character.id());
  if (!before) return;
  give(*before, {});
  world_.turns().send_last(
      *before, {EventKind::system, "You have come in from somewhere else; goodbye here."});
}

// Whom a session plays is undone with the turn, though it is stored nowhere.
void Characters::give(PlayerSession& session, ThingId character) {
  world_.journal().record({},
                          [&session, was = session.character()] { session.set_character(was); });
  session.set_character(character);
}

void Characters::set_playing(ThingId character, PlayerSession& session) {
  Sessions& sessions = world_.sessions();
  world_.journal().record({}, [&sessions, character, was = sessions.playing(character)] {
    sessions.set_playing(character, was);
  });
  sessions.set_playing(character, &session);
}

void Characters::wake(PlayerSession& session, Thing& character) {
  Things& things = world_.things();
  usurp(character);
  give(session, character.id());
  set_playing(character.id(), session);
  const bool slept = character.flag(key::asleep);
  things.set(character, key::asleep, Value(false));
  if (!room_of(character))
    if (Thing* place = start()) things.place(character, Relation::in, place);
  if (slept) show(character, "{actor} {wake/wakes} up.");
  if (const Thing* room = room_of(character)) world_.narrator().describe(character, *room);
  world_.post_office().remind(character);
  if (slept) tell_room(character, "arrival");
}

// A room may have something to do when somebody begins or ceases to be played in it.
void Characters::tell_room(const Thing& character, std::string_view signal) {
  if (const Thing* room = room_of(character))
    send_signal(world_, *room, signal, {{"who", Value(character.id())}});
}

void Characters::fall_asleep(ThingId id) {
  Thing* character = world_.things().find(id);
  if (!character || world_.sessions().playing(id)) return;
  world_.run_turn([this, character] {
    tell_room(*character, "departure");
    if (character->flag(key::guest)) {
      show(*character, "{actor} {go/goes} as quietly as a guest came.");
      remove(*character);
      return;
    }
    show(*character, "{actor} {fall/falls} asleep.");
    world_.things().set(*character, key::asleep, Value(true));
  });
}

void Characters::remove(Thing& character) {
  Things& things = world_.things();
  Thing* holder = character.holder();
  while (Thing* item = character.first()) {
    if (holder) {
      things.place(*item, Relation::in, holder);
    } else {
      things.place(*item, Relation::nowhere, nullptr);
    }
  }
  world_.post_office().close_box(character);
  world_.destroy(character);
}

}  // namespace reality
