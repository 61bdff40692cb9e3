// SPDX-License-Identifier: MIT
//
// thing: what it is called, how it is described, the parts of its text.
#include <algorithm>
#include <string>
#include <utility>

#include "world/api/binding.h"
#include "world/prose/description.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_prose.h"
#include "world/scripts/behaviour_values.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr size_t kMostFragments = 50;
constexpr size_t kLongestKey = 64;
constexpr size_t kLongestFragment = 4000;
constexpr int64_t kFarthestPriority = 1'000'000;

int thing_describe_to(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:describe_to", 1, "self"});
  const Thing& viewer = check_thing(L, {"thing:describe_to", 2, "viewer"});
  World& world = world_of(L);
  world.narrator().describe(viewer, thing);
  if (world.turns().failed()) raise_fault(L, "a description could not be computed");
  return 0;
}

int thing_describe_inventory(lua_State* L) {
  const Thing& actor = check_thing(L, {"thing:describe_inventory", 1, "self"});
  world_of(L).narrator().tell(actor, EventKind::reply, describe_inventory(actor));
  return 0;
}

int thing_name_for(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:name_for", 1, "self"});
  const Thing* viewer = opt_thing(L, {"thing:name_for", 2, "viewer"});
  push_string(L, name_for(thing, viewer, Article::as_written));
  return 1;
}

/// The thing's own fragments, to be changed and set.
Value::Map own_fragments(const Thing& thing) {
  const Value* stored = thing.own(key::fragments);
  return stored && stored->type() == ValueType::map ? stored->as_map() : Value::Map{};
}

std::string check_key(lua_State* L, LuaArg arg) {
  std::string name(check_string(L, arg));
  if (name.empty() || name.size() > kLongestKey)
    raise_bad_argument(L, arg, "must have 1 to 64 letters");
  return name;
}

int thing_describe(lua_State* L) {
  Thing& thing = check_thing(L, {"thing:describe", 1, "self"});
  const std::string name = check_key(L, {"thing:describe", 2, "key"});
  const Value text = to_value(L, 3, "thing:describe: the text");
  const bool words = text.type() == ValueType::string && !text.as_string().empty() &&
                     text.as_string().size() <= kLongestFragment;
  if (!words)
    raise_bad_argument(L, {"thing:describe", 3, "text"}, "must be a text of up to 4000 letters");
  int64_t priority = kUsualPriority;
  if (!lua_isnoneornil(L, 4))
    priority = check_integer_in(L, {"thing:describe", 4, "priority"}, -kFarthestPriority,
                                kFarthestPriority);
  Value::Map fragments = own_fragments(thing);
  std::erase_if(fragments, [&](const auto& part) { return part.first == name; });
  if (fragments.size() >= kMostFragments)
    raise_fault(L, "thing:describe: a thing has at most 50 fragments");
  fragments.emplace_back(name, Value(Value::Map{{"priority", Value(priority)}, {"text", text}}));
  world_of(L).things().set(thing, key::fragments, Value(std::move(fragments)));
  return 0;
}

/// True when a prototype or a behaviour has that part: then it is hidden rather than taken away.
bool inherits(World& world, const Thing& thing, std::string_view name) {
  for (const Thing* at = thing.like(); at; at = at->like())
    for (const auto& [key, part] : own_fragments(*at))
      if (key == name) return true;
  return world.behaviours().visit(thing, [&](const Behaviour& behaviour) {
    return std::any_of(behaviour.fragments.begin(), behaviour.fragments.end(),
                       [&](const DeclaredFragment& part) { return part.key == name; });
  });
}

int thing_undescribe(lua_State* L) {
  Thing& thing = check_thing(L, {"thing:undescribe", 1, "self"});
  const std::string name = check_key(L, {"thing:undescribe", 2, "key"});
  Value::Map fragments = own_fragments(thing);
  std::erase_if(fragments, [&](const auto& part) { return part.first == name; });
  if (inherits(world_of(L), thing, name) && fragments.size() < kMostFragments)
    fragments.emplace_back(name, Value(Value::Map{{"text", Value("")}}));
  Value left = fragments.empty() ? Value() : Value(std::move(fragments));
  world_of(L).things().set(thing, key::fragments, std::move(left));
  return 0;
}

}  // namespace

void install_thing_prose(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"describe", trampoline<thing_describe>},
                    {"undescribe", trampoline<thing_undescribe>},
                    {"describe_to", trampoline<thing_describe_to>},
                    {"describe_inventory", trampoline<thing_describe_inventory>},
                    {"name_for", trampoline<thing_name_for>}});
  lua_pop(L, 1);
}

}  // namespace reality
