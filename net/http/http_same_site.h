// SPDX-License-Identifier: MIT
//
// HttpSameSite: whether a request comes from this site's own pages, who sent it, and the cookie by
// which a player is known. Pure functions on requests. Must hold: only a proxy that the keeper
// trusts is believed about whom it speaks for.
// Tests: tests/net/http/http_play_test.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/http/http_parser.h"

namespace reality {

/// False for a request that a browser says was made by another site's page: an Origin (RFC 6454 7)
/// that is not the Host, or Sec-Fetch-Site: cross-site. What is no browser says nothing.
bool is_same_site(const HttpRequest& request);

/// The secret in the request's cookie; "" if there is none.
std::string session_cookie(const HttpRequest& request);
HttpHeader set_cookie(std::string_view secret, bool secure);
HttpHeader clear_cookie();

struct HttpSender {
  std::string peer;
  bool secure = false;  // by https
};

/// `peer` is who is connected. If that is a trusted proxy, the last entry of X-Forwarded-For, which
/// the proxy itself has added, and X-Forwarded-Proto are believed.
HttpSender sender_of(const HttpRequest& request, std::string_view peer,
                     const std::vector<std::string>& trusted_proxies);

}  // namespace reality
