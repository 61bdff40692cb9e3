// SPDX-License-Identifier: MIT
#include "net/http_status.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include "engine/text.h"

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

// RFC 8259 7.
std::string json_string(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : is_valid_utf8(text) ? text : std::string_view()) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      out.append("\\u00").append(1, kHex[byte >> 4U]).append(1, kHex[byte & 15U]);
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out += '"';
}

void append_member(std::string& out, std::string_view key, const std::string& value) {
  out.append(out.size() > 1 ? ",\n " : "\n ").append("\"").append(key).append("\": ").append(value);
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
      {{"0.5", 0.5}, {"0.9", 0.9}, {"0.99", 0.99}});
  const std::string summary = name + "_seconds";
  out.append("# TYPE ").append(summary).append(" summary\n");
  for (const auto& [label, share] : kShares) {
    out.append(summary).append("{quantile=\"").append(label).append("\"} ");
    out.append(seconds(histogram.percentile_us(share))).append("\n");
  }
  out.append(summary).append("_count ").append(std::to_string(histogram.count())).append("\n");
  append_sample(out, name + "_max_seconds", "gauge", seconds(histogram.max_us()));
}

}  // namespace

std::string status_json(const WorldFigures& figures) {
  std::string out = "{";
  append_member(out, "name", json_string(figures.name));
  append_member(out, "uptime_seconds", std::to_string(figures.uptime_seconds));
  append_member(out, "players", std::to_string(figures.players));
  append_member(out, "guests", std::to_string(figures.guests));
  append_member(out, "rooms", std::to_string(figures.rooms));
  append_member(out, "things", std::to_string(figures.things));
  append_member(out, "letters_waiting", std::to_string(figures.letters_waiting));
  append_member(out, "turns_per_second", decimal(figures.turns_per_second, 2));
  append_member(out, "turn_p50_us", std::to_string(figures.turn_p50_us));
  append_member(out, "turn_p99_us", std::to_string(figures.turn_p99_us));
  append_member(out, "commit_p50_us", std::to_string(figures.commit_p50_us));
  append_member(out, "commit_p99_us", std::to_string(figures.commit_p99_us));
  return out += "\n}\n";
}

std::string metrics_text(const Metrics& metrics) {
  std::string out;
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
