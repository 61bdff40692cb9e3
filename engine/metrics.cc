// SPDX-License-Identifier: MIT
#include "engine/metrics.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace reality {

// Bucket i holds what is below 2^i us and in no lower bucket. The last one, at six days, also takes
// all that is longer.
void Histogram::record_us(int64_t us) {
  const auto clamped = static_cast<uint64_t>(std::max<int64_t>(us, 0));
  const auto bucket = static_cast<size_t>(std::bit_width(clamped));
  ++buckets_[std::min(bucket, buckets_.size() - 1)];
  ++count_;
  max_us_ = std::max(max_us_, us);
}

int64_t Histogram::percentile_us(double share) const {
  if (count_ == 0) return 0;
  const double rank = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count_));
  const auto wanted = std::clamp<uint64_t>(static_cast<uint64_t>(rank), 1, count_);
  uint64_t seen = 0;
  size_t bucket = 0;
  while ((seen += buckets_[bucket]) < wanted) ++bucket;
  return int64_t{1} << bucket;
}

}  // namespace reality
