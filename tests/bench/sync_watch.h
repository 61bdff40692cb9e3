// SPDX-License-Identifier: MIT
//
// SyncWatch: the bench's end of a SyncRecord: makes the file, names it to the program to be
// measured, and tells how long the syncs of a stretch of time took. Owned by a bench part; the file
// lies in its Workshop.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/result.h"
#include "tests/bench/samples.h"
#include "tests/bench/sync_record.h"

namespace reality::bench {

class SyncWatch {
 public:
  /// `delay_ms`: how much slower than it is the disk shall be.
  static Result<SyncWatch> make(const std::string& path, int delay_ms = 0);
  SyncWatch(SyncWatch&& other) noexcept;
  SyncWatch& operator=(SyncWatch&&) = delete;
  ~SyncWatch();

  /// What the program needs in its environment.
  std::vector<std::string> environment() const;
  /// From now on.
  void begin();
  /// Since begin(): of the write-ahead log (one or more a commit), and of the database.
  Samples log() const { return since(record_->log, log_from_); }
  Samples others() const { return since(record_->others, others_from_); }

 private:
  SyncWatch(SyncRecord* record, std::string path, int delay_ms)
      : record_(record), path_(std::move(path)), delay_ms_(delay_ms) {}
  static Samples since(const SyncRecord::Kind& kind, uint64_t from);

  SyncRecord* record_;
  std::string path_;
  int delay_ms_;
  uint64_t log_from_ = 0;
  uint64_t others_from_ = 0;
};

}  // namespace reality::bench
