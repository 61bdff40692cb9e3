// SPDX-License-Identifier: MIT
//
// functions_of(): where functions begin and end. Outside of functions the text since the last
// statement, the head, tells what an opening brace opens; inside, braces are only counted.

#include <algorithm>

#include "tests/support/source_scan.h"

namespace reality {
namespace {

constexpr size_t kNowhere = std::string_view::npos;

std::string_view trimmed_end(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

int depth_change(char c) {
  if (c == '(' || c == '[') return 1;
  return c == ')' || c == ']' ? -1 : 0;
}

bool is_balanced(std::string_view head) {
  int depth = 0;
  for (char c : head) depth += depth_change(c);
  return depth == 0;
}

/// The end of the first parameter list: the first `)` that leaves no bracket open; 0 if none.
size_t end_of_parameters(std::string_view head) {
  int depth = 0;
  for (size_t i = 0; i < head.size(); ++i) {
    depth += depth_change(head[i]);
    if (head[i] == ')' && depth == 0) return i + 1;
  }
  return 0;
}

/// `Name(...) : member`: a colon, not a double one, between brackets' ends and no bracket open.
bool has_member_list(std::string_view head) {
  int depth = 0;
  const size_t start = end_of_parameters(head);
  for (size_t i = start; start > 0 && i < head.size(); ++i) {
    depth += depth_change(head[i]);
    const bool doubled = head[i - 1] == ':' || (i + 1 < head.size() && head[i + 1] == ':');
    if (head[i] == ':' && depth == 0 && !doubled) return true;
  }
  return false;
}

bool cut_word(std::string_view& head, std::string_view word) {
  if (!head.ends_with(word)) return false;
  const size_t start = head.size() - word.size();
  if (start > 0 && is_word_letter(word.front()) && is_word_letter(head[start - 1])) return false;
  head = trimmed_end(head.substr(0, start));
  return true;
}

/// Cuts what may stand between a parameter list and the body.
std::string_view without_qualifiers(std::string_view head) {
  const size_t arrow = head.rfind("->");
  if (arrow != kNowhere && head.substr(0, arrow).find(')') != kNowhere) {
    head = trimmed_end(head.substr(0, arrow));
  }
  const size_t needs = find_word(head, "requires", end_of_parameters(head));
  if (needs != kNowhere && head.substr(0, needs).ends_with(") ")) {
    head = trimmed_end(head.substr(0, needs));
  }
  for (bool cut = true; cut;) {
    cut = false;
    for (std::string_view word :
         {"const", "override", "final", "noexcept", "mutable", "try", "&"}) {
      cut = cut_word(head, word) || cut;
    }
  }
  return head;
}

/// A lambda without parameters: its capture follows no name, as the bounds of an array do.
bool ends_with_capture(std::string_view head) {
  if (!head.ends_with(']')) return false;
  const size_t open = head.rfind('[');
  const std::string_view before = trimmed_end(head.substr(0, open));
  if (before.ends_with("return")) return true;
  return before.empty() || (!is_word_letter(before.back()) && before.back() != ']');
}

bool opens_function(std::string_view head) {
  if (has_member_list(head)) return head.ends_with(')') || head.ends_with('}');
  const std::string_view plain = without_qualifiers(head);
  return plain.ends_with(')') || ends_with_capture(plain);
}

bool opens_scope(std::string_view head) {
  const auto words = {"namespace", "class", "struct", "union", "enum", "extern"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return find_word(head, word) != kNowhere; });
}

bool is_access_label(std::string_view head) {
  return head == "public" || head == "protected" || head == "private";
}

class FunctionFinder {
 public:
  void read(char c, size_t line) {
    if (depth_ > 0) return read_body(c, line);
    if (c == '{') {
      open(line);
    } else if (c == '}') {
      close();
    } else if (c == ';' || ends_item(c) || (c == ':' && is_access_label(head()))) {
      head().clear();
    } else if (c != ' ' || !head().empty()) {
      if (head().empty()) levels_.back().line = line;
      head() += c;
    }
  }

  std::vector<FunctionSpan> found;

 private:
  /// A namespace, a class or a braced value that is being read.
  struct Level {
    bool is_value = false;
    std::string head;
    size_t line = 0;
  };

  std::string& head() { return levels_.back().head; }

  void read_body(char c, size_t line) {
    depth_ += c == '{' ? 1 : 0;
    depth_ -= c == '}' ? 1 : 0;
    if (depth_ > 0) return;
    found.push_back({levels_.back().line, line});
    head().clear();
  }

  bool ends_item(char c) { return c == ',' && levels_.back().is_value && is_balanced(head()); }

  void open(size_t line) {
    const std::string_view what = trimmed_end(head());
    if (opens_function(what)) {
      depth_ = 1;
    } else {
      levels_.push_back({!opens_scope(what), "", line});
    }
  }

  // After a braced value its statement goes on: `: member_{1} {` or `= {1};`.
  void close() {
    if (levels_.size() == 1) return;
    const bool was_value = levels_.back().is_value;
    levels_.pop_back();
    if (!was_value) {
      head().clear();
    } else {
      head() += '}';
    }
  }

  std::vector<Level> levels_ = std::vector<Level>(1);
  size_t depth_ = 0;
};

/// The code without preprocessor lines and those that continue them.
std::vector<std::string> without_directives(std::vector<std::string> code) {
  bool inside = false;
  for (std::string& line : code) {
    const size_t first = line.find_first_not_of(' ');
    const bool directive = inside || (first != std::string::npos && line[first] == '#');
    inside = directive && trimmed_end(line).ends_with('\\');
    if (directive) line.clear();
  }
  return code;
}

}  // namespace

std::vector<FunctionSpan> functions_of(const Source& source) {
  FunctionFinder finder;
  const std::vector<std::string> code = without_directives(source.code);
  for (size_t i = 0; i < code.size(); ++i) {
    for (char c : code[i]) finder.read(c == '\t' ? ' ' : c, i + 1);
    finder.read(' ', i + 1);
  }
  return finder.found;
}

}  // namespace reality
