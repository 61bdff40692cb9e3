// SPDX-License-Identifier: MIT
#include "world/language/parser.h"

#include <utility>

#include "engine/text.h"
#include "world/language/answer.h"
#include "world/language/comprehension.h"
#include "world/language/lexicon.h"

namespace reality {
namespace {

bool is_again(const Tokens& tokens) {
  return tokens.size() == 1 && (tokens.word(0) == "again" || tokens.word(0) == "g");
}

bool is_complete(const ParseResult& result) {
  const auto* commands = std::get_if<std::vector<Command>>(&result);
  return commands && !commands->empty();
}

/// One line, in the light of the question that may be pending.
class Understanding {
 public:
  Understanding(const Grammar& grammar, Surroundings& around, Dialogue& dialogue,
                std::span<const Declined> declined)
      : around_(around),
        dialogue_(dialogue),
        budget_(Parser::kMostSteps),
        comprehension_(grammar, around, dialogue, declined, budget_) {}

  ParseResult parse(std::string_view line) {
    ParseResult result = dialogue_.question ? parse_answer(line) : comprehension_.understand(line);
    if (const auto* commands = std::get_if<std::vector<Command>>(&result)) {
      remember(*commands, around_, dialogue_);
      if (!commands->empty()) dialogue_.last_line = commands->front().typed;
    }
    return result;
  }

 private:
  // A complete command drops the question. What does not begin like a command may be the answer,
  // and leaves the question open if it is not.
  ParseResult parse_answer(std::string_view line) {
    const PendingQuestion pending = *dialogue_.question;
    dialogue_.question.clear();
    ParseResult fresh = comprehension_.understand(line);
    if (is_complete(fresh)) return fresh;
    Dialogue after_fresh = std::exchange(dialogue_, Dialogue(dialogue_));
    dialogue_.question.set(pending);
    Answer answer(comprehension_, around_, dialogue_, budget_);
    std::optional<ParseResult> answered = answer.take(line);
    const bool fits = answered && !std::holds_alternative<Failure>(*answered);
    const bool command = !fits && comprehension_.is_command(Tokens(line));
    if (answered && !command) return *std::move(answered);
    if (command) {
      dialogue_ = std::move(after_fresh);
      return fresh;
    }
    dialogue_.question.set(pending);
    return pending.question;
  }

  Surroundings& around_;
  Dialogue& dialogue_;
  Budget budget_;
  Comprehension comprehension_;
};

}  // namespace

ParseResult Parser::parse(std::string_view line, Surroundings& around, Dialogue& dialogue,
                          std::span<const Declined> declined) const {
  if (trim(line).empty()) return std::vector<Command>{};
  Understanding understanding(grammar_, around, dialogue, declined);
  if (line.size() > 5 || !is_again(Tokens(line))) return understanding.parse(line);
  if (dialogue.last_line.empty()) {
    Failure failure;
    failure.kind = FailureKind::nothing_to_repeat;
    failure.word = line;
    return failure;
  }
  dialogue.question.clear();
  return understanding.parse(std::string(dialogue.last_line));
}

}  // namespace reality
