// SPDX-License-Identifier: MIT
#include "tests/support/screen_match.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "engine/text.h"

namespace reality {

namespace {

std::string fold(std::string_view text) {
  std::string folded;
  for (const char c : fold_case(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  return folded;
}

}  // namespace

bool screen_matches(std::string_view screen, std::string_view wanted) {
  const std::string shown = fold(screen);
  for (size_t from = 0; from <= wanted.size();) {
    const size_t bar = std::min(wanted.find(" | ", from), wanted.size());
    if (shown.find(fold(wanted.substr(from, bar - from))) != std::string::npos) return true;
    from = bar + 3;
  }
  return false;
}

std::optional<int64_t> parse_wait(const std::string& text) {
  int64_t amount = 0;
  char unit = 's';
  std::istringstream(text) >> amount >> unit;
  const std::map<char, int64_t> seconds = {{'s', 1}, {'m', 60}, {'h', 3600}};
  const auto found = seconds.find(unit);
  if (found == seconds.end()) return std::nullopt;
  return amount * found->second;
}

}  // namespace reality
