// SPDX-License-Identifier: MIT
#include "tests/real/smtp_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace reality {
namespace {

constexpr int kPatienceMs = 30'000;

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

}  // namespace

SmtpClient::SmtpClient(int port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    steps_.push_back({"EHLO sender.example\r\n"});
  } else {
    end(State::lost);
  }
}

void SmtpClient::hand_in(const SmtpMessage& message, bool grouped, size_t bytes) {
  std::vector<std::string> envelope{"MAIL FROM:<" + message.sender + ">\r\n"};
  for (const std::string& to : message.recipients) envelope.push_back("RCPT TO:<" + to + ">\r\n");
  envelope.emplace_back("DATA\r\n");
  if (grouped) {
    Step all{"", envelope.size()};
    for (const std::string& line : envelope) all.bytes += line;
    steps_.push_back(std::move(all));
  } else {
    for (std::string& line : envelope) steps_.push_back({std::move(line)});
  }
  const std::string text = message.data + ".\r\n";
  steps_.push_back({text.substr(0, bytes), 1, bytes != kAll});
  state_ = over() ? State::lost : State::busy;
  if (due_ == 0) go_on();
}

void SmtpClient::read() {
  while (receive(0)) take_in();
}

void SmtpClient::read_rest() {
  while (receive(kPatienceMs)) take_in();
}

// Nothing to be read yet is no end.
bool SmtpClient::receive(int timeout_ms) {
  pollfd ready{fd_.get(), POLLIN, 0};
  if (over() || poll(&ready, 1, timeout_ms) <= 0) return false;
  std::array<char, 4096> part;
  const ssize_t got = ::read(fd_.get(), part.data(), part.size());
  if (got > 0) unread_.append(part.data(), static_cast<size_t>(got));
  const bool ended = got == 0 || (got < 0 && errno != EINTR);
  if (ended) end(State::lost);
  return !ended;
}

void SmtpClient::take_in() {
  size_t at = 0;
  while (!over() && (at = unread_.find("\r\n")) != unread_.npos) {
    const std::string line = unread_.substr(0, at);
    unread_.erase(0, at + 2);
    // RFC 5321 4.2.1: all lines of a reply but the last have a hyphen.
    if (line.size() < 4 || line[3] != '-') take_reply(line);
  }
}

void SmtpClient::take_reply(std::string_view line) {
  last_reply_ = line;
  if (line.empty() || line[0] > '3' || due_ == 0) return end(State::refused);
  if (--due_ > 0) return;
  if (!steps_.empty()) return go_on();
  if (state_ == State::busy) state_ = State::taken;
}

void SmtpClient::go_on() {
  const Step step = std::move(steps_.front());
  steps_.pop_front();
  due_ = step.replies;
  if (!send_all(fd_.get(), step.bytes) || step.hang_up) end(State::lost);
}

// What was taken stays so, whatever becomes of the connection.
void SmtpClient::end(State state) {
  fd_.reset();
  steps_.clear();
  if (state_ != State::taken) state_ = state;
}

}  // namespace reality
