// SPDX-License-Identifier: MIT
//
// thing: events and speech whose source is the thing, words for one player, signals.
#include <string>
#include <utility>

#include "world/api/binding.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"
#include "world/turns/signals.h"

namespace reality {

namespace {

int values_at(lua_State* L, const char* function) {
  return opt_table(L, {function, 3, "vals"}) ? 3 : 0;
}

int thing_show(lua_State* L) {
  const Thing& self = check_thing(L, {"thing:show", 1, "self"});
  const int values = values_at(L, "thing:show");
  const RoleSources sources{values, 0, &self};
  // Copies: compiling a further message may push the first out of the cache.
  const Template message = check_message(L, {"thing:show", 2, "msg"});
  Roles roles = gather_roles(L, message, sources);
  const Template* heard = field_message(L, values, "heard");
  const Template heard_copy = heard ? *heard : Template();
  const Template* inside = field_message(L, values, "inside");
  const Template inside_copy = inside ? *inside : Template();
  if (heard) add_roles(roles, gather_roles(L, heard_copy, sources));
  if (inside) add_roles(roles, gather_roles(L, inside_copy, sources));
  Happening happening;
  happening.kind = check_event_kind(L, values, EventKind::action);
  happening.source = &self;
  happening.message = &message;
  happening.heard = heard ? &heard_copy : nullptr;
  happening.inside = inside ? &inside_copy : nullptr;
  happening.carries = check_carries(L, values);
  world_of(L).narrator().show(happening, roles);
  return 0;
}

int thing_say(lua_State* L) {
  const Thing& self = check_thing(L, {"thing:say", 1, "self"});
  const int values = values_at(L, "thing:say");
  World& world = world_of(L);
  const Template words = check_message(L, {"thing:say", 2, "words"});
  const std::string spoken = render(words, gather_roles(L, words, {values, 0, &self}), nullptr);
  const Template message = **world.templates().get("{the self} {say/says}, \"{words}\"");
  Happening happening;
  happening.kind = EventKind::speech;
  happening.source = &self;
  happening.message = &message;
  happening.carries = check_carries(L, values, Carries::next);
  world.narrator().show(happening, {{"self", &self}, {"words", spoken}});
  world.narrator().overhear(self, spoken);
  return 0;
}

int thing_tell(lua_State* L) {
  const Thing& reader = check_thing(L, {"thing:tell", 1, "self"});
  const int values = values_at(L, "thing:tell");
  const Template& message = check_message(L, {"thing:tell", 2, "msg"});
  const Roles roles = gather_roles(L, message, {values, 0, &reader});
  world_of(L).narrator().tell(reader, check_event_kind(L, values, EventKind::message), message,
                              roles);
  return 0;
}

int thing_signal(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:signal", 1, "self"});
  const std::string name(check_string(L, {"thing:signal", 2, "name"}));
  Value::Map fields;
  if (opt_table(L, {"thing:signal", 3, "vals"})) {
    const Value vals = to_value(L, 3, "vals");
    if (vals.type() == ValueType::map) fields = vals.as_map();
  }
  World& world = world_of(L);
  if (world.crowded()) raise_fault(L, "thing:signal: too many signals wait already");
  send_signal(world, thing, name, fields);
  return 0;
}

}  // namespace

void install_thing_events(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"show", trampoline<thing_show>},
                    {"say", trampoline<thing_say>},
                    {"tell", trampoline<thing_tell>},
                    {"signal", trampoline<thing_signal>}});
  lua_pop(L, 1);
}

}  // namespace reality
