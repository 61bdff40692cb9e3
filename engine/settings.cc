// SPDX-License-Identifier: MIT

#include "engine/settings.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "engine/setting_table.h"

// The compiled toml++ throws; included whole, it answers with its errors instead.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace reality {
namespace {

constexpr std::string_view kFileName = "reality.toml";

/// One `key = value` of a file, its tables spelled out.
struct Entry {
  std::string key;
  SettingValue value;
  unsigned line = 0;
};

std::string origin_at(unsigned line) {
  return std::string(kFileName) + " line " + std::to_string(line);
}

SettingValue value_of_array(const toml::array& array) {
  std::vector<std::string> items;
  for (const toml::node& item : array) {
    const auto* text = item.as_string();
    if (text == nullptr) return UnfitValue{"a list with something other than text in it"};
    items.push_back(text->get());
  }
  return items;
}

SettingValue value_of(const toml::node& node) {
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* array = node.as_array()) return value_of_array(*array);
  if (node.is_boolean()) return UnfitValue{"true or false"};
  if (node.is_floating_point()) return UnfitValue{"a number with a point"};
  if (node.is_table()) return UnfitValue{"a table"};
  return UnfitValue{"a date or time"};
}

bool is_section(std::string_view name) {
  const auto rows = setting_rows();
  return std::any_of(rows.begin(), rows.end(), [&](const SettingRow& row) {
    return row.key.size() > name.size() && row.key.starts_with(name) && row.key[name.size()] == '.';
  });
}

// A table is a section to look into, unless it stands where a value should, or is empty and
// unknown: then it is kept as an entry that assigning refuses. The parser bounds the depth.
void collect(const toml::table& table, const std::string& prefix, std::vector<Entry>& entries) {
  for (const auto& [name, node] : table) {
    std::string key = prefix + std::string(name.str());
    const auto* inner = node.as_table();
    const bool open = inner != nullptr && find_setting(key) == nullptr;
    if (open && (!inner->empty() || is_section(key))) {
      collect(*inner, key + ".", entries);
    } else {
      entries.push_back({std::move(key), value_of(node), name.source().begin.line});
    }
  }
}

Error syntax_error(const toml::parse_error& error, const std::string& place) {
  std::string what(error.description());
  std::replace(what.begin(), what.end(), '\n', ' ');
  return Error{place + ": " + what};
}

Status apply_file(Settings& settings, std::string_view toml) {
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) {
    return syntax_error(parsed.error(), origin_at(parsed.error().source().begin.line));
  }
  std::vector<Entry> entries;
  collect(parsed.table(), "", entries);
  // The table is sorted by name; the first complaint should be about the first wrong line.
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.line < b.line; });
  for (const Entry& entry : entries) {
    const SettingRow* row = find_setting(entry.key);
    if (row == nullptr) return unknown_setting(entry.key, origin_at(entry.line));
    Status done = assign(settings, *row, entry.value, origin_at(entry.line));
    if (!done.ok()) return done;
  }
  return {};
}

// A list can be told from an IPv6 address, which starts with a bracket as well, by what follows.
bool looks_like_toml(std::string_view text) {
  if (text.starts_with('"') || text.starts_with('\'')) return true;
  if (!text.starts_with('[')) return false;
  const size_t next = text.find_first_not_of(" \t", 1);
  return next != std::string_view::npos &&
         (text[next] == '"' || text[next] == '\'' || text[next] == ']');
}

Result<SettingValue> value_of_set(const SettingRow& row, std::string_view text) {
  if (!looks_like_toml(text)) return value_from_text(row, text);
  const toml::parse_result parsed = toml::parse("value = " + std::string(text));
  if (!parsed) return syntax_error(parsed.error(), std::string(row.key) + " (--set)");
  return value_of(*parsed.table().get("value"));
}

Status apply_set(Settings& settings, std::string_view set) {
  const size_t equals = set.find('=');
  if (equals == std::string_view::npos) {
    return Error{"--set " + std::string(set) + ": must be section.key=value"};
  }
  const SettingRow* row = find_setting(set.substr(0, equals));
  if (row == nullptr) return unknown_setting(set.substr(0, equals), "--set");
  auto value = value_of_set(*row, set.substr(equals + 1));
  if (!value.ok()) return Error{value.error()};
  return assign(settings, *row, *value, "--set");
}

std::string range_of(const SettingRow& row) {
  if (!std::holds_alternative<IntegerField>(row.field)) return "";
  return " " + std::to_string(row.least) + " to " + std::to_string(row.most) + ".";
}

/// The text of the file; nothing when there is none.
Result<std::optional<std::string>> read_file(const std::string& path) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found) return std::optional<std::string>();
  if (problem) return Error{"cannot read " + path + ": " + problem.message()};
  if (status.type() != std::filesystem::file_type::regular) {
    return Error{"cannot read " + path + ": it is not a file"};
  }
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) return Error{"cannot read " + path};
  return std::optional<std::string>(std::move(text));
}

}  // namespace

std::string_view Settings::origin(std::string_view key) const {
  const auto found = origins.find(key);
  return found != origins.end() ? std::string_view(found->second) : "default";
}

Result<Settings> parse_settings(std::string_view toml, const std::vector<std::string>& sets) {
  Settings settings;
  Status done = apply_file(settings, toml);
  if (!done.ok()) return Error{done.error()};
  for (const std::string& set : sets) {
    done = apply_set(settings, set);
    if (!done.ok()) return Error{done.error()};
  }
  return settings;
}

Result<Settings> load_settings(const std::string& path, const std::vector<std::string>& sets) {
  if (path.empty()) return parse_settings("", sets);
  auto text = read_file(path);
  if (!text.ok()) return Error{text.error()};
  return parse_settings(text->value_or(""), sets);
}

std::string describe(const Settings& settings) {
  // The fields of a row are reached through a Settings that may be changed, hence the copy.
  Settings now = settings;
  Settings defaults;
  std::string result =
      "# The settings of Reality. Saved as reality.toml in the home folder, this sets them all;\n"
      "# a setting that is left out has its default.\n";
  std::string_view section;
  for (const SettingRow& row : setting_rows()) {
    const size_t dot = row.key.find('.');
    if (row.key.substr(0, dot) != section) {
      section = row.key.substr(0, dot);
      result += "\n[" + std::string(section) + "]\n";
    }
    result += "# " + std::string(row.comment) + range_of(row) + "\n";
    result += std::string(row.key.substr(dot + 1)) + " = " + value_as_toml(now, row);
    const std::string_view origin = settings.origin(row.key);
    result += "  # " + std::string(origin);
    if (origin != "default") result += "; default " + value_as_toml(defaults, row);
    result += "\n";
  }
  return result;
}

}  // namespace reality
