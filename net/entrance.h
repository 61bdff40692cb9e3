// SPDX-License-Identifier: MIT
//
// Entrance: who of one gateway's connections was let in, counted for the gauge and in the
// PeerLimits of all doors, and how many may be told at once why they were not. Owned by the
// gateway. A connection type has a member `bool let_in`, kept here, and a method `peer()`. Must
// hold: whoever was let in is taken out again before it is destroyed, once. Tests: those of the
// gateways in tests/net.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/metrics.h"
#include "net/peer_limits.h"

namespace reality {

class Entrance {
 public:
  Entrance(PeerLimits& peers, Gauge& count) : peers_(peers), count_(count) {}

  PeerLimits::Verdict judge(std::string_view peer) const { return peers_.judge(peer); }
  template <class Connection>
  void let_in(Connection& connection) {
    connection.let_in = true;
    ++count_.value;
    ++inside_;
    peers_.enter(connection.peer());
  }
  /// Ignores who was never let in.
  template <class Connection>
  void leave(Connection& connection) {
    if (!connection.let_in) return;
    connection.let_in = false;
    --count_.value;
    --inside_;
    peers_.leave(connection.peer());
  }
  /// Whether one more of `connections` may be on its way out with a reason; whoever comes beyond
  /// that is closed without one.
  bool may_refuse(size_t connections) const { return connections - inside_ < kRefusedAtOnce; }

 private:
  static constexpr size_t kRefusedAtOnce = 64;

  PeerLimits& peers_;
  Gauge& count_;
  size_t inside_ = 0;
};

}  // namespace reality
