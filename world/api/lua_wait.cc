// SPDX-License-Identifier: MIT
//
// Waiting: ask, choose and wait end the turn (what was done so far is kept) and go on in a later
// one. Verbs, timers, signals and listeners may wait; hooks may not.
#include <string>
#include <utility>
#include <vector>

#include "engine/lua_order.h"
#include "world/api/binding.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_calls.h"

namespace reality {

namespace {

constexpr double kUsualPatience = 300;
constexpr double kLongestWait = 86400;

int suspend(lua_State* L, WaitRequest wanted) {
  world_of(L).calls().request(std::move(wanted));
  return lua_yield(L, 0);
}

void put_question(lua_State* L, const char* function, const Thing& who) {
  World& world = world_of(L);
  const Template& message = check_message(L, {function, 2, "msg"});
  Roles roles;
  for (size_t i = 0; i < message.role_count(); ++i)
    raise_fault(L, "%s: a question is plain text; {%s} cannot be filled in", function,
                std::string(message.role(i)).c_str());
  world.narrator().tell(who, EventKind::question, message, roles);
}

double patience(lua_State* L, const char* function, int index) {
  if (!opt_table(L, {function, index, "opts"})) return kUsualPatience;
  lua_getfield(L, index, "within");
  const double seconds = opt_number(L, {function, -1, "within"}).value_or(kUsualPatience);
  lua_pop(L, 1);
  if (seconds <= 0 || seconds > kLongestWait)
    raise_fault(L, "%s: within must be more than 0 and at most a day", function);
  return seconds;
}

bool wants_verbatim(lua_State* L, int options) {
  if (lua_isnoneornil(L, options)) return false;
  lua_getfield(L, options, "verbatim");
  const bool verbatim = lua_toboolean(L, -1) != 0;
  lua_pop(L, 1);
  return verbatim;
}

int ask(lua_State* L) {
  LuaMachine::check_may_yield(L);
  const Thing& who = check_thing(L, {"ask", 1, "who"});
  put_question(L, "ask", who);
  WaitRequest wanted;
  wanted.player = who.id();
  wanted.seconds = patience(L, "ask", 3);
  wanted.verbatim = wants_verbatim(L, 3);
  return suspend(L, std::move(wanted));
}

int choose(lua_State* L) {
  LuaMachine::check_may_yield(L);
  const Thing& who = check_thing(L, {"choose", 1, "who"});
  check_table(L, {"choose", 3, "list"});
  WaitRequest wanted;
  wanted.player = who.id();
  wanted.seconds = kUsualPatience;
  for_each_pair(L, 3, [&](lua_State*) {
    wanted.choices.emplace_back(check_string(L, {"choose", -1, "an answer"}));
  });
  if (wanted.choices.empty()) raise_fault(L, "choose: the list of answers is empty");
  put_question(L, "choose", who);
  std::string offered;
  for (size_t i = 0; i < wanted.choices.size(); ++i)
    offered += (i ? "\n" : "") + std::to_string(i + 1) + ". " + wanted.choices[i];
  world_of(L).narrator().tell(who, EventKind::question, offered);
  return suspend(L, std::move(wanted));
}

int wait(lua_State* L) {
  LuaMachine::check_may_yield(L);
  WaitRequest wanted;
  wanted.seconds = check_number(L, {"wait", 1, "seconds"});
  if (wanted.seconds <= 0 || wanted.seconds > kLongestWait)
    raise_fault(L, "wait: seconds must be more than 0 and at most a day");
  return suspend(L, std::move(wanted));
}

}  // namespace

void install_waiting(lua_State* L) {
  LuaMachine& machine = world_of(L).machine();
  static constexpr LuaFunction kFunctions[] = {
      {"ask", trampoline<ask>}, {"choose", trampoline<choose>}, {"wait", trampoline<wait>}};
  for (const LuaFunction& each : kFunctions) {
    lua_pushcfunction(L, each.function);
    machine.expose(each.name);
  }
}

}  // namespace reality
