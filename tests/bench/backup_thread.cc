// SPDX-License-Identifier: MIT
#include "tests/bench/backup_thread.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/schema.h"
#include "engine/store.h"
#include "engine/unique_fd.h"
#include "tests/bench/server_process.h"

namespace reality::bench {
namespace {

constexpr auto kPause = std::chrono::milliseconds(20);
// More would measure the disk's patience.
constexpr int64_t kBetweenNs = 4'000'000'000;

void remove_file(const std::string& path) {
  std::error_code failed;
  std::filesystem::remove(path, failed);
}

// Empty when all is well.
std::string ask_for_snapshot(const std::string& control, const std::string& path) {
  const UniqueFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (control.size() >= sizeof address.sun_path) return control + ": the name is too long";
  std::memcpy(address.sun_path, control.c_str(), control.size() + 1);
  const std::string request = "snapshot " + path + "\n";
  if (connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      send(fd.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0)
    return control + ": the server does not listen";
  std::string answer;
  std::array<char, 1024> bytes;
  for (ssize_t got = 0; (got = recv(fd.get(), bytes.data(), bytes.size(), 0)) > 0;)
    answer.append(bytes.data(), static_cast<size_t>(got));
  return answer == "ok\n" ? "" : "no backup: " + answer;
}

}  // namespace

BackupThread::BackupThread(std::string home, std::string path)
    : home_(std::move(home)), path_(std::move(path)), thread_([this] { work(); }) {}

BackupThread::~BackupThread() {
  (void)finish();
}

Result<Samples> BackupThread::finish() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
  if (!error_.empty()) return Error{error_};
  return took_;
}

void BackupThread::work() {
  while (!stopping_ && error_.empty()) {
    remove_file(path_);
    const int64_t began_ns = now_ns();
    error_ = ask_for_snapshot(home_ + "/control", path_);
    took_.add_us((now_ns() - began_ns) / 1000);
    while (!stopping_ && now_ns() - began_ns < kBetweenNs) std::this_thread::sleep_for(kPause);
  }
  remove_file(path_);
}

Result<Samples> backup_steps(const std::string& home, const std::string& path) {
  auto migrations = read_migrations(std::string(REALITY_SOURCE_DIR) + "/data/schema");
  if (!migrations) return Error{migrations.error()};
  auto db = open_database(home + "/world.db", *migrations);
  if (!db) return Error{db.error()};
  Samples steps;
  int64_t began_ns = now_ns();
  const auto step_over = [&] {
    const int64_t now = now_ns();
    steps.add_us((now - began_ns) / 1000);
    began_ns = now;
  };
  Status copied = copy_database(*db, path, step_over);
  step_over();
  remove_file(path);
  if (!copied) return Error{copied.error()};
  return steps;
}

}  // namespace reality::bench
