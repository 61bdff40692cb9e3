// SPDX-License-Identifier: MIT
//
// Render: an event's plain text (UTF-8, '\n' for line breaks) as the bytes that a client shows.
// Pure functions; the caller keeps what the peer told about its window. Lines are wrapped by
// display cells, and only where the width is known. Tests: tests/net/telnet/render_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace reality {

/// What decides how text looks to one telnet reader. Equal profiles get equal bytes, so an event
/// for many readers needs rendering once for each profile among them.
struct TelnetProfile {
  uint16_t columns = 0;  // from TelnetEvents::window_size(); 0 = unknown
  bool wrap = true;      // the player's `wrap on/off`

  bool operator==(const TelnetProfile&) const = default;
};

std::string render_telnet(std::string_view text, const TelnetProfile& profile);
/// Appends to `out` instead.
void render_telnet_to(std::string_view text, const TelnetProfile& profile, std::string& out);

}  // namespace reality
