// SPDX-License-Identifier: MIT
//
// Prompt: by what the bench's players know that a line is answered, and how their sockets are set.
// Functions, shared by those who wait for answers and those who type by a schedule.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>
#include <string_view>

namespace reality::bench {

/// Switches an option of TCP on.
inline void set_flag(int fd, int option) {
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, option, &on, sizeof on);
}

/// Before the first line the server marks a prompt's end by IAC GA (RFC 854); a player who has said
/// nothing of telnet by then gets plain text.
inline bool ends_with_prompt(std::string_view text) {
  const size_t size = text.size();
  if (size >= 2 && text[size - 2] == '\xff') text.remove_suffix(2);
  return text.ends_with("\n> ") || text.ends_with("Name: ");
}

}  // namespace reality::bench
