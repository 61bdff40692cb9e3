// SPDX-License-Identifier: MIT
#include "net/http/http_status.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

TEST(HttpStatusTest, WritesTheFiguresAsJson) {
  WorldFigures figures;
  figures.name = "A \"town\" \\ \n\x01 \xc3\xa9";
  figures.uptime_seconds = 5;
  figures.players = 2;
  figures.turns_per_second = 1.5;
  figures.store.commit_p99_us = 700;
  figures.store.rows_per_commit = 4.26;
  figures.store.lag_turns = 3;
  figures.store.wal_bytes = 4152;
  figures.loop_stall_max_us = 5250;
  EXPECT_EQ(status_json(figures),
            "{\n \"name\": \"A \\\"town\\\" \\\\ \\n\\u0001 \xc3\xa9\",\n"
            " \"uptime_seconds\": 5,\n \"players\": 2,\n \"guests\": 0,\n \"rooms\": 0,\n"
            " \"things\": 0,\n \"letters_waiting\": 0,\n \"turns_per_second\": 1.5,\n"
            " \"turn_p50_ms\": 0.0,\n \"turn_p99_ms\": 0.0,\n \"commit_p50_ms\": 0.0,\n"
            " \"commit_p90_ms\": 0.0,\n \"commit_p99_ms\": 0.7,\n \"commit_max_ms\": 0.0,\n"
            " \"rows_per_commit\": 4.3,\n \"durable_lag_turns\": 3,\n \"durable_lag_ms\": 0.0,\n"
            " \"durable_lag_p99_ms\": 0.0,\n \"store_queue_limit\": 0,\n \"wal_bytes\": 4152,\n"
            " \"checkpoint_p99_ms\": 0.0,\n \"checkpoint_max_ms\": 0.0,\n"
            " \"sync_p50_ms\": 0.0,\n \"sync_p99_ms\": 0.0,\n \"loop_stall_p99_ms\": 0.0,\n"
            " \"loop_stall_p999_ms\": 0.0,\n \"loop_stall_max_ms\": 5.25\n}\n");
}

TEST(HttpStatusTest, WritesMetricsForPrometheus) {
  Metrics metrics;
  metrics.counter("http_requests").add(3);
  metrics.gauge("odd name").value = -2;
  metrics.histogram("turn").record_us(1'500'000);
  WorldFigures figures;
  figures.players = 4;
  figures.store.lag_turns = 2;
  figures.store.lag_us = 1500;
  const std::string text = metrics_text(metrics, figures);
  for (const char* part :
       {"# TYPE reality_players gauge\nreality_players 4\n",
        "# TYPE reality_http_requests_total counter\nreality_http_requests_total 3\n",
        "# TYPE reality_odd_name gauge\nreality_odd_name -2\n",
        "# TYPE reality_turn_seconds summary\nreality_turn_seconds{quantile=\"0.5\"} ",
        "reality_turn_seconds{quantile=\"0.999\"} ", "reality_store_lag_turns 2\n",
        "reality_store_lag_now_seconds 0.001500\n", "reality_turn_seconds_count 1\n",
        "reality_turn_max_seconds 1.500000\n"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

}  // namespace
}  // namespace reality
