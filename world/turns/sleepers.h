// SPDX-License-Identifier: MIT
//
// Sleepers: scripts that wait: for time to pass, or for a player's answer. Waking one is a turn of
// its own. Nothing of a sleeper is stored: a restart ends all of them, which is why what must
// survive is a timer or a property. Owned by the World.
// Must hold: a sleeper whose turn is undone is gone; one is woken at most once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "engine/scheduler.h"
#include "world/scripts/behaviour_calls.h"

namespace reality {

class PlayerSession;
class World;

/// Goes on after the script has been resumed and has ended one way or another (never `yielded`).
/// Called inside the turn of the waking; with `failed` when the turn in which the script fell
/// asleep was undone.
using AfterSleep = std::function<void(const CallResult&)>;

class Sleepers {
 public:
  explicit Sleepers(World& world) : world_(world) {}

  /// Puts a script to sleep that has just yielded, until what it asked for has come.
  void park(const CallResult& yielded, Act act, AfterSleep after);
  /// Gives the script that waits for this session's answer what it waits for; none: it will not
  /// come any more. The script goes on at once, in a turn of its own.
  void answer(PlayerSession& session, const std::optional<std::string>& text);
  /// The session goes: whoever waits for its answer gets none, soon.
  void give_up(PlayerSession& session);
  size_t count() const { return sleepers_.size(); }

 private:
  struct Sleeper {
    CoroutineId coroutine;
    std::string script;
    Act act;
    AfterSleep after;
    Alarm alarm = 0;
    uint64_t session = 0;
  };
  void await_answer(uint64_t id, const WaitRequest& wanted);
  void supersede(PlayerSession& session);
  void abandon(uint64_t id);
  void wake(uint64_t id, const std::optional<std::string>& answer);
  void forget(uint64_t id);

  World& world_;
  uint64_t last_ = 0;
  std::map<uint64_t, Sleeper> sleepers_;
};

}  // namespace reality
