// SPDX-License-Identifier: MIT
//
// LuaMachineFrame: marks that a script runs on a thread, for as long as the frame lives: the
// watchdog hooks that thread, memory is limited, bindings see whose code runs. Private to
// LuaMachine's own files.
// Tests: tests/engine/lua_machine_test.cc.
#pragma once

#include "engine/lua_machine.h"

namespace reality {

class LuaMachineFrame {
 public:
  LuaMachineFrame(LuaMachine& machine, ScriptId script, lua_State* L)
      : machine_(machine), script_(machine.current_), running_(machine.budget_.running) {
    machine.current_ = script;
    ++machine.budget_.depth;
    machine.budget_.running = L;
    // From here on a tick hooks L itself; one that came just before is seen now.
    budget_arm(machine.budget_, L);
    if (machine.budget_.counted) machine.budget_.steps_left -= kCallSteps;
  }
  ~LuaMachineFrame() {
    LuaBudget& budget = machine_.budget_;
    machine_.current_ = script_;
    --budget.depth;
    budget.running = running_;
    // What called this has to stop too.
    if (budget.kill != 0) budget_expire(budget, budget.killed());
  }
  LuaMachineFrame(const LuaMachineFrame&) = delete;
  LuaMachineFrame& operator=(const LuaMachineFrame&) = delete;

  /// In a message handler: keeps the traceback for the outcome; none for a signal.
  static void keep_traceback(lua_State* L);

 private:
  // Instructions that a call is worth, so that calls too short for the hook to see are counted.
  static constexpr int64_t kCallSteps = 20;

  LuaMachine& machine_;
  ScriptId script_;
  lua_State* running_;
};

}  // namespace reality
