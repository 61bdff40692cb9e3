// SPDX-License-Identifier: MIT
//
// HttpLayout: what all pages of the site have in common: the frame of landmarks around the main
// part, the fields that keep a browser from doing more than it should, and the pages that say that
// something went wrong. Pure functions. Must hold: every HTML answer carries the security fields
// and is not kept; only the `main` part may hold markup. Tests: tests/net/http/http_page_test.cc,
// tests/net/http/http_gateway_test.cc.
#pragma once

#include <string>
#include <string_view>

#include "net/http/http_response.h"

namespace reality {

struct HtmlFrame {
  std::string_view title;  // of the document, plain text
  std::string_view world;  // the world's name, plain text
  bool refreshes = false;  // has figures that /refresh.js keeps up to date
};

/// A whole document around `main`, which is markup.
std::string html_document(const HtmlFrame& frame, std::string_view main);
HttpResponse html_response(int status, std::string document);
/// 303: go there with a GET (RFC 9110 15.4.4). `location` is a path of this site.
HttpResponse see_other(std::string_view location);
/// A page with one sentence. `text` is plain text.
HttpResponse message_page(int status, std::string_view world, std::string_view title,
                          std::string_view text);

/// `text` escaped, with a line break for each '\n'.
void append_lines(std::string& out, std::string_view text);
/// "<TAG>text</TAG>", escaped; nothing for no text.
void append_element(std::string& out, std::string_view tag, std::string_view text);

}  // namespace reality
