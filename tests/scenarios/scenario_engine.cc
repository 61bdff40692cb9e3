// SPDX-License-Identifier: MIT
//
// The server as scenarios are played on it. Lua of a scenario may call the things of its area by
// their ids (`brass_lamp` is brass-lamp) and players by their names (`ann`).
#include <cctype>
#include <set>
#include <utility>

#include "engine/text.h"
#include "tests/scenarios/scenario_facts.h"
#include "tests/scenarios/scenario_runner.h"
#include "world/state/keys.h"

namespace reality {

namespace {

// Ids without an area are those of the scenario's own.
constexpr std::string_view kPrelude = R"(
local world_thing, world_make = thing, make
local function of_area(id)
  if type(id) == "string" and not id:find(".", 1, true) then return AREA .. "." .. id end
  return id
end
local function thing(id) return world_thing(of_area(id)) end
local function make(kind, relation, holder) return world_make(of_area(kind), relation, holder) end
local function player(name)
  for _, one in ipairs(players()) do
    if one.name:lower() == name then return one end
  end
end
)";

/// All words of a piece of Lua that may be names.
std::set<std::string> identifiers(std::string_view lua) {
  std::set<std::string> found;
  for (size_t at = 0; at < lua.size();) {
    const auto is_part = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    if (!is_part(lua[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < lua.size() && is_part(lua[end])) ++end;
    const bool field = at > 0 && lua[at - 1] == '.';
    if (!field && !std::isdigit(static_cast<unsigned char>(lua[at])))
      found.emplace(lua.substr(at, end - at));
    at = end;
  }
  return found;
}

StageOptions options_for(const std::string& area) {
  StageOptions options;
  options.area = area;
  return options;
}

class RealEngine final : public ScenarioEngine {
 public:
  explicit RealEngine(const std::string& area) : stage_(options_for(area)) {}

  void enter(const std::string& name) override {
    stage_.enter(capitalise(name));
    people_.insert(name);
    if (typist_) return;
    if (Thing* typist = player(name)) typist_ = typist->id();
    if (const Thing* typist = player(name)) area_ = room_of(*typist)->string(key::area);
    know_all_rooms();
  }

  void arrive(const std::string& name) override { stage_.arrive(capitalise(name)); }

  void type(const std::string& who, const std::string& line) override {
    stage_.type(capitalise(who), line);
  }
  void pass(int64_t seconds) override { stage_.pass(seconds); }
  std::string seen(const std::string& who) override { return stage_.seen(capitalise(who)); }

  std::string run(const std::string& lua) override {
    std::string wrong;
    stage_.world().run_turn([&] { wrong = ask(prelude(lua) + lua); });
    stage_.settle();
    return wrong;
  }

  std::string evaluate(const std::string& expression) override {
    std::string answer;
    stage_.world().run_turn([&] {
      answer = ask(prelude(expression) + "refuse('{it}', { it = tostring(" + expression + ") })");
    });
    return answer;
  }

  std::optional<bool> holds(const std::string& fact) override {
    return ScenarioFacts(stage_.world(), typist_).holds(fact);
  }

  bool bring_about(const std::string& fact) override {
    bool done = false;
    stage_.world().run_turn(
        [&] { done = ScenarioFacts(stage_.world(), typist_).bring_about(fact); });
    stage_.settle();
    return done;
  }

 private:
  Thing* player(const std::string& name) {
    Thing* found = nullptr;
    stage_.world().things().for_each([&](Thing& thing) {
      if (thing.flag(key::player) && fold_case(thing.string(key::name)) == name) found = &thing;
    });
    return found;
  }

  /// Whoever types has been everywhere, unless a scenario says otherwise.
  void know_all_rooms() {
    World& world = stage_.world();
    world.run_turn([&] {
      Value::List rooms;
      world.things().for_each([&](const Thing& thing) {
        if (thing.flag(key::room) && thing.string(key::area) == area_)
          rooms.emplace_back(thing.id());
      });
      if (Thing* typist = world.things().find(typist_))
        world.things().set(*typist, key::visited, Value(std::move(rooms)));
    });
  }

  std::string ask(const std::string& body) {
    World& world = stage_.world();
    auto script = world.machine().load("scenario", "return { run = function() " + body + "\nend }");
    if (!script) return script.error();
    std::string answer = world.calls().ask(*script, "run");
    world.machine().discard(*script);
    return answer;
  }

  /// Names the things and people that the Lua speaks of. In one line, so that errors keep theirs.
  std::string prelude(const std::string& lua) {
    std::string names = "local AREA = \"" + area_ + "\"" + std::string(kPrelude);
    for (const std::string& word : identifiers(lua)) {
      std::string id = word;
      for (char& c : id)
        if (c == '_') c = '-';
      if (people_.contains(word)) {
        names += "local " + word + " = player(\"" + word + "\")\n";
      } else if (stage_.world().things().find(area_ + "." + id)) {
        names += "local " + word + " = thing(\"" + id + "\")\n";
      }
    }
    for (char& c : names)
      if (c == '\n') c = ' ';
    return names;
  }

  Stage stage_;
  std::set<std::string> people_;
  ThingId typist_;
  std::string area_;
};

}  // namespace

std::unique_ptr<ScenarioEngine> real_engine(const std::string& area) {
  return std::make_unique<RealEngine>(area);
}

}  // namespace reality
