// SPDX-License-Identifier: MIT
//
// Log: one line an event, `time level event key=value ...`, to standard error or to a test's
// string. Owned by main, passed by reference. Every line carries the number of the turn that runs.
// Never speech, never passwords, never a whole input line: name what happened, not what was said.
// Values with spaces or quotes are quoted and escaped, so that one event is always one line.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include "engine/result.h"

namespace reality {

enum class LogLevel : uint8_t { debug, info, warn, error, off };

/// "debug", "info", ... as in the setting log.level.
Result<LogLevel> parse_log_level(std::string_view name);

struct LogField {
  std::string_view key;
  std::string value;
  LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
  LogField(std::string_view k, const char* v) : key(k), value(v) {}
  LogField(std::string_view k, const std::string& v) : key(k), value(v) {}
  template <class N>
  requires std::is_arithmetic_v<N> LogField(std::string_view k, N v)
      : key(k), value(std::to_string(v)) {}
};

class Log {
 public:
  using Sink = std::function<void(LogLevel, std::string_view line)>;

  /// Logs to standard error through spdlog.
  explicit Log(LogLevel level = LogLevel::info);
  /// Logs to `sink`, without time stamps (tests).
  Log(LogLevel level, Sink sink);

  void set_level(LogLevel level) { level_ = level; }
  void set_turn(uint64_t turn) { turn_ = turn; }
  bool enabled(LogLevel level) const { return level >= level_; }

  void debug(std::string_view event, std::initializer_list<LogField> fields = {});
  void info(std::string_view event, std::initializer_list<LogField> fields = {});
  void warn(std::string_view event, std::initializer_list<LogField> fields = {});
  void error(std::string_view event, std::initializer_list<LogField> fields = {});

 private:
  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields);

  LogLevel level_;
  uint64_t turn_ = 0;
  Sink sink_;
};

}  // namespace reality
