// SPDX-License-Identifier: MIT
#include "tests/real/running_program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <utility>

namespace reality {
namespace {

constexpr int kPatienceMs = 30'000;

int64_t now_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    read.reset(ends[0]);
    write.reset(ends[1]);
  }
  UniqueFd read;
  UniqueFd write;
};

// Appends what is there; false at the end.
bool drain(int fd, std::string& into) {
  std::array<char, 4096> part;
  const ssize_t got = ::read(fd, part.data(), part.size());
  if (got > 0) into.append(part.data(), static_cast<size_t>(got));
  return got > 0 || (got < 0 && errno == EINTR);
}

[[noreturn]] void become(const std::vector<std::string>& arguments, long file_limit_bytes) {
  if (file_limit_bytes >= 0) {
    const auto bytes = static_cast<rlim_t>(file_limit_bytes);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  // Permissions hold for root as well, so that a test of them is one wherever it runs.
  prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
  std::vector<char*> words{const_cast<char*>(REALITY_PROGRAM)};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execv(REALITY_PROGRAM, words.data());
  _exit(127);
}

}  // namespace

RunningProgram::RunningProgram(const std::vector<std::string>& arguments,
                               const ProgramOptions& options) {
  Pipe in;
  Pipe out;
  Pipe err;
  setenv("REALITY_SHARE", REALITY_SOURCE_DIR, 1);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(in.read.get(), STDIN_FILENO);
    dup2(out.write.get(), STDOUT_FILENO);
    dup2(err.write.get(), STDERR_FILENO);
    become(arguments, options.file_limit_bytes);
  }
  const auto size = static_cast<ssize_t>(options.input.size());
  EXPECT_EQ(::write(in.write.get(), options.input.data(), options.input.size()), size);
  out_fd_ = std::move(out.read);
  err_fd_ = std::move(err.read);
}

RunningProgram::~RunningProgram() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

// False when both ends are closed, or when nothing came in time.
bool RunningProgram::read_some(int timeout_ms) {
  std::array<pollfd, 2> ready{{{out_fd_.get(), POLLIN, 0}, {err_fd_.get(), POLLIN, 0}}};
  if (!out_fd_ && !err_fd_) return false;
  if (poll(ready.data(), ready.size(), timeout_ms) <= 0) return false;
  if (ready[0].revents != 0 && !drain(out_fd_.get(), out_)) out_fd_.reset();
  if (ready[1].revents != 0 && !drain(err_fd_.get(), err_)) err_fd_.reset();
  return true;
}

std::string RunningProgram::first_line() {
  while (out_.find('\n') == out_.npos && read_some(kPatienceMs)) {
  }
  return out_.substr(0, out_.find('\n'));
}

int RunningProgram::port(const std::string& door) {
  const std::string line = first_line();
  const std::string begin = " " + door + "=127.0.0.1:";
  const size_t at = line.starts_with("ready ") ? line.find(begin) : line.npos;
  EXPECT_NE(at, line.npos) << line << err_;
  return at == line.npos ? 0 : std::atoi(line.c_str() + at + begin.size());
}

void RunningProgram::signal(int number) const {
  kill(pid_, number);
}

void RunningProgram::freeze() const {
  kill(pid_, SIGSTOP);
  int status = 0;
  EXPECT_EQ(waitpid(pid_, &status, WUNTRACED), pid_);
  EXPECT_TRUE(WIFSTOPPED(status));
}

int RunningProgram::wait() {
  if (pid_ < 0) return code_;
  const int64_t until = now_ms() + kPatienceMs;
  while ((out_fd_ || err_fd_) && now_ms() < until && read_some(kPatienceMs)) {
  }
  if (out_fd_ || err_fd_) kill(pid_, SIGKILL);
  int status = 0;
  waitpid(std::exchange(pid_, -1), &status, 0);
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return code_;
}

TelnetClient::TelnetClient(int port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

void TelnetClient::type(const std::string& line) const {
  const std::string bytes = line + "\r\n";
  EXPECT_EQ(send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
            static_cast<ssize_t>(bytes.size()));
}

bool TelnetClient::read_some() {
  pollfd ready{fd_.get(), POLLIN, 0};
  if (!fd_ || poll(&ready, 1, kPatienceMs) <= 0) return false;
  if (drain(fd_.get(), unread_)) return true;
  fd_.reset();
  return false;
}

std::string TelnetClient::until(const std::string& text) {
  while (unread_.find(text) == unread_.npos) {
    if (read_some()) continue;
    ADD_FAILURE() << "waited for: " << text << "\ncame: " << unread_;
    return "";
  }
  const size_t end = unread_.find(text) + text.size();
  std::string seen = unread_.substr(0, end);
  unread_.erase(0, end);
  return seen;
}

std::string TelnetClient::rest() {
  while (read_some()) {
  }
  return std::exchange(unread_, {});
}

std::string TelnetClient::arrived() {
  pollfd ready{fd_.get(), POLLIN, 0};
  while (fd_ && poll(&ready, 1, 0) > 0)
    if (!drain(fd_.get(), unread_)) fd_.reset();
  return std::exchange(unread_, {});
}

std::vector<std::pair<std::string, std::string>> files_in(const std::string& folder) {
  std::vector<std::pair<std::string, std::string>> files;
  std::error_code problem;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, problem)) {
    std::string content;
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      content.assign(std::istreambuf_iterator<char>(file), {});
    }
    const std::string digest = std::to_string(std::hash<std::string>{}(content));
    files.emplace_back(entry.path().string(), std::to_string(content.size()) + " " + digest);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace reality
