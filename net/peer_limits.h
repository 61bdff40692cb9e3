// SPDX-License-Identifier: MIT
//
// PeerLimits: how many connections are open, all doors together and from each address, and whether
// one more may come in. One for all gateways, owned by main; outlives them.
// Must hold: whoever was let in by enter() is taken out by leave(), once; loopback is exempt from
// the limit for each address, for friends at one table, tests and local bots share it.
// Tests: tests/net/peer_limits_test.cc.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/settings.h"

namespace reality {

class PeerLimits {
 public:
  enum class Verdict : uint8_t { welcome, full, too_many };

  explicit PeerLimits(const LimitSettings& limits) : limits_(limits) {}

  Verdict judge(std::string_view peer) const;
  void enter(std::string_view peer);
  void leave(std::string_view peer);
  int64_t count() const { return count_; }

 private:
  const LimitSettings& limits_;
  int64_t count_ = 0;
  std::map<std::string, int64_t, std::less<>> by_address_;
};

/// True for addresses that only this machine can have.
bool is_local_peer(std::string_view peer);

}  // namespace reality
