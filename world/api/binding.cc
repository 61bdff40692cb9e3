// SPDX-License-Identifier: MIT
#include "world/api/binding.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/lua_freeze.h"
#include "engine/lua_handle.h"
#include "engine/lua_order.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"

namespace reality {

Thing& check_thing(lua_State* L, LuaArg arg) {
  const ThingId id{check_handle(L, arg, kThingHandle)};
  Thing* thing = world_of(L).things().find(id);
  if (!thing) raise_bad_argument(L, arg, "is a thing that is gone");
  return *thing;
}

Thing* opt_thing(lua_State* L, LuaArg arg) {
  return lua_isnoneornil(L, arg.index) ? nullptr : &check_thing(L, arg);
}

namespace {

/// The area of the behaviour that runs, for ids without a dot.
std::string local_id(World& world, std::string_view id) {
  const Act* act = world.calls().current();
  const Thing* self = act ? world.things().find(act->self) : nullptr;
  const std::string_view area = self ? self->string(key::area) : std::string_view();
  return area.empty() ? std::string(id) : std::string(area) + "." + std::string(id);
}

}  // namespace

Thing& check_kind(lua_State* L, LuaArg arg) {
  if (to_handle(L, arg.index, kThingHandle)) return check_thing(L, arg);
  if (lua_type(L, arg.index) != LUA_TSTRING) raise_argument(L, arg, "a thing or the id of one");
  World& world = world_of(L);
  const std::string_view id = check_string(L, arg);
  Thing* kind = world.things().find(id);
  if (!kind) kind = world.things().find(local_id(world, id));
  if (!kind) raise_fault(L, "%s: there is no thing \"%s\"", arg.function, std::string(id).c_str());
  return *kind;
}

Relation check_relation(lua_State* L, LuaArg arg) {
  const Relation relation = parse_relation(check_string(L, arg));
  if (relation == Relation::nowhere)
    raise_argument(L, arg, "in, on, under, behind, worn, held or part");
  return relation;
}

void push_thing(lua_State* L, const Thing* thing) {
  if (thing) {
    push_thing(L, thing->id());
  } else {
    lua_pushnil(L);
  }
}

void push_things(lua_State* L, const std::vector<Thing*>& things) {
  lua_createtable(L, static_cast<int>(things.size()), 0);
  lua_Integer index = 0;
  for (const Thing* thing : things) {
    push_thing(L, thing->id());
    lua_rawseti(L, -2, ++index);
  }
}

const Template& check_message(lua_State* L, LuaArg arg) {
  auto compiled = world_of(L).templates().get(check_string(L, arg));
  if (!compiled) raise_fault(L, "%s: %s", arg.function, compiled.error().c_str());
  return **compiled;
}

namespace {

RoleValue list_role(lua_State* L, World& world, const std::string& name) {
  std::vector<const Thing*> things;
  for_each_pair(L, -1, [&](lua_State*) {
    const auto id = to_handle(L, -1, kThingHandle);
    const Thing* thing = id ? world.things().find(ThingId{*id}) : nullptr;
    if (!thing)
      raise_fault(L, "{%s} is a list with something in it that is no thing", name.c_str());
    things.push_back(thing);
  });
  return things;
}

/// The value on top of the stack as a role.
RoleValue role_value(lua_State* L, const std::string& name) {
  World& world = world_of(L);
  switch (lua_type(L, -1)) {
    case LUA_TSTRING:
      return std::string(check_string(L, {"", -1, ""}));
    case LUA_TNUMBER:
      if (lua_isinteger(L, -1)) return int64_t{lua_tointeger(L, -1)};
      return lua_tonumber(L, -1);
    case LUA_TTABLE:
      return list_role(L, world, name);
    default:
      break;
  }
  const auto id = to_handle(L, -1, kThingHandle);
  if (!id)
    raise_fault(L, "{%s} is %s, which has no words", name.c_str(), describe_type(L, -1).c_str());
  const Thing* thing = world.things().find(ThingId{*id});
  if (!thing) raise_fault(L, "{%s} is a thing that is gone", name.c_str());
  return thing;
}

/// Pushes what the first source that knows the name has there; false (nothing pushed) if none.
bool push_role(lua_State* L, const std::string& name, const RoleSources& sources) {
  const std::array tables = {sources.values, sources.act};
  for (const int table : tables) {
    if (table == 0) continue;
    lua_getfield(L, table, name.c_str());
    if (!lua_isnil(L, -1) && !lua_isfunction(L, -1)) return true;
    lua_pop(L, 1);
  }
  if (name == "self" && sources.self) return push_thing(L, sources.self), true;
  return false;
}

}  // namespace

Roles gather_roles(lua_State* L, const Template& message, const RoleSources& sources) {
  need_stack(L, 8);
  Roles roles;
  for (size_t i = 0; i < message.role_count(); ++i) {
    const std::string name(message.role(i));
    if (!push_role(L, name, sources))
      raise_fault(L, "the message \"%s\" names {%s}, which is not given",
                  std::string(message.source()).c_str(), name.c_str());
    roles.set(name, role_value(L, name));
    lua_pop(L, 1);
  }
  return roles;
}

bool set_role_from(lua_State* L, int values, const std::string& name, Roles& roles) {
  if (!push_role(L, name, {values, 0, nullptr})) return false;
  roles.set(name, role_value(L, name));
  lua_pop(L, 1);
  return true;
}

std::string render_message(lua_State* L, LuaArg arg, int values, const Thing* self,
                           const Thing* reader) {
  // A copy: whatever the values need may push the first out of the cache.
  const Template message = check_message(L, arg);
  return render(message, gather_roles(L, message, {values, 0, self}), reader);
}

void add_roles(Roles& roles, const Roles& more) {
  for (const auto& [name, value] : more.all()) roles.set(name, value);
}

EventKind check_event_kind(lua_State* L, int values, EventKind usual) {
  if (values == 0) return usual;
  lua_getfield(L, values, "kind");
  EventKind kind = usual;
  if (!lua_isnil(L, -1)) {
    const std::string name(check_string(L, {"kind", -1, "kind"}));
    const auto parsed = parse_event_kind(name);
    if (!parsed) raise_fault(L, "there is no kind of event \"%s\"", name.c_str());
    kind = *parsed;
  }
  lua_pop(L, 1);
  return kind;
}

Carries check_carries(lua_State* L, int values, Carries usual) {
  if (values == 0) return usual;
  lua_getfield(L, values, "carries");
  if (!lua_isnil(L, -1)) {
    const std::string_view how_far = check_string(L, {"carries", -1, "carries"});
    if (how_far != "area" && how_far != "next")
      raise_fault(L, "carries must be \"area\" or \"next\"");
    usual = how_far == "area" ? Carries::area : Carries::next;
  }
  lua_pop(L, 1);
  return usual;
}

const Template* field_message(lua_State* L, int values, const char* field) {
  if (values == 0) return nullptr;
  lua_getfield(L, values, field);
  const Template* message = nullptr;
  if (!lua_isnil(L, -1)) message = &check_message(L, {field, -1, field});
  lua_pop(L, 1);
  return message;
}

}  // namespace reality
