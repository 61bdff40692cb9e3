// SPDX-License-Identifier: MIT
//
// TelnetGateway: the telnet door. Listens, lets newcomers in as far as the limits allow, keeps
// their connections and clears away those that never log in or never read. Owned by main; outlived
// by the Door, the Network and everything else that it is given.
// Must hold: nobody who is counted in the PeerLimits is counted twice, nobody who is refused costs
// more than a line.
// Tests: tests/net/telnet/telnet_gateway_test.cc, tests/real/program_test.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/metrics.h"
#include "engine/release_gate.h"
#include "engine/result.h"
#include "engine/scheduler.h"
#include "engine/settings.h"
#include "net/connections.h"
#include "net/entrance.h"
#include "net/listeners.h"
#include "net/peer_limits.h"
#include "net/telnet/telnet_connection.h"
#include "world/session.h"

namespace reality {

class TelnetGateway final : public TelnetHost {
 public:
  TelnetGateway(Network& network, Scheduler& scheduler, ReleaseGate& release_gate, Metrics& metrics,
                PeerLimits& peers, const LimitSettings& limit_settings);
  ~TelnetGateway() override;

  /// Takes the addresses, all or none. Newcomers wait until open() was called and the loop runs.
  Status listen(const Addresses& addresses);
  /// The addresses as they were taken, with their real ports.
  std::vector<std::string> addresses() const { return listeners_.addresses(); }
  void open(Door& door) { door_ = &door; }
  /// Nobody new is let in.
  void stop_listening() { listeners_.close(); }
  /// Tells everybody the same at once and closes; what was held back is never shown.
  void abandon_all(std::string_view line);

  size_t connections() const { return connections_.size(); }
  /// Nothing is held and nothing waits for a reader.
  bool all_sent() const;
  void gone(TelnetConnection& connection) override;

 private:
  void accept(std::unique_ptr<Transport> transport);
  std::string_view refusal(const std::string& peer) const;
  TelnetConnection& add(std::unique_ptr<Transport> transport);

  Listeners listeners_;
  Entrance entrance_;
  Door* door_ = nullptr;
  Connections<TelnetConnection> connections_;
};

}  // namespace reality
