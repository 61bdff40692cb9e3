// SPDX-License-Identifier: MIT
//
// SocketNetwork: the Network of the operating system, TCP and Unix sockets on libevent. Owned by
// main; outlives every Listener and Transport that came from it. "[::]:4000" means IPv6 only, so
// that it and "0.0.0.0:4000" may both be listed. A Unix socket file left behind by a crash is
// replaced: whoever listens must hold the lock of the home that the file is in.
#pragma once

#include <memory>
#include <string>

#include "engine/listener.h"
#include "engine/loop.h"

namespace reality {

struct SocketShared;

class SocketNetwork final : public Network {
 public:
  explicit SocketNetwork(Loop& loop);
  ~SocketNetwork() override;

  Result<std::unique_ptr<Listener>> listen(const std::string& address, AcceptCall accept) override;

 private:
  std::unique_ptr<SocketShared> shared_;
};

}  // namespace reality
