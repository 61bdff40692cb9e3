// SPDX-License-Identifier: MIT
#include "engine/metrics.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace reality {

// An octave begins with its highest bit; the three bits below that say which part of it.
size_t Histogram::bucket_of(uint64_t us) {
  if (us < (1U << kPartBits)) return static_cast<size_t>(us);
  const auto octave = static_cast<int>(std::bit_width(us)) - 1;
  const int below = octave - kPartBits;
  const size_t part = static_cast<size_t>(us >> below);  // 8 to 15
  return (static_cast<size_t>(below) << kPartBits) + part;
}

int64_t Histogram::upper_bound(size_t bucket) {
  constexpr size_t kParts = size_t{1} << kPartBits;
  if (bucket < 2 * kParts) return static_cast<int64_t>(bucket) + 1;
  const size_t below = bucket / kParts - 1;
  return static_cast<int64_t>(bucket % kParts + kParts + 1) << below;
}

void Histogram::record_us(int64_t us) {
  const auto clamped = static_cast<uint64_t>(std::max<int64_t>(us, 0));
  ++buckets_[std::min(bucket_of(clamped), buckets_.size() - 1)];
  ++count_;
  max_us_ = std::max(max_us_, us);
}

// Nothing that was recorded is longer than the longest, wherever its bucket ends.
int64_t Histogram::percentile_us(double share) const {
  if (count_ == 0) return 0;
  const double rank = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count_));
  const auto wanted = std::clamp<uint64_t>(static_cast<uint64_t>(rank), 1, count_);
  uint64_t seen = 0;
  size_t bucket = 0;
  while ((seen += buckets_[bucket]) < wanted) ++bucket;
  return std::min(upper_bound(bucket) - 1, max_us_) + 1;
}

}  // namespace reality
