// SPDX-License-Identifier: MIT
#include "tests/scenarios/scenario_runner.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "tests/support/screen_match.h"

namespace reality {

namespace {

constexpr const char* kBaseArea = "tests/areas/base";

bool is_sentence(const std::string& text) {
  for (const char* verb : {" holds ", " wears ", " is ", " are "})
    if (text.find(verb) != std::string::npos) return true;
  return false;
}

std::vector<std::string> sentences(const std::string& part) {
  std::vector<std::string> found;
  std::stringstream pieces(part);
  for (std::string piece; std::getline(pieces, piece, ',');) {
    if (found.empty() || is_sentence(piece)) {
      found.push_back(piece);
    } else {
      found.back() += "," + piece;
    }
  }
  return found;
}

/// "base; ann holds the rope; the box is open" -> the facts beside the base world. A comma before
/// a new sentence ends one as well: "ann wears a hat, bob wears a cap".
std::vector<std::string> facts_beside_base(const std::string& world) {
  std::vector<std::string> facts;
  std::stringstream parts(world);
  for (std::string part; std::getline(parts, part, ';');) {
    const size_t begin = part.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    part = part.substr(begin);
    for (const std::string& fact : sentences(part))
      if (fact != "base") facts.push_back(fact);
  }
  return facts;
}

/// Plays one scenario.
class Playing {
 public:
  Playing(const ScenarioFile& file, const Scenario& scenario, ScenarioEngine& engine)
      : file_(file), scenario_(scenario), engine_(engine) {}

  std::string play() {
    enter_all();
    if (!scenario_.set_up && !scenario_.plain_client) set_up();
    const auto& steps = scenario_.steps;
    for (size_t i = 0; i < steps.size() && !stuck_; ++i)
      step(steps[i], i + 1 < steps.size() ? &steps[i + 1] : nullptr);
    return failures_;
  }

 private:
  void fail(uint32_t line, const std::string& what) {
    failures_ += file_.path + ":" + std::to_string(line) + ": " + scenario_.id + ": " + what + "\n";
  }

  /// Whoever is named in a step is there, beside the cast.
  void enter_all() {
    std::vector<std::string> cast = file_.cast;
    for (const ScenarioStep& step : scenario_.steps)
      if (std::find(cast.begin(), cast.end(), step.who) == cast.end()) cast.push_back(step.who);
    if (scenario_.plain_client) cast.erase(cast.begin());
    for (const std::string& name : cast) engine_.enter(name);
    cast_ = cast;
    forget();
    if (!scenario_.plain_client) return;
    engine_.arrive(file_.cast.front());
    cast_.push_back(file_.cast.front());
    collect();
  }

  void set_up() {
    for (const std::string& fact : facts_beside_base(scenario_.world)) {
      if (engine_.bring_about(fact)) continue;
      fail(scenario_.line, "\"" + fact + "\" needs a `setup:` line of Lua");
      stuck_ = true;
    }
  }

  void forget() {
    for (const std::string& name : cast_) engine_.seen(name);
    screens_.clear();
  }

  void collect() {
    for (const std::string& name : cast_) screens_[name] += engine_.seen(name);
  }

  void step(const ScenarioStep& step, const ScenarioStep* next) {
    switch (step.kind) {
      case StepKind::in:
        screens_.clear();
        engine_.type(step.who, typed_line(step.text));
        return collect();
      case StepKind::event:
        screens_.clear();
        return event(step, next);
      case StepKind::wait:
        screens_.clear();
        return wait(step);
      case StepKind::setup:
        return run(step);
      case StepKind::has:
      case StepKind::has_not:
        return look(step);
      case StepKind::then:
        return then(step, next);
      case StepKind::check:
        return check(step);
    }
  }

  void run(const ScenarioStep& step) {
    const std::string wrong = engine_.run(step.text);
    if (!wrong.empty()) fail(step.line, "setup: " + wrong);
    stuck_ = !wrong.empty();
    collect();
    if (!begun_) forget();
  }

  void event(const ScenarioStep& step, const ScenarioStep* next) {
    begun_ = true;
    if (next && next->kind == StepKind::setup) return;
    if (!engine_.bring_about(step.text)) {
      fail(step.line, "this event needs a `setup:` line of Lua below it");
      stuck_ = true;
    }
    collect();
  }

  void wait(const ScenarioStep& step) {
    const auto seconds = parse_wait(step.text);
    if (!seconds) return fail(step.line, "wait: 90s, 10m or 2h");
    engine_.pass(*seconds);
    collect();
  }

  void look(const ScenarioStep& step) {
    const bool wanted = step.kind == StepKind::has;
    const std::string& screen = screens_[step.who];
    if (screen_matches(screen, step.text) == wanted) return;
    fail(step.line, (wanted ? "not shown to " : "shown to ") + step.who + ": " + step.text +
                        "\n      seen: " + screen);
  }

  void then(const ScenarioStep& step, const ScenarioStep* next) {
    if (next && next->kind == StepKind::check) return;
    const std::optional<bool> true_now = engine_.holds(step.text);
    if (!true_now) return fail(step.line, "needs a `check:` line of Lua below it: " + step.text);
    if (!*true_now) fail(step.line, "is not so: " + step.text + "\n      seen: " + all_screens());
  }

  void check(const ScenarioStep& step) {
    const std::string answer = engine_.evaluate(step.text);
    if (answer != "true")
      fail(step.line,
           "should be true, but is " + answer + ": " + step.text + "      seen: " + all_screens());
  }

  std::string all_screens() { return screens_[file_.cast.front()]; }

  const ScenarioFile& file_;
  const Scenario& scenario_;
  ScenarioEngine& engine_;
  std::vector<std::string> cast_;
  std::map<std::string, std::string> screens_;
  std::string failures_;
  bool begun_ = false;
  bool stuck_ = false;
};

std::string area_of(const ScenarioFile& file) {
  if (file.area.empty()) return kBaseArea;
  return (std::filesystem::absolute(file.path).parent_path() / file.area).lexically_normal();
}

}  // namespace

std::vector<ScenarioResult> play(const ScenarioFile& file, const EngineMaker& make) {
  std::vector<ScenarioResult> results;
  for (const Scenario& scenario : file.scenarios) {
    const auto engine = make(area_of(file));
    results.push_back({scenario.id, Playing(file, scenario, *engine).play()});
  }
  return results;
}

std::vector<ScenarioResult> play_file(const std::string& path, const EngineMaker& make) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return {{path, path + ": cannot be read\n"}};
  Problems problems;
  const ScenarioFile file = read_scenarios(path, text.str(), problems);
  if (!problems.none()) return {{path, problems.text() + "\n"}};
  if (file.scenarios.empty()) return {{path, path + ": holds no scenario\n"}};
  return play(file, make);
}

}  // namespace reality
