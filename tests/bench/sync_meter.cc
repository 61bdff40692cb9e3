// SPDX-License-Identifier: MIT
//
// A library for LD_PRELOAD, for the bench alone: it times every fsync and fdatasync of the program
// into a SyncRecord, and makes each slower by as many milliseconds as it is told.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include "tests/bench/sync_record.h"

namespace reality::bench {
namespace {

SyncRecord* open_record() {
  const char* path = std::getenv(kSyncFile);
  if (path == nullptr) return nullptr;
  const int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return nullptr;
  void* memory = mmap(nullptr, sizeof(SyncRecord), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return memory == MAP_FAILED ? nullptr : static_cast<SyncRecord*>(memory);
}

int64_t now_us() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
}

bool is_log(int fd) {
  std::array<char, 64> link{};
  std::array<char, 4096> path{};
  std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", fd);
  const ssize_t size = readlink(link.data(), path.data(), path.size());
  return size > 0 && std::string_view(path.data(), static_cast<size_t>(size)).ends_with("-wal");
}

void be_slow() {
  static const char* const told = std::getenv(kSyncDelayMs);
  static const int64_t ms = told == nullptr ? 0 : std::strtol(told, nullptr, 10);
  if (ms <= 0) return;
  const timespec delay{ms / 1000, ms % 1000 * 1'000'000};
  nanosleep(&delay, nullptr);
}

int timed_sync(long call, int fd) {
  static SyncRecord* const record = open_record();
  const int64_t begin = now_us();
  be_slow();
  const auto outcome = static_cast<int>(syscall(call, fd));
  if (record == nullptr) return outcome;
  const int64_t spent = std::min<int64_t>(now_us() - begin, UINT32_MAX);
  SyncRecord::Kind& kind = is_log(fd) ? record->log : record->others;
  const uint64_t at = kind.count.load(std::memory_order_relaxed);
  if (at < SyncRecord::kRoom) kind.us[at] = static_cast<uint32_t>(spent);
  kind.count.store(at + 1, std::memory_order_release);
  return outcome;
}

}  // namespace
}  // namespace reality::bench

extern "C" int fsync(int fd) {
  return reality::bench::timed_sync(SYS_fsync, fd);
}

extern "C" int fdatasync(int fd) {
  return reality::bench::timed_sync(SYS_fdatasync, fd);
}
