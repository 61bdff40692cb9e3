// SPDX-License-Identifier: MIT
//
// Metrics: named numbers that any layer writes and operators read. Owned by main, passed by
// reference; single-threaded (workers report through events). A reference from counter(), gauge()
// or histogram() stays valid for the life of the Metrics, so hot paths look a name up once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace reality {

/// Only grows.
struct Counter {
  uint64_t value = 0;
  void add(uint64_t n = 1) { value += n; }
};

/// A level that goes up and down.
struct Gauge {
  int64_t value = 0;
};

/// Counts of microseconds: one by one below 8, then in eight equal parts of each power of two, so
/// that a percentile is at most an eighth above what was recorded. Bounded: 2.4 KB.
class Histogram {
 public:
  /// Less than 0 counts as 0; six days and more are counted together.
  void record_us(int64_t us);
  uint64_t count() const { return count_; }
  int64_t max_us() const { return max_us_; }
  /// Upper bound in microseconds below which `share` (0..1) of the records lie; 0 when empty.
  int64_t percentile_us(double share) const;

 private:
  static constexpr int kPartBits = 3;  // eight parts of an octave
  static constexpr int kOctaves = 39;
  static constexpr size_t kBuckets = size_t{kOctaves - kPartBits + 1} << kPartBits;

  static size_t bucket_of(uint64_t us);
  static int64_t upper_bound(size_t bucket);

  std::array<uint64_t, kBuckets> buckets_{};
  uint64_t count_ = 0;
  int64_t max_us_ = 0;
};

class Metrics {
 public:
  Counter& counter(std::string_view name) { return find(counters_, name); }
  Gauge& gauge(std::string_view name) { return find(gauges_, name); }
  Histogram& histogram(std::string_view name) { return find(histograms_, name); }

  const auto& counters() const { return counters_; }
  const auto& gauges() const { return gauges_; }
  const auto& histograms() const { return histograms_; }

 private:
  template <class T>
  using Named = std::map<std::string, T, std::less<>>;

  template <class T>
  static T& find(Named<T>& all, std::string_view name) {
    auto it = all.find(name);
    return it != all.end() ? it->second : all.emplace(std::string(name), T{}).first->second;
  }

  Named<Counter> counters_;
  Named<Gauge> gauges_;
  Named<Histogram> histograms_;
};

}  // namespace reality
