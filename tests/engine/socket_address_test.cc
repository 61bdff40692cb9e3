// SPDX-License-Identifier: MIT
#include "engine/socket_address.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

TEST(SocketAddressTest, ReadsAndWritesBothFamilies) {
  for (const std::string text : {"127.0.0.1:4000", "0.0.0.0:0", "[::1]:65535", "[::]:25"}) {
    const Result<SocketAddress> address = parse_socket_address(text);
    ASSERT_TRUE(address.ok()) << text << ": " << address.error();
    EXPECT_EQ(format_socket_address(*address), text);
  }
  EXPECT_EQ(host_of(*parse_socket_address("[::1]:1")), "::1");
  EXPECT_EQ(host_of(*parse_socket_address("10.1.2.3:1")), "10.1.2.3");
}

TEST(SocketAddressTest, SaysWhatIsWrong) {
  EXPECT_EQ(parse_socket_address("4000").error(), "no port (write HOST:PORT)");
  const std::string no_port = "the port is not a number from 0 to 65535";
  for (const char* text :
       {"127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:80x", "127.0.0.1: 80"}) {
    EXPECT_EQ(parse_socket_address(text).error(), no_port) << text;
  }
  const std::string no_host = "the host is not a numeric address (as 127.0.0.1, 0.0.0.0 or [::1])";
  for (const char* text : {"localhost:80", ":80", "::1:80", "1.2.3:80", "[]:80"}) {
    EXPECT_EQ(parse_socket_address(text).error(), no_host) << text;
  }
  EXPECT_EQ(parse_socket_address("[127.0.0.1]:80").error(),
            "the host is not a numeric IPv6 address");
}

}  // namespace
}  // namespace reality
