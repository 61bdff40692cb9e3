// SPDX-License-Identifier: MIT
#include "engine/socket_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace reality {
namespace {

std::optional<uint16_t> parse_port(const std::string& text) {
  uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, port);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return port;
}

bool set_v4(SocketAddress& address, const std::string& host, uint16_t port) {
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  v4->sin_family = AF_INET;
  v4->sin_port = htons(port);
  address.size = sizeof *v4;
  return inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1;
}

bool set_v6(SocketAddress& address, const std::string& host, uint16_t port) {
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  v6->sin6_family = AF_INET6;
  v6->sin6_port = htons(port);
  address.size = sizeof *v6;
  return inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1;
}

uint16_t port_of(const SocketAddress& address) {
  if (address.storage.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6*>(&address.storage)->sin6_port);
  }
  return ntohs(reinterpret_cast<const sockaddr_in*>(&address.storage)->sin_port);
}

}  // namespace

Result<SocketAddress> parse_socket_address(const std::string& text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string::npos) return Error{"no port (write HOST:PORT)"};
  const std::optional<uint16_t> port = parse_port(text.substr(colon + 1));
  if (!port) return Error{"the port is not a number from 0 to 65535"};
  const std::string host = text.substr(0, colon);
  SocketAddress address;
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    if (set_v6(address, host.substr(1, host.size() - 2), *port)) return address;
    return Error{"the host is not a numeric IPv6 address"};
  }
  if (set_v4(address, host, *port)) return address;
  return Error{"the host is not a numeric address (as 127.0.0.1, 0.0.0.0 or [::1])"};
}

std::string host_of(const SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* host = nullptr;
  if (address.storage.ss_family == AF_INET) {
    host = &reinterpret_cast<const sockaddr_in*>(&address.storage)->sin_addr;
  } else if (address.storage.ss_family == AF_INET6) {
    host = &reinterpret_cast<const sockaddr_in6*>(&address.storage)->sin6_addr;
  } else {
    return "unix";
  }
  return inet_ntop(address.storage.ss_family, host, text.data(), text.size());
}

std::string format_socket_address(const SocketAddress& address) {
  const std::string host = host_of(address);
  const bool v6 = address.storage.ss_family == AF_INET6;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port_of(address));
}

}  // namespace reality
