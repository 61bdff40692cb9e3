// SPDX-License-Identifier: MIT
//
// HttpPlayPage: the documents of /play, and the parts of them that stand below a thing's page. Pure
// functions. Must hold: everything that somebody wrote is escaped; the field to type in comes
// before what happened, so that it is reached first; every field has a label. Tests:
// tests/net/http/http_play_test.cc.
#pragma once

#include <string>
#include <string_view>

#include "net/http/http_player.h"

namespace reality {

/// Somebody who plays, as pages show them.
struct PlayView {
  const WebPlayer& player;
  std::string_view token;
  std::string_view world;
};

/// The way in, for who does not play. All are plain text.
struct DoorView {
  std::string_view world;
  std::string_view next;   // where to lead after coming in; a way_back()
  std::string_view name;   // as given last time
  std::string_view alert;  // why it did not work
};

std::string play_document(const PlayView& view);
/// The last words of a session that is over, and the way in again.
std::string over_document(const PlayView& view);
std::string door_document(const DoorView& view);

/// The field to type in. `back` is the path to show afterwards; "" for /play.
void append_line_form(std::string& out, const PlayView& view, std::string_view back);
/// What came since the player's last line.
void append_log(std::string& out, const WebPlayer& player);
/// The last of it, as plain text: why somebody was not let in.
std::string last_said(const WebPlayer& player);

}  // namespace reality
