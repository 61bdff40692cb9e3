// SPDX-License-Identifier: MIT
#include "world/language/parser_messages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text.h"
#include "world/language/lexicon.h"

namespace reality {
namespace {

constexpr size_t kMostNames = 8;
constexpr size_t kLongestEcho = 200;

/// The table. {word}, {rest}, {verb}: as typed; {thing}: the first candidate; {count}; {hint}: the
/// suggestion.
struct Message {
  FailureKind kind;
  std::string_view text;
};

// clang-format off
constexpr auto kMessages = std::to_array<Message>({
    {FailureKind::nothing_for_verb, "You see nothing here to {word}."},
    {FailureKind::unknown_verb, "I don't know how to \"{word}\".{hint}"},
    {FailureKind::unknown_word, "I don't know the word \"{word}\"."},
    {FailureKind::not_understood, "I understood \"{verb}\", but not \"{word}\"."},
    {FailureKind::not_here, "You see no \"{word}\" here."},
    {FailureKind::wrong_adjective, "You see no \"{word}\" {rest} here."},
    {FailureKind::nothing_fits, "There is nothing here to {verb}."},
    {FailureKind::nothing_held, "You have nothing to {verb}."},
    {FailureKind::not_enough, "There are only {number} {rest} here."},
    {FailureKind::only_one, "You can only do that with one thing at a time."},
    {FailureKind::not_a_person, "{thing} is not a person."},
    {FailureKind::not_for_that, "You can't {verb} {thing}."},
    {FailureKind::no_antecedent, "I don't know what you mean by \"{word}\"."},
    {FailureKind::gone, "You no longer see {thing} here."},
    {FailureKind::not_a_direction, "\"{word}\" is not a direction."},
    {FailureKind::nobody_called, "There is nobody awake called \"{word}\"."},
    {FailureKind::what_to_do, "What do you want to do with {thing}?"},
    {FailureKind::will_not_obey, "{thing} does not take orders from you."},
    {FailureKind::nothing_to_repeat, "There is nothing to repeat yet."},
    {FailureKind::too_many_commands, "That is too much at once: {count} commands a line will do."},
    {FailureKind::too_complex, "That is too long for me to follow. Say it in fewer words."},
    {FailureKind::only_scenery, "There is nothing more to the {word} than meets the eye."},
    {FailureKind::unknown_place, "You know no way to any \"{word}\": you have not been there."},
    {FailureKind::how_to_use, "Say how you want to use {thing}: you could {rest}."},
    {FailureKind::question_dropped, "Very well, never mind."},
    {FailureKind::nothing_to_correct, "There is nothing to correct: I followed you so far."},
    {FailureKind::correct_what, "Type \"oops\" and the word that \"{rest}\" should have been."},
    {FailureKind::order_unclear, "{thing} can make nothing of \"{rest}\"."},
    {FailureKind::which_verb, "\"{word}\" is the beginning of several things to do: {rest}."},
});
// clang-format on

constexpr std::string_view kNothingAfter = "I understood \"{verb}\", but something is missing.";
constexpr std::string_view kOneOfThem = "There is only one such thing here.";
constexpr std::string_view kMixedCount = "I count only {number} here that \"{word}\" would fit.";

/// What is said to what is no command, by its key.
constexpr auto kSmallTalk = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"goodbye", "Farewell. To leave the world for now, type \"quit\"."},
    {"thanks", "You are welcome."},
    {"nothing_asked", "Nobody has asked you anything just now."},
    {"all_right", "Quite so. What would you like to do?"},
    {"swearing", "The air turns a little blue, and nothing else comes of it."},
    {"no_undo", "There is no undo: time goes one way here, for everybody at once."},
    {"no_need_to_save", "There is no need: the world remembers all you do as you do it."},
    {"too_short", "A good question, but a short one. \"help\" may have the answer."},
    {"nothing_typed",
     "Type what you want to do: \"look\" shows the place, \"help\" says what else there is."},
});
constexpr std::string_view kHint = " Did you mean \"{suggestion}\"?";

// Nobody needs a whole page of his own words back.
std::string shortened(const std::string& words) {
  if (words.size() <= kLongestEcho) return words;
  const size_t space = words.rfind(' ', kLongestEcho);
  size_t end = space == std::string::npos ? kLongestEcho : space;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0U) == 0x80U) --end;
  return words.substr(0, end) + " ...";
}

// Values are put in once: what players typed is never read as a template.
class Filling {
 public:
  Filling(const Failure& failure, const NameOf& name_of) : failure_(failure), name_of_(name_of) {}

  std::string fill(std::string_view text) const {
    std::string out;
    for (size_t at = 0; at < text.size();) {
      const size_t open = std::min(text.find('{', at), text.size());
      out += text.substr(at, open - at);
      if (open == text.size()) break;
      const size_t close = text.find('}', open);
      out += value(text.substr(open + 1, close - open - 1));
      at = close + 1;
    }
    return out;
  }

 private:
  std::string value(std::string_view name) const {
    if (name == "word") return shortened(failure_.word);
    if (name == "rest") return shortened(failure_.rest);
    if (name == "verb") return failure_.verb;
    if (name == "count") return std::to_string(failure_.count);
    if (name == "number") return Lexicon::english().number_word(failure_.count);
    if (name == "suggestion") return failure_.suggestion;
    if (name == "hint") return failure_.suggestion.empty() ? "" : fill(kHint);
    if (failure_.candidates.empty()) return failure_.word;
    return name_of_(failure_.candidates.front());
  }

  const Failure& failure_;
  const NameOf& name_of_;
};

std::string_view message_of(const Failure& failure) {
  if (failure.kind == FailureKind::not_understood && failure.word.empty()) return kNothingAfter;
  if (failure.kind == FailureKind::only_scenery && !failure.suggestion.empty())
    return "{suggestion}";
  if (failure.kind == FailureKind::not_enough && failure.count == 1) return kOneOfThem;
  if (failure.kind == FailureKind::not_enough && failure.rest.empty()) return kMixedCount;
  if (failure.kind == FailureKind::small_talk) {
    for (const auto& [key, text] : kSmallTalk)
      if (key == failure.word) return text;
  }
  for (const Message& message : kMessages)
    if (message.kind == failure.kind) return message.text;
  return {};
}

std::string which_text(const Question& question, const NameOf& name_of) {
  std::vector<std::string> names;
  const size_t shown = std::min(question.candidates.size(), kMostNames);
  for (size_t i = 0; i < shown; ++i) names.push_back(name_of(question.candidates[i]));
  if (shown < question.candidates.size())
    names.push_back("one of " + std::to_string(question.candidates.size() - shown) + " others");
  return "Which \"" + question.word + "\" do you mean: " + join_words(names, "or") + "?";
}

std::string_view question_word(RoleKind kind) {
  if (kind == RoleKind::person || kind == RoleKind::anyone) return " whom?";
  if (kind == RoleKind::direction) return " where?";
  return " what?";
}

}  // namespace

std::string question_text(const Question& question, const NameOf& name_of) {
  if (question.kind == QuestionKind::which) return which_text(question, name_of);
  return capitalise(question.word) + std::string(question_word(question.role));
}

std::string remark_text(const Remark& remark, const NameOf& name_of) {
  if (remark.kind == Remark::Kind::chosen) return "(" + name_of(remark.thing) + ")";
  return "(reading \"" + remark.word + "\" as \"" + remark.used + "\")";
}

std::string failure_text(const Failure& failure, const NameOf& name_of) {
  const std::string_view message = message_of(failure);
  const std::string text = Filling(failure, name_of).fill(message);
  return message.starts_with("{thing}") ? capitalise(text) : text;
}

}  // namespace reality
