// SPDX-License-Identifier: MIT
#include "net/http/http_status.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace reality {
namespace {

std::string decimal(double value, int digits) {
  if (!std::isfinite(value) || std::abs(value) > 1e15) value = 0;
  std::array<char, 64> buffer{};
  const auto end =
      std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::fixed, digits);
  return {buffer.data(), end.ptr};
}

std::string seconds(int64_t us) {
  return decimal(static_cast<double>(us) / 1e6, 6);
}

// [a-zA-Z0-9_] is what every version of the format takes.
std::string metric_name(std::string_view name) {
  std::string out = "reality_";
  for (const char c : name) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += fits ? c : '_';
  }
  return out;
}

void append_sample(std::string& out, const std::string& name, std::string_view type,
                   const std::string& value) {
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
  out.append(name).append(" ").append(value).append("\n");
}

void append_summary(std::string& out, const std::string& name, const Histogram& histogram) {
  constexpr auto kShares = std::to_array<std::pair<std::string_view, double>>(
      {{"0.5", 0.5}, {"0.9", 0.9}, {"0.99", 0.99}, {"0.999", 0.999}});
  const std::string summary = name + "_seconds";
  out.append("# TYPE ").append(summary).append(" summary\n");
  for (const auto& [label, share] : kShares) {
    out.append(summary).append("{quantile=\"").append(label).append("\"} ");
    out.append(seconds(histogram.percentile_us(share))).append("\n");
  }
  out.append(summary).append("_count ").append(std::to_string(histogram.count())).append("\n");
  append_sample(out, name + "_max_seconds", "gauge", seconds(histogram.max_us()));
}

void append_store(nlohmann::ordered_json& json, const StoreFigures& store) {
  json["commit_p50_ms"] = figure_ms(store.commit_p50_us);
  json["commit_p90_ms"] = figure_ms(store.commit_p90_us);
  json["commit_p99_ms"] = figure_ms(store.commit_p99_us);
  json["commit_max_ms"] = figure_ms(store.commit_max_us);
  json["rows_per_commit"] = std::round(store.rows_per_commit * 10) / 10;
  json["durable_lag_turns"] = store.lag_turns;
  json["durable_lag_ms"] = figure_ms(store.lag_us);
  json["durable_lag_p99_ms"] = figure_ms(store.lag_p99_us);
  json["store_queue_limit"] = store.queue_limit;
  json["wal_bytes"] = store.wal_bytes;
  json["checkpoint_p99_ms"] = figure_ms(store.checkpoint_p99_us);
  json["checkpoint_max_ms"] = figure_ms(store.checkpoint_max_us);
  json["sync_p50_ms"] = figure_ms(store.sync_p50_us);
  json["sync_p99_ms"] = figure_ms(store.sync_p99_us);
}

}  // namespace

// The keys are those of world.figures() in Lua, by which pages name the figures that they show.
std::string status_json(const WorldFigures& figures) {
  nlohmann::ordered_json json;
  json["name"] = figures.name;
  json["uptime_seconds"] = figures.uptime_seconds;
  json["players"] = figures.players;
  json["guests"] = figures.guests;
  json["rooms"] = figures.rooms;
  json["things"] = figures.things;
  json["letters_waiting"] = figures.letters_waiting;
  json["turns_per_second"] = std::round(figures.turns_per_second * 10) / 10;
  json["turn_p50_ms"] = figure_ms(figures.turn_p50_us);
  json["turn_p99_ms"] = figure_ms(figures.turn_p99_us);
  append_store(json, figures.store);
  json["loop_stall_p99_ms"] = figure_ms(figures.loop_stall_p99_us);
  json["loop_stall_p999_ms"] = figure_ms(figures.loop_stall_p999_us);
  json["loop_stall_max_ms"] = figure_ms(figures.loop_stall_max_us);
  return json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string metrics_text(const Metrics& metrics, const WorldFigures& figures) {
  std::string out;
  append_sample(out, "reality_uptime_seconds", "gauge", std::to_string(figures.uptime_seconds));
  append_sample(out, "reality_players", "gauge", std::to_string(figures.players));
  append_sample(out, "reality_guests", "gauge", std::to_string(figures.guests));
  append_sample(out, "reality_rooms", "gauge", std::to_string(figures.rooms));
  append_sample(out, "reality_things", "gauge", std::to_string(figures.things));
  append_sample(out, "reality_letters_waiting", "gauge", std::to_string(figures.letters_waiting));
  append_sample(out, "reality_store_lag_turns", "gauge", std::to_string(figures.store.lag_turns));
  append_sample(out, "reality_store_lag_now_seconds", "gauge", seconds(figures.store.lag_us));
  for (const auto& [name, counter] : metrics.counters())
    append_sample(out, metric_name(name) + "_total", "counter", std::to_string(counter.value));
  for (const auto& [name, gauge] : metrics.gauges())
    append_sample(out, metric_name(name), "gauge", std::to_string(gauge.value));
  for (const auto& [name, histogram] : metrics.histograms())
    append_summary(out, metric_name(name), histogram);
  return out;
}

HttpResponse data_response(std::string type, std::string body) {
  HttpResponse response;
  response.type = std::move(type);
  response.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  response.body = std::move(body);
  return response;
}

}  // namespace reality
