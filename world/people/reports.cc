// SPDX-License-Identifier: MIT
#include "world/people/reports.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "world/people/sessions.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

namespace {

// A report's fact is called "report.NUMBER.REPORTER", the number with leading noughts.
constexpr std::string_view kPrefix = "report.";
constexpr std::string_view kLast = "last_report";

int64_t number_in(std::string_view fact) {
  int64_t number = 0;
  const std::string_view digits = fact.substr(kPrefix.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// The number with leading noughts.
std::string padded(int64_t number, size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// "2026-11-25 14:10 UTC".
std::string time_text(int64_t wall_ms) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(wall_ms)};
  const auto day = floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(floor<std::chrono::minutes>(at - day));
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + " " + padded(clock.hours().count(), 2) +
         ":" + padded(clock.minutes().count(), 2) + " UTC";
}

}  // namespace

std::vector<Reports::Report> Reports::open() const {
  std::vector<Report> found;
  world_.facts().for_each([&](std::string_view name, const Value& text) {
    if (name.starts_with(kPrefix) && text.type() == ValueType::string)
      found.push_back({number_in(name), std::string(text.as_string())});
  });
  return found;
}

Status Reports::file(const Thing& reporter, std::string_view accused, std::string_view words) {
  const std::string of_one = "." + std::to_string(reporter.id().number);
  size_t all = 0;
  size_t own = 0;
  world_.facts().for_each([&](std::string_view name, const Value&) {
    if (!name.starts_with(kPrefix)) return;
    ++all;
    if (name.ends_with(of_one)) ++own;
  });
  if (own >= kMostOfOne)
    return Error{"The keepers have yet to read what you reported before; give them time."};
  if (all >= kMost)
    return Error{"The keepers' book is full; write a letter to postmaster instead."};
  const Value& last = world_.facts().get(kLast);
  const int64_t number = (last.type() == ValueType::integer ? last.as_integer() : 0) + 1;
  world_.facts().set(kLast, Value(number));
  world_.facts().set(std::string(kPrefix) + padded(number, 8) + of_one,
                     Value(record(reporter, accused, words)));
  return {};
}

std::string Reports::record(const Thing& reporter, std::string_view accused,
                            std::string_view words) const {
  const Thing* room = room_of(reporter);
  std::string text(reporter.string(key::name));
  text.append(" reports ").append(accused).append(", ").append(time_text(world_.clock().wall_ms()));
  if (room) {
    text.append(", in ").append(room->string(key::name));
    if (!room->string(key::id).empty()) text.append(" (").append(room->string(key::id)).append(")");
  }
  text.append(": ").append(words);
  if (const PlayerSession* session = world_.sessions().playing(reporter.id()))
    for (const std::string& line : session->recent_lines()) text.append("\n| ").append(line);
  return text;
}

bool Reports::close(int64_t number) {
  std::string found;
  world_.facts().for_each([&](std::string_view name, const Value&) {
    if (name.starts_with(kPrefix) && number_in(name) == number) found = name;
  });
  if (!found.empty()) world_.facts().set(found, Value());
  return !found.empty();
}

}  // namespace reality
