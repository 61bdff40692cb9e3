// SPDX-License-Identifier: MIT

#include "engine/setting_table.h"

#include <algorithm>
#include <charconv>

#include "engine/log.h"
#include "engine/socket_address.h"
#include "engine/text.h"

namespace reality {
namespace {

constexpr int64_t kMillion = 1'000'000;
constexpr int64_t kGibi = int64_t{1} << 30;
constexpr size_t kNameLetters = 60;

template <auto Section, auto Field>
auto& field(Settings& settings) {
  return settings.*Section.*Field;
}

template <auto Field>
auto& limit(Settings& settings) {
  return settings.limits.*Field;
}

/// For messages: the text in quotes, on one line whatever is in it.
std::string quoted(std::string_view text) {
  std::string result = "'";
  for (char c : text) result += (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) ? '?' : c;
  return result + "'";
}

// Names are not looked up: a listener binds to an address, and a name can stand for several.
std::string check_address(std::string& text) {
  const auto address = parse_socket_address(text);
  return address.ok() ? "" : quoted(text) + " is no address: " + address.error();
}

std::string check_host(std::string& text) {
  const auto address =
      parse_socket_address((text.find(':') == text.npos ? text : "[" + text + "]") + ":1");
  return address.ok() ? "" : quoted(text) + " is no address such as 127.0.0.1 or ::1";
}

bool is_domain_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_domain_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), is_domain_letter);
}

// RFC 1035 section 2.3.1 with the leading digits that RFC 1123 section 2.1 allows.
std::string check_domain(std::string& text) {
  const auto labels = split(text, '.');
  if (!text.empty() && text.size() <= 253 &&
      std::all_of(labels.begin(), labels.end(), is_domain_label)) {
    return "";
  }
  return quoted(text) + " is not a domain name such as mud.example.org";
}

std::string check_world_name(std::string& text) {
  text = clean_line(text);
  if (!text.empty() && letter_count(text) <= kNameLetters) return "";
  return "must be a name of 1 to " + std::to_string(kNameLetters) + " letters";
}

std::string check_log_level(std::string& text) {
  if (parse_log_level(text).ok()) return "";
  return quoted(text) + " is none of debug, info, warn, error, off";
}

using L = LimitSettings;

const SettingRow kRows[] = {
    {"telnet.listen",
     "Where telnet listens: \"ADDRESS:PORT\" or a list of them; port 0 = any free one; [] = off.",
     field<&Settings::telnet, &TelnetSettings::listen>, check_address},
    {"http.listen",
     "Where HTTP listens: \"ADDRESS:PORT\" or a list of them; port 0 = any free one; [] = off.",
     field<&Settings::http, &HttpSettings::listen>, check_address},
    {"http.trusted_proxies",
     "Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.",
     field<&Settings::http, &HttpSettings::trusted_proxies>, check_host},
    {"http.session_minutes", "Minutes without a request after which a web player falls asleep.",
     field<&Settings::http, &HttpSettings::session_minutes>, nullptr, 1, kMillion},
    {"smtp.listen",
     "Where SMTP listens: \"ADDRESS:PORT\" or a list of them; port 0 = any free one; [] = off.",
     field<&Settings::smtp, &SmtpSettings::listen>, check_address},
    {"mail.domain", "The domain of this world's addresses, as in ann@mud.example.org.",
     field<&Settings::mail, &MailSettings::domain>, check_domain},
    {"mail.message_bytes", "Largest message that the post takes, in bytes.",
     field<&Settings::mail, &MailSettings::message_bytes>, nullptr, 1024, kMillion * 64},
    {"world.area",
     "Folder of area files that fills a new home; \"\" = the starter world. Unread later.",
     field<&Settings::world, &WorldSettings::area>},
    {"world.name", "What the world is called where people are greeted.",
     field<&Settings::world, &WorldSettings::name>, check_world_name},
    {"log.level", "The least that is logged: debug, info, warn, error or off.",
     field<&Settings::log, &LogSettings::level>, check_log_level},
    {"limits.connections", "Connections open at once, all doors together; 0 = no limit.",
     limit<&L::connections>, nullptr, 0, kMillion},
    {"limits.connections_per_address",
     "Connections open at once from one address; loopback is exempt; 0 = no limit.",
     limit<&L::connections_per_address>, nullptr, 0, kMillion},
    {"limits.login_seconds", "Seconds that a connection may take to log in; 0 = no limit.",
     limit<&L::login_seconds>, nullptr, 0, kMillion},
    {"limits.line_bytes", "Longest line of input in bytes; 0 = no limit.", limit<&L::line_bytes>,
     nullptr, 0, kGibi},
    {"limits.output_bytes",
     "Unsent bytes after which a connection that does not read is closed; 0 = no limit.",
     limit<&L::output_bytes>, nullptr, 0, kGibi},
    {"limits.commands_per_line", "Commands in one line of input; 0 = no limit.",
     limit<&L::commands_per_line>, nullptr, 0, kMillion},
    {"limits.failed_logins_per_minute", "Wrong passwords a minute from one address; 0 = no limit.",
     limit<&L::failed_logins_per_minute>, nullptr, 0, kMillion},
    {"limits.guests", "Guests in the world at once; 0 = no limit.", limit<&L::guests>, nullptr, 0,
     kMillion},
    {"limits.letters_per_player",
     "Letters that the post keeps for one player or thing; 0 = no limit.",
     limit<&L::letters_per_player>, nullptr, 0, kGibi},
    {"limits.letters_per_connection",
     "Letters that one SMTP connection may bring; loopback is exempt; 0 = no limit.",
     limit<&L::letters_per_connection>, nullptr, 0, kMillion},
    {"limits.turn_rows", "Rows of the database that one turn may change; 0 = no limit.",
     limit<&L::turn_rows>, nullptr, 0, kGibi},
    {"limits.script_cpu_ms", "Milliseconds of CPU that scripts get in one turn; 0 = no limit.",
     limit<&L::script_cpu_ms>, nullptr, 0, kMillion},
    {"limits.script_memory_mb", "Megabytes that scripts may take in one turn; 0 = no limit.",
     limit<&L::script_memory_mb>, nullptr, 0, kMillion},
    {"limits.coroutines", "Scripts that may be waiting at once; 0 = no limit.",
     limit<&L::coroutines>, nullptr, 0, kMillion},
    {"accounts.password_memory_kib", "Memory in KiB to check one password (argon2id).",
     field<&Settings::accounts, &AccountSettings::password_memory_kib>, nullptr, 8, 4 * kMillion},
    {"accounts.password_passes", "Passes over that memory.",
     field<&Settings::accounts, &AccountSettings::password_passes>, nullptr, 1, 1000},
    {"store.queue", "Turns that may wait for the disk before the world pauses.",
     field<&Settings::store, &StoreSettings::queue>, nullptr, 1, kMillion},
    {"store.queue_mb", "Megabytes of them that may wait before the world pauses.",
     field<&Settings::store, &StoreSettings::queue_mb>, nullptr, 1, kMillion},
    {"store.wal_mb", "Megabytes that the database's journal (world.db-wal) keeps on disk at most.",
     field<&Settings::store, &StoreSettings::wal_mb>, nullptr, 1, kMillion},
};

std::string wanted(const SettingRow& row) {
  if (std::holds_alternative<TextField>(row.field)) return "text";
  if (std::holds_alternative<ListField>(row.field)) return "an address or a list of addresses";
  return "a whole number from " + std::to_string(row.least) + " to " + std::to_string(row.most);
}

std::string given(const SettingValue& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  if (const auto* unfit = std::get_if<UnfitValue>(&value)) return unfit->what;
  return "a list";
}

std::string complaint_of_type(const SettingRow& row, const SettingValue& value) {
  return "must be " + wanted(row) + ", not " + given(value);
}

std::string check_text(const SettingRow& row, std::string& text) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (control || !is_valid_utf8(text)) return "must be one line of valid UTF-8";
  return row.check != nullptr ? row.check(text) : "";
}

std::string put_number(int64_t& target, const SettingRow& row, const SettingValue& value) {
  const auto* number = std::get_if<int64_t>(&value);
  if (number == nullptr || *number < row.least || *number > row.most) {
    return complaint_of_type(row, value);
  }
  target = *number;
  return "";
}

std::string put_text(std::string& target, const SettingRow& row, const SettingValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return complaint_of_type(row, value);
  std::string checked = *text;
  std::string complaint = check_text(row, checked);
  if (complaint.empty()) target = std::move(checked);
  return complaint;
}

std::string put_list(std::vector<std::string>& target, const SettingRow& row,
                     const SettingValue& value) {
  std::vector<std::string> items;
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    items = *list;
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    for (std::string_view item : split(*text, ',')) items.emplace_back(trim(item));
  } else {
    return complaint_of_type(row, value);
  }
  std::erase(items, "");
  for (std::string& item : items) {
    std::string complaint = check_text(row, item);
    if (!complaint.empty()) return complaint;
  }
  target = std::move(items);
  return "";
}

// Control characters never get past check_text(), so two escapes are enough (TOML 1.0, "String").
std::string text_as_toml(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

}  // namespace

std::span<const SettingRow> setting_rows() {
  return kRows;
}

const SettingRow* find_setting(std::string_view key) {
  for (const SettingRow& row : kRows) {
    if (row.key == key) return &row;
  }
  return nullptr;
}

SettingValue value_from_text(const SettingRow& row, std::string_view text) {
  int64_t number = 0;
  const char* end = text.data() + text.size();
  auto [stop, wrong] = std::from_chars(text.data(), end, number);
  const bool is_number = wrong == std::errc() && stop == end;
  if (is_number && std::holds_alternative<IntegerField>(row.field)) return number;
  return std::string(text);
}

Status assign(Settings& settings, const SettingRow& row, const SettingValue& value,
              const std::string& origin) {
  std::string complaint;
  if (const auto* number = std::get_if<IntegerField>(&row.field)) {
    complaint = put_number((*number)(settings), row, value);
  } else if (const auto* text = std::get_if<TextField>(&row.field)) {
    complaint = put_text((*text)(settings), row, value);
  } else {
    complaint = put_list(std::get<ListField>(row.field)(settings), row, value);
  }
  if (!complaint.empty()) return Error{std::string(row.key) + " (" + origin + "): " + complaint};
  settings.origins.insert_or_assign(std::string(row.key), origin);
  return {};
}

Error unknown_setting(std::string_view key, const std::string& origin) {
  std::vector<std::string_view> keys;
  for (const SettingRow& row : kRows) keys.push_back(row.key);
  // Long keys may be further off and still be meant.
  const auto meant = nearest(key, keys, std::max<size_t>(2, key.size() / 4));
  const std::string start = "unknown setting " + quoted(key) + " (" + origin + "): ";
  if (!meant) return Error{start + "'reality config' lists those there are"};
  return Error{start + "did you mean " + quoted(*meant) + "?"};
}

std::string value_as_toml(Settings& settings, const SettingRow& row) {
  if (const auto* number = std::get_if<IntegerField>(&row.field)) {
    return std::to_string((*number)(settings));
  }
  if (const auto* text = std::get_if<TextField>(&row.field)) {
    return text_as_toml((*text)(settings));
  }
  std::string result = "[";
  for (const std::string& item : std::get<ListField>(row.field)(settings)) {
    if (result.size() > 1) result += ", ";
    result += text_as_toml(item);
  }
  return result + "]";
}

}  // namespace reality
