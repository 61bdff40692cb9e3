// SPDX-License-Identifier: MIT
//
// Letters that the people of the halls write and post, or tear up, as the kill harness sees them:
// what each writer was told became of a letter, and whether those in the database agree. A letter
// is known by its token, which stands on both ends of its text. Functions without a server.
// Tests: tests/real/kill_notes_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace reality {

/// What can become of a letter.
enum class NoteFate : uint8_t { none, folded, posted, torn };

struct Note {
  std::string writer;
  size_t number = 0;  // among the writer's
  std::string addressee;
  NoteFate told = NoteFate::none;   // what the writer was told last
  NoteFate asked = NoteFate::none;  // what the writer has asked for last
  bool cut = false;                 // the first line alone was taken down when the server stopped

  std::string token() const;
  /// What the writer types as its text.
  std::vector<std::string> lines() const;
};

/// One that stands in the database.
struct FoundNote {
  std::string text;
  std::string addressee;
  bool held = false;  // by its writer
  bool kept = false;  // in the addressee's box
};

/// What `found` contradicts: what a writer was told is so, and at most what was asked for besides
/// has happened; each letter is there once, and there is nothing else.
std::vector<std::string> judge_notes(const std::vector<Note>& written,
                                     const std::vector<FoundNote>& found);
/// Writes down what became of a letter that was under way, for its writer to go on from.
void settle_note(Note& note, const std::vector<FoundNote>& found);

}  // namespace reality
