// SPDX-License-Identifier: MIT
//
// thing: back to the state in which its area has it.
#include <array>
#include <vector>

#include "world/api/binding.h"
#include "world/state/keys.h"

namespace reality {

namespace {

/// What play changes of a thing without any script of its own.
constexpr std::array kLived = {
    key::open,         key::locked,     key::light,         key::initial,      key::fixed,
    key::of("on"),     key::of("fuel"), key::of("amount"),  key::of("liquid"), key::of("portions"),
    key::of("tether"), key::of("tied"), key::of("posture"),
};

const Value* authored_value(const Value::Map& authored, std::string_view name) {
  for (const auto& [key, value] : authored)
    if (key == name) return &value;
  return nullptr;
}

/// The names of properties that play may have given it: known ones, and its behaviours' own.
std::vector<Atom> lived_keys(World& world, const Thing& thing) {
  std::vector<Atom> keys(kLived.begin(), kLived.end());
  for (const Property& own : thing.own())
    if (own.key().number >= kKnownKeys.size() && world.behaviours().declared(thing, own.key()))
      keys.push_back(own.key());
  return keys;
}

void put_back(World& world, Thing& thing, const Value::Map& authored) {
  const Value* holder = authored_value(authored, "holder");
  const Value* relation = authored_value(authored, "relation");
  Thing* place = holder ? world.things().find(*holder) : nullptr;
  if (!place || !relation || thing.encloses(*place)) return;
  const Relation how = parse_relation(relation->as_string());
  if (thing.holder() != place || thing.relation() != how) world.things().place(thing, how, place);
}

void put_right(World& world, Thing& thing, const Value::Map& authored) {
  for (const Atom key : lived_keys(world, thing))
    if (!authored_value(authored, world.things().atoms().word(key)) && thing.own(key))
      world.things().set(thing, key, Value());
  for (const auto& [name, value] : authored) {
    if (name == "holder" || name == "relation") continue;
    world.things().set(thing, world.things().atoms().intern(name), value);
  }
}

int thing_restore(lua_State* L) {
  World& world = world_of(L);
  Thing& thing = check_thing(L, {"thing:restore", 1, "self"});
  const Value authored = thing.own(key::authored) ? *thing.own(key::authored) : Value();
  const bool known = authored.type() == ValueType::map && !thing.flag(key::player);
  if (known) {
    put_right(world, thing, authored.as_map());
    put_back(world, thing, authored.as_map());
  }
  lua_pushboolean(L, known);
  return 1;
}

}  // namespace

void install_thing_restore(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"restore", trampoline<thing_restore>}});
  lua_pop(L, 1);
}

}  // namespace reality
