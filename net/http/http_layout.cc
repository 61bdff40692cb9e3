// SPDX-License-Identifier: MIT
#include "net/http/http_layout.h"

#include <utility>

#include "net/http/html.h"

namespace reality {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::string_view kHead =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n";

constexpr std::string_view kNav =
    "<nav aria-label=\"Site\">\n<ul>\n<li><a href=\"/\">Front page</a></li>\n"
    "<li><a href=\"/play\">Play</a></li>\n</ul>\n</nav>\n";

}  // namespace

void append_lines(std::string& out, std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  for (size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    escape_html_to(out, text.substr(0, end));
    out += "<br>\n";
    text.remove_prefix(end + 1);
  }
  escape_html_to(out, text);
}

void append_element(std::string& out, std::string_view tag, std::string_view text) {
  if (text.empty()) return;
  out.append("<").append(tag).append(">");
  append_lines(out, text);
  out.append("</").append(tag).append(">\n");
}

std::string html_document(const HtmlFrame& frame, std::string_view main) {
  std::string out{kHead};
  append_element(out, "title", frame.title.empty() ? frame.world : frame.title);
  if (frame.refreshes) out += "<script src=\"/refresh.js\" defer></script>\n";
  out += "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the text</a>\n<header>\n";
  append_element(out, "p", frame.world);
  out.append(kNav).append("</header>\n<main id=\"main\" tabindex=\"-1\">\n").append(main);
  out += "</main>\n<footer>\n<p>A world in words. All of it can also be played over telnet.</p>\n";
  return out += "</footer>\n</body>\n</html>\n";
}

HttpResponse html_response(int status, std::string document) {
  HttpResponse response;
  response.status = status;
  response.headers = {{"Content-Security-Policy", std::string(kPolicy)},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "same-origin"},
                      {"Cache-Control", "no-store"}};
  response.body = std::move(document);
  return response;
}

HttpResponse see_other(std::string_view location) {
  HttpResponse response = html_response(303, {});
  response.type.clear();
  response.headers.push_back({"Location", std::string(location)});
  return response;
}

HttpResponse message_page(int status, std::string_view world, std::string_view title,
                          std::string_view text) {
  std::string main;
  append_element(main, "h1", title);
  append_element(main, "p", text);
  main += "<p><a href=\"/\">To the front page</a></p>\n";
  return html_response(status, html_document({title, world}, main));
}

}  // namespace reality
