// SPDX-License-Identifier: MIT
//
// thing: where it is, what it holds, what it is, which ways lead out of it.
#include <string>
#include <vector>

#include "world/api/binding.h"
#include "world/people/characters.h"
#include "world/people/sessions.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"
#include "world/turns/travels.h"

namespace reality {

namespace {

int thing_move(lua_State* L) {
  Thing& thing = check_thing(L, {"thing:move", 1, "self"});
  const Relation relation = check_relation(L, {"thing:move", 2, "relation"});
  Thing& holder = check_thing(L, {"thing:move", 3, "holder"});
  if (thing.encloses(holder)) raise_fault(L, "thing:move: a thing cannot be inside itself");
  World& world = world_of(L);
  const Thing* from = room_of(thing);
  world.things().place(thing, relation, &holder);
  note_move(world, thing, from, room_of(thing));
  return 0;
}

/// What it holds stays where it was; its parts go with it.
void destroy(World& world, Thing& thing) {
  while (Thing* inner = thing.first()) {
    if (inner->relation() == Relation::part) {
      destroy(world, *inner);
    } else if (thing.holder()) {
      world.things().place(*inner, Relation::in, room_of(thing) ? room_of(thing) : thing.holder());
    } else {
      world.things().place(*inner, Relation::nowhere, nullptr);
    }
  }
  world.narrator().release();
  world.destroy(thing);
}

bool has_heirs(const Thing& thing) {
  if (thing.heirs()) return true;
  for (const Thing& inner : contents(thing))
    if (inner.relation() == Relation::part && has_heirs(inner)) return true;
  return false;
}

int thing_destroy(lua_State* L) {
  Thing& thing = check_thing(L, {"thing:destroy", 1, "self"});
  if (thing.flag(key::player)) raise_fault(L, "thing:destroy: a player's character stays");
  if (thing.flag(key::room))
    raise_fault(L, "thing:destroy: a room cannot be destroyed by a script");
  if (has_heirs(thing)) raise_fault(L, "thing:destroy: other things are like this one");
  destroy(world_of(L), thing);
  return 0;
}

int thing_contents(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:contents", 1, "self"});
  Relation wanted = Relation::nowhere;
  if (!lua_isnoneornil(L, 2)) wanted = check_relation(L, {"thing:contents", 2, "relation"});
  std::vector<Thing*> found;
  for (Thing& inner : contents(thing)) {
    if (wanted != Relation::nowhere && inner.relation() != wanted) continue;
    if (!inner.flag(key::asleep)) found.push_back(&inner);
  }
  push_things(L, found);
  return 1;
}

int thing_part(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:part", 1, "self"});
  const std::string_view wanted = check_string(L, {"thing:part", 2, "id"});
  for (Thing& inner : contents(thing)) {
    const std::string_view id = inner.string(key::id);
    if (id == wanted || id.substr(id.rfind('.') + 1) == wanted) return push_thing(L, &inner), 1;
  }
  raise_fault(L, "thing:part: %s has no part \"%s\"", std::string(thing.string(key::name)).c_str(),
              std::string(wanted).c_str());
}

int thing_is_a(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:is_a", 1, "self"});
  lua_pushboolean(L, thing.is_a(check_kind(L, {"thing:is_a", 2, "kind"})));
  return 1;
}

int thing_has_behaviour(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:has_behaviour", 1, "self"});
  World& world = world_of(L);
  const Behaviour* wanted =
      world.behaviours().find(check_string(L, {"thing:has_behaviour", 2, "name"}));
  lua_pushboolean(L, wanted && world.behaviours().carries(thing, *wanted));
  return 1;
}

void push_way(lua_State* L, const World& world, const Thing& exit) {
  lua_createtable(L, 0, 4);
  push_string(L, exit.string(key::direction));
  lua_setfield(L, -2, "direction");
  push_thing(L, world.things().find(exit.get(key::to)));
  lua_setfield(L, -2, "to");
  push_thing(L, world.things().find(exit.get(key::door)));
  lua_setfield(L, -2, "door");
  push_thing(L, &exit);
  lua_setfield(L, -2, "exit");
}

int thing_exits(lua_State* L) {
  const Thing& room = check_thing(L, {"thing:exits", 1, "self"});
  const World& world = world_of(L);
  lua_newtable(L);
  lua_Integer index = 0;
  for (const Thing& inner : contents(room)) {
    if (!inner.flag(key::exit) || !is_evident_exit(world.things(), inner)) continue;
    push_way(L, world, inner);
    lua_rawseti(L, -2, ++index);
  }
  return 1;
}

int thing_exit(lua_State* L) {
  const Thing& room = check_thing(L, {"thing:exit", 1, "self"});
  const std::string_view direction = check_string(L, {"thing:exit", 2, "direction"});
  const World& world = world_of(L);
  for (const Thing& inner : contents(room)) {
    if (!inner.flag(key::exit) || inner.string(key::direction) != direction) continue;
    if (is_evident_exit(world.things(), inner)) return push_thing(L, &inner), 1;
  }
  lua_pushnil(L);
  return 1;
}

}  // namespace

bool push_computed(lua_State* L, World& world, const Thing& thing, std::string_view name) {
  if (name == "holder") return push_thing(L, thing.holder()), true;
  if (name == "relation") {
    // "held by" is "held" here, as in move() and contents().
    const std::string_view full = relation_name(thing.relation());
    return push_string(L, full.substr(0, full.find(' '))), true;
  }
  if (name == "room") return push_thing(L, room_of(thing)), true;
  if (name == "kind") return push_thing(L, thing.like()), true;
  if (name == "id_number")
    return lua_pushinteger(L, static_cast<lua_Integer>(thing.id().number)), true;
  if (name == "online" || name == "idle") {
    const bool online = world.sessions().playing(thing.id()) != nullptr;
    if (name == "online") return lua_pushboolean(L, online), true;
    const double idle = online ? world.sessions().playing(thing.id())->idle_seconds() : 0;
    return lua_pushinteger(L, static_cast<lua_Integer>(idle)), true;
  }
  if (name == "role") return push_string(L, role_name(world.characters().role_of(thing))), true;
  return false;
}

void install_thing_places(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"move", trampoline<thing_move>},
                    {"destroy", trampoline<thing_destroy>},
                    {"contents", trampoline<thing_contents>},
                    {"part", trampoline<thing_part>},
                    {"is_a", trampoline<thing_is_a>},
                    {"has_behaviour", trampoline<thing_has_behaviour>},
                    {"exits", trampoline<thing_exits>},
                    {"exit", trampoline<thing_exit>}});
  lua_pop(L, 1);
}

}  // namespace reality
