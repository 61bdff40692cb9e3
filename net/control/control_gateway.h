// SPDX-License-Identifier: MIT
//
// ControlGateway: the keeper's door, a Unix socket in the home that only its owner may open. One
// request a connection, answered and closed; what can be asked stands in
// net/control/control_request.h. Owned by main; outlived by the Network, but it must be destroyed
// before the Operator is. Must hold: an answer may come long after its asker has gone. Tests:
// tests/net/control/control_gateway_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/listener.h"
#include "engine/log.h"
#include "engine/result.h"
#include "engine/transport.h"
#include "world/operator.h"

namespace reality {

class ControlConnection;

class ControlGateway {
 public:
  ControlGateway(Network& network, Operator& world, Log& log);
  ~ControlGateway();
  ControlGateway(const ControlGateway&) = delete;
  ControlGateway& operator=(const ControlGateway&) = delete;

  /// Listens on the socket file at `path`.
  Status listen(const std::string& path);

 private:
  friend class ControlConnection;
  void accept(std::unique_ptr<Transport> transport);
  void ask(uint64_t id, std::string line, std::string password);
  void answer(uint64_t id, std::string_view text);
  void gone(uint64_t id);

  Network& network_;
  Operator& world_;
  Log& log_;
  std::unique_ptr<Listener> listener_;
  uint64_t last_id_ = 0;
  std::map<uint64_t, std::unique_ptr<ControlConnection>> connections_;
};

}  // namespace reality
