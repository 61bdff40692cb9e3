// SPDX-License-Identifier: MIT
//
// Reports: what players tell the keepers of each other, with the last lines that the reporter was
// shown. Kept among the facts of the world until a keeper closes them. Stateless: made where
// needed. Must hold: at most kMost are open, kMostOfOne of one reporter; the accused learns
// nothing. Tests: tests/plays/report.play.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/state/thing.h"

namespace reality {

class World;

class Reports {
 public:
  static constexpr size_t kMost = 200;
  static constexpr size_t kMostOfOne = 5;

  struct Report {
    int64_t number = 0;
    /// Who reports whom, when, where and why; then the lines.
    std::string text;
  };

  explicit Reports(World& world) : world_(world) {}

  // Inside a turn.
  /// The error is a sentence for the reporter.
  Status file(const Thing& reporter, std::string_view accused, std::string_view words);
  /// False when there is none of that number.
  bool close(int64_t number);
  /// All that are open, the oldest first.
  std::vector<Report> open() const;

 private:
  std::string record(const Thing& reporter, std::string_view accused, std::string_view words) const;

  World& world_;
};

}  // namespace reality
