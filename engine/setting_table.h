// SPDX-License-Identifier: MIT
//
// The table of settings: a row for each field of Settings with its key, its meaning and what it
// takes. The type of a setting is that of its field, its default the field's initial value, so
// neither is written twice. Constant data and pure functions; used by engine/settings.cc only.
// Must hold: rows of one section stand together, because describe() writes them as one TOML table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/result.h"
#include "engine/settings.h"

namespace reality {

/// A value of a type that no setting takes, by what a person would call it ("true or false").
struct UnfitValue {
  std::string what;
};

/// A value as it was read, before the setting that gets it has judged it.
using SettingValue = std::variant<int64_t, std::string, std::vector<std::string>, UnfitValue>;

using IntegerField = int64_t& (*)(Settings&);
using TextField = std::string& (*)(Settings&);
using ListField = std::vector<std::string>& (*)(Settings&);

/// Judges a text (each one of a list) and may tidy it; answers with the complaint, or "".
using TextCheck = std::string (*)(std::string& text);

struct SettingRow {
  std::string_view key;
  std::string_view comment;
  std::variant<IntegerField, TextField, ListField> field;
  TextCheck check = nullptr;
  int64_t least = 0;  // integers only
  int64_t most = 0;
};

std::span<const SettingRow> setting_rows();

/// nullptr when there is no such setting.
const SettingRow* find_setting(std::string_view key);

/// The value that a text from the command line stands for: a whole number where one is wanted.
SettingValue value_from_text(const SettingRow& row, std::string_view text);

/// Puts `value` into its field and notes its origin; on an error nothing is changed.
Status assign(Settings& settings, const SettingRow& row, const SettingValue& value,
              const std::string& origin);

/// "unknown setting ...", with the nearest known one.
Error unknown_setting(std::string_view key, const std::string& origin);

/// The value of a row's field, written in TOML.
std::string value_as_toml(Settings& settings, const SettingRow& row);

}  // namespace reality
