// SPDX-License-Identifier: MIT
//
// Network and Listener: where connections come from. A Network opens listeners; each accepted
// connection is handed over as a Transport that the callee owns. Two forms: SocketNetwork
// (libevent, TCP and Unix sockets) and MemoryNetwork (tests, simulation).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/result.h"
#include "engine/transport.h"

namespace reality {

using AcceptCall = std::function<void(std::unique_ptr<Transport>)>;

/// An open listening address; destroying it stops listening.
class Listener {
 public:
  virtual ~Listener() = default;
  /// The bound address, "127.0.0.1:4000" or "[::1]:4000", with the real port where 0 was asked.
  virtual std::string address() const = 0;
};

class Network {
 public:
  virtual ~Network() = default;
  /// Listens on `address`: "HOST:PORT" (numeric host, IPv6 in brackets; port 0 = any free) or
  /// "unix:PATH" (mode 0600). The error names the address and the reason.
  virtual Result<std::unique_ptr<Listener>> listen(const std::string& address,
                                                   AcceptCall accept) = 0;
};

}  // namespace reality
