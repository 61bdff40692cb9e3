// SPDX-License-Identifier: MIT
//
// SocketAddress: "127.0.0.1:4000" and "[::1]:4000" as text and as the kernel wants them. A plain
// value. Numeric hosts only: no name is ever looked up here. Unix sockets are not addresses of this
// kind (see socket_listener.cc).
#pragma once

#include <sys/socket.h>

#include <string>

#include "engine/result.h"

namespace reality {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

/// Reads "HOST:PORT"; the error says what is wrong with it, without naming it.
Result<SocketAddress> parse_socket_address(const std::string& text);
/// "127.0.0.1", "::1"; "unix" for a Unix socket.
std::string host_of(const SocketAddress& address);
/// "127.0.0.1:4000", "[::1]:4000".
std::string format_socket_address(const SocketAddress& address);

}  // namespace reality
