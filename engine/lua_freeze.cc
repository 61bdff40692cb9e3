// SPDX-License-Identifier: MIT
#include "engine/lua_freeze.h"

#include <lauxlib.h>

#include <utility>

#include "engine/lua_bytecode.h"
#include "engine/lua_sandbox.h"
#include "engine/lua_stack.h"

namespace reality {

namespace {

// Registry key of the set of functions frozen earlier, by this file or by a library.
const char kFrozenFunctions = 0;

int refuse_write(lua_State* L) {
  raise_fault(L, "%s", lua_tostring(L, lua_upvalueindex(1)));
}

int frozen_length(lua_State* L) {
  push_content(L, 1);
  lua_pushinteger(L, static_cast<lua_Integer>(lua_rawlen(L, -1)));
  return 1;
}

// Pushes the set of frozen functions; its keys are weak.
void push_frozen_functions(lua_State* L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &kFrozenFunctions) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushstring(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &kFrozenFunctions);
}

// A breadth-first walk; the queue is a Lua table, so that depth costs no C stack.
class FreezeWalk {
 public:
  explicit FreezeWalk(lua_State* L) : L_(L) {
    need_stack(L, 20);
    functions_ = push_table();
    values_ = push_table();
    queue_ = push_table();
    seen_ = push_table();
    push_frozen_functions(L);
    frozen_ = lua_gettop(L);
  }

  std::vector<WatchedLocal> run(int index) {
    lua_pushvalue(L_, index);
    enqueue();
    LuaMachine& machine = LuaMachine::of(L_);
    for (lua_Integer i = 1; i <= queued_; ++i) {
      machine.charge(L_, 1);
      lua_rawgeti(L_, queue_, i);
      if (lua_istable(L_, -1)) {
        visit_table(machine);
      } else {
        visit_function();
      }
      lua_pop(L_, 1);
    }
    lua_settop(L_, values_);
    return std::move(watched_);
  }

 private:
  int push_table() {
    lua_newtable(L_);
    return lua_gettop(L_);
  }

  // Pops a value; queues it if it holds others and is new.
  void enqueue() {
    const int type = lua_type(L_, -1);
    const bool table = type == LUA_TTABLE && is_plain();
    if ((table && remember(seen_)) || (type == LUA_TFUNCTION && remember(frozen_))) {
      lua_rawseti(L_, queue_, ++queued_);
    } else {
      lua_pop(L_, 1);
    }
  }

  // A table with a metatable is frozen already or the host's own.
  bool is_plain() {
    if (lua_getmetatable(L_, -1) == 0) return true;
    lua_pop(L_, 1);
    return false;
  }

  // Adds the value on top to a set; false if it was there.
  bool remember(int set) {
    lua_pushvalue(L_, -1);
    const bool fresh = lua_rawget(L_, set) == LUA_TNIL;
    lua_pop(L_, 1);
    if (!fresh) return false;
    lua_pushvalue(L_, -1);
    lua_pushboolean(L_, 1);
    lua_rawset(L_, set);
    return true;
  }

  void visit_table(LuaMachine& machine) {
    const int table = lua_gettop(L_);
    lua_pushnil(L_);
    while (lua_next(L_, table) != 0) {
      machine.charge(L_, 1);
      enqueue();
      lua_pushvalue(L_, -1);
      enqueue();
    }
    freeze_table(L_, table, kFixedTable);
  }

  void visit_function() {
    const int function = lua_gettop(L_);
    if (lua_iscfunction(L_, function) != 0) {
      // The upvalues of bindings are the host's; an iterator's are a place to hide state in.
      if (!is_sandbox_iterator(lua_tocfunction(L_, function))) return;
      raise_fault(L_, "a file may not keep an iterator of pairs or gmatch");
    }
    const std::vector<bool> assigned = assigned_upvalues(L_);
    for (int n = 1;; ++n) {
      const char* name = lua_getupvalue(L_, function, n);
      if (name == nullptr) break;
      const size_t i = static_cast<size_t>(n) - 1;
      if (i < assigned.size() && assigned[i]) watch(function, n, name);
      enqueue();
    }
  }

  // The value is on top and stays there. Functions that share a local share its id.
  void watch(int function, int upvalue, const char* name) {
    lua_pushlightuserdata(L_, lua_upvalueid(L_, function, upvalue));
    const bool fresh = remember(seen_);
    lua_pop(L_, 1);
    if (!fresh) return;
    watched_.push_back({name, upvalue});
    const lua_Integer place = static_cast<lua_Integer>(watched_.size());
    lua_pushvalue(L_, -1);
    lua_rawseti(L_, values_, place);
    lua_pushvalue(L_, function);
    lua_rawseti(L_, functions_, place);
  }

  lua_State* L_;
  int functions_ = 0;
  int values_ = 0;
  int queue_ = 0;
  int seen_ = 0;
  int frozen_ = 0;
  lua_Integer queued_ = 0;
  std::vector<WatchedLocal> watched_;
};

// Moves all pairs of the table at `from` to the one at `to`.
void move_pairs(lua_State* L, int from, int to) {
  lua_pushnil(L);
  while (lua_next(L, from) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, to);
  }
  lua_pushnil(L);
  while (lua_next(L, from) != 0) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, from);
  }
}

}  // namespace

std::vector<WatchedLocal> freeze(lua_State* L, int index) {
  index = lua_absindex(L, index);
  return FreezeWalk(L).run(index);
}

void freeze_table(lua_State* L, int index, const char* message) {
  index = lua_absindex(L, index);
  need_stack(L, 8);
  lua_createtable(L, static_cast<int>(lua_rawlen(L, index)), 0);
  move_pairs(L, index, lua_gettop(L));
  lua_createtable(L, 0, 3);
  lua_insert(L, -2);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, message);
  lua_pushcclosure(L, refuse_write, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushcfunction(L, frozen_length);
  lua_setfield(L, -2, "__len");
  lua_setmetatable(L, index);
}

bool is_frozen(lua_State* L, int index) {
  if (!lua_istable(L, index) || lua_getmetatable(L, index) == 0) return false;
  lua_pushstring(L, "__newindex");
  lua_rawget(L, -2);
  const bool frozen = lua_tocfunction(L, -1) == refuse_write;
  lua_pop(L, 2);
  return frozen;
}

void push_content(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (!is_frozen(L, index)) {
    lua_pushvalue(L, index);
    return;
  }
  lua_getmetatable(L, index);
  lua_pushstring(L, "__index");
  lua_rawget(L, -2);
  lua_remove(L, -2);
}

}  // namespace reality
