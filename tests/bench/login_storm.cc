// SPDX-License-Identifier: MIT
#include "tests/bench/login_storm.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

#include "engine/unique_fd.h"

namespace reality::bench {
namespace {

constexpr auto kPause = std::chrono::milliseconds(20);
constexpr std::string_view kInside = "Ten ways lead out of this hall.";
constexpr std::string_view kCrowded = "Very many people are at the door";

UniqueFd connect_to(int port) {
  UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{1, 0};
  setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return {};
  return fd;
}

}  // namespace

LoginStorm::LoginStorm(int port, size_t people, std::string tag)
    : port_(port), tag_(std::move(tag)) {
  for (size_t person = 0; person < people; ++person)
    threads_.emplace_back([this, person] { storm(person); });
}

LoginStorm::~LoginStorm() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
}

void LoginStorm::storm(size_t person) {
  const std::string name = "Q" + tag_ + static_cast<char>('a' + person % 26) +
                           static_cast<char>('a' + person / 26) + "q";
  bool known = false;
  while (!stopping_) {
    if (log_in((known ? "connect " : "create ") + name + " secret")) known = true;
    std::this_thread::sleep_for(kPause);
  }
}

// True when that one got in; crowded out or cut off is no failure of the bench.
bool LoginStorm::log_in(const std::string& line) {
  const UniqueFd fd = connect_to(port_);
  if (!fd) return false;
  const std::string bytes = line + "\r\n";
  if (send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) return false;
  std::string heard;
  std::array<char, 4096> part;
  while (!stopping_) {
    const ssize_t got = recv(fd.get(), part.data(), part.size(), 0);
    if (got < 0 && errno == EAGAIN) continue;
    if (got <= 0) return false;
    heard.append(part.data(), static_cast<size_t>(got));
    if (heard.find(kCrowded) != heard.npos) return false;
    if (heard.find(kInside) != heard.npos) return ++logins_, true;
  }
  return false;
}

}  // namespace reality::bench
