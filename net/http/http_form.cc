// SPDX-License-Identifier: MIT
#include "net/http/http_form.h"

#include <algorithm>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// RFC 3986 2.3.
bool is_unreserved(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

// cookie-octet, and the quotes that may stand around them (RFC 6265 4.1.1).
bool is_cookie_byte(char c) {
  return c > 0x20 && c < 0x7f && c != ',' && c != ';' && c != '\\';
}

// '+' is a space in forms and itself in paths.
std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      if (text.size() - at < 3) return std::nullopt;
      const int high = hex_digit(text[at + 1]);
      const int low = hex_digit(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    out.push_back(c);
  }
  return out;
}

// The text before the next separator; leaves what is behind it.
std::string_view cut(std::string_view& text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view front = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return front;
}

std::optional<HttpForm::Field> read_field(std::string_view pair) {
  std::optional<std::string> name = decode(cut(pair, '='), true);
  std::optional<std::string> value = decode(pair, true);
  if (!name || !value) return std::nullopt;
  return HttpForm::Field{std::move(*name), std::move(*value)};
}

// Browsers read a backslash in an address as a slash.
bool is_safe_segment(std::string_view text) {
  if (text.empty() || text == "." || text == "..") return false;
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\';
  });
  return plain && is_valid_utf8(text);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  return decode(text, false);
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (is_unreserved(c)) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kDigits[byte >> 4U]);
    out.push_back(kDigits[byte & 15U]);
  }
  return out;
}

const std::string* HttpForm::find(std::string_view name) const {
  for (const Field& field : fields) {
    if (field.name == name) return &field.value;
  }
  return nullptr;
}

std::optional<HttpForm> parse_form(std::string_view text) {
  HttpForm form;
  while (!text.empty()) {
    const std::string_view pair = cut(text, '&');
    if (pair.empty()) continue;
    std::optional<HttpForm::Field> field = read_field(pair);
    if (!field || form.fields.size() == kFormFields) return std::nullopt;
    form.fields.push_back(std::move(*field));
  }
  return form;
}

std::optional<std::string_view> cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view value = trim(cut(header, ';'));
    if (value.find('=') == value.npos || cut(value, '=') != name) continue;
    if (!std::all_of(value.begin(), value.end(), is_cookie_byte)) return std::nullopt;
    return value;
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> segments;
  if (!path.starts_with('/')) return std::nullopt;
  if (path.size() == 1) return segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash before the segment
    const size_t end = std::min(path.find('/'), path.size());
    std::optional<std::string> segment = percent_decode(path.substr(0, end));
    const bool full = segments.size() == kPathSegments;
    if (full || !segment || !is_safe_segment(*segment)) return std::nullopt;
    segments.push_back(std::move(*segment));
    path.remove_prefix(end);
  }
  return segments;
}

}  // namespace reality
