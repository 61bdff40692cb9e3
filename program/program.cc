// SPDX-License-Identifier: MIT
#include "program/program.h"

#include <sys/random.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace reality {
namespace {

namespace fs = std::filesystem;

bool is_share(const fs::path& folder) {
  std::error_code problem;
  return fs::is_directory(folder / "data" / "schema", problem) &&
         fs::is_directory(folder / "scripts", problem);
}

// From build/release/reality up to the repository, or from bin/reality up to an installation.
Result<std::string> find_share() {
  if (const char* given = std::getenv("REALITY_SHARE"); given != nullptr) {
    if (is_share(given)) return std::string(given);
    return Error{std::string("REALITY_SHARE=") + given + " holds no data/schema and scripts"};
  }
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  for (fs::path folder = program; folder.has_relative_path(); folder = folder.parent_path()) {
    if (is_share(folder.parent_path())) return folder.parent_path().string();
  }
  return Error{"found no folder with data/schema and scripts above " + program.string() +
               ": name it in REALITY_SHARE"};
}

/// While it lives, what is typed at the terminal is not shown.
class HiddenTyping {
 public:
  HiddenTyping() {
    active_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (active_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~HiddenTyping() {
    if (active_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  HiddenTyping(const HiddenTyping&) = delete;
  HiddenTyping& operator=(const HiddenTyping&) = delete;
  bool active() const { return active_; }

 private:
  termios before_{};
  bool active_ = false;
};

}  // namespace

Result<Program> find_program() {
  auto share = find_share();
  if (!share) return Error{share.error()};
  auto migrations = read_migrations(*share + "/data/schema");
  if (!migrations) return Error{migrations.error()};
  return Program{std::move(*share), std::move(*migrations)};
}

Result<Settings> home_settings(const std::string& dir, const std::vector<std::string>& sets) {
  return load_settings(dir.empty() ? dir : dir + "/reality.toml", sets);
}

int refuse(const std::string& message) {
  std::string line = message;
  for (char& c : line)
    if (c == '\n') c = ' ';
  std::cerr << "reality: " + line + "\n" << std::flush;
  return kRefused;
}

Result<std::string> read_password() {
  const HiddenTyping hidden;
  if (hidden.active()) std::cerr << "Password: " << std::flush;
  std::string line;
  const bool read = static_cast<bool>(std::getline(std::cin, line));
  if (hidden.active()) std::cerr << "\n";
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (!read || line.empty()) return Error{"the password is missing: give it on standard input"};
  return line;
}

void prepare_process() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a disk error like any other
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

uint64_t random_seed() {
  uint64_t seed = 0;
  if (getentropy(&seed, sizeof seed) == 0) return seed;
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

}  // namespace reality
