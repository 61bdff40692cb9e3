// SPDX-License-Identifier: MIT
#include "net/http/http_response.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <utility>

namespace reality {
namespace {

constexpr size_t kUsualHead = 256;
constexpr int64_t kLastSecond = 253402300799;  // of the year 9999, the last with four digits

constexpr auto kReasons = std::to_array<std::pair<int, std::string_view>>({
    {100, "Continue"},
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
});

// A status without a phrase is whole: the phrase may be empty (RFC 9112 4).
std::string_view reason_of(int status) {
  for (const auto& [known, reason] : kReasons) {
    if (known == status) return reason;
  }
  return {};
}

bool has_content(int status) {
  return status >= 200 && status != 204 && status != 304;
}

bool equal_folded(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

// What only write_response() says.
bool frames(std::string_view name) {
  return equal_folded(name, "content-length") || equal_folded(name, "transfer-encoding");
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (!is_http_token(name) || !is_http_value(value)) return;
  out.append(name).append(": ").append(value).append("\r\n");
}

// `value` below a hundred, or four digits.
void append_number(std::string& out, unsigned value, size_t digits) {
  const std::string text = std::to_string(value);
  out.append(digits - std::min(digits, text.size()), '0').append(text);
}

}  // namespace

std::string write_response(const HttpResponse& response, std::string_view date, bool keep_alive,
                           bool head_only) {
  assert(response.status >= 100 && response.status <= 599);
  const bool content = has_content(response.status);
  const bool body = content && !head_only;
  std::string out;
  out.reserve(kUsualHead + 64 * response.headers.size() + (body ? response.body.size() : 0));
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  out.append(reason_of(response.status)).append("\r\n");
  if (!date.empty()) append_field(out, "Date", date);
  if (content) {
    if (!response.type.empty()) append_field(out, "Content-Type", response.type);
    append_field(out, "Content-Length", std::to_string(response.body.size()));
  }
  // Persistence is the rule of HTTP/1.1; the parser lets no older connection persist.
  if (!keep_alive) append_field(out, "Connection", "close");
  for (const HttpHeader& field : response.headers) {
    if (!frames(field.name)) append_field(out, field.name, field.value);
  }
  out.append("\r\n");
  if (body) out.append(response.body);
  return out;
}

std::string http_date(int64_t unix_ms) {
  using namespace std::chrono;
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const sys_seconds moment{seconds{std::clamp<int64_t>(unix_ms / 1000, 0, kLastSecond)}};
  const sys_days day = floor<days>(moment);
  const year_month_day date{day};
  const auto second = static_cast<unsigned>((moment - day).count());
  std::string out;
  out.append(kDays.substr(3 * weekday{day}.c_encoding(), 3)).append(", ");
  append_number(out, static_cast<unsigned>(date.day()), 2);
  out.append(" ").append(kMonths.substr(3 * (static_cast<unsigned>(date.month()) - 1), 3));
  out.append(" ");
  append_number(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  out.append(" ");
  append_number(out, second / 3600, 2);
  out.append(":");
  append_number(out, second / 60 % 60, 2);
  out.append(":");
  append_number(out, second % 60, 2);
  return out.append(" GMT");
}

}  // namespace reality
