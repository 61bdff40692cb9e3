// SPDX-License-Identifier: MIT
//
// HttpExchange: what passes between a connection, which knows bytes and time, and the site, which
// knows what is asked for. Plain values. Must hold: a reply is called at most once, and may be
// called after its asker has gone, when it does nothing.
// Tests: tests/net/http/http_gateway_test.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "net/http/http_parser.h"
#include "net/http/http_response.h"

namespace reality {

struct HttpAnswer {
  HttpResponse response;
  /// Must not leave the server before this turn is durable; 0 depends on nothing.
  uint64_t turn = 0;
};

using HttpReply = std::function<void(HttpAnswer)>;

/// A request with what the site has found out about it.
struct HttpQuestion {
  HttpRequest request;
  std::vector<std::string> path;  // decoded segments
  std::string peer;               // the person's address, also behind a trusted proxy
  bool secure = false;            // came by https
};

}  // namespace reality
