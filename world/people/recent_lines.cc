// SPDX-License-Identifier: MIT
#include "world/people/recent_lines.h"

#include <algorithm>

namespace reality {

void RecentLines::add(std::string_view text) {
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) add_line(text.substr(at, end - at));
    at = end + 1;
  }
}

void RecentLines::add_line(std::string_view line) {
  size_t length = std::min(line.size(), kLongest);
  // Never cut within a letter: a byte 10xxxxxx continues the one before it (RFC 3629 section 3).
  while (length < line.size() && (static_cast<unsigned char>(line[length]) & 0xc0U) == 0x80U)
    --length;
  lines_[next_].assign(line.substr(0, length));
  next_ = (next_ + 1) % kMost;
}

std::vector<std::string> RecentLines::lines() const {
  std::vector<std::string> found;
  for (size_t i = 0; i < kMost; ++i) {
    const std::string& line = lines_[(next_ + i) % kMost];
    if (!line.empty()) found.push_back(line);
  }
  return found;
}

}  // namespace reality
