// SPDX-License-Identifier: MIT
#include "tests/bench/web_figures.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cstdlib>
#include <sstream>

#include "engine/unique_fd.h"

namespace reality::bench {
namespace {

constexpr std::string_view kRequest =
    "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

Result<std::string> fetch(int port) {
  const UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};
  setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      send(fd.get(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL) < 0)
    return Error{"the server's web does not answer"};
  std::string answer;
  std::array<char, 8192> bytes;
  ssize_t got = 0;
  while ((got = recv(fd.get(), bytes.data(), bytes.size(), 0)) > 0)
    answer.append(bytes.data(), static_cast<size_t>(got));
  if (got < 0 || !answer.starts_with("HTTP/1.1 200")) return Error{"no figures at /metrics"};
  return answer;
}

}  // namespace

Result<WebFigures> read_figures(int http_port) {
  auto answer = fetch(http_port);
  if (!answer) return Error{answer.error()};
  WebFigures figures;
  std::istringstream lines(*answer);
  for (std::string line; std::getline(lines, line);) {
    const size_t space = line.rfind(' ');
    if (space == line.npos || !line.starts_with("reality_")) continue;
    figures[line.substr(0, space)] = std::atof(line.c_str() + space + 1);
  }
  return figures;
}

double figure(const WebFigures& figures, const std::string& name) {
  const auto found = figures.find(name);
  return found == figures.end() ? 0 : found->second;
}

}  // namespace reality::bench
