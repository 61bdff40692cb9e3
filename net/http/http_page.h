// SPDX-License-Identifier: MIT
//
// HttpPage: makes HTML of the blocks of a Page. Pure functions. Must hold: every text of the page
// is escaped; a link leads only to a path of this site; the first heading is the only h1. What
// stands around it is HttpLayout's. Tests: tests/net/http/http_page_test.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "world/page.h"

namespace reality {

/// Who looks at the page, as far as its buttons are concerned.
struct PageReader {
  /// The token of who plays; empty for a stranger, who is told what could be done instead.
  std::string_view token;
  /// The path of the page itself, percent-encoded.
  std::string_view here;
};

/// Appends the blocks as markup.
void append_page(std::string& out, const Page& page, const PageReader& reader);

/// The path of a page of this site that a form may lead back to, or nothing: "/", "/play" and
/// "/thing/SLUG" are the only ones. The result is percent-encoded anew.
std::optional<std::string> way_back(std::string_view path);
/// "/thing/SLUG", percent-encoded.
std::string thing_path(std::string_view slug);

}  // namespace reality
