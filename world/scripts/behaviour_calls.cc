// SPDX-License-Identifier: MIT
#include "world/scripts/behaviour_calls.h"

#include <lua.h>

#include <algorithm>
#include <utility>

#include "engine/lua_stack.h"
#include "engine/text.h"
#include "world/prose/narrator.h"
#include "world/scripts/behaviour_values.h"
#include "world/turns/sleepers.h"
#include "world/world.h"

namespace reality {

const char* const kActMetatable = "reality.act";
const char* const kPageMetatable = "reality.page";

namespace {

constexpr size_t kDeepestComputed = 8;
constexpr size_t kLongestComputed = size_t{64} << 10U;
constexpr const char* kCrowded = "Too many things are waiting for something; try again soon.";

/// Makes an act the current one for as long as it lives.
class Current {
 public:
  Current(const Act*& slot, const Act* act) : slot_(slot), before_(std::exchange(slot, act)) {}
  ~Current() { slot_ = before_; }
  Current(const Current&) = delete;
  Current& operator=(const Current&) = delete;

 private:
  const Act*& slot_;
  const Act* before_;
};

void set_text(lua_State* L, const char* name, std::string_view text) {
  push_string(L, text);
  lua_setfield(L, -2, name);
}

}  // namespace

void BehaviourCalls::push_act(const Act& act) {
  lua_State* L = world_.machine().state();
  lua_createtable(L, 0, static_cast<int>(act.roles.size()) + 6);
  push_thing(L, act.actor);
  lua_setfield(L, -2, "actor");
  if (act.self) {
    push_thing(L, act.self);
    lua_setfield(L, -2, "self");
  }
  set_text(L, "verb", act.verb);
  set_text(L, "line", act.line);
  set_text(L, "cause", act.cause);
  if (act.many) {
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "many");
  }
  for (const ActRole& role : act.roles) {
    if (role.thing) {
      push_thing(L, role.thing);
    } else {
      push_string(L, role.text);
    }
    lua_setfield(L, -2, role.name.c_str());
  }
  lua_getfield(L, LUA_REGISTRYINDEX, kActMetatable);
  lua_setmetatable(L, -2);
}

int BehaviourCalls::push_arguments(const Act& act) {
  if (act.self) push_thing(world_.machine().state(), act.self);
  push_act(act);
  return act.self ? 2 : 1;
}

const std::string& BehaviourCalls::file_of(const LuaRef& function) const {
  return world_.machine().info(function.script()).name;
}

CallResult BehaviourCalls::call(const LuaRef& function, const Act& act) {
  const Current current(current_, &act);
  function.push();
  const int arguments = push_arguments(act);
  return ended(world_.machine().call(function.script(), arguments, 0), file_of(function), act);
}

CallResult BehaviourCalls::start(const LuaRef& function, const Act& act) {
  const Current current(current_, &act);
  function.push();
  const int arguments = push_arguments(act);
  return ended(world_.machine().start(function.script(), arguments, 0), file_of(function), act);
}

int BehaviourCalls::push_given(ThingId self, const Value& given) {
  lua_State* L = world_.machine().state();
  push_thing(L, self);
  if (given.type() != ValueType::map) {
    push_value(L, given, world_.things());
    return 2;
  }
  lua_createtable(L, 0, static_cast<int>(given.as_map().size()));
  for (const auto& [name, value] : given.as_map()) {
    push_value(L, value, world_.things());
    lua_setfield(L, -2, name.c_str());
  }
  return 2;
}

CallResult BehaviourCalls::start_with(const LuaRef& function, ThingId self, const Value& given) {
  Act about;
  about.self = self;
  const Current current(current_, &about);
  function.push();
  const int arguments = push_given(self, given);
  return ended(world_.machine().start(function.script(), arguments, 0), file_of(function), about);
}

CallResult BehaviourCalls::call_with(const LuaRef& function, ThingId self, const Value& given) {
  Act about;
  about.self = self;
  const Current current(current_, &about);
  function.push();
  const int arguments = push_given(self, given);
  return ended(world_.machine().call(function.script(), arguments, 0), file_of(function), about);
}

CallResult BehaviourCalls::call_page(const LuaRef& function, ThingId self, ThingId visitor) {
  Act about;
  about.self = self;
  const Current current(current_, &about);
  lua_State* L = world_.machine().state();
  function.push();
  const Value::Map fields = visitor ? Value::Map{{"visitor", Value(visitor)}} : Value::Map{};
  const int arguments = push_given(self, Value(fields));
  lua_getfield(L, LUA_REGISTRYINDEX, kPageMetatable);
  lua_setmetatable(L, -2);
  return ended(world_.machine().call(function.script(), arguments, 0), file_of(function), about);
}

bool BehaviourCalls::compute(const LuaRef& function, ThingId self, std::string_view what,
                             ThingId observer) {
  const std::pair<ThingId, const LuaRef*> task{self, &function};
  if (std::find(computing_.begin(), computing_.end(), task) != computing_.end()) return false;
  if (computing_.size() == kDeepestComputed || world_.turns().failed()) return false;
  Act about;
  about.actor = observer;
  about.self = self;
  const Current current(current_, &about);
  computing_.push_back(task);
  const Turns::Mark before = world_.turns().mark();
  const size_t held = world_.narrator().held();
  lua_State* L = world_.machine().state();
  function.push();
  push_thing(L, self);
  if (observer) {
    push_thing(L, observer);
  } else {
    lua_pushnil(L);
  }
  const std::string file = file_of(function);
  const LuaOutcome outcome = world_.machine().call(function.script(), 2, 1);
  computing_.pop_back();
  const std::string label = "computing " + std::string(what);
  if (!outcome.ok()) {
    const bool signalled = outcome.kind == LuaOutcome::Kind::signalled;
    world_.turns().fail({file, signalled ? label + ": it may not refuse" : outcome.message,
                         outcome.traceback, self});
    return false;
  }
  if (world_.turns().mark() == before && world_.narrator().held() == held) return true;
  lua_pop(L, 1);
  world_.turns().undo_to(before);
  world_.narrator().drop_held(held);
  world_.turns().fail({file, label + ": it may change nothing and tell nobody", "", self});
  return false;
}

std::optional<std::string> BehaviourCalls::compute_text(const LuaRef& function, ThingId self,
                                                        std::string_view what, ThingId observer) {
  if (!compute(function, self, what, observer)) return std::nullopt;
  lua_State* L = world_.machine().state();
  std::optional<std::string> text;
  if (lua_type(L, -1) == LUA_TSTRING) {
    size_t size = 0;
    const char* letters = lua_tolstring(L, -1, &size);
    text.emplace(letters, std::min(size, kLongestComputed));
    if (!is_valid_utf8(*text)) text.reset();
  }
  lua_pop(L, 1);
  return text;
}

std::string BehaviourCalls::ask(ScriptId script, const char* name) {
  const Current current(current_, nullptr);
  lua_State* L = world_.machine().state();
  world_.machine().push_table(script);
  lua_getfield(L, -1, name);
  lua_remove(L, -2);
  const LuaOutcome outcome = world_.machine().call(script, 0, 0);
  if (outcome.kind == LuaOutcome::Kind::signalled) return std::exchange(refusal_, {});
  return outcome.message;
}

CallResult BehaviourCalls::resume(CoroutineId coroutine, const std::string& script, const Act& act,
                                  const std::optional<std::string>& answer) {
  const Current current(current_, &act);
  lua_State* L = world_.machine().state();
  if (answer) {
    push_string(L, *answer);
  } else {
    lua_pushnil(L);
  }
  return ended(world_.machine().resume(coroutine, 1, 0), script, act);
}

CallResult BehaviourCalls::ended(const LuaOutcome& outcome, const std::string& script,
                                 const Act& act) {
  using Kind = LuaOutcome::Kind;
  switch (outcome.kind) {
    case Kind::ok:
      return {};
    case Kind::yielded:
      return suspended(outcome.coroutine, script);
    case Kind::signalled:
      if (outcome.code == kRefuseSignal)
        return {CallEnd::refused, std::move(refusal_), {}, {}, std::exchange(refusal_seen_, {})};
      return {outcome.code == kDoneSignal ? CallEnd::done : CallEnd::declined, {}, {}, {}};
    case Kind::crowded:
      return {CallEnd::refused, kCrowded, {}, {}};
    case Kind::fault:
    case Kind::killed:
      break;
  }
  world_.turns().fail({script, outcome.message, outcome.traceback, act.self});
  return {CallEnd::failed, {}, {}, {}};
}

// Only those that sleep are counted: however many they are, a script that does not wait runs.
CallResult BehaviourCalls::suspended(CoroutineId coroutine, const std::string& script) {
  const auto most = static_cast<size_t>(world_.parts().settings.limits.coroutines);
  if (most == 0 || world_.sleepers().count() < most)
    return {CallEnd::yielded, {}, coroutine, script};
  world_.machine().drop(coroutine);
  return {CallEnd::refused, kCrowded, {}, {}};
}

void BehaviourCalls::refuse(lua_State* L, std::string text, Glimpse seen) {
  refusal_ = std::move(text);
  refusal_seen_ = std::move(seen);
  LuaMachine::raise_signal(L, kRefuseSignal);
}

namespace {
char world_key;  // its address is the registry's key
}

void bind_world(lua_State* L, World& world) {
  lua_pushlightuserdata(L, &world);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &world_key);
}

World& world_of(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &world_key);
  auto* world = static_cast<World*>(lua_touserdata(L, -1));
  lua_pop(L, 1);
  return *world;
}

}  // namespace reality
