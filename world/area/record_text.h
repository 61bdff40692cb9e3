// SPDX-License-Identifier: MIT
//
// Record text: the plain format that area files, scenarios and plays share. A record is a block of
// lines that a blank line ends; a line is `key: words` or `key = literal`, where the key may have
// an argument (`exit east`); an indented line continues the value above it, and an indented `.`
// alone starts a new paragraph; a line that starts with `#` is a comment and belongs to the line
// below. This knows no key: who reads area text or scenarios says what the keys mean.
// Must hold: write_records(read_records(t)) is t for tidy t (one blank line between records, one
// space after the colon, two to continue a line); for any other t, only spacing and characters
// that are no text (engine/text.h) change. Values own their text; nothing here is shared.
// Tests: tests/world/area/record_text_test.cc, tests/fuzz/area_fuzz.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

/// One mistake in a text file, for whoever wrote it.
struct Problem {
  std::string file;
  uint32_t line = 0;
  std::string message;
  /// "waterside.area:12: there is no `quy` here; did you mean `quay`?"
  std::string text() const;
};

/// All mistakes found in one go. Keeps the first kMost of them and counts the rest.
class Problems {
 public:
  static constexpr size_t kMost = 200;
  void add(std::string_view file, uint32_t line, std::string message);
  bool none() const { return list_.empty(); }
  size_t count() const { return list_.size() + dropped_; }
  /// In the order in which they were found.
  const std::vector<Problem>& list() const { return list_; }
  /// One line each, in the order of files (as first named) and lines.
  std::string text() const;

 private:
  std::vector<Problem> list_;
  size_t dropped_ = 0;
};

/// One physical line of a value, with the comments that stand above it.
struct RecordLine {
  std::vector<std::string> comments;
  std::string text;
  uint32_t number = 0;
};

struct RecordEntry {
  std::string key;
  std::string argument;  // "east" in `exit east: pier`; words with one space between them
  char separator = ':';  // or '='
  std::vector<RecordLine> lines;

  uint32_t line() const { return lines.front().number; }
  /// Key and argument: "exit east".
  std::string title() const;
  /// The lines joined by spaces, paragraphs by an empty line.
  std::string value() const;
};

struct Record {
  std::vector<RecordEntry> entries;
  std::vector<std::string> comments;  // those below the last entry
  bool damaged = false;               // a line of it could not be read
};

struct RecordText {
  std::string file;
  std::vector<Record> records;
};

/// Reads the whole text; lines that cannot be read are left out and named in `problems`.
RecordText read_records(std::string_view file, std::string_view text, Problems& problems);
/// The tidy text of the records.
std::string write_records(const RecordText& text);

}  // namespace reality
