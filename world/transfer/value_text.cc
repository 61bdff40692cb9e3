// SPDX-License-Identifier: MIT
#include "world/transfer/value_text.h"

#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "engine/text.h"
#include "world/state/value_json.h"

namespace reality {

namespace {

constexpr size_t kWidth = 100;
constexpr size_t kLongestLine = 15'000;  // the reader takes 20,000 bytes
constexpr size_t kMostLines = 4'000;     // it takes 5,000
constexpr std::string_view kJson = "json";
constexpr std::string_view kParagraphs = "\n\n";

RecordEntry entry_of(const std::string& key, std::string argument, char separator,
                     std::vector<std::string> lines) {
  RecordEntry entry{key, std::move(argument), separator, {}};
  for (std::string& line : lines) entry.lines.push_back({{}, std::move(line), 0});
  return entry;
}

/// Whether reading the lines gives `text` again: nothing in them that is no text, nothing lost
/// where they were broken.
bool reads_as(const RecordEntry& entry, std::string_view text) {
  if (entry.lines.size() > kMostLines) return false;
  for (const RecordLine& line : entry.lines)
    if (line.text.empty() || line.text.size() > kLongestLine || clean_line(line.text) != line.text)
      return false;
  return entry.value() == text;
}

/// Breaks at single spaces, so that no line is wider than it should be if that can be helped.
void add_lines(std::string_view text, size_t first_width, std::vector<std::string>& lines) {
  size_t width = first_width;
  while (text.size() > width) {
    size_t at = text.rfind(' ', width);
    if (at == text.npos || at == 0) at = text.find(' ', width);
    if (at == text.npos) break;
    lines.emplace_back(text.substr(0, at));
    text.remove_prefix(at + 1);
    width = kWidth - 2;
  }
  lines.emplace_back(text);
}

size_t width_after(const std::string& key) {
  constexpr size_t kLeast = 40;
  return kWidth > key.size() + kLeast ? kWidth - key.size() - 3 : kLeast;
}

std::optional<RecordEntry> prose(const std::string& key, std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t end = std::min(rest.find(kParagraphs), rest.size());
    if (!lines.empty()) lines.emplace_back(".");
    add_lines(rest.substr(0, end), lines.empty() ? width_after(key) : kWidth - 2, lines);
    rest.remove_prefix(std::min(end + kParagraphs.size(), rest.size()));
  }
  RecordEntry entry = entry_of(key, "", ':', std::move(lines));
  if (!reads_as(entry, text)) return std::nullopt;
  return entry;
}

std::string by_number(ThingId thing) {
  return std::to_string(thing.number);
}

Result<ThingId> number_of(std::string_view text) {
  return parse_serial(text);
}

std::optional<RecordEntry> literal(const std::string& key, char separator, const Value& value,
                                   const NameThing& name) {
  const Result<Value> again = parse_literal(print_literal(value, by_number), number_of);
  if (!again || !(*again == value)) return std::nullopt;
  const std::string text = print_literal(value, name);
  std::vector<std::string> lines;
  add_lines(text, width_after(key), lines);
  RecordEntry entry = entry_of(key, "", separator, std::move(lines));
  if (reads_as(entry, text)) return entry;
  entry = entry_of(key, "", separator, {text});
  if (reads_as(entry, text)) return entry;
  return std::nullopt;
}

void append_escape(std::string& out, uint32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[unit >> shift & 15];
}

/// The letter that begins at `at`, which is moved behind it. The text is valid UTF-8.
uint32_t take_letter(std::string_view text, size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  uint32_t letter = first & (first < 0xE0 ? 0x1F : first < 0xF0 ? 0x0F : 0x07);
  while (at < text.size() && (text[at] & 0xC0) == 0x80)
    letter = letter << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  return letter;
}

/// Without spaces and without anything that a reader of text could change: outside of its strings
/// JSON as we write it has neither.
std::string ascii_json(const Value& value) {
  const std::string json = to_json(value);
  std::string out;
  for (size_t at = 0; at < json.size();) {
    const uint32_t letter = take_letter(json, at);
    if (letter > 0x20 && letter < 0x7F) {
      out += static_cast<char>(letter);
    } else if (letter < 0x10000) {
      append_escape(out, letter);
    } else {
      append_escape(out, 0xD800 + ((letter - 0x10000) >> 10));
      append_escape(out, 0xDC00 + ((letter - 0x10000) & 0x3FF));
    }
  }
  return out;
}

Result<Value> read_json(const RecordEntry& entry) {
  std::string json;
  for (const RecordLine& line : entry.lines) json += line.text;
  return from_json(json);
}

}  // namespace

ThingId parse_serial(std::string_view text) {
  uint64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  constexpr uint64_t kMost = uint64_t{1} << 62;
  if (wrong != std::errc() || end != text.data() + text.size() || number > kMost) return {};
  return ThingId{number};
}

bool is_plain_key(std::string_view key) {
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
  return !key.empty() && key.size() < kWidth && key.find_first_not_of(kLetters) == key.npos;
}

RecordEntry write_literal(const std::string& key, char separator, const Value& value,
                          const NameThing& name) {
  if (auto entry = literal(key, separator, value, name)) return *std::move(entry);
  const std::string json = ascii_json(value);
  std::vector<std::string> lines;
  for (size_t at = 0; at < json.size(); at += kLongestLine)
    lines.push_back(json.substr(at, kLongestLine));
  return entry_of(key, std::string(kJson), separator, std::move(lines));
}

RecordEntry write_value(const std::string& key, const Value& value, const NameThing& name) {
  if (value.type() == ValueType::string)
    if (auto entry = prose(key, value.as_string())) return *std::move(entry);
  return write_literal(key, '=', value, name);
}

Result<Value> read_literal(const RecordEntry& entry, const ResolveThing& resolve) {
  if (entry.argument == kJson) return read_json(entry);
  if (!entry.argument.empty())
    return Error{"`" + entry.title() + "` has a word too many: only `json` may follow a key"};
  return parse_literal(entry.value(), resolve);
}

Result<Value> read_value(const RecordEntry& entry, const ResolveThing& resolve) {
  if (entry.separator == '=' || !entry.argument.empty()) return read_literal(entry, resolve);
  return Value(std::string_view(entry.value()));
}

}  // namespace reality
