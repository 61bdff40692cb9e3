// SPDX-License-Identifier: MIT
#include "world/pages/pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/rate.h"
#include "tests/support/scratch_share.h"
#include "tests/support/stage.h"

namespace reality {
namespace {

std::string text_of(const Page& page) {
  std::string text;
  for (const PageBlock& block : page.blocks) {
    text += block.text + "\n";
    for (const std::string& item : block.items) text += item + "\n";
    for (const PageFigure& figure : block.figures)
      text += figure.label + ": " + figure.value + "\n";
  }
  return text;
}

class PagesTest : public testing::Test {
 protected:
  PageAnswer ask(std::vector<std::string> path) {
    PageAnswer answer;
    stage_.world().page({std::move(path), nullptr},
                        [&](PageAnswer given) { answer = std::move(given); });
    stage_.settle();
    return answer;
  }
  Stage stage_;
};

TEST_F(PagesTest, TheFrontPageIsThatOfTheWorld) {
  const PageAnswer answer = ask({});
  ASSERT_EQ(answer.status, PageAnswer::Status::found);
  EXPECT_EQ(answer.page.title, "Pellwick");
  EXPECT_NE(text_of(answer.page).find(std::to_string(stage_.world().things().rooms())),
            std::string::npos);
}

TEST_F(PagesTest, OnlyThoseWhoAgreeAreNamed) {
  stage_.enter("Ann");
  stage_.enter("Tom");
  stage_.type("Ann", "public on");
  const std::string page = text_of(ask({}).page);
  EXPECT_NE(page.find("Ann"), std::string::npos);
  EXPECT_EQ(page.find("Tom"), std::string::npos);
}

TEST_F(PagesTest, APageSaysWhatHappenedAtTheOtherDoors) {
  OutsideLetter letter;
  letter.sender = "orla@far.example.org";
  letter.recipients = {"oracle"};
  letter.from = "Orla <b>";
  letter.subject = "the brick";
  letter.digest = "x";
  stage_.world().take(letter, [](PostAnswer) {});
  stage_.settle();
  const PageAnswer answer = ask({"thing", "oracle"});
  ASSERT_EQ(answer.status, PageAnswer::Status::found);
  EXPECT_NE(text_of(answer.page).find("Orla"), std::string::npos);
  EXPECT_NE(text_of(answer.page).find("the brick"), std::string::npos);
}

TEST_F(PagesTest, WhatHasNoPageIsMissing) {
  for (const std::vector<std::string>& path :
       {std::vector<std::string>{"thing"}, {"thing", "statue"}, {"thing", "oracle", "x"}, {"x"}})
    EXPECT_EQ(ask(path).status, PageAnswer::Status::missing);
}

TEST(PageFaults, APageThatActsIsAFaultAndChangesNothing) {
  ScratchShare share;
  share.write("scripts/behaviours/front_page.lua",
              "return { properties = { seen = 0 }, on_page = function(self, page)\n"
              "  page:heading('x')\n  self.text = 'changed'\nend }\n");
  StageOptions options;
  options.share = share.path();
  Stage stage(options);
  PageAnswer answer;
  stage.world().page({}, [&](PageAnswer given) { answer = std::move(given); });
  stage.settle();
  EXPECT_EQ(answer.status, PageAnswer::Status::failed);
  EXPECT_NE(stage.log_text().find("on_page may change nothing"), std::string::npos);
  EXPECT_EQ(stage.evaluate("thing('pellwick.packet-cabin').text ~= 'changed'"), "true");
}

TEST(PageDraftTest, IsBounded) {
  PageDraft draft({});
  const PageBlock block{PageBlock::Kind::text, "x", "", {}, {}};
  size_t added = 0;
  while (draft.add(block)) ++added;
  EXPECT_EQ(added, PageDraft::kMostPieces);
}

TEST(ChronicleTest, ForgetsTheOldestAndTakesBackTheUndone) {
  Journal journal;
  Chronicle chronicle(journal);
  for (int i = 0; i < 60; ++i) {
    chronicle.add(i, std::to_string(i));
    journal.keep();
  }
  EXPECT_EQ(chronicle.all().size(), Chronicle::kMost);
  EXPECT_EQ(chronicle.all().front().text, "10");
  chronicle.add(60, "undone");
  journal.undo_to(0);
  EXPECT_EQ(chronicle.all().back().text, "59");
}

TEST(RateTest, CountsWholeSecondsOfTheLastMinute) {
  constexpr int64_t kSecond = 1'000'000;
  Rate rate(0);
  EXPECT_EQ(rate.per_second(0), 0);
  for (int i = 0; i < 30; ++i) rate.add(i * kSecond / 10);
  EXPECT_DOUBLE_EQ(rate.per_second(3 * kSecond), 10);
  EXPECT_DOUBLE_EQ(rate.per_second(60 * kSecond), 0.5);
  EXPECT_DOUBLE_EQ(rate.per_second(200 * kSecond), 0);
}

}  // namespace
}  // namespace reality
