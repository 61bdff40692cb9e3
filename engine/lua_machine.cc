// SPDX-License-Identifier: MIT
#include "engine/lua_machine.h"

#include <lauxlib.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "engine/lua_machine_frame.h"
#include "engine/lua_sandbox.h"
#include "engine/lua_stack.h"
#include "engine/lua_traceback.h"
#include "engine/lua_watchdog.h"

namespace reality {

namespace {

// Above its share a turn is stopped; above this much more, allocations fail at once.
constexpr size_t kMemorySlack = size_t{48} << 20U;
// Garbage worth a collection in a small state.
constexpr size_t kCollectAbove = size_t{4} << 20U;
// One step of the collector is this much of allocation (a power of two), and takes about as long
// as so many microseconds.
constexpr int kCollectStepBits = 12;
constexpr int64_t kCollectStepUs = 20;

// Reached when host code runs out of memory outside any call: nothing can be saved here.
int on_panic(lua_State* L) {
  std::fprintf(stderr, "the Lua machine failed outside a call: %s\n",
               lua_error_text(L, -1).c_str());
  return 0;  // Lua aborts
}

// The message handler of call(): the stack still stands, so the traceback is taken here.
int on_error(lua_State* L) {
  LuaMachineFrame::keep_traceback(L);
  return 1;
}

const char* kill_text(LuaKill kill) {
  switch (kill) {
    case LuaKill::time:
      return "stopped: it took too long";
    case LuaKill::instructions:
      return "stopped: it ran too many instructions";
    case LuaKill::memory:
      return "stopped: it used too much memory";
    case LuaKill::none:
      break;
  }
  return "stopped";
}

}  // namespace

LuaRef::~LuaRef() {
  if (machine_ != nullptr) luaL_unref(machine_->main_, LUA_REGISTRYINDEX, ref_);
}

void LuaRef::push() const {
  assert(machine_ != nullptr);
  lua_rawgeti(machine_->state(), LUA_REGISTRYINDEX, ref_);
}

void LuaRef::swap(LuaRef& other) noexcept {
  std::swap(machine_, other.machine_);
  std::swap(ref_, other.ref_);
  std::swap(script_, other.script_);
}

LuaMachine::LuaMachine(const LuaOptions& options, Rng& rng)
    : options_(options),
      rng_(rng),
      collect_above_(std::min(kCollectAbove, options.total_memory / 2)) {
  budget_.counted = options.counted;
  budget_.soft = budget_.hard = options.total_memory;
  budget_.where[0] = '\0';
  main_ = lua_newstate(budget_allocate, &budget_);
  assert(main_ != nullptr);
  lua_atpanic(main_, on_panic);
  *static_cast<LuaMachine**>(lua_getextraspace(main_)) = this;
  lua_gc(main_, LUA_GCINC, 200, 200, kCollectStepBits);
  lua_gc(main_, LUA_GCSTOP);  // the collector runs when the world calls it
  open_sandbox(main_);
  scripts_.push_back(std::make_unique<ScriptInfo>());  // kNoScript
  if (!options.counted) {
    watchdog_ =
        std::make_unique<LuaWatchdog>(budget_, std::max<int64_t>(options.turn_cpu_us / 2, 1));
  }
}

LuaMachine::~LuaMachine() {
  watchdog_.reset();
  lua_close(main_);
}

bool LuaMachine::guarded() const {
  return options_.counted || watchdog_->ok();
}

LuaMachine& LuaMachine::of(lua_State* L) {
  return **static_cast<LuaMachine**>(lua_getextraspace(L));
}

// Turns. ---------------------------------------------------------------------------------------

void LuaMachine::begin_turn(int times) {
  assert(!in_turn() && budget_.depth == 0 && times >= 1);
  // Without a caller of collect_step() garbage alone could fill the machine.
  if (budget_.used > options_.total_memory / 4 * 3 && budget_.used > collect_above_) collect();
  budget_.soft = std::min(budget_.used + options_.turn_memory * static_cast<size_t>(times),
                          std::max(options_.total_memory, budget_.used));
  budget_.hard = budget_.soft + kMemorySlack;
  budget_.steps_left = options_.turn_instructions * times;
  budget_.kill = 0;
  budget_.where[0] = '\0';
  signal_pending_ = false;
  budget_.ticks = 0;
  budget_.ticks_max = 2 * times;
  budget_.ticking = 1;
}

Status LuaMachine::end_turn() {
  assert(in_turn() && budget_.depth == 0);
  budget_.ticking = 0;
  if (entered_.empty()) return {};
  return restore();
}

void LuaMachine::undo_turn() {
  assert(in_turn() && budget_.depth == 0);
  budget_.ticking = 0;
  if (!entered_.empty()) (void)restore();
}

void LuaMachine::enter(ScriptId script) {
  const ScriptInfo& info = *scripts_[script.value];
  if (info.watched.empty()) return;
  if (std::find(entered_.begin(), entered_.end(), script) == entered_.end()) {
    entered_.push_back(script);
  }
}

// Calls. ---------------------------------------------------------------------------------------

LuaOutcome LuaMachine::call(ScriptId script, int nargs, int nresults) {
  assert(in_turn());
  lua_State* L = state();
  const int function = lua_gettop(L) - nargs;
  if (budget_.kill != 0) {
    lua_settop(L, function - 1);
    return failure(L, LUA_ERRRUN, {});
  }
  enter(script);
  lua_pushcfunction(L, on_error);
  lua_insert(L, function);
  int status = LUA_OK;
  {
    const LuaMachineFrame frame(*this, script, L);
    status = lua_pcall(L, nargs, nresults, function);
  }
  if (status == LUA_OK && budget_.kill == 0) {
    lua_remove(L, function);
    return {};
  }
  LuaOutcome outcome = failure(L, status, std::move(traceback_));
  traceback_.clear();
  lua_settop(L, function - 1);
  return outcome;
}

// Says how a call ended that did not end well; the error value is on top of L.
LuaOutcome LuaMachine::failure(lua_State* L, int status, std::string traceback) {
  note_status(status);
  LuaOutcome outcome;
  outcome.kill = budget_.killed();
  if (outcome.kill != LuaKill::none) {
    outcome.kind = LuaOutcome::Kind::killed;
    const std::string where = budget_.where.data();
    outcome.message = where + (where.empty() ? "" : ": ") + kill_text(outcome.kill);
  } else if (signal_pending_) {
    outcome.kind = LuaOutcome::Kind::signalled;
    outcome.code = signal_code_;
    signal_pending_ = false;
    return outcome;
  } else {
    outcome.kind = LuaOutcome::Kind::fault;
    const bool foreign = status < LUA_OK;  // Lua caught what is not its own, and has no text for it
    outcome.message = lua_placed_error(
        foreign ? "an exception passed through a binding" : lua_error_text(L, -1), traceback);
  }
  outcome.traceback = std::move(traceback);
  return outcome;
}

void LuaMachine::raise_signal(lua_State* L, int code) {
  LuaMachine& machine = of(L);
  machine.signal_pending_ = true;
  machine.signal_code_ = code;
  lua_pushlightuserdata(L, &machine);
  lua_error(L);
  std::abort();
}

void LuaMachine::check_may_yield(lua_State* L) {
  if (!may_yield(L)) raise_fault(L, "hooks may not wait");
}

void LuaMachine::charge(lua_State* L, int64_t steps) {
  if (budget_.counted) {
    budget_.steps_left -= steps;
    if (budget_.steps_left < 0 && in_turn()) budget_expire(budget_, LuaKill::instructions);
  }
  if (budget_.kill != 0 && budget_.depth > 0) budget_raise(budget_, L);
}

// Lua lets memory errors be caught like any other; here they end the turn.
void LuaMachine::note_status(int status) {
  if (status == LUA_ERRMEM) budget_expire(budget_, LuaKill::memory);
}

// Memory. --------------------------------------------------------------------------------------

bool LuaMachine::collect_step(int64_t us) {
  assert(budget_.depth == 0);
  if (!collecting_ && budget_.used < collect_above_) return false;
  collecting_ = true;
  const int64_t until = options_.counted ? 0 : thread_cpu_us() + us;
  for (int64_t spent = 0; collecting_ && spent < us; spent += kCollectStepUs) {
    // In counted mode runs must repeat, so the work is measured in steps alone.
    if (lua_gc(main_, LUA_GCSTEP, 0) != 0) collected();
    if (!options_.counted && thread_cpu_us() >= until) break;
  }
  return true;
}

void LuaMachine::collect() {
  assert(budget_.depth == 0);
  lua_gc(main_, LUA_GCCOLLECT);
  collected();
}

// The next cycle begins when memory has doubled, sooner where that would be too much.
void LuaMachine::collected() {
  collecting_ = false;
  const size_t live = budget_.used;
  collect_above_ =
      std::min(live * 2 + kCollectAbove, std::max(options_.total_memory / 2, live + live / 4));
}

void LuaMachine::fail_allocation(uint64_t n) {
  budget_.fail_at = n == 0 ? 0 : budget_.allocations + n;
}

}  // namespace reality
