// SPDX-License-Identifier: MIT
//
// SimDisk: a disk in memory that can lose its power and fail, for databases through an SQLite VFS
// of its own and for Storage's functions. Owned by a test; used by one thread; outlives every Db
// opened on it. What a loss of power may leave, and what SQLite is granted, says sim_files.h.
//
// Every change counts as an operation, from 1: a write, truncation, sync, creation, deletion,
// renaming, sync of a folder. on_io is called before each is carried out: a test takes cut_image()
// there to find the disk as it would be had the power gone at that moment. Reading counts apart.
// Nothing comes from the system: chance from the Rng that was given (a copy is kept), time from the
// Clock. Nothing depends on addresses but the name of the VFS, which SQLite never stores.
//
// Locks are those of one machine without shared memory: a database in WAL mode must be exclusive.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/clock.h"
#include "engine/rng.h"
#include "engine/storage.h"
#include "tests/sim/sim_files.h"

namespace reality::sim {

class SimVfs;

enum class OpKind : uint8_t { write, truncate, sync, create, remove, rename, sync_folder };

struct DiskOp {
  uint64_t number;
  OpKind kind;
  std::string_view path;  // "" for a temporary file
  uint64_t offset = 0;    // of a write; the new size of a truncation
  uint64_t length = 0;    // of a write
};

/// What goes wrong with an operation. A fault that does not fit its kind is an I/O error.
enum class Fault : uint8_t {
  none,
  io_error,     // nothing was done
  full,         // no room: nothing was done
  short_write,  // no room: the first part was written
  failed_sync,  // what was pending is on the disk or lost, and stays so
  slow_sync,    // done, but it took its time
};

/// How likely each fault is at each operation that it fits, 0 to 1.
struct FaultOdds {
  double io_error = 0;
  double full = 0;
  double short_write = 0;
  double failed_sync = 0;
  double slow_sync = 0;
  double read_error = 0;
};

enum class IoOutcome : uint8_t { ok, error, full };

class SimDisk final : public Storage {
 public:
  struct Counts {
    uint64_t ops = 0;
    uint64_t reads = 0;
    uint64_t writes = 0;
    uint64_t bytes_written = 0;
    uint64_t syncs = 0;  // of files
    uint64_t faults = 0;
    uint64_t hard = 0;  // among them: a write or a sync of a file failed
  };

  SimDisk(Rng chance, const Clock& clock);
  ~SimDisk() override;
  SimDisk(const SimDisk&) = delete;
  SimDisk& operator=(const SimDisk&) = delete;

  // Storage.
  const char* vfs() const override;
  bool exists(const std::string& path) const override;
  std::optional<uint64_t> size(const std::string& path) const override;
  Result<bool> same(const std::string& a, const std::string& b) const override;
  Result<std::string> read(const std::string& path, uint64_t offset, size_t count) const override;
  Status create_private(const std::string& path) override;
  Status rename(const std::string& from, const std::string& to) override;
  Status remove(const std::string& path) override;
  Status sync_folder_of(const std::string& path) override;

  /// The whole content of a file; "" where there is none.
  std::string content(const std::string& path) const;
  /// Puts a file there, durably, as if it had always been: neither counted nor failing.
  void put(const std::string& path, std::string_view bytes);

  /// Another disk with the same content and pending changes, without hooks, faults or counts.
  std::unique_ptr<SimDisk> copy() const;
  /// Another disk as this one would be found if the power went now. Disturbs nothing here.
  std::unique_ptr<SimDisk> cut_image(Rng& chance, Survival survival) const;
  /// The power goes and comes back: databases that are open get nothing but errors from now on.
  void power_cut(Rng& chance, Survival survival);

  const Counts& counts() const { return counts_; }
  uint64_t ops() const { return counts_.ops; }
  size_t pending() const { return files_.pending(); }

  /// The operation with this number (as ops() will count it) fails; where `lasting`, all after it
  /// of a kind that the fault fits do as well.
  void fail_at(uint64_t op, Fault fault, bool lasting = false);
  /// The read with this number fails.
  void fail_read_at(uint64_t read) { bad_read_ = read; }
  void set_odds(const FaultOdds& odds) { odds_ = odds; }
  /// Writes that make the files together longer than this find the disk full. 0 = no bound.
  void set_capacity(uint64_t bytes) { capacity_ = bytes; }
  /// Databases are told that this PRAGMA was obeyed, but it is not; asked for it they get `answer`,
  /// or the truth if that is "".
  void ignore_pragma(const std::string& name, const std::string& answer = "") {
    ignored_pragmas_[name] = answer;
  }
  void obey_pragmas() { ignored_pragmas_.clear(); }
  /// Slow syncs take up to this long.
  void set_slowest_us(int64_t us) { slowest_us_ = us; }

  std::function<void(const DiskOp&)> on_io;
  /// A slow sync, or SQLite, has waited: move the ManualClock.
  std::function<void(int64_t us)> on_sleep;

 private:
  friend class SimVfs;

  struct Handle {
    FileId file = 0;
    uint64_t life = 0;  // of which spell of power
    std::string path;
    bool sync_folder = false;
    bool temporary = false;
    int lock = 0;
  };
  struct Locks {
    int shared = 0;
    const Handle* reserved = nullptr;
    const Handle* exclusive = nullptr;
  };

  bool lives(const Handle& handle) const { return handle.life == life_; }
  IoOutcome open(Handle& handle, const std::string& path, bool create, bool exclusive);
  void close(Handle& handle);
  IoOutcome read(const Handle& handle, uint64_t offset, char* to, size_t count, bool* whole);
  IoOutcome write(const Handle& handle, uint64_t offset, std::string_view bytes);
  IoOutcome truncate(const Handle& handle, uint64_t size);
  IoOutcome sync(Handle& handle);
  IoOutcome sync_file(FileId file, const std::string& path);
  IoOutcome sync_folder(const std::string& folder);
  IoOutcome unlink(const std::string& path, bool sync_folder);
  bool lock(Handle& handle, int level);
  void unlock(Handle& handle, int level);
  bool reserved(const Handle& handle) const;

  Fault begin(DiskOp op);
  Fault fault_for(const DiskOp& op);
  Fault fault_by_chance(OpKind kind);
  bool too_long(FileId file, uint64_t end) const;

  SimFiles files_;
  Rng chance_;
  const Clock& clock_;
  Counts counts_;
  uint64_t life_ = 1;
  std::map<FileId, Locks> locks_;
  FaultOdds odds_;
  uint64_t bad_op_ = 0;
  Fault bad_fault_ = Fault::none;
  bool bad_lasts_ = false;
  uint64_t bad_read_ = 0;
  uint64_t capacity_ = 0;
  int64_t slowest_us_ = 50'000;
  std::map<std::string, std::string> ignored_pragmas_;
  std::unique_ptr<SimVfs> vfs_;
};

}  // namespace reality::sim
