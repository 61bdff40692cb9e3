// SPDX-License-Identifier: MIT
//
// RecentLines: the last lines that a player was shown, the evidence of a report. Owned by the
// session that shows them; gone with it.
// Must hold: never more than kMost lines of kLongest bytes.
#pragma once

#include <array>
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

  std::array<std::string, kMost> lines_;
  size_t next_ = 0;
};

}  // namespace reality
