// SPDX-License-Identifier: MIT
#include "net/peer_limits.h"

namespace reality {
namespace {

bool reached(int64_t count, int64_t limit) {
  return limit > 0 && count >= limit;
}

}  // namespace

bool is_local_peer(std::string_view peer) {
  return peer.starts_with("127.") || peer == "::1" || peer == "unix";
}

PeerLimits::Verdict PeerLimits::judge(std::string_view peer) const {
  if (reached(count_, limits_.connections)) return Verdict::full;
  const auto found = by_address_.find(peer);
  const bool many =
      found != by_address_.end() && reached(found->second, limits_.connections_per_address);
  return many ? Verdict::too_many : Verdict::welcome;
}

void PeerLimits::enter(std::string_view peer) {
  ++count_;
  if (!is_local_peer(peer)) ++by_address_[std::string(peer)];
}

void PeerLimits::leave(std::string_view peer) {
  --count_;
  const auto found = by_address_.find(peer);
  if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
}

}  // namespace reality
