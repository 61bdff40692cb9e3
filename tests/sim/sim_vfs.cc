// SPDX-License-Identifier: MIT
#include "tests/sim/sim_vfs.h"

#include <sqlite3.h>
#include <strings.h>

#include <cassert>
#include <cstdio>
#include <cstring>
#include <new>

#include "tests/sim/sim_disk.h"

namespace reality::sim {
namespace {

constexpr int kLongestPath = 512;
// Days from the beginning of Julian time to 1970, in milliseconds.
constexpr int64_t kJulianMs = 210'866'760'000'000;

int code(IoOutcome outcome, int error) {
  if (outcome == IoOutcome::ok) return SQLITE_OK;
  return outcome == IoOutcome::full ? SQLITE_FULL : error;
}

}  // namespace

struct SimVfs::File {
  sqlite3_file base;  // first: SQLite knows no more of it
  SimDisk* disk;
  SimDisk::Handle handle;
};

struct SimVfs::Calls {
  static SimDisk& disk(sqlite3_vfs* vfs) { return *static_cast<SimDisk*>(vfs->pAppData); }
  static File& file(sqlite3_file* base) { return *reinterpret_cast<File*>(base); }

  static int close(sqlite3_file* base) {
    File& f = file(base);
    f.disk->close(f.handle);
    f.~File();
    return SQLITE_OK;
  }
  static int read(sqlite3_file* base, void* to, int count, sqlite3_int64 offset) {
    File& f = file(base);
    bool whole = true;
    const IoOutcome outcome =
        f.disk->read(f.handle, static_cast<uint64_t>(offset), static_cast<char*>(to),
                     static_cast<size_t>(count), &whole);
    if (outcome == IoOutcome::ok && !whole) return SQLITE_IOERR_SHORT_READ;
    return code(outcome, SQLITE_IOERR_READ);
  }
  static int write(sqlite3_file* base, const void* from, int count, sqlite3_int64 offset) {
    File& f = file(base);
    const std::string_view bytes(static_cast<const char*>(from), static_cast<size_t>(count));
    return code(f.disk->write(f.handle, static_cast<uint64_t>(offset), bytes), SQLITE_IOERR_WRITE);
  }
  static int truncate(sqlite3_file* base, sqlite3_int64 size) {
    File& f = file(base);
    return code(f.disk->truncate(f.handle, static_cast<uint64_t>(size)), SQLITE_IOERR_TRUNCATE);
  }
  static int sync(sqlite3_file* base, int) {
    File& f = file(base);
    return code(f.disk->sync(f.handle), SQLITE_IOERR_FSYNC);
  }
  static int size(sqlite3_file* base, sqlite3_int64* size) {
    File& f = file(base);
    if (!f.disk->lives(f.handle)) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(f.disk->files_.image(f.handle.file).size());
    return SQLITE_OK;
  }
  static int lock(sqlite3_file* base, int level) {
    File& f = file(base);
    if (!f.disk->lives(f.handle)) return SQLITE_IOERR_LOCK;
    return f.disk->lock(f.handle, level) ? SQLITE_OK : SQLITE_BUSY;
  }
  static int unlock(sqlite3_file* base, int level) {
    File& f = file(base);
    f.disk->unlock(f.handle, level);
    return SQLITE_OK;
  }
  static int check_reserved(sqlite3_file* base, int* out) {
    File& f = file(base);
    *out = f.disk->reserved(f.handle) ? 1 : 0;
    return SQLITE_OK;
  }
  static int control(sqlite3_file* base, int op, void* argument) {
    if (op != SQLITE_FCNTL_PRAGMA) return SQLITE_NOTFOUND;
    auto* const words = static_cast<char**>(argument);  // the answer, the name, the value
    for (const auto& [name, answer] : file(base).disk->ignored_pragmas_) {
      if (strcasecmp(name.c_str(), words[1]) != 0) continue;
      if (words[2]) return SQLITE_OK;
      if (answer.empty()) return SQLITE_NOTFOUND;
      words[0] = sqlite3_mprintf("%s", answer.c_str());
      return SQLITE_OK;
    }
    return SQLITE_NOTFOUND;
  }
  static int sector_size(sqlite3_file*) { return 4096; }  // as SQLite's own VFS says
  static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* out) {
    static constexpr sqlite3_io_methods kMethods = {
        1,       close,          read,    write,       truncate,        sync,    size,    lock,
        unlock,  check_reserved, control, sector_size, characteristics, nullptr, nullptr, nullptr,
        nullptr, nullptr,        nullptr};
    base->pMethods = nullptr;
    auto* f = new (base) File{{nullptr}, &disk(vfs), {}};
    const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
    const IoOutcome outcome =
        f->disk->open(f->handle, name ? name : "", create, (flags & SQLITE_OPEN_EXCLUSIVE) != 0);
    if (outcome != IoOutcome::ok) {
      f->~File();
      base->pMethods = nullptr;
      return code(outcome, SQLITE_CANTOPEN);
    }
    f->handle.sync_folder = create && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    f->handle.temporary = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    base->pMethods = &kMethods;
    if (out) *out = flags;
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    SimDisk& d = disk(vfs);
    if (!d.exists(name)) return SQLITE_IOERR_DELETE_NOENT;
    return code(d.unlink(name, sync_folder != 0), SQLITE_IOERR_DELETE);
  }
  // An empty file does not exist, says SQLite's own VFS.
  static int access(sqlite3_vfs* vfs, const char* name, int what, int* out) {
    const auto size = disk(vfs).size(name);
    *out = size && (what != SQLITE_ACCESS_EXISTS || *size > 0) ? 1 : 0;
    return SQLITE_OK;
  }
  static int full_path(sqlite3_vfs*, const char* name, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
  }
  static int randomness(sqlite3_vfs* vfs, int count, char* out) {
    for (int i = 0; i < count; ++i) out[i] = static_cast<char>(disk(vfs).chance_.next());
    return count;
  }
  static int sleep(sqlite3_vfs* vfs, int us) {
    if (disk(vfs).on_sleep) disk(vfs).on_sleep(us);
    return us;
  }
  static int time_ms(sqlite3_vfs* vfs, sqlite3_int64* out) {
    *out = kJulianMs + disk(vfs).clock_.wall_ms();
    return SQLITE_OK;
  }
  static int time_days(sqlite3_vfs* vfs, double* out) {
    *out = static_cast<double>(kJulianMs + disk(vfs).clock_.wall_ms()) / 86'400'000.0;
    return SQLITE_OK;
  }
  static int last_error(sqlite3_vfs*, int, char*) { return 0; }
};

SimVfs::SimVfs(SimDisk& disk) : vfs_(std::make_unique<sqlite3_vfs>()) {
  char text[32];
  std::snprintf(text, sizeof text, "sim-%p", static_cast<void*>(this));
  name_ = text;
  vfs_->iVersion = 2;
  vfs_->szOsFile = sizeof(File);
  vfs_->mxPathname = kLongestPath;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = &disk;
  vfs_->xOpen = Calls::open;
  vfs_->xDelete = Calls::remove;
  vfs_->xAccess = Calls::access;
  vfs_->xFullPathname = Calls::full_path;
  vfs_->xRandomness = Calls::randomness;
  vfs_->xSleep = Calls::sleep;
  vfs_->xCurrentTime = Calls::time_days;
  vfs_->xGetLastError = Calls::last_error;
  vfs_->xCurrentTimeInt64 = Calls::time_ms;
  [[maybe_unused]] const int registered = sqlite3_vfs_register(vfs_.get(), 0);
  assert(registered == SQLITE_OK);
}

SimVfs::~SimVfs() {
  sqlite3_vfs_unregister(vfs_.get());
}

void seed_sqlite(int seed) {
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, seed, static_cast<sqlite3*>(nullptr));
}

}  // namespace reality::sim
