// SPDX-License-Identifier: MIT
//
// HttpAssets: the few files that pages refer to, read once at the start and answered from memory;
// nothing that a request says ever becomes a file's name. Owned by the HttpSite. A file that was
// not there is answered as not found. Tests: tests/net/http/http_gateway_test.cc.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "net/http/http_parser.h"
#include "net/http/http_response.h"

namespace reality {

class HttpAssets {
 public:
  explicit HttpAssets(const std::string& folder);

  bool has(std::string_view name) const { return assets_.find(name) != assets_.end(); }
  /// The asset, or 304 when the asker has it already (RFC 9110 13.1.2). has(name) must hold.
  HttpResponse answer(std::string_view name, const HttpRequest& request) const;

 private:
  struct Asset {
    std::string type;
    std::string body;
    std::string tag;  // with its quotes
  };
  std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace reality
