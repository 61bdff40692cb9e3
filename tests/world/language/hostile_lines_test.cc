// SPDX-License-Identifier: MIT
//
// Lines of 2,000 words in a room of 2,000 things, with the whole grammar of the server: however
// they are made, they cost no more than a fixed number of steps, and are answered by a sentence.
// Counted is how often the parser looks through all things in scope, or asks about one.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/crowded_rooms.h"
#include "tests/support/hostile_lines.h"
#include "tests/support/stage.h"
#include "world/language/parser_messages.h"
#include "world/language/scene.h"
#include "world/state/keys.h"

namespace reality {
namespace {

/// A parser's own budget, and twice as much again for what it does beside: a look around for each
/// of twenty commands is 40,000 here.
constexpr size_t kMostSteps = 3 * static_cast<size_t>(Parser::kMostSteps);
constexpr size_t kMostBytes = 4096;

/// Surroundings that count what is asked of them.
class CountingScene final : public Surroundings {
 public:
  CountingScene(World& world, Thing& actor) : scene_(world, actor) {}

  Thing& actor() override { return scene_.actor(); }
  std::span<Thing* const> scope() override {
    ++walks;
    return scene_.scope();
  }
  std::span<Thing* const> players() override { return scene_.players(); }
  Thing* find(ThingId id) override { return scene_.find(id); }
  bool reaches(const Thing& thing) override {
    ++questions;
    return scene_.reaches(thing);
  }
  bool has_behaviour(const Thing& thing, Atom behaviour) override {
    ++questions;
    return scene_.has_behaviour(thing, behaviour);
  }
  Wording namer() { return scene_.namer(); }
  size_t steps() { return walks * scene_.scope().size() + questions; }

  size_t walks = 0;
  size_t questions = 0;

 private:
  Scene scene_;
};

class HostileLines : public testing::Test {
 protected:
  HostileLines() {
    use_crowded_rooms(share_);
    StageOptions options;
    options.share = share_.path();
    stage_ = std::make_unique<Stage>(options);
    stage_->enter("Ann");
    move_to("loft");
  }
  void move_to(const std::string& room) {
    stage_->world().run_turn([&] {
      Things& things = stage_->world().things();
      things.place(ann(), Relation::in, things.find("crowd." + room));
    });
    stage_->settle();
  }
  Thing& ann() {
    Thing* found = nullptr;
    stage_->world().things().for_each([&](Thing& thing) {
      if (thing.flag(key::player) && thing.string(key::name) == "Ann") found = &thing;
    });
    return *found;
  }
  const Parser& parser() { return stage_->world().parser(); }

  ScratchShare share_;
  std::unique_ptr<Stage> stage_;
};

/// What would be said: "" only where things are to be done.
std::string words_of(const ParseResult& result, const Wording& names) {
  if (const auto* failure = std::get_if<Failure>(&result)) return failure_text(*failure, names);
  if (const auto* question = std::get_if<Question>(&result)) return question_text(*question, names);
  return "";
}

bool is_sentence(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return !text.empty() && std::string_view(".?!:\")").find(text.back()) != std::string_view::npos;
}

TEST_F(HostileLines, CostAFixedNumberOfSteps) {
  for (const HostileLine& hostile : hostile_lines()) {
    CountingScene splitting(stage_->world(), ann());
    const CommandList list = parser().split_commands(hostile.line, splitting);
    EXPECT_LE(splitting.steps(), kMostSteps) << hostile.what << ", cutting into commands";
    if (list.failure) {
      EXPECT_TRUE(is_sentence(failure_text(*list.failure, splitting.namer()))) << hostile.what;
      continue;
    }
    EXPECT_LE(list.commands.size(), Parser::kMostCommands) << hostile.what;
    if (list.commands.empty()) continue;
    CountingScene parsing(stage_->world(), ann());
    Dialogue dialogue;
    const ParseResult result = parser().parse(list.commands.front(), parsing, dialogue);
    EXPECT_LE(parsing.steps(), kMostSteps) << hostile.what << ", parsing";
    const auto* commands = std::get_if<std::vector<Command>>(&result);
    if (commands && !commands->empty()) continue;
    EXPECT_TRUE(is_sentence(words_of(result, parsing.namer()))) << hostile.what;
  }
}

TEST_F(HostileLines, AreAnsweredByASentence) {
  for (const HostileLine& hostile : hostile_lines()) {
    stage_->clear();
    if (hostile.line.size() > kMostBytes) {
      stage_->type("Ann", hostile.line);
      EXPECT_NE(stage_->seen("Ann").find("too long"), std::string::npos) << hostile.what;
    }
    // As much of it as the server takes.
    stage_->type("Ann", hostile.line.substr(0, kMostBytes - 2));
    const std::string seen = stage_->seen("Ann");
    EXPECT_TRUE(is_sentence(seen.substr(0, seen.rfind('>')))) << hostile.what << ": " << seen;
  }
}

// The counter counts: an honest line takes some steps, and what looks far takes more.
TEST_F(HostileLines, StepsAreCounted) {
  CountingScene short_line(stage_->world(), ann());
  Dialogue dialogue;
  parser().parse("look", short_line, dialogue);
  CountingScene long_line(stage_->world(), ann());
  parser().parse("take dusty wooden spoon", long_line, dialogue);
  EXPECT_LT(short_line.steps(), long_line.steps());
  EXPECT_GE(long_line.steps(), static_cast<size_t>(kLoftThings) / 2);
}

}  // namespace
}  // namespace reality
