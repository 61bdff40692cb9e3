// SPDX-License-Identifier: MIT
//
// Plays all scenario files of this folder, each file a test of its own, on the server; and on an
// engine that does nothing but answer "Done.", where every scenario must fail.
#include "tests/scenarios/scenario_runner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/text.h"

namespace reality {
namespace {

std::vector<std::string> file_names() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(REALITY_SOURCE_DIR "/tests/scenarios"))
    if (entry.path().extension() == ".scenarios") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string path_of(const std::string& name) {
  return std::string(REALITY_SOURCE_DIR) + "/tests/scenarios/" + name + ".scenarios";
}

/// The world is set up as usual, but nothing that is typed reaches it.
class DoneEngine final : public ScenarioEngine {
 public:
  explicit DoneEngine(const std::string& area) : real_(real_engine(area)) {}

  void enter(const std::string& name) override {
    real_->enter(name);
    everybody_.push_back(name);
  }
  void arrive(const std::string& name) override {
    real_->arrive(name);
    everybody_.push_back(name);
  }
  void type(const std::string&, const std::string&) override {
    for (const std::string& name : everybody_) screens_[name] += "Done.\n> ";
  }
  void pass(int64_t seconds) override { real_->pass(seconds); }
  std::string seen(const std::string& who) override {
    return std::exchange(screens_[who], {}) + real_->seen(who);
  }
  std::string run(const std::string& lua) override { return real_->run(lua); }
  std::string evaluate(const std::string& it) override { return real_->evaluate(it); }
  std::optional<bool> holds(const std::string& fact) override { return real_->holds(fact); }
  bool bring_about(const std::string& fact) override { return real_->bring_about(fact); }

 private:
  std::unique_ptr<ScenarioEngine> real_;
  std::vector<std::string> everybody_;
  std::map<std::string, std::string> screens_;
};

class Scenarios : public testing::TestWithParam<std::string> {};

TEST_P(Scenarios, Pass) {
  for (const ScenarioResult& result : play_file(path_of(GetParam()), real_engine))
    EXPECT_EQ(result.failures, "");
}

TEST_P(Scenarios, AllFailWhereNothingIsUnderstood) {
  const auto done = [](const std::string& area) { return std::make_unique<DoneEngine>(area); };
  for (const ScenarioResult& result : play_file(path_of(GetParam()), done))
    EXPECT_NE(result.failures, "") << result.id << " passes, whatever the server does";
}

INSTANTIATE_TEST_SUITE_P(, Scenarios, testing::ValuesIn(file_names()),
                         [](const auto& name) { return name.param; });

ScenarioResult play_text(std::string_view text) {
  Problems problems;
  ScenarioFile file = read_scenarios("s", text, problems);
  EXPECT_EQ(problems.text(), "");
  file.area = std::string(REALITY_SOURCE_DIR) + "/tests/areas/base";
  return play(file, real_engine).front();
}

TEST(ScenarioRunnerTest, SaysWhatWasSeenWhereSomethingIsMissing) {
  const ScenarioResult result = play_text("id: A\nworld: base\nin: say hi\nhas: unicorn\n");
  EXPECT_NE(result.failures.find("s:4: A: not shown to ann: unicorn"), std::string::npos);
  EXPECT_NE(result.failures.find("You say, \"hi\""), std::string::npos);
}

TEST(ScenarioRunnerTest, AFactThatIsNotSoFails) {
  const ScenarioResult result = play_text("id: A\nin: wait\nthen: ann holds gem\n");
  EXPECT_NE(result.failures.find("is not so: ann holds gem"), std::string::npos);
}

TEST(ScenarioRunnerTest, AFactThatIsNotKnownFailsUnlessACheckFollows) {
  EXPECT_NE(play_text("id: A\nin: wait\nthen: all is well\n").failures.find("needs a `check:`"),
            std::string::npos);
  EXPECT_EQ(play_text("id: A\nin: take lamp\nthen: all is well\n"
                      "check: brass_lamp.holder == ann and gem.holder == thing(\"wooden-box\")\n")
                .failures,
            "");
}

TEST(ScenarioRunnerTest, AWorldThatCannotBeMadeFails) {
  EXPECT_NE(play_text("id: A\nworld: base; it is Tuesday\nin: look\nhas: Parlour\n")
                .failures.find("needs a `setup:`"),
            std::string::npos);
}

TEST(ScenarioRunnerTest, EverybodyNamedIsThereAndSetupErrorsAreTold) {
  EXPECT_EQ(play_text("id: A\nin carl: say hello\nsees dora: hello\n").failures, "");
  EXPECT_NE(
      play_text("id: A\nsetup: nonsense(1)\nin: look\nhas: Parlour\n").failures.find("setup: "),
      std::string::npos);
}

TEST(ScenarioRunnerTest, AnEventIsAFactOrLua) {
  EXPECT_EQ(play_text("id: A\nevent: wooden box is open\nthen: wooden box is open\n").failures, "");
  EXPECT_EQ(play_text("id: A\nevent: it vanishes\nsetup: gem:move(\"in\", lane)\n"
                      "then: gem is in lane\n")
                .failures,
            "");
}

}  // namespace
}  // namespace reality
