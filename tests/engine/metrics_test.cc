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
  EXPECT_EQ(histogram.percentile_us(0.5), 128);
  EXPECT_EQ(histogram.percentile_us(0.99), 128);
  EXPECT_EQ(histogram.percentile_us(0.999), 8192);
  EXPECT_EQ(histogram.percentile_us(1), 8192);
  EXPECT_EQ(histogram.percentile_us(0), 128);
  EXPECT_EQ(histogram.max_us(), 5000);
  EXPECT_EQ(histogram.count(), 100U);
}

TEST(HistogramTest, ABoundIsAboveItsRecords) {
  for (const int64_t us : {0, 1, 2, 3, 4, 1023, 1024}) {
    Histogram histogram;
    histogram.record_us(us);
    EXPECT_GT(histogram.percentile_us(1), us);
    EXPECT_LE(histogram.percentile_us(1), us == 0 ? 1 : 2 * us);
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
