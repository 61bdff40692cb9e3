// SPDX-License-Identifier: MIT
//
// Answer: reads a line as the answer to the question that the dialogue has pending: a word of the
// thing ("red"), its number in the list, "both", or the missing noun. Lives for one parse.
#pragma once

#include <optional>
#include <string_view>

#include "world/language/comprehension.h"

namespace reality {

class Answer {
 public:
  Answer(Comprehension& comprehension, Surroundings& around, Dialogue& dialogue, Budget& budget)
      : comprehension_(comprehension), around_(around), dialogue_(dialogue), budget_(budget) {}

  /// The result of the waiting command; nothing when the line is no answer to it. The question is
  /// over unless the result is a question again.
  std::optional<ParseResult> take(std::string_view line);

  /// What the answers so far have settled of the waiting command.
  const std::vector<Pin>& pins() const { return pins_; }

 private:
  std::optional<ParseResult> take_which(const Tokens& tokens, PendingQuestion pending);
  ParseResult take_missing(std::string_view line, const PendingQuestion& pending);
  std::optional<ParseResult> take_others(const Tokens& tokens, TokenSpan span,
                                         PendingQuestion pending);
  ParseResult settle(PendingQuestion pending, std::vector<ThingId> things);
  std::vector<ThingId> nearly(const Tokens& tokens, TokenSpan span,
                              const std::vector<ThingId>& candidates);
  ParseResult ask_again(PendingQuestion pending, std::vector<ThingId> candidates);
  std::vector<ThingId> chosen(const Tokens& tokens, TokenSpan span, const PendingQuestion& pending);
  std::vector<ThingId> owned(const Tokens& tokens, TokenSpan span,
                             const std::vector<ThingId>& candidates);
  std::vector<ThingId> placed(const Tokens& tokens, TokenSpan span,
                              const std::vector<ThingId>& candidates);
  std::vector<ThingId> named(const Tokens& tokens, TokenSpan noun,
                             const std::vector<ThingId>& candidates);

  Comprehension& comprehension_;
  Surroundings& around_;
  Dialogue& dialogue_;
  Budget& budget_;
  std::vector<Pin> pins_;
};

}  // namespace reality
