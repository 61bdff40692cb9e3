// SPDX-License-Identifier: MIT
//
// act: what a handler tells the world of the action it carries out.
#include <array>
#include <cassert>
#include <string>
#include <vector>

#include "world/api/binding.h"
#include "world/prose/emote.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_calls.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"
#include "world/turns/commands.h"

namespace reality {

namespace {

Thing& acting(lua_State* L, const char* function) {
  check_table(L, {function, 1, "act"});
  lua_getfield(L, 1, "actor");
  Thing& actor = check_thing(L, {function, -1, "act.actor"});
  lua_pop(L, 1);
  return actor;
}

int values_at(lua_State* L, const char* function, int index) {
  return opt_table(L, {function, index, "vals"}) ? index : 0;
}

/// Whom words are said to, or null.
const Thing* spoken_to(const Roles& roles) {
  const RoleValue* person = roles.find("person");
  const auto* thing = person ? std::get_if<const Thing*>(person) : nullptr;
  return thing ? *thing : nullptr;
}

/// Speech is told to those who listen for it, too.
void overhear(lua_State* L, World& world, const Thing& actor, int values, const Thing* whom) {
  const std::array tables = {values, 1};
  for (const int table : tables) {
    if (table == 0) continue;
    lua_getfield(L, table, "words");
    const bool spoken = lua_type(L, -1) == LUA_TSTRING;
    if (spoken) world.narrator().overhear(actor, check_string(L, {"", -1, ""}), whom);
    lua_pop(L, 1);
    if (spoken) return;
  }
}

int show(lua_State* L, const char* function, bool others_only) {
  World& world = world_of(L);
  Thing& actor = acting(L, function);
  const int values = values_at(L, function, 3);
  // Copies: compiling a second message may push the first out of the cache.
  const Template message = check_message(L, {function, 2, "msg"});
  const Template* heard = field_message(L, values, "heard");
  const Template heard_copy = heard ? *heard : Template();
  Roles roles = gather_roles(L, message, {values, 1, nullptr});
  if (heard) add_roles(roles, gather_roles(L, heard_copy, {values, 1, nullptr}));
  Happening happening;
  happening.kind = check_event_kind(L, values, EventKind::action);
  happening.source = happening.actor = &actor;
  happening.message = &message;
  happening.heard = heard ? &heard_copy : nullptr;
  happening.others_only = others_only;
  happening.carries = check_carries(L, values);
  world.narrator().show(happening, roles);
  if (happening.kind == EventKind::speech) overhear(L, world, actor, values, spoken_to(roles));
  return 0;
}

int act_show(lua_State* L) {
  return show(L, "act:show", false);
}
int act_tell_others(lua_State* L) {
  return show(L, "act:tell_others", true);
}

int act_tell(lua_State* L) {
  Thing& actor = acting(L, "act:tell");
  const int values = values_at(L, "act:tell", 3);
  const Template& message = check_message(L, {"act:tell", 2, "msg"});
  const Roles roles = gather_roles(L, message, {values, 1, nullptr});
  world_of(L).narrator().tell(actor, check_event_kind(L, values, EventKind::reply), message, roles);
  return 0;
}

/// The people whom the actor perceives.
std::vector<const Thing*> people_about(World& world, const Thing& actor) {
  std::vector<const Thing*> people;
  for (const Thing* thing : world.perception().scope(actor))
    if (thing->flag(key::person)) people.push_back(thing);
  return people;
}

int act_emote(lua_State* L) {
  World& world = world_of(L);
  Thing& actor = acting(L, "act:emote");
  const std::string_view words = check_string(L, {"act:emote", 2, "words"});
  const Emote emote = compose_emote(actor, words, people_about(world, actor));
  const Result<const Template*> message = world.templates().get(emote.message);
  assert(message.ok());
  Happening happening;
  happening.kind = EventKind::emote;
  happening.source = happening.actor = &actor;
  happening.message = *message;
  world.narrator().show(happening, emote.roles);
  return 0;
}

ActRole role_at_top(lua_State* L, const std::string& name) {
  if (lua_type(L, -1) == LUA_TSTRING) return {name, {}, std::string(check_string(L, {"", -1, ""}))};
  return {name, check_thing(L, {"act:attempt", -1, name.c_str()}).id(), {}};
}

Commands::Deed deed_from(lua_State* L, const HookBinding& binding, const HookTarget& target,
                         const Thing& actor) {
  Commands::Deed deed;
  deed.action = target.action;
  deed.actor = actor.id();
  deed.roles.resize(target.role_of.size());
  for (size_t i = 0; i < target.role_of.size(); ++i) {
    lua_getfield(L, 3, binding.names[i].c_str());
    if (lua_isnil(L, -1))
      raise_fault(L, "act:attempt: the role %s is not given", binding.names[i].c_str());
    deed.roles[target.role_of[i]] = role_at_top(L, binding.names[i]);
    lua_pop(L, 1);
  }
  return deed;
}

/// Why the attempted action is done: as argument 5 says, or as what attempts it.
std::string cause_of(lua_State* L) {
  if (!lua_isnoneornil(L, 5)) return std::string(check_string(L, {"act:attempt", 5, "cause"}));
  lua_getfield(L, 1, "cause");
  std::string cause = "typed";
  if (lua_type(L, -1) == LUA_TSTRING) cause = check_string(L, {"act:attempt", -1, "cause"});
  lua_pop(L, 1);
  return cause;
}

/// What a hook's end means for whoever attempted the action; true: go on.
bool may_go_on(lua_State* L, World& world, const CallResult& result) {
  switch (result.end) {
    case CallEnd::finished:
      return true;
    case CallEnd::done:
      return false;
    case CallEnd::refused:
      world.calls().refuse(L, result.text, result.seen);
    case CallEnd::declined:
      LuaMachine::raise_signal(L, kDeclineSignal);
    case CallEnd::yielded:
    case CallEnd::failed:
      break;
  }
  // The turn is marked as failed already; nothing more of it may run.
  raise_fault(L, "a hook failed");
}

int act_attempt(lua_State* L) {
  World& world = world_of(L);
  Thing& actor = acting(L, "act:attempt");
  const std::string line(check_string(L, {"act:attempt", 2, "line"}));
  check_table(L, {"act:attempt", 3, "roles"});
  if (!lua_isnoneornil(L, 4)) check_function(L, {"act:attempt", 4, "do"});
  auto binding = world.grammar().bind_hook(line);
  if (!binding) raise_fault(L, "act:attempt: %s", binding.error().c_str());
  std::vector<Commands::Deed> deeds;
  for (const HookTarget& target : binding->targets) {
    deeds.push_back(deed_from(L, *binding, target, actor));
    deeds.back().cause = cause_of(L);
  }
  const bool wanted = may_go_on(L, world, world.commands().run_hooks(deeds, true));
  if (wanted && lua_isfunction(L, 4)) {
    lua_pushvalue(L, 4);
    lua_call(L, 0, 0);
  }
  may_go_on(L, world, world.commands().run_hooks(deeds, false));
  return 0;
}

constexpr int kMostFollowing = 60;

int act_follow_with(lua_State* L) {
  const Thing& actor = acting(L, "act:follow_with");
  check_table(L, {"act:follow_with", 2, "lines"});
  std::vector<std::string> lines;
  for (int i = 1; i <= kMostFollowing; ++i) {
    lua_rawgeti(L, 2, i);
    if (lua_isnil(L, -1)) break;
    lines.emplace_back(check_string(L, {"act:follow_with", -1, "line"}));
    lua_pop(L, 1);
  }
  world_of(L).commands().follow_with(actor.id(), lines);
  return 0;
}

}  // namespace

void install_acts(lua_State* L) {
  lua_newtable(L);  // the metatable
  lua_newtable(L);
  set_functions(L, {{"show", trampoline<act_show>},
                    {"tell", trampoline<act_tell>},
                    {"tell_others", trampoline<act_tell_others>},
                    {"emote", trampoline<act_emote>},
                    {"attempt", trampoline<act_attempt>},
                    {"follow_with", trampoline<act_follow_with>}});
  lua_setfield(L, -2, "__index");
  lua_setfield(L, LUA_REGISTRYINDEX, kActMetatable);
}

}  // namespace reality
