// SPDX-License-Identifier: MIT
//
// SyncRecord: how long each sync of a measured program took, in a file that the program (by way of
// the library sync_meter) and the bench both map. Written by one process, read by another.
// Must hold: `count` grows after the entry is there; what does not fit is counted only.
#pragma once

#include <atomic>
#include <cstdint>

namespace reality::bench {

struct SyncRecord {
  static constexpr uint64_t kRoom = 1'000'000;
  /// Syncs of a file: the write-ahead log, or the database itself (checkpoints) and all others.
  struct Kind {
    std::atomic<uint64_t> count;
    uint32_t us[kRoom];
  };
  Kind log;
  Kind others;
};

/// The variables by which the library is told the file, and how much slower the disk shall be.
inline constexpr const char* kSyncFile = "REALITY_BENCH_SYNC_FILE";
inline constexpr const char* kSyncDelayMs = "REALITY_BENCH_SYNC_DELAY_MS";

}  // namespace reality::bench
