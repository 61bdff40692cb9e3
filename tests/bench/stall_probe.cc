// SPDX-License-Identifier: MIT
#include "tests/bench/stall_probe.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <ctime>
#include <string>
#include <utility>

#include "tests/bench/server_process.h"

namespace reality::bench {
namespace {

constexpr int64_t kBeatNs = 1'000'000;
constexpr int64_t kNsASecond = 1'000'000'000;
// A timing mark is answered each time (RFC 860): DO, and WILL for it.
constexpr std::string_view kQuestion = "\xff\xfd\x06";
constexpr std::string_view kAnswer = "\xff\xfb\x06";

void sleep_until(int64_t moment_ns) {
  const timespec moment{moment_ns / kNsASecond, moment_ns % kNsASecond};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr) != 0) {
  }
}

bool ask(int fd) {
  if (send(fd, kQuestion.data(), kQuestion.size(), MSG_NOSIGNAL) < 0) return false;
  std::string heard;
  std::array<char, 512> bytes;
  while (!heard.ends_with(kAnswer)) {
    const ssize_t got = recv(fd, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    heard.append(bytes.data(), static_cast<size_t>(got));
  }
  return true;
}

}  // namespace

void Beats::start(int core, bool first) {
  thread_ = std::thread([this, core, first] { work(core, first); });
}

void Beats::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

Samples Beats::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(samples_, {});
}

void Beats::work(int core, bool first) {
  bind_to_core(core);
  const sched_param least{1};
  if (first) pthread_setschedparam(pthread_self(), SCHED_FIFO, &least);
  int64_t planned = now_ns();
  while (!stopping_) {
    planned += kBeatNs;
    if (now_ns() < planned) sleep_until(planned);
    const int64_t us = beat(planned);
    failed_ = us < 0;
    if (failed_) return;
    const std::lock_guard lock(mutex_);
    samples_.add_us(us);
  }
}

Result<std::unique_ptr<Probe>> Probe::start_at(int port, int core) {
  UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (!fd || connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    return Error{"cannot connect"};
  const int on = 1;
  setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const timeval patience{20, 0};
  setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (!ask(fd.get())) return Error{"the server does not answer a telnet option"};
  std::unique_ptr<Probe> probe(new Probe(std::move(fd)));
  probe->start(core, true);
  return probe;
}

int64_t Probe::beat(int64_t planned_ns) {
  return ask(fd_.get()) ? (now_ns() - planned_ns) / 1000 : -1;
}

int64_t ControlThread::beat(int64_t planned_ns) {
  return (now_ns() - planned_ns) / 1000;
}

}  // namespace reality::bench
