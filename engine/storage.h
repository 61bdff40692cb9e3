// SPDX-License-Identifier: MIT
//
// Storage: the one way to the disk for databases, one of the four seams (with Clock, Transport and
// Rng). SQLite reads and writes through the VFS that it names; what SQLite does not do (looking at
// a file before it is opened, putting a finished one into its place) goes through its functions.
// DiskStorage is the real disk; tests/sim/sim_disk.h keeps one in memory that can lose its power.
// Owned by main (or a test) and handed down; used by one thread at a time. Must hold: it outlives
// every Db that was opened through it. A path is a path of the file system, in UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/result.h"

namespace reality {

class Storage {
 public:
  virtual ~Storage() = default;

  /// The name of the SQLite VFS for databases here; nullptr for SQLite's own.
  virtual const char* vfs() const = 0;

  /// Whether anything has this name: a file, a folder, a link that leads nowhere.
  virtual bool exists(const std::string& path) const = 0;
  /// The bytes of a regular file; nothing where there is none (or a folder, or no permission).
  virtual std::optional<uint64_t> size(const std::string& path) const = 0;
  /// Whether two regular files hold the same bytes. Fails where either cannot be read.
  virtual Result<bool> same(const std::string& a, const std::string& b) const = 0;

  /// Up to `count` bytes from `offset` on; fewer at the end of the file. Fails where it cannot be
  /// read.
  virtual Result<std::string> read(const std::string& path, uint64_t offset,
                                   size_t count) const = 0;

  /// Makes an empty file that its owner alone may read (mode 0600). Fails where the name is taken.
  virtual Status create_private(const std::string& path) = 0;
  /// Gives `from` the name `to`, in the place of a file that had it. On success both content and
  /// name are durable; after a power cut, or an error, `to` is wholly the old file or the new one.
  virtual Status rename(const std::string& from, const std::string& to) = 0;
  /// Takes a file away, durably; a name that is free already is no error.
  virtual Status remove(const std::string& path) = 0;
  /// Makes the names in the folder that `path` is in durable.
  virtual Status sync_folder_of(const std::string& path) = 0;
};

/// The disk of the operating system. Has no state: any two are the same disk.
class DiskStorage final : public Storage {
 public:
  const char* vfs() const override { return nullptr; }
  bool exists(const std::string& path) const override;
  std::optional<uint64_t> size(const std::string& path) const override;
  Result<bool> same(const std::string& a, const std::string& b) const override;
  Result<std::string> read(const std::string& path, uint64_t offset, size_t count) const override;
  Status create_private(const std::string& path) override;
  Status rename(const std::string& from, const std::string& to) override;
  Status remove(const std::string& path) override;
  Status sync_folder_of(const std::string& path) override;
};

}  // namespace reality
