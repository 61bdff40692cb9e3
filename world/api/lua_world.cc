// SPDX-License-Identifier: MIT
//
// The world at large: how a handler ends, things made and found, who is here, help.
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/lua_handle.h"
#include "engine/text.h"
#include "world/api/api.h"
#include "world/api/binding.h"
#include "world/language/languages.h"
#include "world/people/reports.h"
#include "world/people/sessions.h"
#include "world/scripts/behaviour_calls.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"

namespace reality {

namespace {

/// The role as the act in force has it; false when it has none of that name.
bool set_from_act(const World& world, const Act& act, const std::string& name, Roles& roles) {
  ThingId id;
  if (name == "actor") id = act.actor;
  if (name == "self") id = act.self;
  for (const ActRole& role : act.roles) {
    if (role.name != name) continue;
    id = role.thing;
    if (!id) return roles.set(name, role.text), true;
  }
  const Thing* thing = world.things().find(id);
  if (thing) roles.set(name, thing);
  return thing != nullptr;
}

/// The role's value in a form that outlives an undo.
ActRole keep_role(const std::string& name, const RoleValue& value) {
  if (const auto* thing = std::get_if<const Thing*>(&value))
    return {name, *thing ? (*thing)->id() : ThingId{}, {}};
  if (const auto* words = std::get_if<std::string>(&value)) return {name, {}, *words};
  if (const auto* number = std::get_if<int64_t>(&value)) return {name, {}, std::to_string(*number)};
  return {name, {}, {}};
}

/// The roles of a refusal: vals first, then the act whose handler refuses.
Roles refusal_roles(lua_State* L, World& world, const Template& message, bool given) {
  Roles roles;
  const Act* act = world.calls().current();
  for (size_t i = 0; i < message.role_count(); ++i) {
    const std::string name(message.role(i));
    if (given && set_role_from(L, 2, name, roles)) continue;
    if (!act || !set_from_act(world, *act, name, roles))
      raise_fault(L, "refuse: the message names {%s}, which is not given", name.c_str());
  }
  return roles;
}

/// vals.seen: what the others see, although nothing comes of it.
Glimpse refusal_seen(lua_State* L, World& world) {
  Glimpse glimpse;
  const Template* message = field_message(L, 2, "seen");
  if (!message) return glimpse;
  glimpse.message = message->source();
  const Roles roles = refusal_roles(L, world, Template(*message), true);
  for (const auto& [name, value] : roles.all()) glimpse.roles.push_back(keep_role(name, value));
  return glimpse;
}

int refuse(lua_State* L) {
  World& world = world_of(L);
  const Template message = check_message(L, {"refuse", 1, "msg"});
  const bool given = opt_table(L, {"refuse", 2, "vals"});
  const Roles roles = refusal_roles(L, world, message, given);
  const Act* act = world.calls().current();
  const Thing* reader = act ? world.things().find(act->actor) : nullptr;
  Glimpse seen = given ? refusal_seen(L, world) : Glimpse{};
  world.calls().refuse(L, world.languages().render(message, roles, reader), std::move(seen));
}

int decline(lua_State* L) {
  LuaMachine::raise_signal(L, kDeclineSignal);
}
int done(lua_State* L) {
  LuaMachine::raise_signal(L, kDoneSignal);
}

void attach(World& world, Thing& thing) {
  world.behaviours().visit(thing, [&](const Behaviour& behaviour) {
    if (behaviour.on_attach) world.calls().call_with(behaviour.on_attach, thing.id(), {});
    return false;
  });
}

int make(lua_State* L) {
  World& world = world_of(L);
  Thing& kind = check_kind(L, {"make", 1, "kind"});
  const Relation relation = check_relation(L, {"make", 2, "relation"});
  Thing& holder = check_thing(L, {"make", 3, "holder"});
  Thing& made = world.things().make(&kind);
  world.things().place(made, relation, &holder);
  const ThingId id = made.id();
  attach(world, made);
  push_thing(L, id);
  return 1;
}

int thing_by_id(lua_State* L) {
  push_thing(L, &check_kind(L, {"thing", 1, "id"}));
  return 1;
}

int is_valid(lua_State* L) {
  const auto id = to_handle(L, 1, kThingHandle);
  lua_pushboolean(L, id && world_of(L).things().find(ThingId{*id}));
  return 1;
}

int players(lua_State* L) {
  World& world = world_of(L);
  std::vector<Thing*> awake;
  for (const auto& [character, session] : world.sessions().players())
    if (Thing* player = world.things().find(character)) awake.push_back(player);
  push_things(L, awake);
  return 1;
}

int world_uptime(lua_State* L) {
  lua_pushinteger(L, static_cast<lua_Integer>(world_of(L).uptime_seconds()));
  return 1;
}

int world_locales(lua_State* L) {
  lua_newtable(L);
  lua_Integer index = 0;
  for (const std::string& locale : world_of(L).languages().locales()) {
    push_string(L, locale);
    lua_rawseti(L, -2, ++index);
  }
  return 1;
}

int world_reports(lua_State* L) {
  lua_newtable(L);
  lua_Integer index = 0;
  for (const Reports::Report& report : Reports(world_of(L)).open()) {
    lua_createtable(L, 0, 2);
    lua_pushinteger(L, report.number);
    lua_setfield(L, -2, "number");
    push_string(L, report.text);
    lua_setfield(L, -2, "text");
    lua_rawseti(L, -2, ++index);
  }
  return 1;
}

int world_close_report(lua_State* L) {
  const int64_t number = check_integer(L, {"world.close_report", 1, "number"});
  lua_pushboolean(L, Reports(world_of(L)).close(number));
  return 1;
}

int world_random(lua_State* L) {
  const int64_t most = check_integer_in(L, {"world.random", 1, "most"}, 1, int64_t{1} << 40);
  const uint64_t drawn = world_of(L).parts().rng.below(static_cast<uint64_t>(most));
  lua_pushinteger(L, static_cast<lua_Integer>(drawn) + 1);
  return 1;
}

int verbs(lua_State* L) {
  lua_newtable(L);
  lua_Integer index = 0;
  for (const VerbHelp& page : world_of(L).behaviours().help()) {
    lua_createtable(L, 0, 2);
    push_string(L, page.name);
    lua_setfield(L, -2, "name");
    push_string(L, page.text);
    lua_setfield(L, -2, "help");
    lua_rawseti(L, -2, ++index);
  }
  return 1;
}

bool is_page_name(std::string_view topic) {
  return !topic.empty() && topic.size() <= 40 &&
         std::all_of(topic.begin(), topic.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

int help_page(lua_State* L) {
  const std::string topic(check_string(L, {"help_page", 1, "topic"}));
  std::string page;
  if (is_page_name(topic)) {
    std::ifstream file(world_of(L).parts().share + "/data/help/" + topic + ".md");
    std::stringstream text;
    text << file.rdbuf();
    page = clean_prose(text.str());
  }
  if (page.empty()) {
    lua_pushnil(L);
  } else {
    push_string(L, page);
  }
  return 1;
}

void expose(World& world, const char* name, lua_CFunction function) {
  lua_pushcfunction(world.machine().state(), function);
  world.machine().expose(name);
}

}  // namespace

void install_world(lua_State* L) {
  World& world = world_of(L);
  expose(world, "refuse", trampoline<refuse>);
  expose(world, "decline", trampoline<decline>);
  expose(world, "done", trampoline<done>);
  expose(world, "make", trampoline<make>);
  expose(world, "thing", trampoline<thing_by_id>);
  expose(world, "is_valid", trampoline<is_valid>);
  expose(world, "players", trampoline<players>);
  expose(world, "verbs", trampoline<verbs>);
  expose(world, "help_page", trampoline<help_page>);
  push_ref_marker(L);
  world.machine().expose("ref");
  lua_newtable(L);
  push_string(L, world.parts().settings.world.name);
  lua_setfield(L, -2, "name");
  set_functions(L, {{"uptime", trampoline<world_uptime>},
                    {"random", trampoline<world_random>},
                    {"locales", trampoline<world_locales>},
                    {"reports", trampoline<world_reports>},
                    {"close_report", trampoline<world_close_report>}});
  install_world_pages(L);
  world.machine().expose("world");
}

void install_api(World& world) {
  lua_State* L = world.machine().state();
  bind_world(L, world);
  install_acts(L);
  install_things(L);
  install_world(L);
  install_waiting(L);
  install_text(L);
  install_mail(L);
  install_pages(L);
  install_lists(L);
}

}  // namespace reality
