// SPDX-License-Identifier: MIT
#include "net/peer_limits.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

using Verdict = PeerLimits::Verdict;

TEST(PeerLimitsTest, CountsAllDoorsTogether) {
  LimitSettings limits;
  limits.connections = 2;
  PeerLimits peers(limits);
  peers.enter("192.0.2.1");
  EXPECT_EQ(peers.judge("192.0.2.2"), Verdict::welcome);
  peers.enter("127.0.0.1");
  EXPECT_EQ(peers.judge("192.0.2.2"), Verdict::full);
  EXPECT_EQ(peers.judge("127.0.0.1"), Verdict::full);
  peers.leave("192.0.2.1");
  EXPECT_EQ(peers.judge("192.0.2.2"), Verdict::welcome);
  EXPECT_EQ(peers.count(), 1);
}

TEST(PeerLimitsTest, CountsEachAddressButNotThisMachine) {
  LimitSettings limits;
  limits.connections_per_address = 1;
  PeerLimits peers(limits);
  peers.enter("192.0.2.1");
  peers.enter("127.0.0.1");
  peers.enter("unix");
  EXPECT_EQ(peers.judge("192.0.2.1"), Verdict::too_many);
  EXPECT_EQ(peers.judge("192.0.2.2"), Verdict::welcome);
  EXPECT_EQ(peers.judge("127.0.0.1"), Verdict::welcome);
  EXPECT_EQ(peers.judge("unix"), Verdict::welcome);
  peers.leave("192.0.2.1");
  EXPECT_EQ(peers.judge("192.0.2.1"), Verdict::welcome);
}

TEST(PeerLimitsTest, ZeroIsNoLimit) {
  LimitSettings limits;
  limits.connections = 0;
  limits.connections_per_address = 0;
  PeerLimits peers(limits);
  for (int i = 0; i < 100; ++i) peers.enter("192.0.2.1");
  EXPECT_EQ(peers.judge("192.0.2.1"), Verdict::welcome);
}

TEST(PeerLimitsTest, OnlyThisMachineIsLocal) {
  EXPECT_TRUE(is_local_peer("127.0.0.1"));
  EXPECT_TRUE(is_local_peer("127.8.8.8"));
  EXPECT_TRUE(is_local_peer("::1"));
  EXPECT_TRUE(is_local_peer("unix"));
  EXPECT_FALSE(is_local_peer("128.0.0.1"));
  EXPECT_FALSE(is_local_peer("1.127.0.1"));
  EXPECT_FALSE(is_local_peer("::10"));
  EXPECT_FALSE(is_local_peer(""));
}

}  // namespace
}  // namespace reality
