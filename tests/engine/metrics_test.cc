// SPDX-License-Identifier: MIT
#include "engine/metrics.h"

#include <gtest/gtest.h>

#include <limits>

namespace reality {
namespace {

TEST(MetricsTest, ReferencesStayValidAndNamesAreInOrder) {
  Metrics metrics;
  Counter& lines = metrics.counter("net.lines");
  for (int i = 0; i < 100; ++i) metrics.counter("c" + std::to_string(i)).add();
  lines.add(2);
  EXPECT_EQ(metrics.counter("net.lines").value, 2U);
  EXPECT_EQ(metrics.counters().begin()->first, "c0");
  metrics.gauge("players").value = -1;
  EXPECT_EQ(metrics.gauges().at("players").value, -1);
}

TEST(HistogramTest, IsZeroWhenEmpty) {
  const Histogram histogram;
  EXPECT_EQ(histogram.percentile_us(0.99), 0);
  EXPECT_EQ(histogram.count(), 0U);
}

TEST(HistogramTest, AnswersWithTheBoundBelowWhichTheRecordsLie) {
  Histogram histogram;
  for (int i = 0; i < 99; ++i) histogram.record_us(100);
  histogram.record_us(5000);
  EXPECT_EQ(histogram.percentile_us(0.5), 104);
  EXPECT_EQ(histogram.percentile_us(0.99), 104);
  EXPECT_EQ(histogram.percentile_us(0.999), 5001);
  EXPECT_EQ(histogram.percentile_us(1), 5001);
  EXPECT_EQ(histogram.percentile_us(0), 104);
  EXPECT_EQ(histogram.max_us(), 5000);
  EXPECT_EQ(histogram.count(), 100U);
}

// Beside one longer record, so that it is the bucket's own bound that is seen.
TEST(HistogramTest, ABoundIsAboveItsRecordsAndAtMostAnEighthAbove) {
  for (int64_t us = 0; us < (int64_t{1} << 38); us += 1 + us / 37) {
    Histogram histogram;
    histogram.record_us(us);
    histogram.record_us(int64_t{1} << 38);
    EXPECT_GT(histogram.percentile_us(0.5), us);
    EXPECT_LE(histogram.percentile_us(0.5), us + 1 + us / 8);
  }
}

TEST(HistogramTest, ARankFallsWhereItWasRecorded) {
  Histogram histogram;
  for (int i = 1; i <= 1000; ++i) histogram.record_us(10 * i);
  for (const int permille : {1, 10, 500, 900, 990, 999}) {
    const int64_t bound = histogram.percentile_us(permille / 1000.0);
    EXPECT_GT(bound, 10 * permille);
    EXPECT_LE(bound, 10 * permille * 9 / 8 + 1);
  }
}

TEST(HistogramTest, TakesExtremes) {
  Histogram histogram;
  histogram.record_us(-7);
  EXPECT_EQ(histogram.percentile_us(1), 1);
  EXPECT_EQ(histogram.max_us(), 0);
  histogram.record_us(std::numeric_limits<int64_t>::max());
  EXPECT_EQ(histogram.percentile_us(1), int64_t{1} << 39);
}

}  // namespace
}  // namespace reality
