// SPDX-License-Identifier: MIT
//
// Samples: measured times, every one kept, so that a percentile is one that was measured. Owned by
// whoever measures; for a bench of some minutes, not for a server.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace reality::bench {

class Samples {
 public:
  void add_us(int64_t us) { all_.push_back(us); }
  size_t count() const { return all_.size(); }
  /// The `share`th (0..1) of them by size, in milliseconds; 0 when there are none.
  double ms(double share) {
    if (all_.empty()) return 0;
    const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(all_.size())));
    const size_t at = std::min(std::max<size_t>(rank, 1), all_.size()) - 1;
    const auto nth = all_.begin() + static_cast<std::ptrdiff_t>(at);
    std::nth_element(all_.begin(), nth, all_.end());
    return static_cast<double>(*nth) / 1000;
  }

 private:
  std::vector<int64_t> all_;
};

/// "p50 0.41  p99 12.3  p99.9 20.1  max 31.0 ms"
std::string spread(Samples& samples);

}  // namespace reality::bench
