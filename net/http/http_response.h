// SPDX-License-Identifier: MIT
//
// HttpResponse: an answer of the HTTP gateway, and its bytes (RFC 9110, 9112). Pure functions, no
// I/O, no clock. Must hold: whatever a field or the body says, the bytes are one message, framed by
// its Content-Length; nothing of a value becomes a line of its own. Does not compress, cut into
// chunks or decide what pages say.
// Tests: tests/net/http/http_response_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/http/http_parser.h"

namespace reality {

struct HttpResponse {
  int status = 200;
  std::string type = "text/html; charset=utf-8";  // "" = no Content-Type
  /// Written in order, behind the ones of write_response().
  std::vector<HttpHeader> headers = {};
  std::string body = {};
};

/// `date` is an http_date(). `head_only` answers a HEAD: the length, but no body. Statuses without
/// content (1xx, 204, 304) lose body, type and length. A field is left out whole if its name is no
/// token, if its value has a control byte, or if it would frame the message a second time.
std::string write_response(const HttpResponse& response, std::string_view date, bool keep_alive,
                           bool head_only);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (IMF-fixdate, RFC 9110 5.6.7); times before 1970 and after 9999
/// become the nearest moment within.
std::string http_date(int64_t unix_ms);

}  // namespace reality
