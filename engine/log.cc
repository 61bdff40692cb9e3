// SPDX-License-Identifier: MIT
#include "engine/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"debug", "info", "warn", "error", "off"};

Log::Sink standard_error() {
  // spdlog shares its sinks by design; this one belongs to the logger inside the closure alone.
  spdlog::logger logger("", std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger.set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %v", spdlog::pattern_time_type::utc);
  return [logger = std::move(logger)](LogLevel, std::string_view line) mutable {
    logger.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
  };
}

// C1 controls are C2 80 to C2 9F in UTF-8; terminals obey some of them.
bool is_c1(std::string_view text, size_t at) {
  return text[at] == '\xc2' && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) < 0xa0;
}

bool needs_quotes(std::string_view value) {
  if (value.empty() || !is_valid_utf8(value)) return true;
  for (size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    if (byte <= ' ' || byte == 0x7f || byte == '"' || byte == '=' || byte == '\\') return true;
    if (is_c1(value, i)) return true;
  }
  return false;
}

void append_hex(std::string& line, unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  line += "\\x";
  line += kDigits[byte >> 4U];
  line += kDigits[byte & 15U];
}

void append_escaped(std::string& line, char c, bool readable) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    line += '\\';
    line += c;
  } else if (c == '\n') {
    line += "\\n";
  } else if (byte < ' ' || byte == 0x7f || (byte >= 0x80 && !readable)) {
    append_hex(line, byte);
  } else {
    line += c;
  }
}

// Bytes that are not UTF-8 are shown in hexadecimal, so that a log is always valid text.
void append_quoted(std::string& line, std::string_view value) {
  const bool valid = is_valid_utf8(value);
  line += '"';
  for (size_t i = 0; i < value.size(); ++i) {
    const bool control = is_c1(value, i);
    append_escaped(line, value[i], valid && !control);
    if (control) append_escaped(line, value[++i], false);
  }
  line += '"';
}

void append_field(std::string& line, const LogField& field) {
  line += ' ';
  line += field.key;
  line += '=';
  if (needs_quotes(field.value)) {
    append_quoted(line, field.value);
  } else {
    line += field.value;
  }
}

}  // namespace

Result<LogLevel> parse_log_level(std::string_view name) {
  const auto found = std::find(kLevels.begin(), kLevels.end(), name);
  if (found != kLevels.end()) return static_cast<LogLevel>(found - kLevels.begin());
  return Error{"log.level '" + std::string(name) +
               "' is unknown: use debug, info, warn, error or off"};
}

Log::Log(LogLevel level) : Log(level, standard_error()) {}

Log::Log(LogLevel level, Sink sink) : level_(level), sink_(std::move(sink)) {}

void Log::debug(std::string_view event, std::initializer_list<LogField> fields) {
  write(LogLevel::debug, event, fields);
}

void Log::info(std::string_view event, std::initializer_list<LogField> fields) {
  write(LogLevel::info, event, fields);
}

void Log::warn(std::string_view event, std::initializer_list<LogField> fields) {
  write(LogLevel::warn, event, fields);
}

void Log::error(std::string_view event, std::initializer_list<LogField> fields) {
  write(LogLevel::error, event, fields);
}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (!enabled(level)) return;
  std::string line(kLevels[static_cast<size_t>(level)]);
  line += ' ';
  line += event;
  line += " turn=" + std::to_string(turn_);
  for (const LogField& field : fields) append_field(line, field);
  sink_(level, line);
}

}  // namespace reality
