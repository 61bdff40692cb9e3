// SPDX-License-Identifier: MIT
#include "world/language/parser_messages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text.h"
#include "world/language/data_lines.h"
#include "world/language/lexicon.h"

namespace reality {
namespace {

constexpr size_t kMostNames = 8;
constexpr size_t kLongestEcho = 200;

// In the order of FailureKind.
constexpr auto kFailureKeys = std::to_array<std::string_view>({
    "unknown_verb",    "nothing_for_verb",  "unknown_word",
    "not_understood",  "not_here",          "wrong_adjective",
    "nothing_fits",    "nothing_there",     "nothing_held",
    "not_enough",      "only_one",          "not_a_person",
    "not_for_that",    "no_antecedent",     "gone",
    "not_a_direction", "nobody_called",     "what_to_do",
    "will_not_obey",   "nothing_to_repeat", "too_many_commands",
    "too_complex",     "only_scenery",      "unknown_place",
    "how_to_use",      "question_dropped",  "nothing_to_correct",
    "correct_what",    "small_talk",        "order_unclear",
    "which_verb",      "too_dark",
});
static_assert(kFailureKeys.size() == static_cast<size_t>(FailureKind::too_dark) + 1);

constexpr auto kOtherKeys = std::to_array<std::string_view>({
    "nothing_after",
    "hint",
    "which",
    "which_others",
    "or",
    "missing_thing",
    "missing_person",
    "missing_direction",
    "one_of_them",
    "mixed_count",
    "none_wanted",
    "shut_away",
    "none_of_these",
    "scenery_answer",
    "chosen",
    "repaired",
    "talk_goodbye",
    "talk_thanks",
    "talk_nothing_asked",
    "talk_all_right",
    "talk_swearing",
    "talk_no_undo",
    "talk_no_need_to_save",
    "talk_too_short",
    "talk_no_reasons",
    "talk_nothing_typed",
});
constexpr size_t kAllKeys = kFailureKeys.size() + kOtherKeys.size();

constexpr std::string_view key_at(size_t index) {
  return index < kFailureKeys.size() ? kFailureKeys[index]
                                     : kOtherKeys[index - kFailureKeys.size()];
}

/// The index of the key; kAllKeys for an unknown one.
size_t index_of(std::string_view key) {
  size_t index = 0;
  while (index < kAllKeys && key_at(index) != key) ++index;
  return index;
}

/// Puts value(slot) for each {slot} of the text, once.
template <class ValueOf>
std::string fill_slots(std::string_view text, ValueOf value) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t open = std::min(text.find('{', at), text.size());
    out += text.substr(at, open - at);
    if (open == text.size()) break;
    const size_t close = std::min(text.find('}', open), text.size());
    const std::string_view slot = text.substr(open + 1, close - open - 1);
    // A thing's name that begins the sentence has a capital; what was typed stays as it is.
    const bool name = out.empty() && slot.ends_with("thing");
    out += name ? capitalise(value(slot)) : value(slot);
    at = std::min(close + 1, text.size());
  }
  return out;
}

// Nobody needs a whole page of his own words back.
std::string shortened(const std::string& words) {
  if (words.size() <= kLongestEcho) return words;
  const size_t space = words.rfind(' ', kLongestEcho);
  size_t end = space == std::string::npos ? kLongestEcho : space;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0U) == 0x80U) --end;
  return words.substr(0, end) + " ...";
}

std::string failure_value(const Failure& failure, const Wording& wording, std::string_view slot) {
  if (slot == "word") return shortened(failure.word);
  if (slot == "rest") return shortened(failure.rest);
  if (slot == "verb") return failure.verb;
  if (slot == "count") return std::to_string(failure.count);
  if (slot == "number") return Lexicon::english().number_word(failure.count);
  if (slot == "suggestion") return failure.suggestion;
  if (slot == "hint" && failure.suggestion.empty()) return {};
  if (slot == "hint")
    return " " + fill_slots(wording.messages->get("hint"),
                            [&](std::string_view) { return failure.suggestion; });
  if (failure.candidates.empty()) return failure.word;
  const size_t space = slot.find(' ');
  const std::string_view before = space == std::string_view::npos ? "" : slot.substr(0, space);
  return wording.name_of(failure.candidates.front(), before);
}

/// One kind of failure may have words of its own for a special case.
std::string key_for(const Failure& failure) {
  const FailureKind kind = failure.kind;
  if (kind == FailureKind::not_understood && failure.word.empty()) return "nothing_after";
  if (kind == FailureKind::only_scenery && !failure.suggestion.empty()) return "scenery_answer";
  if (kind == FailureKind::not_enough && failure.suggestion == "none") return "none_wanted";
  if (kind == FailureKind::nothing_there && !failure.suggestion.empty()) return "shut_away";
  if (kind == FailureKind::not_enough && failure.count == 1) return "one_of_them";
  if (kind == FailureKind::not_enough && failure.rest.empty()) return "mixed_count";
  if (kind == FailureKind::small_talk) return "talk_" + failure.word;
  return std::string(ParserMessages::key_of(kind));
}

std::string which_text(const Question& question, const Wording& wording) {
  const ParserMessages& messages = *wording.messages;
  std::vector<std::string> names;
  const size_t shown = std::min(question.candidates.size(), kMostNames);
  for (size_t i = 0; i < shown; ++i) names.push_back(wording.name_of(question.candidates[i], ""));
  const std::string others = std::to_string(question.candidates.size() - shown);
  if (shown < question.candidates.size())
    names.push_back(
        fill_slots(messages.get("which_others"), [&](std::string_view) { return others; }));
  const std::string all = join_words(names, messages.get("or"));
  std::string text;
  if (!question.wrong.empty())
    text = fill_slots(messages.get("none_of_these"),
                      [&](std::string_view) { return shortened(question.wrong); }) +
           " ";
  return text + fill_slots(messages.get("which"), [&](std::string_view slot) {
           return slot == "names" ? all : question.word;
         });
}

std::string_view question_key(RoleKind kind) {
  if (kind == RoleKind::person || kind == RoleKind::anyone) return "missing_person";
  if (kind == RoleKind::direction) return "missing_direction";
  return "missing_thing";
}

}  // namespace

std::string_view ParserMessages::key_of(FailureKind kind) {
  return kFailureKeys[static_cast<size_t>(kind)];
}

Result<ParserMessages> ParserMessages::read(std::string_view file, std::string_view text,
                                            const ParserMessages* fallback) {
  ParserMessages made;
  if (fallback) made.texts_ = fallback->texts_;
  made.texts_.resize(kAllKeys);
  std::array<bool, kAllKeys> seen{};
  for (const DataLine& line : read_data_lines(text)) {
    const size_t index = index_of(line.key);
    if (index == kAllKeys)
      return data_error(file, line.number, "there is no message \"" + line.key + "\"");
    if (std::exchange(seen[index], true))
      return data_error(file, line.number, "\"" + line.key + "\" is there twice");
    made.texts_[index] = line.text;
  }
  for (size_t i = 0; i < kAllKeys; ++i)
    if (made.texts_[i].empty())
      return Error{std::string(file) + ": the message \"" + std::string(key_at(i)) +
                   "\" is missing"};
  return made;
}

std::string_view ParserMessages::get(std::string_view key) const {
  const size_t index = index_of(key);
  return index < texts_.size() ? std::string_view(texts_[index]) : std::string_view();
}

std::string question_text(const Question& question, const Wording& wording) {
  if (question.kind == QuestionKind::which) return which_text(question, wording);
  return fill_slots(wording.messages->get(question_key(question.role)),
                    [&](std::string_view) { return capitalise(question.word); });
}

std::string remark_text(const Remark& remark, const Wording& wording) {
  const bool chosen = remark.kind == Remark::Kind::chosen;
  return fill_slots(wording.messages->get(chosen ? "chosen" : "repaired"),
                    [&](std::string_view slot) {
                      if (slot == "word") return remark.word;
                      if (slot == "used") return remark.used;
                      return wording.name_of(remark.thing, "");
                    });
}

std::string failure_text(const Failure& failure, const Wording& wording) {
  return fill_slots(wording.messages->get(key_for(failure)),
                    [&](std::string_view slot) { return failure_value(failure, wording, slot); });
}

}  // namespace reality
