// SPDX-License-Identifier: MIT
//
// LuaMachine's coroutines: start, resume, drop, and the pool of threads they run on. A thread that
// returned is used again as it is; one that raised is reset first; a killed one is thrown away,
// since the kill left its hook switched off.
#include <lauxlib.h>

#include <algorithm>
#include <cassert>

#include "engine/lua_machine_frame.h"
#include "engine/lua_traceback.h"

namespace reality {

namespace {

// Finished threads kept for the next start.
constexpr size_t kSpareThreads = 64;

struct NewThread {
  lua_State* thread = nullptr;
  int ref = LUA_NOREF;
};

int new_thread(lua_State* L) {
  auto* made = static_cast<NewThread*>(lua_touserdata(L, 1));
  made->thread = lua_newthread(L);
  made->ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

}  // namespace

LuaOutcome LuaMachine::start(ScriptId script, int nargs, int nresults) {
  assert(in_turn());
  lua_State* L = state();
  const int base = lua_gettop(L) - nargs - 1;
  LuaOutcome outcome;
  uint32_t slot = 0;
  if (budget_.kill != 0) {
    outcome = failure(L, LUA_ERRRUN, {});
  } else if (live_ >= options_.coroutines) {
    outcome.kind = LuaOutcome::Kind::crowded;
    outcome.message = std::to_string(live_) + " scripts are waiting already; try again later";
  } else if (const int status = claim_slot(&slot); status != LUA_OK) {
    outcome = failure(L, status, {});
  } else {
    slots_[slot].script = script;
    return run(slot, nargs, nargs + 1, nresults);
  }
  lua_settop(L, base);
  return outcome;
}

LuaOutcome LuaMachine::resume(CoroutineId coroutine, int nargs, int nresults) {
  assert(in_turn() && is_asleep(coroutine));
  if (budget_.kill != 0) {
    // It has not run, but its turn is undone: it may not go on from here.
    lua_pop(state(), nargs);
    drop(coroutine);
    return failure(state(), LUA_ERRRUN, {});
  }
  return run(coroutine.slot, nargs, nargs, nresults);
}

void LuaMachine::drop(CoroutineId coroutine) {
  assert(is_asleep(coroutine));
  lua_resetthread(slots_[coroutine.slot].thread);
  release_slot(coroutine.slot, true);
}

bool LuaMachine::is_asleep(CoroutineId coroutine) const {
  const Slot& slot = slots_.at(coroutine.slot);
  return slot.live && slot.serial == coroutine.serial && lua_status(slot.thread) == LUA_YIELD;
}

// Resumes a thread with the `values` topmost of state(), of which `nargs` are arguments.
LuaOutcome LuaMachine::run(uint32_t index, int nargs, int values, int nresults) {
  lua_State* from = state();
  lua_State* thread = slots_[index].thread;
  const ScriptId script = slots_[index].script;
  enter(script);
  int status = LUA_ERRMEM;
  int count = 0;
  if (lua_checkstack(thread, values + LUA_MINSTACK) != 0 && lua_checkstack(from, nresults) != 0) {
    lua_xmove(from, thread, values);
    const LuaMachineFrame frame(*this, script, thread);
    status = lua_resume(thread, from, nargs, &count);
  } else {
    lua_pop(from, values);
  }
  const bool well = status == LUA_OK || status == LUA_YIELD;
  if (!well || budget_.kill != 0) return end_badly(index, status);

  if (count > nresults) lua_pop(thread, count - nresults);
  lua_xmove(thread, from, std::min(count, nresults));
  for (int i = count; i < nresults; ++i) lua_pushnil(from);
  LuaOutcome outcome;
  if (status == LUA_YIELD) {
    outcome.kind = LuaOutcome::Kind::yielded;
    outcome.coroutine = {index, slots_[index].serial};
  } else {
    release_slot(index, true);
  }
  return outcome;
}

LuaOutcome LuaMachine::end_badly(uint32_t index, int status) {
  lua_State* thread = slots_[index].thread;
  std::string traceback;
  if (!signal_pending_ || budget_.kill != 0) traceback = lua_traceback(thread, 0);
  LuaOutcome outcome = failure(thread, status, std::move(traceback));
  // Below LUA_OK: a foreign exception left the thread in the middle of a call.
  const bool reusable = outcome.kind != LuaOutcome::Kind::killed && status >= LUA_OK;
  if (reusable) lua_resetthread(thread);
  release_slot(index, reusable);
  return outcome;
}

// Returns the status of making a thread, with the error on the stack.
int LuaMachine::claim_slot(uint32_t* index) {
  if (free_slots_.empty()) {
    free_slots_.push_back(static_cast<uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  Slot& slot = slots_[free_slots_.back()];
  if (slot.thread == nullptr) {
    NewThread made;
    const int status = protect(new_thread, &made);
    if (status != LUA_OK) return status;
    slot.thread = made.thread;
    slot.ref = made.ref;
  } else {
    --spare_threads_;
  }
  *index = free_slots_.back();
  free_slots_.pop_back();
  slot.live = true;
  ++slot.serial;
  ++live_;
  return LUA_OK;
}

void LuaMachine::release_slot(uint32_t index, bool reusable) {
  Slot& slot = slots_[index];
  slot.live = false;
  --live_;
  if (reusable && spare_threads_ < kSpareThreads) {
    lua_settop(slot.thread, 0);
    ++spare_threads_;
  } else {
    luaL_unref(main_, LUA_REGISTRYINDEX, slot.ref);
    slot.thread = nullptr;
  }
  free_slots_.push_back(index);
}

// Calls function(argument) where errors are caught; leaves the error on the stack.
int LuaMachine::protect(int (*function)(lua_State*), void* argument) {
  lua_State* L = state();
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, argument);
  return lua_pcall(L, 1, 0, 0);
}

void LuaMachineFrame::keep_traceback(lua_State* L) {
  LuaMachine& machine = LuaMachine::of(L);
  const bool signal = machine.signal_pending_ && machine.budget_.kill == 0;
  machine.traceback_ = signal ? std::string() : lua_traceback(L, 1);
}

}  // namespace reality
