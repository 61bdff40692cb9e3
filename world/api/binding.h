// SPDX-License-Identifier: MIT
//
// What all bindings share: things out of arguments, roles out of tables, messages compiled. Belongs
// to world/api alone. Everything here raises in the script that called when an argument is wrong.
#pragma once

#include <lua.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/lua_stack.h"
#include "world/event.h"
#include "world/prose/narrator.h"
#include "world/prose/prose.h"
#include "world/state/thing.h"
#include "world/world.h"

namespace reality {

/// The thing at `index`; raises when it is no thing, or one that is gone.
Thing& check_thing(lua_State* L, LuaArg arg);
Thing* opt_thing(lua_State* L, LuaArg arg);
/// A thing, or the id of one ("library.coin"; local to the caller's area without a dot).
Thing& check_kind(lua_State* L, LuaArg arg);
Relation check_relation(lua_State* L, LuaArg arg);
void push_thing(lua_State* L, const Thing* thing);
/// A new list of things.
void push_things(lua_State* L, const std::vector<Thing*>& things);

/// Where a message's roles come from: a table of values, then the act, then the source as `self`.
struct RoleSources {
  int values = 0;  // stack index, 0 for none
  int act = 0;
  const Thing* self = nullptr;
};
const Template& check_message(lua_State* L, LuaArg arg);
/// The roles that the message names; raises naming one that nobody gives.
Roles gather_roles(lua_State* L, const Template& message, const RoleSources& sources);
/// Sets the role from the field of that name in the table at `values`, if it is there.
bool set_role_from(lua_State* L, int values, const std::string& name, Roles& roles);
/// The message at arg, rendered with the values at `values` (0 for none) and `self`; its names are
/// worded for the reader, or for nobody.
std::string render_message(lua_State* L, LuaArg arg, int values, const Thing* self,
                           const Thing* reader);
void add_roles(Roles& roles, const Roles& more);
/// vals.kind, or `usual`.
EventKind check_event_kind(lua_State* L, int values, EventKind usual);
/// vals.carries: "next": heard in the next rooms through open ways as well; "area": what is heard
/// carries to all rooms of the area. `usual` when it is not given.
Carries check_carries(lua_State* L, int values, Carries usual = Carries::room);
/// A field of vals that is a message itself (heard, inside); null when it is not given.
const Template* field_message(lua_State* L, int values, const char* field);

void install_acts(lua_State* L);
void install_things(lua_State* L);
void install_thing_places(lua_State* L, int methods);
void install_thing_senses(lua_State* L, int methods);
void install_thing_prose(lua_State* L, int methods);
void install_thing_events(lua_State* L, int methods);
void install_thing_timers(lua_State* L, int methods);
void install_thing_restore(lua_State* L, int methods);
void install_players(lua_State* L, int methods);
void install_world(lua_State* L);
void install_waiting(lua_State* L);
void install_text(lua_State* L);
void install_lists(lua_State* L);
void install_mail(lua_State* L);
void install_pages(lua_State* L);
/// Into the table on top: what pages show of the world.
void install_world_pages(lua_State* L);
/// Pushes the table of what only letters can do.
void push_letter_methods(lua_State* L);

/// Pushes a value computed for a name that is no property: holder, relation, room, kind, online...
bool push_computed(lua_State* L, World& world, const Thing& thing, std::string_view name);

}  // namespace reality
