// SPDX-License-Identifier: MIT
//
// Yard: a small world for tests of the runtime: the court (lit), north of it the lane (lit), below
// it the cellar (dark). In the court a bronze bell with the behaviour "bell", of which the tongue
// is a part, a wooden box and a white pebble. Scripts come from a scratch share, so that a test may
// add some before the server starts, and change them while it runs.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "tests/support/scratch_share.h"
#include "tests/support/stage.h"

namespace reality {

inline constexpr const char* kYardText = R"(area: yard
title: The Yard
start: court

room: court
name: the court
tags: lit
text: A paved court.
exit north: lane
exit down: cellar

room: lane
name: the lane
tags: lit
text: A narrow lane.
exit south: court

room: cellar
name: the cellar
text: Barrels.
exit up: court

thing: bell
in: court
name: a bronze bell
tags: fixed
behaviour: bell

thing: tongue
part of: bell
name: a bell tongue
tags: fixed, scenery

thing: box
in: court
name: a wooden box
tags: container, openable, closed

thing: pebble
in: court
name: a white pebble
)";

inline constexpr const char* kPlainBell = R"(
return { properties = { count = 0, note = "", friend = ref, seen = {}, missed = 0 } })";

class Yard : public testing::Test {
 protected:
  Yard() {
    share_.remove("data/world/pellwick.area");
    share_.write("data/world/yard.area", kYardText);
    behaviour("bell", kPlainBell);
  }

  void behaviour(const std::string& name, const std::string& source) {
    share_.write("scripts/behaviours/" + name + ".lua", source);
  }
  /// A verb file with these entries in its grammar.
  void verbs(const std::string& name, const std::string& grammar) {
    share_.write("scripts/verbs/" + name + ".lua",
                 "return { help = \"" + name + ": for tests.\", grammar = {" + grammar + "} }");
  }
  void open(StageOptions options = {}) {
    options.share = share_.path();
    stage_.reset();
    stage_ = std::make_unique<Stage>(options);
    ASSERT_EQ(stage_->error(), "");
  }

  Stage& stage() { return *stage_; }
  World& world() { return stage_->world(); }
  /// The settings that the world looks at while it runs.
  Settings& settings() { return const_cast<Settings&>(world().parts().settings); }
  std::string evaluate(const std::string& expression) { return stage_->evaluate(expression); }
  /// A property of the bell.
  std::string bell(const std::string& property) {
    return evaluate("thing('yard.bell')." + property);
  }
  /// Runs Lua statements in a turn of their own; "ok", or the error.
  std::string run(const std::string& statements) {
    return evaluate("(function() " + statements + " return 'ok' end)()");
  }
  void set_role(const std::string& name, AccountRole role) {
    Account account = *world().account_book().find(name);
    account.role = role;
    world().run_turn([&] { world().account_book().set(name, account); });
  }
  /// Types a line; answers what that player then sees.
  std::string says(const std::string& name, std::string_view line) {
    stage_->clear();
    stage_->type(name, line);
    return stage()[name].seen();
  }

  ScratchShare share_;
  std::unique_ptr<Stage> stage_;
};

inline testing::AssertionResult has(std::string_view text, std::string_view part) {
  if (text.find(part) != std::string_view::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no \"" << part << "\" in:\n" << text;
}

}  // namespace reality
