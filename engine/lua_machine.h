// SPDX-License-Identifier: MIT
//
// LuaMachine: the one Lua state. It loads script files into a frozen environment, runs their
// functions in turns under a budget of time and memory, and says how each call ended. Owned by
// main (or a test), made on the loop thread (the watchdog follows that thread's CPU clock) and used
// on it alone.
//
// What must hold:
// - After a file has run nothing it left behind can change: its tables are read-only in place; a
//   file-level local that a function assigns is watched, and end_turn() or undo_turn() puts its
//   value back. So a script instance after an undo equals the instance before the turn, and
//   neither functions nor references have to be looked up again.
// - Nothing a script does can catch a kill or a signal (refuse, decline, done).
// - Lua errors are C++ exceptions here and pass through the bindings' frames: destructors run; no
//   binding may be noexcept or catch (...).
// It knows no rooms: bindings come from world/api through expose() and engine/lua_handle.h.
//
// Tests: tests/engine/lua_machine_test.cc, lua_freeze_test.cc, lua_hostile_test.cc;
// tests/real/lua_watchdog_test.cc.
#pragma once

#include <lua.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/lua_budget.h"
#include "engine/lua_handle.h"
#include "engine/result.h"
#include "engine/rng.h"

namespace reality {

class LuaMachine;
class LuaWatchdog;

struct LuaOptions {
  /// Counts instructions (tests and simulation: runs repeat exactly) instead of CPU time.
  bool counted = false;
  int64_t turn_instructions = 2'000'000;
  int64_t turn_cpu_us = 10'000;
  /// Growth within a turn, garbage included: nothing is collected inside a turn.
  size_t turn_memory = size_t{16} << 20U;
  size_t total_memory = size_t{256} << 20U;
  /// Coroutines asleep or running.
  size_t coroutines = 1500;
};

/// One loaded file. Never used again after discard().
struct ScriptId {
  uint32_t value = 0;
  friend bool operator==(ScriptId, ScriptId) = default;
};
inline constexpr ScriptId kNoScript{};

/// A sleeping coroutine. The machine asserts that one is not used after it ended or was dropped.
struct CoroutineId {
  uint32_t slot = 0;
  uint32_t serial = 0;
  friend bool operator==(CoroutineId, CoroutineId) = default;
};

/// A file-level local that a function of the file assigns.
struct WatchedLocal {
  std::string name;
  int upvalue = 0;  ///< its number in a function that has it
};

inline constexpr int kNoLuaRef = -2;  ///< LUA_NOREF of lauxlib.h

struct ScriptInfo {
  std::string name;
  bool loaded = false;  ///< false once discarded
  std::vector<WatchedLocal> watched;
  int table_ref = kNoLuaRef;      ///< the returned table
  int functions_ref = kNoLuaRef;  ///< an array: for each watched local a function that has it
  int values_ref = kNoLuaRef;     ///< an array: the values they had when the file had run
};

struct LuaOutcome {
  enum class Kind : uint8_t {
    ok,
    yielded,    ///< `coroutine` sleeps
    signalled,  ///< by raise_signal(), with `code`
    fault,      ///< an error in a script
    killed,     ///< over the budget, for the reason `kill`
    crowded     ///< not started: as many coroutines as there may be
  };
  Kind kind = Kind::ok;
  LuaKill kill = LuaKill::none;
  int code = 0;
  CoroutineId coroutine{};
  std::string message;    ///< "file:line: what is wrong"
  std::string traceback;  ///< a line a level, innermost first; at most 20

  bool ok() const { return kind == Kind::ok; }
};

/// Keeps one value (usually a handler) from being collected. Moves; must not outlive the machine.
class LuaRef {
 public:
  LuaRef() = default;
  LuaRef(LuaMachine& machine, int ref, ScriptId script)
      : machine_(&machine), ref_(ref), script_(script) {}
  LuaRef(LuaRef&& other) noexcept { swap(other); }
  LuaRef& operator=(LuaRef&& other) noexcept {
    LuaRef(std::move(other)).swap(*this);
    return *this;
  }
  LuaRef(const LuaRef&) = delete;
  LuaRef& operator=(const LuaRef&) = delete;
  ~LuaRef();

  explicit operator bool() const { return machine_ != nullptr; }
  ScriptId script() const { return script_; }
  /// Pushes the value on the machine's state().
  void push() const;

 private:
  void swap(LuaRef& other) noexcept;

  LuaMachine* machine_ = nullptr;
  int ref_ = 0;
  ScriptId script_;
};

class LuaMachine {
 public:
  LuaMachine(const LuaOptions& options, Rng& rng);
  ~LuaMachine();
  LuaMachine(const LuaMachine&) = delete;
  LuaMachine& operator=(const LuaMachine&) = delete;
  /// False if the system gave the watchdog no timer: no script would be stopped. For main to ask.
  bool guarded() const;
  /// The machine that a state or coroutine belongs to.
  static LuaMachine& of(lua_State* L);

  /// The thread to push functions and arguments on now: the running coroutine inside a binding,
  /// else the main thread. Host code that runs inside a binding must leave its stack balanced.
  lua_State* state() const { return budget_.running != nullptr ? budget_.running : main_; }

  /// Pops a value and makes it a global of every script; a table becomes read-only, deeply. At
  /// start-up, before scripts are loaded; a name given twice is a bug.
  void expose(std::string_view name);

  // Scripts. -----------------------------------------------------------------------------------

  /// Runs a file (text, at most 64 KiB) that returns one table, and freezes what it left behind.
  /// Inside a turn it draws on that turn's budget, else on one of its own. The error reads
  /// "file:line: message".
  Result<ScriptId> load(std::string_view name, std::string_view source);
  /// load() of a shared file whose table becomes the global `global`. It must keep no state at
  /// all: a function in it that assigns a file-level local is an error here, so that libraries
  /// need no check at the end of a turn.
  Result<ScriptId> load_library(std::string_view global, std::string_view name,
                                std::string_view source);
  /// Lets go of a script. Sleeping coroutines and LuaRefs of it keep what they need.
  void discard(ScriptId script);
  const ScriptInfo& info(ScriptId script) const;
  /// Pushes the table that the file returned. It is a read-only view: lua_getfield and lua_geti
  /// work, lua_next and lua_rawget see nothing; use for_each_pair() of engine/lua_order.h.
  void push_table(ScriptId script);
  /// True while a file runs; bindings that act on the world refuse then.
  bool loading() const { return loading_; }
  /// Pops a value of that script and keeps it.
  LuaRef take_ref(ScriptId script);

  // Turns. -------------------------------------------------------------------------------------

  /// Opens a turn with `times` the usual budget (imports and other bulk turns take more than 1).
  void begin_turn(int times = 1);
  /// Closes a turn that is to be committed. Fails if a file-level local of a script that was
  /// entered has changed; its value is put back and the world must undo the turn.
  Status end_turn();
  /// Closes a turn that is undone: puts file-level locals back.
  void undo_turn();
  bool in_turn() const { return budget_.ticking != 0; }
  /// Watchdog ticks (of half a turn's CPU time each) seen in this turn: a sampled cost.
  int turn_ticks() const { return static_cast<int>(budget_.ticks); }

  /// Calls the function below its `nargs` arguments on state(), which are popped. It may not
  /// yield. On `ok` exactly `nresults` values are pushed, otherwise none.
  LuaOutcome call(ScriptId script, int nargs, int nresults);
  /// The same in a coroutine, which may yield; on `ok` and `yielded` exactly `nresults` of the
  /// values returned or yielded are pushed.
  LuaOutcome start(ScriptId script, int nargs, int nresults);
  /// Goes on after a yield, which returns the `nargs` values on top of state().
  LuaOutcome resume(CoroutineId coroutine, int nargs, int nresults);
  /// Abandons a sleeping coroutine; nothing of it runs any more.
  void drop(CoroutineId coroutine);
  bool is_asleep(CoroutineId coroutine) const;
  size_t live_coroutines() const { return live_; }
  /// The script whose function was called last and still runs; kNoScript outside calls.
  ScriptId current_script() const { return current_; }

  // For bindings. ------------------------------------------------------------------------------

  /// Ends the innermost call(), start() or resume() with `signalled`; no script can catch it.
  [[noreturn]] static void raise_signal(lua_State* L, int code);
  /// May the function that called this binding wait (lua_yieldk)?
  static bool may_yield(lua_State* L) { return lua_isyieldable(L) != 0; }
  /// Raises "hooks may not wait" unless may_yield().
  static void check_may_yield(lua_State* L);
  /// Charges work done inside a library function to the turn and stops it when the budget is
  /// gone. One step is about one instruction. Call at least every few thousand steps.
  void charge(lua_State* L, int64_t steps);
  /// True while a kill or a signal unwinds: whoever catches errors must pass it on.
  bool unwinding() const { return budget_.kill != 0 || signal_pending_; }
  /// Set when the turn must stop; for loops in C++ that cannot raise.
  const volatile std::sig_atomic_t& stop_flag() const { return budget_.kill; }
  Rng& rng() { return rng_; }
  LuaHandleKind& handle_kind(uint32_t kind) { return handle_kinds_.at(kind); }
  /// What lua_pcallk returned inside the sandbox's pcall: out of memory becomes a kill.
  void note_status(int status);

  // Memory. ------------------------------------------------------------------------------------

  /// Collects for about `us`; false if there was nothing to do. Between turns only.
  bool collect_step(int64_t us);
  /// A whole collection; between turns only.
  void collect();
  size_t memory() const { return budget_.used; }
  /// Tests: lets the n-th allocation from now inside script calls fail, and all after it in the
  /// same call; 0 for none.
  void fail_allocation(uint64_t n);

 private:
  friend class LuaRef;
  friend class LuaMachineFrame;
  struct Slot {
    lua_State* thread = nullptr;
    int ref = 0;
    uint32_t serial = 0;
    ScriptId script;
    bool live = false;
  };

  void enter(ScriptId script);
  void forget(ScriptInfo* script);
  int protect(int (*function)(lua_State*), void* argument);
  Result<ScriptId> load_as(const char* global, std::string_view name, std::string_view source);
  Status load_in_turn(void* call, ScriptId id);
  LuaOutcome run(uint32_t slot, int nargs, int values, int nresults);
  LuaOutcome end_badly(uint32_t slot, int status);
  LuaOutcome failure(lua_State* L, int status, std::string traceback);
  int claim_slot(uint32_t* slot);
  void release_slot(uint32_t slot, bool reusable);
  void collected();
  Status restore();
  std::string restore_script(const ScriptInfo& script);

  LuaOptions options_;
  Rng& rng_;
  LuaBudget budget_;
  std::unique_ptr<LuaWatchdog> watchdog_;
  lua_State* main_ = nullptr;
  std::array<LuaHandleKind, kMaxLuaHandleKinds> handle_kinds_{};
  std::vector<std::unique_ptr<ScriptInfo>> scripts_;
  std::vector<Slot> slots_;
  std::vector<uint32_t> free_slots_;
  size_t spare_threads_ = 0;       ///< those of the free slots that have a thread
  std::vector<ScriptId> entered_;  ///< in this turn, of those with watched locals
  ScriptId current_;
  size_t live_ = 0;
  size_t collect_above_ = 0;
  bool collecting_ = false;
  bool loading_ = false;
  bool signal_pending_ = false;
  int signal_code_ = 0;
  std::string traceback_;  ///< left by the message handler of call()
};

}  // namespace reality
