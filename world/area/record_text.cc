// SPDX-License-Identifier: MIT
#include "world/area/record_text.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "engine/text.h"

namespace reality {

namespace {

constexpr size_t kLargestText = 16 << 20;
constexpr size_t kLongestLine = 20'000;
constexpr size_t kMostLinesInValue = 5'000;
constexpr std::string_view kParagraph = ".";

/// Words with one space between them.
std::string tidy_words(std::string_view text) {
  std::string tidy;
  for (std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    if (!tidy.empty()) tidy += ' ';
    tidy += word;
  }
  return tidy;
}

class RecordReader {
 public:
  RecordReader(std::string_view file, Problems& problems) : problems_(problems) {
    text_.file = file;
  }

  void read_line(std::string_view raw) {
    ++number_;
    if (raw.size() > kLongestLine) return refuse("this line is too long to be one");
    if (!is_valid_utf8(raw)) return refuse("this line is not valid UTF-8");
    const bool indented = raw.starts_with(' ') || raw.starts_with('\t');
    std::string line = clean_line(raw);
    if (line.empty()) return end_record();
    if (indented) return read_continuation(std::move(line));
    if (line.starts_with('#')) return comments_.push_back(std::move(line));
    read_entry(line);
  }

  RecordText finish() {
    end_record();
    return std::move(text_);
  }

 private:
  // What continues a line that could not be read is dropped with it: one mistake, one message.
  void refuse(std::string message) {
    problems_.add(text_.file, number_, std::move(message));
    record_.damaged = true;
    dropping_ = true;
  }

  void read_continuation(std::string line) {
    if (dropping_) return;
    if (record_.entries.empty())
      return refuse("an indented line continues the line above it, and there is none");
    auto& lines = record_.entries.back().lines;
    if (lines.size() == kMostLinesInValue) return refuse("this value has too many lines");
    lines.push_back({std::exchange(comments_, {}), std::move(line), number_});
  }

  void read_entry(std::string_view line) {
    const size_t at = line.find_first_of(":=");
    if (at == std::string_view::npos)
      return refuse(
          "a line is `key: words` or `key = literal`; indent it to continue the one above");
    const std::string title = tidy_words(line.substr(0, at));
    if (title.empty())
      return refuse("there is no key before the `" + std::string(1, line[at]) + "`");
    RecordEntry entry;
    const size_t space = title.find(' ');
    entry.key = title.substr(0, space);
    if (space != std::string::npos) entry.argument = title.substr(space + 1);
    entry.separator = line[at];
    entry.lines.push_back(
        {std::exchange(comments_, {}), std::string(trim(line.substr(at + 1))), number_});
    record_.entries.push_back(std::move(entry));
    dropping_ = false;
  }

  void end_record() {
    record_.comments = std::exchange(comments_, {});
    dropping_ = false;
    const bool empty = record_.entries.empty() && record_.comments.empty();
    if (!empty) text_.records.push_back(std::move(record_));
    record_ = Record();
  }

  Problems& problems_;
  RecordText text_;
  Record record_;
  std::vector<std::string> comments_;  // waiting for the line that they belong to
  uint32_t number_ = 0;
  bool dropping_ = false;
};

void write_comments(std::string& out, const std::vector<std::string>& comments) {
  for (const std::string& comment : comments) out += comment + '\n';
}

void write_entry(std::string& out, const RecordEntry& entry) {
  assert(!entry.lines.empty());
  for (const RecordLine& line : entry.lines) {
    write_comments(out, line.comments);
    if (&line == &entry.lines.front()) {
      out += entry.title();
      out += entry.separator == '=' ? " =" : ":";
      if (!line.text.empty()) out += ' ';
    } else {
      out += "  ";
    }
    out += line.text;
    out += '\n';
  }
}

}  // namespace

std::string Problem::text() const {
  return file + ':' + std::to_string(line) + ": " + message;
}

void Problems::add(std::string_view file, uint32_t line, std::string message) {
  if (list_.size() == kMost) {
    ++dropped_;
    return;
  }
  list_.push_back({std::string(file), line, std::move(message)});
}

std::string Problems::text() const {
  std::map<std::string_view, size_t> rank;
  for (const Problem& problem : list_) rank.emplace(problem.file, rank.size());
  std::vector<const Problem*> sorted;
  for (const Problem& problem : list_) sorted.push_back(&problem);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Problem* a, const Problem* b) {
    return std::pair(rank[a->file], a->line) < std::pair(rank[b->file], b->line);
  });
  std::string text;
  for (const Problem* problem : sorted) text += (text.empty() ? "" : "\n") + problem->text();
  if (dropped_) text += "\nand " + std::to_string(dropped_) + " more";
  return text;
}

std::string RecordEntry::title() const {
  return argument.empty() ? key : key + ' ' + argument;
}

std::string RecordEntry::value() const {
  std::string value = lines.front().text;
  bool paragraph = false;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].text == kParagraph) {
      paragraph = true;
      continue;
    }
    if (!value.empty()) value += paragraph ? "\n\n" : " ";
    value += lines[i].text;
    paragraph = false;
  }
  return value;
}

RecordText read_records(std::string_view file, std::string_view text, Problems& problems) {
  RecordReader reader(file, problems);
  if (text.size() > kLargestText) {
    problems.add(file, 1, "this file is too large; split it");
    return reader.finish();
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    reader.read_line(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

std::string write_records(const RecordText& text) {
  std::string out;
  for (const Record& record : text.records) {
    if (!out.empty()) out += '\n';
    for (const RecordEntry& entry : record.entries) write_entry(out, entry);
    write_comments(out, record.comments);
  }
  return out;
}

}  // namespace reality
