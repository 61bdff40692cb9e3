// SPDX-License-Identifier: MIT
//
// BehaviourCalls: C++ calls Lua: verbs' handlers, hooks, timers, signals. Builds the `act` that a
// handler gets, runs it under the machine's budget, and says how it ended. Owned by the World;
// every call happens inside a turn.
// Must hold: the act of the innermost call is what refuse() and act-less messages speak about.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/lua_machine.h"
#include "world/state/value.h"
#include "world/turns/turn.h"

namespace reality {

class World;

/// How a handler or hook ended.
enum class CallEnd : uint8_t {
  finished,
  refused,   // refuse(): undo, tell the actor `text`
  declined,  // decline(): somebody else may deal with it
  done,      // done(): the stock action is not wanted any more
  yielded,   // it waits; `coroutine` sleeps
  failed     // a fault or a kill: the turn is marked as failed
};

/// The signals by which scripts end a call.
inline constexpr int kRefuseSignal = 1;
inline constexpr int kDeclineSignal = 2;
inline constexpr int kDoneSignal = 3;

/// What stands in one role of an act.
struct ActRole {
  std::string name;
  ThingId thing;     // if any
  std::string text;  // else
};

/// What a handler is told of what happens.
struct Act {
  ThingId actor;
  ThingId self;  // whose behaviour is asked, if any
  std::string verb;
  std::string line;
  bool many = false;
  std::vector<ActRole> roles;
  std::string cause = "typed";  // or: ordered by Ann, implied by put
};

/// What the others see of something that was refused.
struct Glimpse {
  std::string message;
  std::vector<ActRole> roles;
};

struct CallResult {
  CallEnd end = CallEnd::finished;
  std::string text;
  CoroutineId coroutine{};
  std::string script;  // of a coroutine: its file, for faults still to come
  Glimpse seen{};      // of a refusal, if anything
};

/// What a script that yields waits for.
struct WaitRequest {
  double seconds = 0;
  /// Whose answer is awaited, if anybody's.
  ThingId player;
  std::vector<std::string> choices;
  /// Whatever is typed is the answer, even if it is a command.
  bool verbatim = false;
};

class BehaviourCalls {
 public:
  explicit BehaviourCalls(World& world) : world_(world) {}

  /// Calls a function that may not yield: function(self, act), function(act) without a self.
  CallResult call(const LuaRef& function, const Act& act);
  /// The same in a coroutine, which may yield.
  CallResult start(const LuaRef& function, const Act& act);
  /// Calls function(self, given) in a coroutine: a thing, or a table with the map's fields.
  CallResult start_with(const LuaRef& function, ThingId self, const Value& given);
  /// The same, but it may not yield.
  CallResult call_with(const LuaRef& function, ThingId self, const Value& given);
  /// Calls on_page(self, page); it may not yield.
  CallResult call_page(const LuaRef& function, ThingId self, ThingId visitor);
  /// Calls function(self, observer), which computes `what` of self ("text"): it may neither yield,
  /// refuse, change anything nor tell anybody; whatever it does all the same is taken back, and
  /// the turn is marked as failed. On true one value is pushed on the machine's state(). False
  /// too while the very same is being computed already: then what is stored counts.
  bool compute(const LuaRef& function, ThingId self, std::string_view what, ThingId observer);
  /// The same for text: nothing when there is none, or something else.
  std::optional<std::string> compute_text(const LuaRef& function, ThingId self,
                                          std::string_view what, ThingId observer);
  /// Calls the function of that name in a script, which is to refuse(): the refusal's words,
  /// or what went wrong. For tests and tools that ask the world something in Lua.
  std::string ask(ScriptId script, const char* name);
  /// Goes on with a coroutine that yielded in `act`; the yield returns `answer` (nil if none).
  CallResult resume(CoroutineId coroutine, const std::string& script, const Act& act,
                    const std::optional<std::string>& answer);

  // For bindings.
  /// The act of the innermost call; without an actor for timers, signals and the like.
  const Act* current() const { return current_; }
  /// Ends the running call as refused, with these words for the actor, and those for the others.
  [[noreturn]] void refuse(lua_State* L, std::string text, Glimpse seen = {});
  /// What the coroutine that yields now waits for.
  void request(WaitRequest wanted) { request_ = std::move(wanted); }
  WaitRequest take_request() { return std::move(request_); }

 private:
  CallResult ended(const LuaOutcome& outcome, const std::string& script, const Act& act);
  CallResult suspended(CoroutineId coroutine, const std::string& script);
  const std::string& file_of(const LuaRef& function) const;
  void push_act(const Act& act);
  int push_arguments(const Act& act);
  int push_given(ThingId self, const Value& given);

  World& world_;
  const Act* current_ = nullptr;
  std::vector<std::pair<ThingId, const LuaRef*>> computing_;  // innermost last
  std::string refusal_;
  Glimpse refusal_seen_;
  WaitRequest request_;
};

/// The key under which the metatable of acts is registered (world/api/lua_act.cc).
extern const char* const kActMetatable;
/// The same for pages (world/api/lua_page.cc).
extern const char* const kPageMetatable;

}  // namespace reality
