// SPDX-License-Identifier: MIT
#include "tests/bench/sync_watch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

#include "engine/unique_fd.h"

namespace reality::bench {

std::string spread(Samples& samples) {
  char text[128];
  std::snprintf(text, sizeof text, "p50 %.2f  p99 %.2f  p99.9 %.2f  max %.1f ms", samples.ms(0.5),
                samples.ms(0.99), samples.ms(0.999), samples.ms(1));
  return text;
}

// The file has holes where nothing was recorded.
Result<SyncWatch> SyncWatch::make(const std::string& path, int delay_ms) {
  const UniqueFd fd(open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!fd || ftruncate(fd.get(), sizeof(SyncRecord)) != 0)
    return Error{path + ": cannot be written"};
  void* memory = mmap(nullptr, sizeof(SyncRecord), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
  if (memory == MAP_FAILED) return Error{path + ": cannot be mapped"};
  return SyncWatch(static_cast<SyncRecord*>(memory), path, delay_ms);
}

SyncWatch::SyncWatch(SyncWatch&& other) noexcept
    : record_(std::exchange(other.record_, nullptr)),
      path_(std::move(other.path_)),
      delay_ms_(other.delay_ms_),
      log_from_(other.log_from_),
      others_from_(other.others_from_) {}

SyncWatch::~SyncWatch() {
  if (record_ != nullptr) munmap(record_, sizeof(SyncRecord));
}

std::vector<std::string> SyncWatch::environment() const {
  return {std::string("LD_PRELOAD=") + SYNC_METER, std::string(kSyncFile) + "=" + path_,
          std::string(kSyncDelayMs) + "=" + std::to_string(delay_ms_)};
}

void SyncWatch::begin() {
  log_from_ = record_->log.count.load(std::memory_order_acquire);
  others_from_ = record_->others.count.load(std::memory_order_acquire);
}

Samples SyncWatch::since(const SyncRecord::Kind& kind, uint64_t from) {
  Samples samples;
  const uint64_t end = std::min(kind.count.load(std::memory_order_acquire), SyncRecord::kRoom);
  for (uint64_t i = from; i < end; ++i) samples.add_us(kind.us[i]);
  return samples;
}

}  // namespace reality::bench
