// SPDX-License-Identifier: MIT
#include "world/people/recent_lines.h"

#include <algorithm>
#include <utility>

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
  if (count_ == kMost) {
    text_.erase(0, text_.find('\n') + 1);
    --count_;
  }
  // No larger than need be: most who play are idle.
  std::string grown;
  grown.reserve(text_.size() + length + 1);
  (grown = text_) += line.substr(0, length);
  text_ = std::move(grown += '\n');
  ++count_;
}

std::vector<std::string> RecentLines::lines() const {
  std::vector<std::string> found;
  for (size_t at = 0; at < text_.size();) {
    const size_t end = text_.find('\n', at);
    found.push_back(text_.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

}  // namespace reality
