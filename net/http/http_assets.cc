// SPDX-License-Identifier: MIT
#include "net/http/http_assets.h"

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "engine/password.h"

namespace reality {
namespace {

constexpr auto kFiles = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"style.css", "text/css; charset=utf-8"},
    {"refresh.js", "text/javascript; charset=utf-8"},
    {"robots.txt", "text/plain; charset=utf-8"},
});
constexpr size_t kTagLetters = 32;

}  // namespace

HttpAssets::HttpAssets(const std::string& folder) {
  for (const auto& [name, type] : kFiles) {
    std::ifstream file(folder + "/" + std::string(name), std::ios::binary);
    if (!file) continue;
    std::string body{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::string tag = '"' + content_hash(body).substr(0, kTagLetters) + '"';
    assets_.emplace(std::string(name), Asset{std::string(type), std::move(body), std::move(tag)});
  }
}

HttpResponse HttpAssets::answer(std::string_view name, const HttpRequest& request) const {
  const Asset& asset = assets_.find(name)->second;
  HttpResponse response;
  response.type = asset.type;
  response.headers = {{"Cache-Control", "max-age=3600"},
                      {"ETag", asset.tag},
                      {"X-Content-Type-Options", "nosniff"}};
  const std::string* known = request.header("if-none-match");
  // A tag is found within a list of them, weak or not, for none is part of another.
  if (known != nullptr && (*known == "*" || known->find(asset.tag) != known->npos)) {
    response.status = 304;
  } else {
    response.body = asset.body;
  }
  return response;
}

}  // namespace reality
