// SPDX-License-Identifier: MIT
//
// KillClient: one connection to the server that the kill harness drives, as its one loop sees it.
// KillDoors: where the server is to be found in its present life. Owned by their users.
// Must hold: read() never waits; read_rest() waits only for a server that is going.
#pragma once

namespace reality {

/// Ports on loopback.
struct KillDoors {
  int telnet = 0;
  int http = 0;
  int smtp = 0;
};

class KillClient {
 public:
  virtual ~KillClient() = default;
  /// To be polled; -1 while there is nothing to read from.
  virtual int fd() const = 0;
  /// Takes in what has arrived.
  virtual void read() = 0;
  /// Takes in what arrives until the end of the connection.
  virtual void read_rest() = 0;
};

}  // namespace reality
