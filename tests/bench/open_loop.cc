// SPDX-License-Identifier: MIT
#include "tests/bench/open_loop.h"

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

constexpr int64_t kPatienceNs = 20'000'000'000;
constexpr int64_t kNsASecond = 1'000'000'000;
constexpr size_t kMostHeard = 1U << 20U;

}  // namespace

Result<OpenLoop> OpenLoop::make(int port) {
  UniqueFd epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll) return Error{"no epoll"};
  return OpenLoop(port, std::move(epoll));
}

Result<size_t> OpenLoop::connect_one() {
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
  players_.push_back({std::move(fd), {}, nullptr, nullptr});
  return players_.size() - 1;
}

Result<size_t> OpenLoop::join(const std::vector<std::string>& lines) {
  auto player = connect_one();
  if (!player) return player;
  if (Status asked = wait_for_prompt(*player); !asked) return Error{asked.error()};
  for (const std::string& line : lines) {
    if (Status sent = send_line(*player, line); !sent) return Error{sent.error()};
    if (Status answered = wait_for_prompt(*player); !answered) return Error{answered.error()};
  }
  return player;
}

Status OpenLoop::send_line(size_t player, const std::string& line) {
  const std::string bytes = line + "\r\n";
  const ssize_t sent = send(players_[player].fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(bytes.size())) return Error{"the server takes no lines"};
  return {};
}

// What a player hears while nothing is awaited is what others do.
Status OpenLoop::read(size_t number) {
  std::array<char, 65536> bytes;
  Player& player = players_[number];
  const ssize_t got = recv(player.fd.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
  if (got <= 0) return Error{"the server has closed a connection"};
  const int64_t now = now_ns();
  set_flag(player.fd.get(), TCP_QUICKACK);
  bytes_ += got;
  player.heard.append(bytes.data(), static_cast<size_t>(got));
  if (player.lane != nullptr) match(player, number, now);
  if (player.heard.size() > kMostHeard) return Error{"an answer does not end"};
  return {};
}

void OpenLoop::match(Player& player, size_t number, int64_t now) {
  Lane& lane = *player.lane;
  while (!lane.sent.empty() && lane.sent.front().step->player == number) {
    const Lane::Pending& first = lane.sent.front();
    const size_t at = player.heard.find(first.step->answer);
    if (at == player.heard.npos) return;
    player.heard.erase(0, at + first.step->answer.size());
    player.stream->latency.add_us((now - first.planned_ns) / 1000);
    lane.sent.pop_front();
    if (player.stream->per_second == 0 && lane.due.empty()) lane.due.push_back(now);
    ready_.push_back(&lane);
  }
  player.heard.clear();
}

Status OpenLoop::pass(int64_t until_ns) {
  std::array<epoll_event, 128> events;
  const int64_t wait_ns = std::max<int64_t>(until_ns - now_ns(), 0);
  const timespec wait{wait_ns / kNsASecond, wait_ns % kNsASecond};
  const int count =
      epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()), &wait, nullptr);
  for (int i = 0; i < count; ++i)
    if (Status got = read(events[static_cast<size_t>(i)].data.u64); !got) return got;
  return {};
}

Status OpenLoop::wait_for_prompt(size_t number) {
  const int64_t end = now_ns() + kPatienceNs;
  while (!ends_with_prompt(players_[number].heard)) {
    if (now_ns() > end) return Error{"no prompt came behind \"" + players_[number].heard + "\""};
    if (Status passed = pass(end); !passed) return passed;
  }
  players_[number].heard.clear();
  return {};
}

void OpenLoop::seat(std::vector<Stream>& streams) {
  ready_.clear();
  for (Player& player : players_) {
    player.stream = nullptr;
    player.lane = nullptr;
    player.heard.clear();
  }
  for (Stream& stream : streams)
    for (Lane& lane : stream.lanes)
      for (const TradeStep& step : lane.steps) {
        players_[step.player].stream = &stream;
        players_[step.player].lane = &lane;
      }
}

int64_t OpenLoop::plan(std::vector<Stream>& streams, int64_t begin, int64_t end, int64_t now) {
  int64_t soonest = end;
  for (Stream& stream : streams) {
    if (stream.per_second == 0) continue;
    while (true) {
      const double after = static_cast<double>(stream.planned) / stream.per_second;
      const int64_t moment = begin + static_cast<int64_t>(after * kNsASecond);
      if (moment >= end) break;
      if (moment > now) {
        soonest = std::min(soonest, moment);
        break;
      }
      Lane& lane = stream.lanes[stream.planned++ % stream.lanes.size()];
      lane.due.push_back(moment);
      ready_.push_back(&lane);
    }
  }
  return soonest;
}

Status OpenLoop::push(Lane& lane) {
  while (!lane.due.empty()) {
    const TradeStep& step = lane.steps[lane.next];
    if (!lane.sent.empty() && lane.sent.back().step->player != step.player) return {};
    if (Status sent = send_line(step.player, step.line); !sent) return sent;
    lane.sent.push_back({&step, lane.due.front()});
    lane.due.pop_front();
    lane.next = (lane.next + 1) % lane.steps.size();
  }
  return {};
}

Status OpenLoop::push_all() {
  for (size_t i = 0; i < ready_.size(); ++i)
    if (Status pushed = push(*ready_[i]); !pushed) return pushed;
  ready_.clear();
  return {};
}

void OpenLoop::start_unplanned(std::vector<Stream>& streams, int64_t begin) {
  for (Stream& stream : streams) {
    if (stream.per_second != 0) continue;
    for (Lane& lane : stream.lanes) {
      lane.due.push_back(begin);
      ready_.push_back(&lane);
    }
  }
}

Status OpenLoop::run(std::vector<Stream>& streams, double seconds) {
  seat(streams);
  const int64_t begin = now_ns();
  const int64_t end = begin + static_cast<int64_t>(seconds * kNsASecond);
  start_unplanned(streams, begin);
  for (int64_t now = begin; now < end; now = now_ns()) {
    const int64_t soonest = plan(streams, begin, end, now);
    if (Status pushed = push_all(); !pushed) return pushed;
    if (Status passed = pass(soonest); !passed) return passed;
  }
  plan(streams, begin, end, end);
  return finish(streams);
}

// What is planned must be answered, however late.
Status OpenLoop::finish(std::vector<Stream>& streams) {
  const int64_t end = now_ns() + kPatienceNs;
  while (true) {
    for (Stream& stream : streams)
      if (stream.per_second == 0)
        for (Lane& lane : stream.lanes) lane.due.clear();
    if (Status pushed = push_all(); !pushed) return pushed;
    const std::string left = missing(streams);
    if (left.empty()) return {};
    if (now_ns() > end) return Error{left};
    if (Status passed = pass(now_ns() + kNsASecond / 100); !passed) return passed;
  }
}

std::string OpenLoop::missing(std::vector<Stream>& streams) const {
  for (Stream& stream : streams)
    for (Lane& lane : stream.lanes) {
      if (lane.sent.empty()) continue;
      const TradeStep& step = *lane.sent.front().step;
      return "to \"" + step.line + "\" came no \"" + step.answer + "\" but \"" +
             players_[step.player].heard + "\"";
    }
  return {};
}

}  // namespace reality::bench
