// SPDX-License-Identifier: MIT
#include "tests/bench/load_client.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "tests/bench/prompt.h"
#include "tests/bench/server_process.h"

namespace reality::bench {
namespace {

constexpr int kPatienceMs = 10'000;
constexpr int kQuietMs = 300;

int64_t deadline(double seconds) {
  return now_ns() + static_cast<int64_t>(std::min(seconds, LoadClient::kMostSeconds) * 1e9);
}

}  // namespace

Result<LoadClient> LoadClient::make(int port) {
  UniqueFd epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll) return Error{"no epoll"};
  return LoadClient(port, std::move(epoll));
}

Status LoadClient::connect_one() {
  if (players_.size() >= kMostPlayers) return Error{"so many players are not for this bench"};
  UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (!fd || connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    return Error{"cannot connect"};
  set_flag(fd.get(), TCP_NODELAY);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = players_.size();
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd.get(), &event) != 0) return Error{"no epoll"};
  players_.push_back({std::move(fd), {}, false});
  return {};
}

Status LoadClient::join(const std::vector<std::string>& lines) {
  const size_t player = players_.size();
  if (Status connected = connect_one(); !connected) return connected;
  if (Status asked = wait_for_prompt(player); !asked) return asked;
  if (auto welcome = ask(player, "guest"); !welcome) return Error{welcome.error()};
  for (const std::string& line : lines)
    if (auto answer = ask(player, line); !answer) return Error{answer.error()};
  return {};
}

Status LoadClient::type(size_t player, std::string_view line) {
  Player& typing = players_[player];
  typing.heard.clear();
  typing.prompted = false;
  std::array<char, 256> bytes;
  if (line.size() + 2 > bytes.size()) return Error{"the line is too long"};
  const size_t size = line.copy(bytes.data(), line.size()) + 2;
  bytes[size - 2] = '\r';
  bytes[size - 1] = '\n';
  const ssize_t sent = send(typing.fd.get(), bytes.data(), size, MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(size)) return Error{"the server takes no lines"};
  return {};
}

Status LoadClient::read(size_t player) {
  static constexpr size_t kMost = 65536;
  std::array<char, kMost> bytes;
  Player& reading = players_[player];
  const ssize_t got = recv(reading.fd.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
  if (got <= 0) return Error{"the server has closed a connection"};
  set_flag(reading.fd.get(), TCP_QUICKACK);
  bytes_ += got;
  reading.heard.append(bytes.data(), static_cast<size_t>(got));
  reading.prompted = ends_with_prompt(reading.heard);
  return {};
}

Result<bool> LoadClient::pass(int timeout_ms, const Prompted& prompted) {
  std::array<epoll_event, 128> events;
  const int count =
      epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), timeout_ms);
  for (int i = 0; i < count; ++i) {
    const size_t player = events[static_cast<size_t>(i)].data.u64;
    if (Status got = read(player); !got) return Error{got.error()};
    if (!players_[player].prompted) continue;
    if (Status done = prompted(player); !done) return Error{done.error()};
  }
  return count > 0;
}

Status LoadClient::wait_for_prompt(size_t player) {
  while (!players_[player].prompted) {
    auto came = pass(kPatienceMs, [](size_t) { return Status(); });
    if (!came) return Error{came.error()};
    if (!*came) return Error{"no prompt came behind \"" + players_[player].heard + "\""};
  }
  return {};
}

Result<std::string> LoadClient::ask(size_t player, const std::string& line) {
  if (Status typed = type(player, line); !typed) return Error{typed.error()};
  if (Status answered = wait_for_prompt(player); !answered) return Error{answered.error()};
  return players_[player].heard;
}

Result<std::string> LoadClient::overhear(size_t speaker, const std::string& line, size_t listener) {
  players_[listener].heard.clear();
  players_[listener].prompted = false;
  if (auto said = ask(speaker, line); !said) return Error{said.error()};
  if (Status heard = wait_for_prompt(listener); !heard) return Error{heard.error()};
  return players_[listener].heard;
}

Status LoadClient::settle() {
  while (true) {
    auto came = pass(kQuietMs, [](size_t) { return Status(); });
    if (!came) return Error{came.error()};
    if (!*came) break;
  }
  for (Player& player : players_) player.heard = {};
  return {};
}

// The same question has the same answer: a refusal is not counted as one.
Status LoadClient::check_size(size_t player, size_t& size) const {
  const std::string& heard = players_[player].heard;
  if (size == 0) size = heard.size();
  if (size != heard.size()) return Error{"another answer than before: \"" + heard + "\""};
  return {};
}

Result<LoadClient::Tally> LoadClient::all_type(const std::string& line, double seconds) {
  Tally tally;
  const int64_t bytes_before = bytes_;
  const int64_t end_ns = deadline(seconds);
  size_t waiting = players_.size();
  bool over = false;
  std::vector<size_t> sizes(players_.size(), 0);
  for (size_t player = 0; player < players_.size(); ++player)
    if (Status typed = type(player, line); !typed) return Error{typed.error()};
  while (waiting > 0) {
    over = over || now_ns() >= end_ns;
    auto came = pass(kPatienceMs, [&](size_t player) -> Status {
      ++tally.lines;
      if (Status same = check_size(player, sizes[player]); !same) return same;
      if (!over) return type(player, line);
      --waiting;
      return {};
    });
    if (!came) return Error{came.error()};
    if (!*came) return Error{"an answer to \"" + line + "\" did not come"};
  }
  tally.deliveries = tally.lines;
  tally.bytes = bytes_ - bytes_before;
  return tally;
}

Result<LoadClient::Tally> LoadClient::one_types(const std::string& line, double seconds) {
  Tally tally;
  const int64_t bytes_before = bytes_;
  const int64_t end_ns = deadline(seconds);
  std::vector<size_t> sizes(players_.size(), 0);
  while (now_ns() < end_ns) {
    size_t waiting = players_.size();
    for (Player& player : players_) player.heard.clear();
    for (Player& player : players_) player.prompted = false;
    if (Status typed = type(0, line); !typed) return Error{typed.error()};
    while (waiting > 0) {
      auto came = pass(kPatienceMs, [&](size_t player) -> Status {
        --waiting;
        return check_size(player, sizes[player]);
      });
      if (!came) return Error{came.error()};
      if (!*came) return Error{"a listener did not hear \"" + line + "\""};
    }
    ++tally.lines;
    tally.deliveries += static_cast<int64_t>(players_.size()) - 1;
  }
  tally.bytes = bytes_ - bytes_before;
  return tally;
}

}  // namespace reality::bench
