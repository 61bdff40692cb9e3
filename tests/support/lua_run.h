// SPDX-License-Identifier: MIT
//
// LuaRun: a LuaMachine for tests, and short ways to run one piece of script in it. `run("...")`
// makes a file whose one function is the text, and calls that function in a turn of its own.
#pragma once

#include <gtest/gtest.h>
#include <lauxlib.h>

#include <string>
#include <string_view>

#include "engine/lua_machine.h"
#include "engine/lua_stack.h"

namespace reality {

inline LuaOptions counted_options() {
  LuaOptions options;
  options.counted = true;
  return options;
}

class LuaRun {
 public:
  explicit LuaRun(const LuaOptions& options = counted_options()) : machine(options, rng) {}

  ScriptId load(std::string_view source, std::string_view name = "test.lua") {
    Result<ScriptId> script = machine.load(name, source);
    EXPECT_TRUE(script.ok()) << script.error();
    return script.ok() ? *script : kNoScript;
  }

  std::string load_error(std::string_view source, std::string_view name = "test.lua") {
    Result<ScriptId> script = machine.load(name, source);
    return script.ok() ? "loaded" : script.error();
  }

  void push_field(ScriptId script, const char* name) {
    machine.push_table(script);
    lua_getfield(machine.state(), -1, name);
    lua_remove(machine.state(), -2);
  }

  /// Calls field `name` of the script, inside a turn that is open. A result is left in `text`.
  LuaOutcome call_field(ScriptId script, const char* name) {
    push_field(script, name);
    LuaOutcome outcome = machine.call(script, 0, 1);
    take_text(outcome);
    return outcome;
  }

  LuaOutcome start_field(ScriptId script, const char* name) {
    push_field(script, name);
    LuaOutcome outcome = machine.start(script, 0, 1);
    take_text(outcome);
    return outcome;
  }

  /// call_field() in a turn of its own.
  LuaOutcome turn(ScriptId script, const char* name) {
    machine.begin_turn();
    LuaOutcome outcome = call_field(script, name);
    closed = machine.end_turn();
    return outcome;
  }

  LuaOutcome run(std::string_view body, bool coroutine = false) {
    const ScriptId script = load("return { f = function() " + std::string(body) + "\nend }");
    if (script == kNoScript) return {};
    machine.begin_turn();
    LuaOutcome outcome = coroutine ? start_field(script, "f") : call_field(script, "f");
    closed = machine.end_turn();
    machine.discard(script);
    return outcome;
  }

  /// What `return BODY` gives as text, or the fault's message.
  std::string eval(std::string_view expression) {
    const LuaOutcome outcome = run("return " + std::string(expression));
    return outcome.ok() ? text : outcome.message;
  }

  Rng rng{1};
  LuaMachine machine;
  std::string text;
  Status closed;

 private:
  void take_text(const LuaOutcome& outcome) {
    text.clear();
    if (outcome.kind != LuaOutcome::Kind::ok && outcome.kind != LuaOutcome::Kind::yielded) return;
    lua_State* L = machine.state();
    size_t size = 0;
    const char* shown = luaL_tolstring(L, -1, &size);
    text.assign(shown, size);
    lua_pop(L, 2);
  }
};

}  // namespace reality
