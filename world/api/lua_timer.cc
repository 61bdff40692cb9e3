// SPDX-License-Identifier: MIT
//
// thing: durable timers by name.
#include <string>

#include "world/api/binding.h"
#include "world/state/timers.h"

namespace reality {

namespace {

/// Seconds as milliseconds: from a tenth of a second to ten years.
int64_t check_delay(lua_State* L, LuaArg arg) {
  const double seconds = check_number(L, arg);
  if (seconds < 0.1 || seconds > 315360000)
    raise_bad_argument(L, arg, "must be from 0.1 seconds to ten years");
  return static_cast<int64_t>(seconds * 1000);
}

TimerName check_timer(lua_State* L, const char* function, const Thing& thing, int index) {
  World& world = world_of(L);
  TimerName name{thing.id(), std::string(check_string(L, {function, index, "name"}))};
  if (!world.behaviours().timer(thing, name.name))
    raise_fault(L, "%s: no behaviour of this thing has a timer \"%s\"", function,
                name.name.c_str());
  return name;
}

int start(lua_State* L, const char* function, bool repeats) {
  const Thing& thing = check_thing(L, {function, 1, "self"});
  const int64_t delay = check_delay(L, {function, 2, "seconds"});
  const TimerName name = check_timer(L, function, thing, 3);
  World& world = world_of(L);
  Timer timer{world.clock().wall_ms() + delay, std::nullopt};
  if (repeats) timer.every_ms = delay;
  world.timers().set(name, timer);
  return 0;
}

int thing_every(lua_State* L) {
  return start(L, "thing:every", true);
}
int thing_after(lua_State* L) {
  return start(L, "thing:after", false);
}

int thing_stop(lua_State* L) {
  const Thing& thing = check_thing(L, {"thing:stop", 1, "self"});
  world_of(L).timers().cancel(check_timer(L, "thing:stop", thing, 2));
  return 0;
}

}  // namespace

void install_thing_timers(lua_State* L, int methods) {
  lua_pushvalue(L, methods);
  set_functions(L, {{"every", trampoline<thing_every>},
                    {"after", trampoline<thing_after>},
                    {"stop", trampoline<thing_stop>}});
  lua_pop(L, 1);
}

}  // namespace reality
