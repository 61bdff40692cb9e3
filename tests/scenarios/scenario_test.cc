// SPDX-License-Identifier: MIT
#include "tests/scenarios/scenario.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

ScenarioFile read(std::string_view text, std::string* wrong = nullptr) {
  Problems problems;
  ScenarioFile file = read_scenarios("s", text, problems);
  if (wrong) {
    *wrong = problems.text();
  } else {
    EXPECT_EQ(problems.text(), "");
  }
  return file;
}

TEST(ScenarioTest, ReadsStepsInOrderWithWhoTheyAreAbout) {
  const ScenarioFile file = read(
      "id: A1\ntitle: t\ncovers: 1 2\nworld: base\nin: look\nhas: Parlour | Hall\nin BOB: jump\n"
      "sees-not Carl: x\nthen: ann holds lamp\n");
  ASSERT_EQ(file.scenarios.size(), 1U);
  const auto& steps = file.scenarios[0].steps;
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(steps[0].who, "ann");
  EXPECT_EQ(steps[1].text, "Parlour | Hall");
  EXPECT_EQ(steps[2].who, "bob");
  EXPECT_EQ(steps[3].kind, StepKind::has_not);
  EXPECT_EQ(steps[3].who, "carl");
  EXPECT_EQ(steps[4].line, 9U);
  EXPECT_FALSE(file.scenarios[0].set_up);
}

TEST(ScenarioTest, ASetupBeforeTheFirstLineReplacesWhatTheWorldLineSays) {
  const ScenarioFile file = read(
      "id: A\nsetup: local x = 1\n  lamp.open = true\nin: look\nhas: a\n\n"
      "id: B\nin: look\nevent: it thunders\nsetup: x()\nhas: a\n");
  EXPECT_TRUE(file.scenarios[0].set_up);
  EXPECT_EQ(file.scenarios[0].steps[0].text, "local x = 1\nlamp.open = true\n");
  EXPECT_FALSE(file.scenarios[1].set_up);
}

TEST(ScenarioTest, AHeaderNamesTheAreaAndTheCast) {
  const ScenarioFile file = read("area: cloak\ncast: Eve, Tom\n\nid: A\nin: look\nhas: a\n");
  EXPECT_EQ(file.area, "cloak");
  EXPECT_EQ(file.cast, (std::vector<std::string>{"eve", "tom"}));
  EXPECT_EQ(file.scenarios[0].steps[0].who, "eve");
}

TEST(ScenarioTest, MistakesAreNamedWithTheirLines) {
  std::string wrong;
  read("id: A\nin: look\nhsa: x\n\nid: A\nin: look\nhas: y\n\nid: B\nin: look\n", &wrong);
  EXPECT_EQ(wrong,
            "s:1: A asserts nothing\ns:3: there is no key `hsa`\ns:5: A is there twice\n"
            "s:9: B asserts nothing");
}

TEST(ScenarioTest, WhatIsTypedCanBeEmptyLongOrSeveralLines) {
  EXPECT_EQ(typed_line("<empty>"), "");
  EXPECT_EQ(typed_line("<3 x go >now"), "go go go now");
  EXPECT_EQ(typed_line("a\\nb"), "a\r\nb");
  EXPECT_EQ(typed_line("1 < 2 > 0"), "1 < 2 > 0");
  EXPECT_EQ(typed_line("<99999999 x aaaa>"), "<99999999 x aaaa>");
}

}  // namespace
}  // namespace reality
