// SPDX-License-Identifier: MIT
#include "engine/lua_budget.h"

#include <cstdio>
#include <cstdlib>

namespace reality {

namespace {

// How many instructions pass between two looks at the count.
constexpr int kGranule = 1000;
// Room for the header of a string object beside its text.
constexpr size_t kStringHeader = 64;

LuaBudget& budget_of(lua_State* L) {
  void* ud = nullptr;
  lua_getallocf(L, &ud);
  return *static_cast<LuaBudget*>(ud);
}

void on_count(lua_State* L, lua_Debug* /*unused*/) {
  LuaBudget& budget = budget_of(L);
  if (budget.counted && budget.kill == 0) {
    budget.steps_left -= kGranule;
    if (budget.steps_left < 0) budget_expire(budget, LuaKill::instructions);
  }
  if (budget.kill == 0) {
    budget_arm(budget, L);  // A hook left over from a killed turn takes itself away.
    return;
  }
  // Whoever catches the error meets the next one at its next instruction.
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
  budget_raise(budget, L);
}

// Between soft and hard a turn gets its memory and is stopped right after: refusing would make Lua
// collect everything first, which takes longer than the turn may.
bool may_grow(LuaBudget& budget, bool string, size_t growth) {
  ++budget.allocations;
  if (budget.fail_at != 0 && budget.allocations >= budget.fail_at) return false;
  if (string && growth > kMaxLuaString + kStringHeader) budget_expire(budget, LuaKill::memory);
  if (budget.used + growth <= budget.soft) return true;
  budget_expire(budget, LuaKill::memory);
  return budget.used + growth <= budget.hard;
}

}  // namespace

void* budget_allocate(void* ud, void* block, size_t old_size, size_t new_size) {
  LuaBudget& budget = *static_cast<LuaBudget*>(ud);
  const size_t had = block != nullptr ? old_size : 0;
  if (new_size == 0) {
    std::free(block);
    budget.used -= had;
    return nullptr;
  }
  // For a new block, old_size says what kind of object it is for.
  const bool string = block == nullptr && old_size == LUA_TSTRING;
  if (budget.depth > 0 && new_size > had && !may_grow(budget, string, new_size - had)) {
    return nullptr;
  }
  void* grown = std::realloc(block, new_size);
  if (grown == nullptr) return new_size <= had ? block : nullptr;
  budget.used = budget.used - had + new_size;
  return grown;
}

void budget_expire(LuaBudget& budget, LuaKill reason) {
  if (budget.kill == 0) budget.kill = static_cast<std::sig_atomic_t>(reason);
  lua_State* running = budget.running;
  if (running != nullptr) lua_sethook(running, on_count, LUA_MASKCOUNT, 1);
}

void budget_arm(LuaBudget& budget, lua_State* L) {
  if (budget.kill != 0) {
    lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
  } else if (!budget.counted) {
    if (lua_gethookmask(L) != 0) lua_sethook(L, nullptr, 0, 0);
  } else if (lua_gethookmask(L) == 0 || lua_gethookcount(L) != kGranule) {
    // An armed hook is left alone: setting it again would start its count anew.
    lua_sethook(L, on_count, LUA_MASKCOUNT, kGranule);
  }
}

void budget_raise(LuaBudget& budget, lua_State* L) {
  lua_Debug at{};
  for (int level = 0; budget.where[0] == '\0' && lua_getstack(L, level, &at) != 0; ++level) {
    lua_getinfo(L, "Sl", &at);
    if (at.currentline <= 0) continue;
    std::snprintf(budget.where.data(), budget.where.size(), "%s:%d", at.short_src, at.currentline);
  }
  // Not a string: making one could fail for want of memory.
  lua_pushlightuserdata(L, &budget);
  lua_error(L);
  std::abort();  // lua_error does not return; its declaration does not say so
}

}  // namespace reality
