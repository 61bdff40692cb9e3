// SPDX-License-Identifier: MIT
//
// Backups of a world: BackupThread asks a serving world for one snapshot after the other, as
// `reality backup` does, until it is destroyed; backup_steps() copies a world that nobody serves
// and times each step. Owned by a bench part.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "engine/result.h"
#include "tests/bench/samples.h"

namespace reality::bench {

class BackupThread {
 public:
  /// Copies go to `path` and are removed again.
  BackupThread(std::string home, std::string path);
  ~BackupThread();
  BackupThread(const BackupThread&) = delete;
  BackupThread& operator=(const BackupThread&) = delete;
  /// Waits for the copy that is under way. What each took; the error says why one failed.
  Result<Samples> finish();

 private:
  void work();
  std::string home_;
  std::string path_;
  std::atomic<bool> stopping_ = false;
  std::string error_;
  Samples took_;
  std::thread thread_;
};

/// Copies the world of `home` to `path`; how long each step took.
Result<Samples> backup_steps(const std::string& home, const std::string& path);

}  // namespace reality::bench
