// SPDX-License-Identifier: MIT
#include "net/http/http_same_site.h"

#include <algorithm>

#include "engine/text.h"
#include "net/http/http_form.h"

namespace reality {
namespace {

constexpr std::string_view kCookie = "reality";
constexpr size_t kAddressLetters = 45;  // of the longest IPv6 address

bool equal_folded(std::string_view one, std::string_view other) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [lower](char a, char b) { return lower(a) == lower(b); });
}

bool is_address(std::string_view text) {
  if (text.empty() || text.size() > kAddressLetters) return false;
  return text.find_first_not_of("0123456789abcdefABCDEF.:") == text.npos;
}

// The last field of that name: the proxy that is nearest writes last.
std::string_view last_value(const HttpRequest& request, std::string_view name) {
  std::string_view value;
  for (const HttpHeader& header : request.headers)
    if (header.name == name) value = header.value;
  const size_t comma = value.rfind(',');
  return trim(comma == value.npos ? value : value.substr(comma + 1));
}

}  // namespace

bool is_same_site(const HttpRequest& request) {
  const std::string* fetched = request.header("sec-fetch-site");
  if (fetched != nullptr && *fetched == "cross-site") return false;
  const std::string* origin = request.header("origin");
  if (origin == nullptr) return true;
  const std::string* host = request.header("host");
  const size_t scheme = origin->find("://");
  if (host == nullptr || scheme == origin->npos) return false;
  return equal_folded(std::string_view(*origin).substr(scheme + 3), *host);
}

std::string session_cookie(const HttpRequest& request) {
  for (const HttpHeader& header : request.headers) {
    if (header.name != "cookie") continue;
    const auto value = cookie_value(header.value, kCookie);
    if (value) return std::string(*value);
  }
  return {};
}

HttpHeader set_cookie(std::string_view secret, bool secure) {
  std::string value{kCookie};
  value.append("=").append(secret).append("; Path=/; HttpOnly; SameSite=Lax");
  if (secure) value += "; Secure";
  return {"Set-Cookie", std::move(value)};
}

HttpHeader clear_cookie() {
  return {"Set-Cookie", std::string(kCookie) + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"};
}

HttpSender sender_of(const HttpRequest& request, std::string_view peer,
                     const std::vector<std::string>& trusted_proxies) {
  HttpSender sender{std::string(peer)};
  if (std::find(trusted_proxies.begin(), trusted_proxies.end(), peer) == trusted_proxies.end())
    return sender;
  const std::string_view forwarded = last_value(request, "x-forwarded-for");
  if (is_address(forwarded)) sender.peer = forwarded;
  sender.secure = last_value(request, "x-forwarded-proto") == "https";
  return sender;
}

}  // namespace reality
