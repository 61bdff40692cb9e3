// SPDX-License-Identifier: MIT

#include "tests/support/source_scan.h"

#include <algorithm>

namespace reality {
namespace {

/// Cuts C++ text into code and comments; both are as long as the text, so that places agree.
class Masker {
 public:
  explicit Masker(std::string_view text) : code(blank(text)), comments(code), text_(text) {
    while (at_ < text_.size()) step();
  }

 private:
  static std::string blank(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c == '\n' ? '\n' : ' ';
    return result;
  }

  void step() {
    if (next_is("//")) return keep(comments, end_of_line_comment());
    if (next_is("/*")) return keep(comments, after("*/", at_ + 2));
    if (text_[at_] == '"' && is_raw()) return quoted(end_of_raw());
    if (text_[at_] == '"') return quoted(end_of_quoted('"'));
    if (text_[at_] == '\'' && !is_in_number()) return quoted(end_of_quoted('\''));
    keep(code, at_ + 1);
  }

  bool next_is(std::string_view start) const { return text_.substr(at_).starts_with(start); }

  size_t after(std::string_view end, size_t from) const {
    const size_t found = text_.find(end, from);
    return found == std::string_view::npos ? text_.size() : found + end.size();
  }

  void keep(std::string& view, size_t until) {
    std::copy(text_.begin() + static_cast<ptrdiff_t>(at_),
              text_.begin() + static_cast<ptrdiff_t>(until),
              view.begin() + static_cast<ptrdiff_t>(at_));
    at_ = until;
  }

  /// Keeps the quotes alone, so that the code still shows that something stands there.
  void quoted(size_t until) {
    code[at_] = text_[at_];
    if (text_[until - 1] != '\n') code[until - 1] = text_[until - 1];
    at_ = until;
  }

  size_t end_of_line_comment() const {
    size_t end = text_.find('\n', at_);
    while (end != std::string_view::npos && text_[end - 1] == '\\') end = text_.find('\n', end + 1);
    return std::min(end, text_.size());
  }

  size_t end_of_quoted(char quote) const {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    return std::min(end + 1, text_.size());
  }

  size_t end_of_raw() const {
    const size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return text_.size();
    std::string end = ")";
    end.append(text_.substr(at_ + 1, open - at_ - 1));
    return after(end + '"', open);
  }

  /// The letters and digits that end right before the place, with the marks between digits.
  std::string_view word_before() const {
    size_t start = at_;
    while (start > 0 && (is_word_letter(text_[start - 1]) || text_[start - 1] == '\'')) --start;
    return text_.substr(start, at_ - start);
  }

  bool is_raw() const {
    const std::string_view word = word_before();
    return word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R";
  }

  bool is_in_number() const {
    const std::string_view word = word_before();
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
  }

 public:
  std::string code;
  std::string comments;

 private:
  std::string_view text_;
  size_t at_ = 0;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Source scan_lua(Source source) {
  for (const std::string& line : source.lines) {
    const size_t dashes = std::min(line.find("--"), line.size());
    source.code.push_back(line.substr(0, dashes));
    source.comments.push_back(std::string(dashes, ' ') + line.substr(dashes));
  }
  return source;
}

}  // namespace

bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Source scan_source(std::string path, std::string_view text) {
  Source source{std::move(path), lines_of(text), {}, {}};
  if (source.path.ends_with(".lua")) return scan_lua(std::move(source));
  const Masker masked(text);
  source.code = lines_of(masked.code);
  source.comments = lines_of(masked.comments);
  return source;
}

std::vector<Include> includes_of(const Source& source) {
  std::vector<Include> includes;
  for (size_t i = 0; i < source.code.size(); ++i) {
    const std::string& code = source.code[i];
    const size_t mark = code.find_first_not_of(' ');
    if (mark == std::string::npos || code[mark] != '#') continue;
    const size_t word = find_word(code, "include", mark);
    const size_t open = code.find_first_of("<\"", mark);
    if (word == std::string::npos || open == std::string::npos) continue;
    const size_t end = source.lines[i].find_first_of(">\"", open + 1);
    includes.push_back({source.lines[i].substr(open + 1, end - open - 1), i + 1});
  }
  return includes;
}

size_t find_word(std::string_view line, std::string_view word, size_t from) {
  for (size_t at = line.find(word, from); at != line.npos; at = line.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool runs_in = at > 0 && is_word_letter(word.front()) && is_word_letter(line[at - 1]);
    const bool runs_on =
        end < line.size() && is_word_letter(word.back()) && is_word_letter(line[end]);
    if (!runs_in && !runs_on) return at;
  }
  return std::string_view::npos;
}

}  // namespace reality
