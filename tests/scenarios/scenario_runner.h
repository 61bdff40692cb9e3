// SPDX-License-Identifier: MIT
//
// ScenarioRunner: plays scenarios (tests/scenarios/scenario.h), each on a stage of its own. Only
// what players are shown and what is true of the world decides.
// Tests: tests/scenarios/scenario_runner_test.cc, which also plays every file against an engine
// that answers "Done." to everything: there each scenario must fail.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/scenarios/scenario.h"
#include "tests/support/stage.h"

namespace reality {

/// What scenarios are played on.
class ScenarioEngine {
 public:
  virtual ~ScenarioEngine() = default;
  virtual void enter(const std::string& name) = 0;
  /// Only connected, with a plain client.
  virtual void arrive(const std::string& name) = 0;
  virtual void type(const std::string& who, const std::string& line) = 0;
  virtual void pass(int64_t seconds) = 0;
  /// What was shown to that one since the last call.
  virtual std::string seen(const std::string& who) = 0;
  /// Runs Lua as an author; "" or what went wrong.
  virtual std::string run(const std::string& lua) = 0;
  /// Evaluates a Lua expression: "true", "false", or what went wrong.
  virtual std::string evaluate(const std::string& expression) = 0;
  virtual std::optional<bool> holds(const std::string& fact) = 0;
  virtual bool bring_about(const std::string& fact) = 0;
};

/// Makes the engine for one scenario. `area` is relative to the source folder.
using EngineMaker = std::function<std::unique_ptr<ScenarioEngine>(const std::string& area)>;

/// The server itself.
std::unique_ptr<ScenarioEngine> real_engine(const std::string& area);

struct ScenarioResult {
  std::string id;
  std::string failures;  // a line each; "" when it passed
};

std::vector<ScenarioResult> play(const ScenarioFile& file, const EngineMaker& make);
/// Reads and plays a file; a file that cannot be read is one failure.
std::vector<ScenarioResult> play_file(const std::string& path, const EngineMaker& make);

}  // namespace reality
