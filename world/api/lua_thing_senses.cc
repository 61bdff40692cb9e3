// SPDX-License-Identifier: MIT
//
// thing: what it perceives, and what is in the way.
#include <string>

#include "world/api/binding.h"
#include "world/prose/description.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_prose.h"
#include "world/senses/refusals.h"
#include "world/state/keys.h"

namespace reality {

namespace {

constexpr int kMostImpressions = 100;

int answer_sense(lua_State* L, const Obstacle& obstacle, const Thing& actor, const Thing& target) {
  lua_pushboolean(L, obstacle.clear());
  if (obstacle.clear()) return 1;
  push_string(L, refusal(obstacle, actor, target, &world_of(L).languages()));
  return 2;
}

using Question = Obstacle (Perception::*)(const Thing&, const Thing&) const;

int ask(lua_State* L, const char* function, Question question) {
  const Thing& actor = check_thing(L, {function, 1, "self"});
  const Thing& target = check_thing(L, {function, 2, "target"});
  return answer_sense(L, (world_of(L).perception().*question)(actor, target), actor, target);
}

int thing_sees(lua_State* L) {
  return ask(L, "thing:sees", &Perception::sees);
}
int thing_reaches(lua_State* L) {
  return ask(L, "thing:reaches", &Perception::reaches);
}
int thing_hears(lua_State* L) {
  return ask(L, "thing:hears", &Perception::hears);
}
int thing_smells(lua_State* L) {
  return ask(L, "thing:smells", &Perception::smells);
}

int thing_lit(lua_State* L) {
  const Thing& room = check_thing(L, {"thing:lit", 1, "self"});
  lua_pushboolean(L, world_of(L).perception().lit(room));
  return 1;
}

int thing_look_through(lua_State* L) {
  const Thing& viewer = check_thing(L, {"thing:look_through", 1, "self"});
  Thing& door = check_thing(L, {"thing:look_through", 2, "door"});
  World& world = world_of(L);
  const Thing* here = room_of(viewer);
  const Way way = here ? way_through(world.things(), *here, door) : Way{};
  const Obstacle obstacle = world.perception().looks_through(viewer, way);
  if (!obstacle.clear()) return answer_sense(L, obstacle, viewer, door);
  if (!world.perception().lit(*way.beyond)) {
    lua_pushboolean(L, false);
    push_string(L, "It is dark beyond " + name_for(door, &viewer, Article::definite) + ".");
    return 2;
  }
  world.narrator().tell(viewer, EventKind::reply, describe_view(viewer, way, world.perception()));
  lua_pushboolean(L, true);
  return 1;
}

/// Pushes { thing =, text =, way = } at the end of the list on top, unless there is nothing.
class Impressions {
 public:
  Impressions(lua_State* L, const Thing& actor, Atom property)
      : L_(L), world_(world_of(L)), actor_(actor), property_(property) {}

  void add(const Thing& thing, const Thing* way) {
    if (count_ == kMostImpressions || !has_words(thing) || !perceives(thing)) return;
    const std::string text = BehaviourProse(world_).text(thing, property_, actor_);
    if (text.empty()) return;
    lua_createtable(L_, 0, 3);
    push_thing(L_, &thing);
    lua_setfield(L_, -2, "thing");
    push_string(L_, text);
    lua_setfield(L_, -2, "text");
    push_thing(L_, way);
    lua_setfield(L_, -2, "way");
    lua_rawseti(L_, -2, ++count_);
  }

  void add_all(const Thing& room, const Thing* way) {
    add(room, way);
    add_within(room, way, 0);
  }

 private:
  bool has_words(const Thing& thing) const {
    return !thing.get(property_).is_nil() || !thing.get(key::behaviour).is_nil();
  }
  bool perceives(const Thing& thing) const {
    const Perception& perception = world_.perception();
    return (property_ == key::sound ? perception.hears(actor_, thing)
                                    : perception.smells(actor_, thing))
        .clear();
  }
  void add_within(const Thing& holder, const Thing* way, int depth) {
    size_t budget = Perception::kMostVisited;
    for (const Thing& thing : contents(holder)) {
      if (budget-- == 0) return;
      add(thing, way);
      if (thing.first() && !thing.flag(key::room) && depth < 8) add_within(thing, way, depth + 1);
    }
  }

  lua_State* L_;
  World& world_;
  const Thing& actor_;
  Atom property_;
  int count_ = 0;
};

int thing_impressions(lua_State* L) {
  const Thing& actor = check_thing(L, {"thing:impressions", 1, "self"});
  const std::string_view sense = check_string(L, {"thing:impressions", 2, "sense"});
  if (sense != "sound" && sense != "smell")
    raise_bad_argument(L, {"thing:impressions", 2, "sense"}, "must be \"sound\" or \"smell\"");
  const bool sound = sense == "sound";
  World& world = world_of(L);
  lua_newtable(L);
  Impressions impressions(L, actor, sound ? key::sound : key::smell);
  const Thing* room = room_of(actor);
  if (!room) return 1;
  impressions.add_all(*room, nullptr);
  if (!sound) return 1;
  for (const Way& way : ways_of(world.things(), *room))
    if (!is_shut(*way.door)) impressions.add_all(*way.beyond, way.door);
  return 1;
}

}  // namespace

void install_thing_senses(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"sees", trampoline<thing_sees>},
                    {"reaches", trampoline<thing_reaches>},
                    {"hears", trampoline<thing_hears>},
                    {"smells", trampoline<thing_smells>},
                    {"lit", trampoline<thing_lit>},
                    {"look_through", trampoline<thing_look_through>},
                    {"impressions", trampoline<thing_impressions>}});
  lua_pop(L, 1);
}

}  // namespace reality
