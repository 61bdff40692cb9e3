// SPDX-License-Identifier: MIT
//
// thing: properties as fields. Reading goes by the thing itself, then its behaviours' defaults,
// then the same of its prototype; a name that nobody declares raises, naming the nearest.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/lua_handle.h"
#include "engine/text.h"
#include "world/api/binding.h"
#include "world/scripts/behaviour_prose.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"

namespace reality {

namespace {

/// Properties that only the server sets.
constexpr std::array kServers = {key::id,         key::area,   key::room,     key::player,
                                 key::guest,      key::asleep, key::role,     key::behaviour,
                                 key::address,    key::letter, key::postmark, key::writer,
                                 key::pigeon_hole};

/// Computed, and so read-only; see push_computed().
constexpr std::array<std::string_view, 6> kComputed = {"holder",    "relation", "kind",
                                                       "id_number", "online",   "idle"};

bool is_known(Atom name) {
  return name.number > 0 && name.number < kKnownKeys.size();
}

const Value* find_property(const Behaviours& behaviours, const Thing& thing, Atom name) {
  // Its room and role are computed, although properties of these names are stored.
  if (name == key::room || name == key::role) return nullptr;
  for (const Thing* at = &thing; at; at = at->like()) {
    if (const Value* own = at->own(name)) return own;
    for (const Behaviour* behaviour : behaviours.own(*at))
      if (const DeclaredProperty* declared = behaviour->property(name)) return &declared->preset;
  }
  return nullptr;
}

[[noreturn]] void raise_undeclared(lua_State* L, World& world, const Thing& thing,
                                   const std::string& name) {
  std::vector<std::string_view> names = world.behaviours().declared_names(thing);
  for (const KnownKey& known : kKnownKeys) names.push_back(known.word);
  const auto near = nearest(name, names);
  const std::string hint =
      near && !near->empty() ? "; did you mean " + std::string(*near) + "?" : "";
  raise_fault(L, "%s has no property \"%s\"%s", std::string(thing.string(key::name)).c_str(),
              name.c_str(), hint.c_str());
}

/// Pushes what a behaviour computes for whoever acts; false when none does, or has nothing.
bool push_behaviours_own(lua_State* L, World& world, const Thing& thing, Atom name) {
  const LuaRef* function = BehaviourProse(world).function_for(thing, name);
  if (!function) return false;
  const Act* act = world.calls().current();
  const ThingId observer = act && world.things().find(act->actor) ? act->actor : ThingId{};
  const bool made =
      world.calls().compute(*function, thing.id(), world.atoms().word(name), observer);
  if (world.turns().failed()) raise_fault(L, "a property could not be computed");
  if (made && !lua_isnil(L, -1)) return true;
  if (made) lua_pop(L, 1);
  return false;
}

int thing_index(lua_State* L) {
  // A method? The table of methods is the upvalue.
  lua_pushvalue(L, 2);
  lua_rawget(L, lua_upvalueindex(1));
  if (!lua_isnil(L, -1)) return 1;
  lua_pop(L, 1);
  World& world = world_of(L);
  const std::string_view name = check_string(L, {"thing", 2, "property"});
  const Thing& thing = check_thing(L, {"thing", 1, "self"});
  if (thing.flag(key::letter)) {
    // Only letters have these, so that other things may have properties of the same names.
    lua_pushvalue(L, 2);
    lua_rawget(L, lua_upvalueindex(2));
    if (!lua_isnil(L, -1)) return 1;
    lua_pop(L, 1);
  }
  const Atom atom = world.atoms().find(name);
  if (atom && push_behaviours_own(L, world, thing, atom)) return 1;
  const Value* value = atom ? find_property(world.behaviours(), thing, atom) : nullptr;
  if (value) return push_value(L, *value, world.things()), 1;
  if (push_computed(L, world, thing, name)) return 1;
  const bool declared = is_known(atom) || (atom && BehaviourProse(world).function_for(thing, atom));
  if (!declared) raise_undeclared(L, world, thing, std::string(name));
  lua_pushnil(L);
  return 1;
}

/// An empty table is a list as well as a map.
bool is_empty_table(const Value& value) {
  return value.type() == ValueType::list && value.as_list().empty();
}

/// What a property may hold; `any_table` when its default is an empty one.
struct Expected {
  ValueType type = ValueType::nil;
  bool any_table = false;
};

Expected expected_of(World& world, const Thing& thing, Atom name) {
  if (const DeclaredProperty* declared = world.behaviours().declared(thing, name))
    return {declared->type, is_empty_table(declared->preset)};
  if (is_known(name)) return {kKnownKeys[name.number].type};
  return {thing.get(name).type()};
}

bool fits(const Value& value, const Expected& expected) {
  const ValueType type = expected.type;
  if (value.is_nil() || type == ValueType::nil || value.type() == type) return true;
  const bool number = value.type() == ValueType::integer || value.type() == ValueType::number;
  if (number && (type == ValueType::integer || type == ValueType::number)) return true;
  if (expected.any_table && value.type() == ValueType::map) return true;
  return type == ValueType::map && is_empty_table(value);
}

int thing_newindex(lua_State* L) {
  World& world = world_of(L);
  Thing& thing = check_thing(L, {"thing", 1, "self"});
  const std::string name(check_string(L, {"thing", 2, "property"}));
  const Atom atom = world.atoms().find(name);
  if (std::find(kComputed.begin(), kComputed.end(), name) != kComputed.end())
    raise_fault(L, "%s is read-only", name.c_str());
  if (!atom || !(is_known(atom) || find_property(world.behaviours(), thing, atom)))
    raise_undeclared(L, world, thing, name);
  if (atom == key::fragments)
    raise_fault(L, "fragments are set by thing:describe and thing:undescribe");
  if (std::find(kServers.begin(), kServers.end(), atom) != kServers.end())
    raise_fault(L, "the property \"%s\" is the server's to set", name.c_str());
  Value value = to_value(L, 3, name.c_str());
  const Expected expected = expected_of(world, thing, atom);
  if (!fits(value, expected))
    raise_fault(L, "%s must be of the type %s, not %s", name.c_str(),
                std::string(type_name(expected.type)).c_str(),
                std::string(type_name(value.type())).c_str());
  world.things().set(thing, atom, std::move(value));
  return 0;
}

int thing_tostring(lua_State* L) {
  const auto id = to_handle(L, 1, kThingHandle);
  const Thing* thing = id ? world_of(L).things().find(ThingId{*id}) : nullptr;
  if (!thing) return lua_pushliteral(L, "a thing that is gone"), 1;
  const std::string_view name = thing->string(key::name);
  push_string(L, name.empty() ? "a thing without a name" : name);
  return 1;
}

}  // namespace

void install_things(lua_State* L) {
  register_handle_kind(L, kThingHandle, "thing");
  const int metatable = lua_gettop(L);
  lua_newtable(L);
  const int methods = lua_gettop(L);
  install_thing_places(L, methods);
  install_thing_senses(L, methods);
  install_thing_prose(L, methods);
  install_thing_events(L, methods);
  install_thing_timers(L, methods);
  install_thing_restore(L, methods);
  install_players(L, methods);
  lua_pushvalue(L, methods);
  push_letter_methods(L);
  lua_pushcclosure(L, trampoline<thing_index>, 2);
  lua_setfield(L, metatable, "__index");
  lua_settop(L, metatable);
  set_functions(
      L, {{"__newindex", trampoline<thing_newindex>}, {"__tostring", trampoline<thing_tostring>}});
  lua_pop(L, 1);
}

}  // namespace reality
