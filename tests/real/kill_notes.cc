// SPDX-License-Identifier: MIT
#include "tests/real/kill_notes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace reality {
namespace {

constexpr std::string_view kBegin = "This begins ";

std::string text_of(const Note& note) {
  return note.lines()[0] + "\n" + note.lines()[1];
}

// Who is hung up on puts the pen down, and the letter is folded as it is (scripts/verbs/write.lua).
bool is_right(const std::string& text, const Note& note) {
  if (text == note.lines()[0]) return note.cut || note.told == NoteFate::none;
  return text == text_of(note) && !note.cut;
}

std::string token_in(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (!line.starts_with(kBegin) || !line.ends_with('.')) return "";
  return std::string(line.substr(kBegin.size(), line.size() - kBegin.size() - 1));
}

/// Where it is; nothing for one that is neither in its writer's hands nor in the right box.
std::optional<NoteFate> fate_of(const FoundNote& found, const Note& note) {
  if (found.held && !found.kept) return NoteFate::folded;
  if (found.kept && !found.held && found.addressee == note.addressee) return NoteFate::posted;
  return std::nullopt;
}

// Not written yet and torn up look alike.
NoteFate as_found(NoteFate fate) {
  return fate == NoteFate::none ? NoteFate::torn : fate;
}

std::string in_words(NoteFate fate) {
  switch (fate) {
    case NoteFate::folded:
      return "in its writer's hands";
    case NoteFate::posted:
      return "with the post";
    default:
      return "gone";
  }
}

void judge_one(const Note& note, NoteFate fate, std::vector<std::string>& problems) {
  if (fate == as_found(note.told) || fate == as_found(note.asked)) return;
  problems.push_back(note.token() + " was seen " + in_words(note.told) + " and is " +
                     in_words(fate) + (fate == NoteFate::torn ? ": lost" : ""));
}

}  // namespace

std::string Note::token() const {
  return "note-" + writer + "-" + std::to_string(number);
}

std::vector<std::string> Note::lines() const {
  return {std::string(kBegin) + token() + ".", "This ends " + token() + "."};
}

std::vector<std::string> judge_notes(const std::vector<Note>& written,
                                     const std::vector<FoundNote>& found) {
  std::vector<std::string> problems;
  std::map<std::string, const FoundNote*> there;
  for (const FoundNote& one : found)
    if (!there.emplace(token_in(one.text), &one).second)
      problems.push_back(token_in(one.text) + " is doubled");
  for (const Note& note : written) {
    const auto at = there.find(note.token());
    if (at == there.end()) {
      judge_one(note, NoteFate::torn, problems);
      continue;
    }
    const FoundNote& one = *at->second;
    const auto fate = fate_of(one, note);
    if (!is_right(one.text, note)) problems.push_back(note.token() + " is maimed: " + one.text);
    if (fate) judge_one(note, *fate, problems);
    if (!fate) problems.push_back(note.token() + " lies in the wrong place");
    there.erase(at);
  }
  for (const auto& [token, one] : there) problems.push_back("nobody wrote \"" + one->text + "\"");
  return problems;
}

void settle_note(Note& note, const std::vector<FoundNote>& found) {
  if (note.told == note.asked) return;
  const auto at = std::find_if(found.begin(), found.end(), [&note](const FoundNote& one) {
    return token_in(one.text) == note.token();
  });
  note.told = NoteFate::torn;
  if (at != found.end()) note.cut = at->text == note.lines()[0];
  if (at != found.end()) note.told = at->held ? NoteFate::folded : NoteFate::posted;
  note.asked = note.told;
}

}  // namespace reality
