// SPDX-License-Identifier: MIT
#include "world/language/parser_messages.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/english.h"

namespace reality {
namespace {

struct ParserMessagesTest : ::testing::Test {
  ParserMessages english = english_messages();
  Wording wording{&english, [](ThingId, std::string_view) { return std::string("the lamp"); }};

  std::string error(std::string_view text, const ParserMessages* fallback) {
    return ParserMessages::read("x.messages", text, fallback).error();
  }
};

TEST_F(ParserMessagesTest, EnglishHasAllOfThem) {
  EXPECT_EQ(ParserMessages::key_of(FailureKind::too_complex), "too_complex");
  EXPECT_EQ(english.get("or"), "or");
  EXPECT_EQ(error("unknown_verb: x", nullptr),
            "x.messages: the message \"nothing_for_verb\" is missing");
}

TEST_F(ParserMessagesTest, WhatALanguageLacksIsSaidInEnglish) {
  const auto made = ParserMessages::read("x", "or: oder", &english);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->get("or"), "oder");
  EXPECT_EQ(made->get("unknown_word"), english.get("unknown_word"));
}

TEST_F(ParserMessagesTest, MistakesAreNamedWithTheirLine) {
  EXPECT_EQ(error("\nor: oder\nodr: x", &english), "x.messages:3: there is no message \"odr\"");
  EXPECT_EQ(error("or: a\nor: b", &english), "x.messages:2: \"or\" is there twice");
}

TEST_F(ParserMessagesTest, WhatWasTypedIsNeverReadAsAMessage) {
  Failure failure;
  failure.kind = FailureKind::unknown_verb;
  failure.word = "{hint}{count";
  failure.suggestion = "{word}";
  EXPECT_EQ(failure_text(failure, wording),
            "I don't know how to \"{hint}{count\". Did you mean \"{word}\"?");
  Question question;
  question.word = "{names}";
  question.candidates = {ThingId{1}, ThingId{2}};
  EXPECT_EQ(question_text(question, wording),
            "Which \"{names}\" do you mean: the lamp or the lamp?");
}

TEST_F(ParserMessagesTest, NamesAtTheStartGetACapital) {
  Failure failure;
  failure.kind = FailureKind::not_a_person;
  failure.candidates = {ThingId{1}};
  EXPECT_EQ(failure_text(failure, wording), "The lamp is not a person.");
}

}  // namespace
}  // namespace reality
