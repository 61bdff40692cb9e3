// SPDX-License-Identifier: MIT
#include "net/mail/mail_body.h"

#include <algorithm>

namespace reality {
namespace {

constexpr int kNoDigit = -1;

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : kNoDigit;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return kNoDigit;
}

// One line without its break: "=XX" to bytes.
void append_quoted(std::string_view line, std::string& out) {
  for (size_t at = 0; at < line.size(); ++at) {
    std::optional<char> byte;
    if (line[at] == '=' && at + 2 < line.size()) byte = hex_byte(line[at + 1], line[at + 2]);
    out += byte.value_or(line[at]);
    if (byte) at += 2;
  }
}

// White space before a line break was added on the way (RFC 2045 section 6.7 rule 3).
std::string_view without_padding(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t") + 1);
}

size_t base64_size(std::string_view text) {
  text = text.substr(0, text.find('='));
  const auto digits =
      std::count_if(text.begin(), text.end(), [](char c) { return base64_digit(c) != kNoDigit; });
  return static_cast<size_t>(digits) * 6 / 8;
}

}  // namespace

TransferEncoding transfer_encoding(std::string_view name) {
  if (name.empty() || name == "7bit" || name == "8bit" || name == "binary") {
    return TransferEncoding::kIdentity;
  }
  if (name == "base64") return TransferEncoding::kBase64;
  if (name == "quoted-printable") return TransferEncoding::kQuotedPrintable;
  return TransferEncoding::kUnknown;
}

std::string decode_body(std::string_view body, TransferEncoding encoding, size_t most) {
  switch (encoding) {
    case TransferEncoding::kBase64:
      return decode_base64(body, most);
    case TransferEncoding::kQuotedPrintable:
      return decode_quoted_printable(body, most);
    case TransferEncoding::kIdentity:
    case TransferEncoding::kUnknown:
      break;
  }
  return std::string(body.substr(0, most));
}

size_t decoded_size(std::string_view body, TransferEncoding encoding) {
  if (encoding == TransferEncoding::kBase64) return base64_size(body);
  return decode_body(body, encoding, body.size()).size();
}

std::string decode_base64(std::string_view text, size_t most) {
  std::string out;
  out.reserve(std::min(text.size() / 4 * 3 + 3, most));
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (c == '=' || out.size() == most) break;
    const int digit = base64_digit(c);
    if (digit == kNoDigit) continue;
    bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFFU);
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text, size_t most) {
  std::string out;
  out.reserve(std::min(text.size(), most));
  while (!text.empty() && out.size() < most) {
    const size_t stop = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, stop);
    std::string_view ending = text.substr(stop, 1);
    text.remove_prefix(stop + ending.size());
    if (!ending.empty() && line.ends_with('\r')) {
      ending = {line.data() + line.size() - 1, 2};
      line.remove_suffix(1);
    }
    line = without_padding(line);
    const bool soft = line.ends_with('=');
    if (soft) line.remove_suffix(1);
    append_quoted(line, out);
    if (!soft) out += ending;
  }
  out.resize(std::min(out.size(), most));
  return out;
}

std::optional<char> hex_byte(char high, char low) {
  const int upper = hex_digit(high);
  const int lower = hex_digit(low);
  if (upper == kNoDigit || lower == kNoDigit) return std::nullopt;
  return static_cast<char>(upper * 16 + lower);
}

}  // namespace reality
