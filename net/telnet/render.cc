// SPDX-License-Identifier: MIT
#include "net/telnet/render.h"

#include <algorithm>

#include "engine/text.h"
#include "net/telnet/telnet_codec.h"

namespace reality {
namespace {

// No letter takes more cells than bytes, so a line of at most `cells` bytes needs no measuring.
bool surely_fits(std::string_view text, size_t cells) {
  while (text.size() > cells) {
    size_t line = std::min(text.find('\n'), text.size());
    if (line > cells) return false;
    text.remove_prefix(std::min(line + 1, text.size()));
  }
  return true;
}

}  // namespace

std::string render_telnet(std::string_view text, const TelnetProfile& profile) {
  std::string out;
  render_telnet_to(text, profile, out);
  return out;
}

void render_telnet_to(std::string_view text, const TelnetProfile& profile, std::string& out) {
  bool as_it_is = !profile.wrap || profile.columns == 0 || surely_fits(text, profile.columns);
  if (as_it_is) {
    TelnetCodec::encode_to(text, out);
  } else {
    TelnetCodec::encode_to(wrap(text, profile.columns), out);
  }
}

}  // namespace reality
