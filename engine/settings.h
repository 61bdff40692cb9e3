// SPDX-License-Identifier: MIT
//
// Settings: everything a keeper can set, as one plain struct with its defaults in sight. Read once
// by main, then passed on by const reference; nobody changes it while the server runs. A field is
// called as its key is: `settings.limits.guests` is `limits.guests`. What a setting means, and
// which values it takes, stands in engine/setting_table.cc, a row for each field.
// Must hold: every value that load_settings() returns has passed the check of its row.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

/// Addresses, each "HOST:PORT" with a numeric host; none = the door stays shut.
using Addresses = std::vector<std::string>;

struct TelnetSettings {
  Addresses listen{"127.0.0.1:4000"};
  bool operator==(const TelnetSettings&) const = default;
};

struct HttpSettings {
  Addresses listen{"127.0.0.1:8080"};
  std::vector<std::string> trusted_proxies;  // addresses without port
  int64_t session_minutes = 30;
  bool operator==(const HttpSettings&) const = default;
};

struct SmtpSettings {
  Addresses listen{"127.0.0.1:2525"};
  bool operator==(const SmtpSettings&) const = default;
};

struct MailSettings {
  std::string domain = "localhost";
  int64_t message_bytes = 1048576;
  bool operator==(const MailSettings&) const = default;
};

struct WorldSettings {
  std::string area;  // empty = the starter world
  std::string name = "Pellwick";
  bool operator==(const WorldSettings&) const = default;
};

struct LogSettings {
  std::string level = "info";
  bool operator==(const LogSettings&) const = default;
};

/// 0 = no limit, for all of them.
struct LimitSettings {
  int64_t connections = 10000;
  int64_t connections_per_address = 20;
  int64_t login_seconds = 300;
  int64_t line_bytes = 4096;
  int64_t output_bytes = 262144;
  int64_t commands_per_line = 20;
  int64_t failed_logins_per_minute = 10;
  int64_t guests = 200;
  int64_t letters_per_player = 200;
  int64_t letters_per_connection = 20;
  int64_t turn_rows = 10000;
  int64_t script_cpu_ms = 10;
  int64_t script_memory_mb = 16;
  int64_t coroutines = 1500;
  bool operator==(const LimitSettings&) const = default;
};

struct AccountSettings {
  int64_t password_memory_kib = 19456;
  int64_t password_passes = 2;
  bool operator==(const AccountSettings&) const = default;
};

struct StoreSettings {
  int64_t queue = 4096;
  int64_t queue_mb = 32;
  int64_t wal_mb = 64;
  bool operator==(const StoreSettings&) const = default;
};

struct Settings {
  TelnetSettings telnet;
  HttpSettings http;
  SmtpSettings smtp;
  MailSettings mail;
  WorldSettings world;
  LogSettings log;
  LimitSettings limits;
  AccountSettings accounts;
  StoreSettings store;

  /// Where each value that is no default came from, by key.
  std::map<std::string, std::string, std::less<>> origins;

  /// "default", "reality.toml line 12" or "--set".
  std::string_view origin(std::string_view key) const;
  bool operator==(const Settings&) const = default;
};

/// The defaults, changed by the text of a reality.toml, changed by `sets` ("section.key=value",
/// the last one wins). The value after = is plain text; a list is written with commas or as TOML.
Result<Settings> parse_settings(std::string_view toml, const std::vector<std::string>& sets);

/// The same from the file at `path`. A file that is not there, or an empty path, sets nothing.
Result<Settings> load_settings(const std::string& path, const std::vector<std::string>& sets);

/// Every setting with its comment, value and origin, as a reality.toml that reads back equal.
std::string describe(const Settings& settings);

}  // namespace reality
