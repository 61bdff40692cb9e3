// SPDX-License-Identifier: MIT
#include "world/language/parser.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"
#include "world/language/answer.h"
#include "world/language/comprehension.h"
#include "world/language/recovery.h"

namespace reality {
namespace {

constexpr size_t kLongestAgain = 24;

bool is_complete(const ParseResult& result) {
  if (std::holds_alternative<Order>(result)) return true;
  const auto* commands = std::get_if<std::vector<Command>>(&result);
  return commands && !commands->empty();
}

// "again", "g", "again please", "do it again".
bool is_again(const Tokens& tokens) {
  size_t at = leading_courtesy(tokens);
  if (at + 2 < tokens.size() && tokens.word(at) == "do") at += 2;
  if (!tokens.is(WordClass::again, at)) return false;
  while (++at < tokens.size())
    if (!tokens.is(WordClass::courtesy_end, at) && !tokens.blank(at) && !tokens.comma(at))
      return false;
  return true;
}

// There may be such a thing; in the dark one cannot tell.
bool is_unseen(FailureKind kind) {
  return kind == FailureKind::not_here || kind == FailureKind::wrong_adjective;
}

/// One line, in the light of the question that may be pending.
class Understanding {
 public:
  Understanding(const Grammar& grammar, Surroundings& around, Dialogue& dialogue,
                const ParseOptions& options)
      : around_(around),
        dialogue_(dialogue),
        options_(options),
        budget_(Parser::kMostSteps),
        comprehension_(grammar, around, dialogue, options, budget_),
        recovery_(grammar, comprehension_, around, dialogue, options, budget_) {}

  ParseResult parse(std::string_view line, std::span<const Pin> pins = {}) {
    dialogue_.answering = false;
    ParseResult result = dialogue_.question ? parse_answer(line) : understand(line, pins);
    return conclude(line, std::move(result));
  }
  /// The last line once more; the answers that it was given hold as long as they make sense.
  ParseResult repeat() {
    const std::string line = dialogue_.last_line;
    const std::vector<Pin> pins = dialogue_.last_pins;
    Dialogue before = dialogue_;
    ParseResult result = comprehension_.understand(line, pins);
    if (is_complete(result)) {
      dialogue_.last_pins = pins;
      return conclude(line, std::move(result));
    }
    dialogue_ = std::move(before);
    return parse(line);
  }
  ParseResult parse_order(const Order& order) {
    ParseResult result = comprehension_.understand_order(order);
    if (const auto* commands = std::get_if<std::vector<Command>>(&result))
      remember(*commands, around_, dialogue_);
    return result;
  }

 private:
  ParseResult understand(std::string_view line, std::span<const Pin> pins) {
    if (options_.declined.empty() && pins.empty())
      if (auto said = recovery_.before(line)) return *std::move(said);
    ParseResult result = comprehension_.understand(line, pins);
    const Failure* failure = std::get_if<Failure>(&result);
    if (!failure || !options_.declined.empty() || budget_.exhausted()) return result;
    ParseResult second = recovery_.after(line, *failure);
    if (!budget_.exhausted() || is_complete(second)) return second;
    return result;
  }

  ParseResult conclude(std::string_view line, ParseResult result) {
    if (const auto* commands = std::get_if<std::vector<Command>>(&result)) {
      remember(*commands, around_, dialogue_);
      if (!commands->empty()) set_last(commands->front().typed);
      dialogue_.failure.clear();
    } else if (const auto* order = std::get_if<Order>(&result)) {
      set_last(order->line);
      dialogue_.last_pins = order->pins;
      dialogue_.failure.clear();
    } else if (auto* failure = std::get_if<Failure>(&result)) {
      if (failure->line.empty()) failure->line = line;
      if (is_unseen(failure->kind) && around_.in_the_dark()) failure->kind = FailureKind::too_dark;
      if (failure->end > failure->begin) dialogue_.failure.set(*failure);
    }
    return result;
  }

  void set_last(const std::string& line) {
    if (dialogue_.last_line != line) dialogue_.last_pins.clear();
    dialogue_.last_line = line;
    if (!answer_pins_.empty()) dialogue_.last_pins = std::move(answer_pins_);
    answer_pins_.clear();
  }

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
    const Failure* failure = answered ? std::get_if<Failure>(&*answered) : nullptr;
    if (failure && failure->kind == FailureKind::question_dropped) return *std::move(answered);
    const bool fits = answered && !failure;
    if (fits) answer_pins_ = answer.pins();
    const bool command = !fits && comprehension_.is_command(Tokens(line, options_.lexicon));
    if (answered && !command) {
      dialogue_.answering = true;
      return *std::move(answered);
    }
    if (command) return second_thoughts(line, std::move(fresh), std::move(after_fresh));
    dialogue_.question.clear();
    if (auto mended = mend(line, fresh)) return *std::move(mended);
    return ask_again(line, pending);
  }

  // Only about what is still there; with less than two of them there is nothing left to ask.
  ParseResult ask_again(std::string_view line, PendingQuestion pending) {
    if (pending.question.kind == QuestionKind::which) {
      const auto scope = around_.scope();
      std::erase_if(pending.question.candidates, [&](ThingId id) {
        return std::ranges::none_of(scope, [&](const Thing* thing) { return thing->id() == id; });
      });
      if (pending.question.candidates.size() < 2) return not_here(line);
    }
    dialogue_.answering = true;
    dialogue_.question.set(pending);
    Question question = pending.question;
    question.wrong = trim(line);
    return question;
  }

  static Failure not_here(std::string_view line) {
    Failure failure;
    failure.kind = FailureKind::not_here;
    failure.word = line;
    return failure;
  }

  // It was a command, and no answer: the question is over whatever comes of it.
  ParseResult second_thoughts(std::string_view line, ParseResult fresh, Dialogue after_fresh) {
    dialogue_ = std::move(after_fresh);
    const Failure* failure = std::get_if<Failure>(&fresh);
    if (!failure || budget_.exhausted()) return fresh;
    return recovery_.after(line, *failure);
  }

  // No answer and no command as it stands, but perhaps one with a slip in it.
  std::optional<ParseResult> mend(std::string_view line, const ParseResult& fresh) {
    const Failure* failure = std::get_if<Failure>(&fresh);
    if (!failure || budget_.exhausted() || Tokens(line, options_.lexicon).size() < 2)
      return std::nullopt;
    ParseResult result = recovery_.after(line, *failure);
    if (!is_complete(result)) return std::nullopt;
    return result;
  }

  Surroundings& around_;
  Dialogue& dialogue_;
  const ParseOptions& options_;
  Budget budget_;
  Comprehension comprehension_;
  Recovery recovery_;
  std::vector<Pin> answer_pins_;
};

// `oops lamp`: the last line that failed, with the word put in place of what was complained of.
std::optional<ParseResult> correct(std::string_view line, const Tokens& tokens, Dialogue& dialogue,
                                   std::string& corrected) {
  Failure failure;
  failure.kind = FailureKind::nothing_to_correct;
  failure.word = line;
  if (!dialogue.failure) return failure;
  const Failure& last = *dialogue.failure;
  if (tokens.size() == 1) {
    failure.kind = FailureKind::correct_what;
    failure.rest = std::string_view(last.line).substr(last.begin, last.end - last.begin);
    return failure;
  }
  corrected = std::string_view(last.line).substr(0, last.begin);
  corrected += tokens.raw(1, tokens.size());
  corrected += std::string_view(last.line).substr(last.end);
  dialogue.question.clear();
  return std::nullopt;
}

}  // namespace

ParseResult Parser::parse(std::string_view line, Surroundings& around, Dialogue& dialogue,
                          const ParseOptions& options) const {
  if (trim(line).empty()) return std::vector<Command>{};
  Understanding understanding(grammar_, around, dialogue, options);
  const Tokens head(line.substr(0, kLongestAgain), options.lexicon);
  if (head.size() == 0) return understanding.parse(line);
  if (head.is(WordClass::oops, 0) && grammar_.lines(head.word(0)).empty()) {
    std::string corrected;
    if (auto failed = correct(line, Tokens(line, options.lexicon), dialogue, corrected))
      return *std::move(failed);
    return understanding.parse(corrected);
  }
  if (line.size() >= kLongestAgain || !is_again(head)) return understanding.parse(line);
  dialogue.question.clear();
  if (dialogue.last_line.empty()) {
    Failure failure;
    failure.kind = FailureKind::nothing_to_repeat;
    failure.word = line;
    return failure;
  }
  return understanding.repeat();
}

ParseResult Parser::parse_order(const Order& order, Surroundings& around, Dialogue& dialogue,
                                const ParseOptions& options) const {
  Understanding understanding(grammar_, around, dialogue, options);
  return understanding.parse_order(order);
}

}  // namespace reality
