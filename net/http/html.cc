// SPDX-License-Identifier: MIT
#include "net/http/html.h"

namespace reality {
namespace {

// The apostrophe by number: its name is younger than some browsers.
std::string_view reference_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#39;";
  }
}

}  // namespace

void escape_html_to(std::string& out, std::string_view text) {
  for (size_t at; (at = text.find_first_of("&<>\"'")) != text.npos; text.remove_prefix(at + 1)) {
    out.append(text.substr(0, at)).append(reference_of(text[at]));
  }
  out.append(text);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  escape_html_to(out, text);
  return out;
}

}  // namespace reality
