// SPDX-License-Identifier: MIT
//
// RecentLines: the last lines that a player was shown, the evidence of a report. Owned by the
// session that shows them; gone with it. One text, so that an idle player costs little.
// Must hold: never more than kMost lines of kLongest bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

class RecentLines {
 public:
  static constexpr size_t kMost = 20;
  static constexpr size_t kLongest = 400;

  void add(std::string_view text);
  /// The oldest first.
  std::vector<std::string> lines() const;

 private:
  void add_line(std::string_view line);

  std::string text_;  // each line with its end
  size_t count_ = 0;
};

}  // namespace reality
