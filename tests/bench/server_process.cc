// SPDX-License-Identifier: MIT
#include "tests/bench/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

namespace reality::bench {
namespace {

constexpr int kPatienceMs = 60'000;

[[noreturn]] void become(const std::vector<std::string>& words, int core, int out,
                         std::vector<std::string> environment) {
  bind_to_core(core);
  dup2(out, STDOUT_FILENO);
  const UniqueFd nowhere(open("/dev/null", O_WRONLY | O_CLOEXEC));
  dup2(nowhere.get(), STDERR_FILENO);
  setenv("REALITY_SHARE", REALITY_SOURCE_DIR, 1);
  // putenv keeps the very text, which lives until the program takes this process's place.
  for (std::string& variable : environment) putenv(variable.data());
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

}  // namespace

int64_t now_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

void bind_to_core(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<size_t>(core), &cores);
  sched_setaffinity(0, sizeof cores, &cores);
}

Result<ServerProcess> ServerProcess::start(const std::vector<std::string>& words, int core,
                                           const std::vector<std::string>& environment) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return Error{"no pipe"};
  UniqueFd out(ends[0]);
  const UniqueFd in(ends[1]);
  const int64_t began_ns = now_ns();
  const pid_t pid = fork();
  if (pid < 0) return Error{"cannot fork"};
  if (pid == 0) become(words, core, in.get(), environment);
  ServerProcess server(pid, std::move(out));
  if (Status ready = server.read_ready(began_ns); !ready)
    return Error{words.front() + ": " + ready.error()};
  return server;
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      out_(std::move(other.out_)),
      port_(other.port_),
      http_port_(other.http_port_),
      start_ms_(other.start_ms_) {}

ServerProcess::~ServerProcess() {
  kill_at_once();
}

void ServerProcess::kill_at_once() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(std::exchange(pid_, -1), nullptr, 0);
}

// A byte at a time: the moment of the line's end is what counts.
Status ServerProcess::read_ready(int64_t began_ns) {
  std::string line;
  while (!line.ends_with('\n')) {
    pollfd ready{out_.get(), POLLIN, 0};
    char letter = 0;
    if (poll(&ready, 1, kPatienceMs) <= 0 || read(out_.get(), &letter, 1) != 1)
      return Error{"did not get ready; it said \"" + line + "\""};
    line += letter;
  }
  start_ms_ = static_cast<double>(now_ns() - began_ns) / 1e6;
  const std::string begin = "ready telnet=127.0.0.1:";
  if (!line.starts_with(begin)) return Error{"it is ready for something else: " + line};
  port_ = std::atoi(line.c_str() + begin.size());
  const std::string web = " http=127.0.0.1:";
  if (const size_t at = line.find(web); at != line.npos)
    http_port_ = std::atoi(line.c_str() + at + web.size());
  return {};
}

Result<CpuTime> ServerProcess::cpu() const {
  const std::string own = std::to_string(pid_);
  CpuTime total;
  std::error_code failed;
  for (const auto& task : std::filesystem::directory_iterator("/proc/" + own + "/task", failed)) {
    std::ifstream file(task.path() / "schedstat");
    int64_t ran = 0;
    int64_t waited = 0;
    if (!(file >> ran >> waited)) return Error{"this kernel counts no CPU time in schedstat"};
    const bool first = task.path().filename() == own;
    (first ? total.loop_ns : total.others_ns) += ran;
    if (first) total.waited_ns = waited;
  }
  if (failed || total.loop_ns == 0) return Error{"the server has gone"};
  return total;
}

// smaps_rollup is exact; the counters of /proc/PID/status lag behind by up to 64 pages a core.
Result<int64_t> ServerProcess::resident_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/smaps_rollup");
  std::string word;
  int64_t kib = 0;
  while (file >> word)
    if (word == "Rss:" && file >> kib) return kib * 1024;
  return Error{"cannot read the server's memory"};
}

Status ServerProcess::stop() {
  kill(pid_, SIGTERM);
  int status = 0;
  waitpid(std::exchange(pid_, -1), &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return Error{"the server did not stop cleanly"};
}

}  // namespace reality::bench
