// SPDX-License-Identifier: MIT
//
// SmallWorld: things for tests of perception and prose, made by hand: a lit room, people, boxes.
#pragma once

#include <initializer_list>
#include <string_view>

#include "world/senses/perception.h"
#include "world/state/atom.h"
#include "world/state/journal.h"
#include "world/state/keys.h"
#include "world/state/things.h"

namespace reality {

struct SmallWorld {
  Atoms atoms;
  Journal journal;
  Things things{atoms, journal};
  Perception perception{things};

  Thing& make(std::string_view name, Relation relation, Thing* holder,
              std::initializer_list<Atom> flags = {}) {
    Thing& thing = things.make(nullptr);
    if (!name.empty()) things.set(thing, key::name, Value(name));
    for (const Atom flag : flags) things.set(thing, flag, Value(true));
    if (holder) things.place(thing, relation, holder);
    return thing;
  }
  Thing& room(std::string_view name) { return make(name, {}, nullptr, {key::room, key::lit}); }
  Thing& dark_room(std::string_view name) { return make(name, {}, nullptr, {key::room}); }
  Thing& person(std::string_view name, Thing& where, std::string_view pronoun = {}) {
    Thing& person = make(name, Relation::in, &where, {key::person});
    if (!pronoun.empty()) set(person, key::pronoun, Value(pronoun));
    return person;
  }
  Thing& exit(Thing& room, std::string_view direction, Thing& to, const Thing* door = nullptr) {
    Thing& exit = make("", Relation::part, &room, {key::exit});
    set(exit, key::direction, Value(direction));
    set(exit, key::to, Value(to.id()));
    if (door) set(exit, key::door, Value(door->id()));
    return exit;
  }
  Thing& door(std::string_view name, Thing& one, Thing& other) {
    Thing& door = make(name, Relation::part, &one, {key::door_thing, key::openable});
    set(door, key::joins, Value(Value::List{Value(one.id()), Value(other.id())}));
    return door;
  }
  void set(Thing& thing, Atom key, Value value) { things.set(thing, key, std::move(value)); }
  void flag(Thing& thing, Atom key, bool on = true) { things.set(thing, key, Value(on)); }
};

}  // namespace reality
