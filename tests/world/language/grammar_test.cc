// SPDX-License-Identifier: MIT
#include "world/language/grammar.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reality {
namespace {

TEST(GrammarLine, TakesALineApart) {
  const auto line = compile_grammar_line("put/PLACE {things:held}  in/into {container}");
  ASSERT_TRUE(line.ok());
  ASSERT_EQ(line->tokens.size(), 4u);
  EXPECT_TRUE(line->tokens[0].accepts("place"));
  EXPECT_TRUE(line->tokens[2].accepts("into"));
  EXPECT_FALSE(line->tokens[2].accepts("on"));
  ASSERT_EQ(line->roles.size(), 2u);
  EXPECT_EQ(line->roles[0].name, "thing");
  EXPECT_EQ(line->roles[0].kind, RoleKind::held);
  EXPECT_TRUE(line->roles[0].plural);
  EXPECT_EQ(line->roles[1].name, "container");
  EXPECT_FALSE(line->roles[1].plural);
  EXPECT_EQ(line->self_role(), -1);
}

TEST(GrammarLine, FindsSelf) {
  const auto line = compile_grammar_line("put {thing} in {self}");
  ASSERT_TRUE(line.ok());
  EXPECT_EQ(line->self_role(), 1);
}

TEST(GrammarLine, RefusesWhatIsMalformed) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"", "empty"},
      {"{thing} up", "begin with a verb"},
      {"take {thing", "no closing brace"},
      {"take {the thing}", "no closing brace"},
      {"take x{thing}", "braces stand around one name"},
      {"take {Thing}", "small letters"},
      {"take {}", "small letters"},
      {"take {thing:heavy}", "no kind \"heavy\""},
      {"take/ {thing}", "an alternative is empty"},
      {"put {thing} in {thing}", "two roles named thing"},
      {"put {things} in {thing}", "two roles named thing"},
      {"say {things:text}", "cannot be text"},
      {"say {self:direction}", "cannot be direction"},
      {"say {words:text} {person}", "text role must be followed"},
      {"mix {a} {b} {c} {d} {e}", "too many roles"},
      {"a b c d e f g h i j k l m n o p q", "too long"},
  };
  for (const auto& [text, reason] : wrong) {
    const auto line = compile_grammar_line(text);
    ASSERT_FALSE(line.ok()) << text;
    EXPECT_NE(line.error().find(reason), std::string::npos) << line.error();
    EXPECT_NE(line.error().find("\"" + text + "\""), std::string::npos) << line.error();
  }
}

class GrammarTest : public testing::Test {
 protected:
  LineId add(std::string_view line, uint32_t group = 0, Atom owner = {}) {
    const auto added = grammar_.add(line, owner, 7, group);
    EXPECT_TRUE(added.ok()) << line;
    return added.ok() ? *added : LineId{};
  }
  ActionId action(LineId line) const { return grammar_.find(line)->action; }
  /// "1:0,1 2:0,1": the targets' actions with their roles.
  std::string bound(std::string_view line) const {
    const auto binding = grammar_.bind_hook(line);
    if (!binding) return binding.error();
    std::string out;
    for (const HookTarget& target : binding->targets) {
      out += (out.empty() ? "" : " ") + std::to_string(target.action.number) + ":";
      for (size_t i = 0; i < target.role_of.size(); ++i)
        out += (i > 0 ? "," : "") + std::to_string(target.role_of[i]);
    }
    return out;
  }

  Grammar grammar_;
};

TEST_F(GrammarTest, IndexesByEveryFirstWord) {
  const LineId take = add("take/get {things}");
  const LineId off = add("take off {things:worn}");
  ASSERT_EQ(grammar_.lines("take").size(), 2u);
  EXPECT_EQ(grammar_.lines("take")[0]->id, take);
  EXPECT_EQ(grammar_.lines("take")[1]->id, off);
  EXPECT_EQ(grammar_.lines("get").size(), 1u);
  EXPECT_TRUE(grammar_.lines("off").empty());
  EXPECT_TRUE(grammar_.knows_word("off"));
  EXPECT_FALSE(grammar_.knows_word("things"));
}

TEST_F(GrammarTest, RemovesLinesAndNeverReusesNumbers) {
  const LineId take = add("take/get {things}");
  const uint64_t before = grammar_.generation();
  grammar_.remove(take);
  EXPECT_GT(grammar_.generation(), before);
  EXPECT_EQ(grammar_.find(take), nullptr);
  EXPECT_TRUE(grammar_.lines("get").empty());
  EXPECT_FALSE(grammar_.knows_word("take"));
  EXPECT_NE(add("take/get {things}"), take);
}

TEST_F(GrammarTest, RemovesAllLinesOfABehaviour) {
  const Atom bell{100};
  add("take {things}");
  add("ring {self}", 1, bell);
  add("strike {self}", 1, bell);
  grammar_.remove_owner(bell);
  EXPECT_TRUE(grammar_.lines("ring").empty());
  EXPECT_TRUE(grammar_.lines("strike").empty());
  EXPECT_EQ(grammar_.lines("take").size(), 1u);
}

TEST_F(GrammarTest, OnlyBehavioursSaySelf) {
  EXPECT_FALSE(grammar_.add("ring {self}", {}, 1).ok());
}

TEST_F(GrammarTest, LinesOfAGroupAreOneAction) {
  const LineId take = add("take/get {things}", 1);
  const LineId pick = add("pick up {things}", 1);
  const LineId from = add("take {things} from {source}", 1);
  const LineId other = add("seize {things}", 2);
  EXPECT_EQ(action(take), action(pick));
  EXPECT_NE(action(take), action(from));
  EXPECT_NE(action(take), action(other));
  EXPECT_EQ(grammar_.action_name(action(pick)), "take/get {things}");
}

TEST_F(GrammarTest, LinesWithoutGroupAreTheirOwnAction) {
  EXPECT_NE(action(add("nod")), action(add("bow")));
}

TEST_F(GrammarTest, RolesOfAGroupAreMatchedByName) {
  add("give {things:held} to {person:person}", 1);
  const LineId swapped = add("give {person:person} {things:held}", 1);
  EXPECT_EQ(grammar_.find(swapped)->role_of, (std::vector<uint8_t>{1, 0}));
  const LineId renamed = add("hand {goods:held} to {customer}", 1);
  EXPECT_EQ(grammar_.find(renamed)->role_of, (std::vector<uint8_t>{0, 1}));
}

TEST_F(GrammarTest, HooksOnOneVerbSeeTheWholeAction) {
  add("take/get {things}", 1);
  add("pick up {things}", 1);
  EXPECT_EQ(bound("take {self}"), "1:0");
  EXPECT_EQ(bound("pick up {self}"), "1:0");
  EXPECT_EQ(bound("get/take {self}"), "1:0");
  const auto binding = grammar_.bind_hook("take {self}");
  EXPECT_EQ(binding->self, 0);
  EXPECT_EQ(binding->names, std::vector<std::string>{"self"});
}

TEST_F(GrammarTest, HooksNameRolesByPosition) {
  add("put {things:held} in/into {container}", 1);
  add("put {things:held} on {surface}", 2);
  EXPECT_EQ(bound("put {thing} in {self}"), "1:0,1");
  EXPECT_EQ(bound("put {x} onto/on {self}"), "2:0,1");
  const auto binding = grammar_.bind_hook("put {thing} in {self}");
  EXPECT_EQ(binding->self, 1);
  EXPECT_EQ(binding->names, (std::vector<std::string>{"thing", "self"}));
}

TEST_F(GrammarTest, HooksFollowRolesThatStandTheOtherWayRound) {
  add("give {things:held} to {person:person}", 1);
  add("offer {person:person} {things:held}", 1);
  EXPECT_EQ(bound("offer {self} {thing}"), "1:1,0");
}

TEST_F(GrammarTest, HooksBindActionsOfSeveralOwners) {
  add("press/push {thing}", 1);
  add("push {self}", 1, Atom{100});
  EXPECT_EQ(bound("push {self}"), "1:0 2:0");
  EXPECT_EQ(bound("press/push {self}"), "1:0 2:0");
}

TEST_F(GrammarTest, HooksWithoutSelf) {
  add("say {words:text}");
  const auto binding = grammar_.bind_hook("say {words:text}");
  ASSERT_TRUE(binding.ok());
  EXPECT_EQ(binding->self, -1);
}

TEST_F(GrammarTest, UnknownActionsAreErrors) {
  add("take/get {things}");
  add("look at {thing}");
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"tkae {self}", "nearest verb is \"take\""},
      {"take/frobnicate {self}", "no verb file knows \"frobnicate\""},
      {"take {self} from {x}", "with other words or roles"},
      {"look under {self}", "with other words or roles"},
      {"take", "with other words or roles"},
      {"take {self", "closing brace"},
  };
  for (const auto& [line, reason] : wrong) {
    const auto binding = grammar_.bind_hook(line);
    ASSERT_FALSE(binding.ok()) << line;
    EXPECT_NE(binding.error().find(reason), std::string::npos) << binding.error();
  }
}

TEST_F(GrammarTest, ActionsWithoutPlayerGrammar) {
  const auto leave = grammar_.add_action("leave {place}");
  const auto again = grammar_.add_action("leave {room}");
  ASSERT_TRUE(leave.ok() && again.ok());
  EXPECT_EQ(action(*leave), action(*again));
  EXPECT_TRUE(grammar_.lines("leave").empty());
  EXPECT_FALSE(grammar_.knows_word("leave"));
  EXPECT_EQ(bound("leave {self}"), "1:0");
  grammar_.remove(*leave);
  EXPECT_EQ(bound("leave {self}"), "1:0");
  grammar_.remove(*again);
  EXPECT_FALSE(grammar_.bind_hook("leave {self}").ok());
}

TEST_F(GrammarTest, SuggestsOnlyVerbsThatEverybodyHas) {
  add("take {things}");
  add("ring {self}", 0, Atom{100});
  EXPECT_EQ(grammar_.nearest_verb("tkae"), "take");
  EXPECT_EQ(grammar_.nearest_verb("takke"), "take");
  EXPECT_EQ(grammar_.nearest_verb("rings"), "");
  EXPECT_EQ(grammar_.nearest_verb("frobnicate"), "");
}

TEST(Grammar, ALineThatYieldsStandsBehindTheOthersWheneverItCame) {
  Grammar grammar;
  ASSERT_TRUE(
      grammar.add("wave {target}", {}, 1, 1, {.yields = true, .careful = false, .personal = false})
          .ok());
  ASSERT_TRUE(grammar.add("wave {thing}", {}, 2, 2).ok());
  ASSERT_TRUE(
      grammar.add("wave", {}, 1, 1, {.yields = true, .careful = false, .personal = false}).ok());
  ASSERT_TRUE(grammar.add("wave at {thing}", {}, 2, 2).ok());
  std::vector<uint32_t> handlers;
  for (const GrammarEntry* entry : grammar.lines("wave")) handlers.push_back(entry->handler);
  EXPECT_EQ(handlers, (std::vector<uint32_t>{2, 2, 1, 1}));
}

}  // namespace
}  // namespace reality
