// SPDX-License-Identifier: MIT
//
// The judge of letters that are written in play: a harness that finds none wrong must be one that
// could.
#include "tests/real/kill_notes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reality {
namespace {

Note note(NoteFate told, NoteFate asked) {
  return {"Ann", 3, "Bob", told, asked};
}

FoundNote found(const Note& one, bool held, bool kept) {
  return {one.lines()[0] + "\n" + one.lines()[1], one.addressee, held, kept};
}

/// The problems with this letter in each place where it may be: gone, held, with the post.
std::string verdicts(const Note& one) {
  std::string text;
  for (const std::vector<FoundNote>& there :
       {std::vector<FoundNote>{}, {found(one, true, false)}, {found(one, false, true)}})
    text += judge_notes({one}, there).empty() ? "y" : "n";
  return text;
}

TEST(KillNotesJudgeTest, WhatItsWriterWasToldHolds) {
  const std::vector<std::vector<std::string>> expected{// asked for: none, folded, posted, torn
                                                       {"ynn", "yyn", "", ""},     // told nothing
                                                       {"", "nyn", "nyy", "yyn"},  // folded
                                                       {"", "", "nny", ""},        // posted
                                                       {"", "", "", "ynn"}};       // torn
  for (size_t told = 0; told < 4; ++told) {
    for (size_t asked = 0; asked < 4; ++asked) {
      if (expected[told][asked].empty()) continue;
      EXPECT_EQ(verdicts(note(NoteFate(told), NoteFate(asked))), expected[told][asked])
          << told << asked;
    }
  }
}

TEST(KillNotesJudgeTest, FindsWhatIsDoubledMaimedAstrayOrNobodys) {
  const Note one = note(NoteFate::posted, NoteFate::posted);
  const FoundNote right = found(one, false, true);
  EXPECT_TRUE(judge_notes({one}, {right}).empty());
  EXPECT_FALSE(judge_notes({one}, {right, right}).empty()) << "doubled";
  EXPECT_FALSE(judge_notes({one}, {right, found(one, true, false)}).empty()) << "doubled";
  EXPECT_FALSE(judge_notes({}, {right}).empty()) << "nobody's";
  FoundNote wrong = right;
  wrong.text.pop_back();
  EXPECT_FALSE(judge_notes({one}, {wrong}).empty()) << "maimed";
  wrong = right;
  wrong.addressee = "Cid";
  EXPECT_FALSE(judge_notes({one}, {wrong}).empty()) << "in another one's box";
  EXPECT_FALSE(judge_notes({one}, {found(one, false, false)}).empty()) << "on the floor";
}

TEST(KillNotesJudgeTest, AStopMayCutALetterShortThatIsBeingWritten) {
  Note open = note(NoteFate::none, NoteFate::folded);
  const FoundNote cut{open.lines()[0], "Bob", true, false};
  EXPECT_TRUE(judge_notes({open}, {cut}).empty());
  EXPECT_FALSE(judge_notes({note(NoteFate::folded, NoteFate::folded)}, {cut}).empty());
  settle_note(open, {cut});
  EXPECT_TRUE(judge_notes({open}, {cut}).empty()) << "it stays as it was";
  EXPECT_FALSE(judge_notes({open}, {found(open, true, false)}).empty());
}

TEST(KillNotesJudgeTest, SettlesWhatWasUnderWay) {
  const auto settled = [](NoteFate told, NoteFate asked, std::vector<FoundNote> there) {
    Note one = note(told, asked);
    for (FoundNote& each : there) each.text = one.lines()[0] + "\n" + one.lines()[1];
    settle_note(one, there);
    EXPECT_EQ(one.told, one.asked);
    return one.told;
  };
  const FoundNote held{"", "Bob", true, false};
  const FoundNote kept{"", "Bob", false, true};
  EXPECT_EQ(settled(NoteFate::none, NoteFate::folded, {}), NoteFate::torn);
  EXPECT_EQ(settled(NoteFate::none, NoteFate::folded, {held}), NoteFate::folded);
  EXPECT_EQ(settled(NoteFate::folded, NoteFate::posted, {kept}), NoteFate::posted);
  EXPECT_EQ(settled(NoteFate::folded, NoteFate::posted, {held}), NoteFate::folded);
}

}  // namespace
}  // namespace reality
