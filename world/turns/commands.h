// SPDX-License-Identifier: MIT
//
// Commands: carries out what players type: parse, hooks before, the verb's handler, hooks after,
// thing by thing where a list was named; what one thing's handler refuses is undone for that thing
// alone. Also makes the calls that behaviours get apart from commands: timers, signals, speech
// heard. Owned by the World.
// Must hold: a command is one turn, unless its handler waits: then it goes on in later turns.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/language/parser.h"
#include "world/scripts/behaviour_calls.h"
#include "world/turns/turn.h"

namespace reality {

class PlayerSession;
class World;
struct Behaviour;
struct Hook;

class Commands {
 public:
  explicit Commands(World& world) : world_(world) {}

  /// Acts on the session's next line, or on the next command of its last one.
  void act_on(PlayerSession& session);
  /// Runs function(self, given) of a behaviour as a turn; a fault counts against the behaviour.
  void wake_behaviour(ThingId self, Behaviour& behaviour, const LuaRef& function,
                      const Value& given);
  /// The same inside a turn that runs already. There is nobody to tell of a refusal: it undoes
  /// what the function did. `after` is called when the function has ended, inside that turn, or
  /// in a turn of its own when a function that waited has failed.
  void call_behaviour(ThingId self, const LuaRef& function, const Value& given,
                      std::function<void()> after = {});

  // For bindings, inside a call.
  /// One thing's part in an action: position in the action's roles.
  struct Deed {
    ActionId action;
    ThingId actor;
    std::vector<ActRole> roles;  // by the action's positions
    std::string verb;
    std::string line;
    bool many = false;
    std::string cause = "typed";
  };
  /// Calls the hooks of everything concerned; the first that does not just finish ends it. Several
  /// deeds are one thing done under several actions, and a hook on more than one is called once.
  CallResult run_hooks(std::span<const Deed> deeds, bool before);
  CallResult run_hooks(const Deed& deed, bool before) { return run_hooks({&deed, 1}, before); }
  /// The actor's next commands, before whatever else is on its line: those of a walk, say. They do
  /// not count as typed: neither "again" nor "it" means them.
  void follow_with(ThingId actor, const std::vector<std::string>& lines);

 private:
  /// A typed command being carried out.
  struct Performance {
    uint64_t session = 0;
    ThingId actor;
    std::string text;
    std::vector<Command> commands;
    size_t command = 0;
    size_t item = 0;
    std::vector<Declined> declined;
    ThingId speaker;       // who gave it as an order, if anybody
    bool ordered = false;  // the order has been said and agreed to
    bool refused = false;  // some of it
    bool succeeded = false;
  };
  /// A point to which what one thing of a list has done can be undone.
  struct Point {
    Turns::Mark turn{};
    size_t held = 0;
  };
  /// A hook that has been called for this thing in this role.
  struct Asked {
    const Hook* hook;
    ThingId thing;
    std::string role;
    bool operator==(const Asked&) const = default;
  };
  enum class Step : uint8_t { next, parked, stopped };

  CallResult run_hooks(const Deed& deed, bool before, std::vector<Asked>& asked);
  bool goes_on(PlayerSession& session, const std::string& line);
  void take_empty_line(PlayerSession& session);
  bool take_answer(PlayerSession& session, const std::string& line);
  void begin(PlayerSession& session, const std::string& text);
  void understand(PlayerSession& session, Performance& performance);
  void conclude(PlayerSession& session, Performance& performance, ParseResult parsed,
                const std::vector<Remark>& remarks);
  void tell_remarks(Thing& reader, const std::vector<Remark>& remarks);
  void give_order(PlayerSession& session, Performance& performance, const Order& order);
  void say_order(const Thing& speaker, const Thing& who, const Order& order);
  bool consents(const Thing& speaker, const Thing& who, const Order& order);
  void conclude_order(PlayerSession& session, Performance& performance, const Order& order,
                      ParseResult parsed);
  void tell_failed_order(const Thing& speaker, ThingId actor, const std::string& text);
  bool may_be_ordered(const std::vector<Command>& commands) const;
  void go_on(uint64_t id);
  bool go_through(uint64_t id, Performance& performance);
  void end(uint64_t id);
  Step step(uint64_t id, Performance& performance);
  CallResult from_afar(const Command& command, ThingId who) const;
  Step finish_item(Performance& performance, const Point& point, const CallResult& result);
  void undo_to(const Point& point);
  Step try_next(Performance& performance);
  bool advance(Performance& performance);
  void tell_refusal(ThingId actor, const std::string& text, const Performance& performance);
  Deed deed_of(const Performance& performance) const;
  bool is_list(const Performance& performance) const;
  bool all_alike(const Command& command) const;
  const Command& command_of(const Performance& p) const { return p.commands[p.command]; }

  World& world_;
  uint64_t last_ = 0;
  std::map<uint64_t, Performance> performances_;
};

}  // namespace reality
