// SPDX-License-Identifier: MIT
//
// Turns: every input, timer and wake-up runs as one turn: atomic (a fault undoes it whole),
// isolated (one at a time), and durable before anyone hears of it. A turn's output and the
// wake-ups that it asks for are queued while it runs and go out only when it is kept. Owned by the
// World.
// Must hold: after an undo everything that can be observed, by scripts too, is as before the turn;
// ids and the random stream alone are not rewound. Output of a turn that changed nothing waits for
// the last changing turn before it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store.h"
#include "world/event.h"
#include "world/state/journal.h"
#include "world/state/rows.h"
#include "world/state/value.h"

namespace reality {

class LuaMachine;
class Log;
class Metrics;
struct Counter;
class PlayerSession;

/// Something broke: a script's error, a killed script. The turn is undone; the author hears of it.
struct Fault {
  std::string script;     // "behaviours/lamp.lua"
  std::string message;    // "file:line: what is wrong"
  std::string traceback;  // a line a level
  ThingId thing;          // whose behaviour it was, if any
};

/// A call to be made in a turn of its own, soon: a signal, speech heard, a sleeper to wake.
struct WakeUp {
  std::function<void()> call;
};

class Turns {
 public:
  /// A point within the running turn to which a part of it can be undone.
  struct Mark {
    Journal::Mark journal;
    size_t outgoing;
    size_t wake_ups;
    bool operator==(const Mark&) const = default;
  };
  /// Text that waits for the end of the turn.
  struct Outgoing {
    PlayerSession* session;
    Event event;
    bool last = false;  // the session closes behind it
  };
  /// What a finished turn hands over.
  struct Result {
    bool kept = false;
    std::vector<Outgoing> outgoing;
    std::vector<WakeUp> wake_ups;
    std::optional<Fault> fault;
  };

  Turns(State& state, LuaMachine& machine, Log& log, Metrics& metrics);

  /// The store that takes the rows; none while a world is being loaded. The first turn run gets
  /// the number `last + 1`.
  void connect(Store* store, uint64_t last);

  /// Runs `body` as a turn. `bulk`: an import, which may change any number of rows and takes
  /// `budget` times the usual script budget.
  Result run(const std::function<void()>& body, bool bulk = false);
  /// A small step that is kept although the turn before it was undone: spent timers, counted
  /// faults. It must not fail.
  void run_kept(const std::function<void()>& body);

  bool running() const { return running_; }
  /// The number of the turn that runs, or of the last one.
  uint64_t number() const { return number_; }
  /// The last turn that changed something stored: what output depends on.
  uint64_t last_changing() const { return last_changing_; }
  void set_row_limit(size_t rows) { row_limit_ = rows; }

  // For what runs inside a turn.
  Mark mark() const;
  void undo_to(const Mark& mark);
  void send(PlayerSession& session, Event event) {
    outgoing_.push_back({&session, std::move(event)});
  }
  /// The last thing that the session is told: then it is closed.
  void send_last(PlayerSession& session, Event event) {
    outgoing_.push_back({&session, std::move(event), true});
  }
  void wake_later(std::function<void()> call) { wake_ups_.push_back({std::move(call)}); }
  /// Marks the turn as failed: it will be undone. The first fault counts.
  void fail(Fault fault);
  bool failed() const { return fault_.has_value(); }
  /// True while the turn has done nothing at all: changed nothing, said nothing, asked for nothing.
  bool idle() const { return journal_.mark() == 0 && outgoing_.empty() && wake_ups_.empty(); }

 private:
  void begin(bool bulk);
  void check_limits(bool bulk);
  void keep();
  void undo();

  Journal& journal_;
  const State& state_;
  LuaMachine& machine_;
  Log& log_;
  Counter& turns_;
  Counter& undone_;
  Counter& rows_;
  Store* store_ = nullptr;
  uint64_t number_ = 0;
  uint64_t last_changing_ = 0;
  size_t row_limit_ = 10'000;
  bool running_ = false;
  std::vector<Outgoing> outgoing_;
  std::vector<WakeUp> wake_ups_;
  std::optional<Fault> fault_;
};

}  // namespace reality
