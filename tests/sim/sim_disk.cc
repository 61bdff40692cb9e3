// SPDX-License-Identifier: MIT
#include "tests/sim/sim_disk.h"

#include <algorithm>
#include <utility>

#include "tests/sim/sim_vfs.h"

namespace reality::sim {
namespace {

// SQLite's levels of a lock.
constexpr int kNone = 0;
constexpr int kShared = 1;
constexpr int kReserved = 2;

Error failure(const std::string& path, IoOutcome outcome) {
  return Error{path + (outcome == IoOutcome::full ? ": the simulated disk is full"
                                                  : ": the simulated disk has failed")};
}

/// Whether a fault that lasts strikes operations of this kind.
bool fits(Fault fault, OpKind kind) {
  switch (fault) {
    case Fault::none:
      return false;
    case Fault::io_error:
      return true;
    case Fault::full:
      return kind == OpKind::write || kind == OpKind::create;
    case Fault::short_write:
      return kind == OpKind::write;
    case Fault::failed_sync:
    case Fault::slow_sync:
      return kind == OpKind::sync || kind == OpKind::sync_folder;
  }
  return false;
}

IoOutcome plain(Fault fault) {
  if (fault == Fault::none || fault == Fault::slow_sync) return IoOutcome::ok;
  return fault == Fault::full ? IoOutcome::full : IoOutcome::error;
}

}  // namespace

SimDisk::SimDisk(Rng chance, const Clock& clock)
    : chance_(chance), clock_(clock), vfs_(std::make_unique<SimVfs>(*this)) {}

SimDisk::~SimDisk() = default;

const char* SimDisk::vfs() const {
  return vfs_->name();
}

bool SimDisk::exists(const std::string& path) const {
  return files_.find(path).has_value();
}

std::optional<uint64_t> SimDisk::size(const std::string& path) const {
  const auto file = files_.find(path);
  if (!file) return std::nullopt;
  return files_.image(*file).size();
}

Result<bool> SimDisk::same(const std::string& a, const std::string& b) const {
  const auto one = files_.find(a);
  const auto other = files_.find(b);
  if (!one || !other) return Error{(one ? b : a) + ": no such file"};
  return files_.image(*one) == files_.image(*other);
}

Result<std::string> SimDisk::read(const std::string& path, uint64_t offset, size_t count) const {
  const auto file = files_.find(path);
  if (!file) return Error{path + ": no such file"};
  const SimImage& image = files_.image(*file);
  if (offset >= image.size()) return std::string();
  std::string bytes(std::min<uint64_t>(count, image.size() - offset), '\0');
  image.read(offset, bytes.data(), bytes.size());
  return bytes;
}

Status SimDisk::create_private(const std::string& path) {
  Handle handle;
  const IoOutcome outcome = open(handle, path, true, true);
  if (outcome != IoOutcome::ok) return failure(path, outcome);
  close(handle);
  return {};
}

Status SimDisk::rename(const std::string& from, const std::string& to) {
  const auto file = files_.find(from);
  if (!file) return Error{from + ": no such file"};
  if (const IoOutcome synced = sync_file(*file, from); synced != IoOutcome::ok)
    return failure(from, synced);
  if (const Fault fault = begin({0, OpKind::rename, to}); fault != Fault::none)
    return failure(to, plain(fault));
  files_.rename(from, to);
  const IoOutcome synced = sync_folder(folder_of(to));
  return synced == IoOutcome::ok ? Status() : failure(to, synced);
}

Status SimDisk::remove(const std::string& path) {
  if (!exists(path)) return {};
  const IoOutcome outcome = unlink(path, true);
  return outcome == IoOutcome::ok ? Status() : failure(path, outcome);
}

Status SimDisk::sync_folder_of(const std::string& path) {
  const IoOutcome outcome = sync_folder(folder_of(path));
  return outcome == IoOutcome::ok ? Status() : failure(folder_of(path), outcome);
}

std::string SimDisk::content(const std::string& path) const {
  const auto file = files_.find(path);
  if (!file) return {};
  std::string bytes(static_cast<size_t>(files_.image(*file).size()), '\0');
  files_.image(*file).read(0, bytes.data(), bytes.size());
  return bytes;
}

void SimDisk::put(const std::string& path, std::string_view bytes) {
  if (files_.find(path)) files_.unlink(path);
  const FileId file = files_.create(path);
  files_.write(file, 0, bytes);
  files_.sync(file);
  files_.sync_folder(folder_of(path));
}

std::unique_ptr<SimDisk> SimDisk::copy() const {
  auto other = std::make_unique<SimDisk>(chance_, clock_);
  other->files_ = files_.unopened();
  return other;
}

std::unique_ptr<SimDisk> SimDisk::cut_image(Rng& chance, Survival survival) const {
  auto other = std::make_unique<SimDisk>(chance_, clock_);
  other->files_ = files_.after_cut(chance, survival);
  return other;
}

void SimDisk::power_cut(Rng& chance, Survival survival) {
  files_ = files_.after_cut(chance, survival);
  locks_.clear();
  ++life_;
}

void SimDisk::fail_at(uint64_t op, Fault fault, bool lasting) {
  bad_op_ = op;
  bad_fault_ = fault;
  bad_lasts_ = lasting;
}

// Before anything is done: the hook sees the disk as it was.
Fault SimDisk::begin(DiskOp op) {
  op.number = ++counts_.ops;
  if (on_io) on_io(op);
  const Fault fault = fault_for(op);
  if (fault != Fault::none) ++counts_.faults;
  const bool matters = op.kind == OpKind::write || op.kind == OpKind::sync;
  if (matters && fault != Fault::none && fault != Fault::slow_sync) ++counts_.hard;
  if (fault == Fault::slow_sync && on_sleep)
    on_sleep(1 + static_cast<int64_t>(chance_.below(static_cast<uint64_t>(slowest_us_))));
  return fault == Fault::slow_sync ? Fault::none : fault;
}

Fault SimDisk::fault_for(const DiskOp& op) {
  if (bad_op_ != 0 && op.number == bad_op_)
    return fits(bad_fault_, op.kind) || bad_fault_ == Fault::none ? bad_fault_ : Fault::io_error;
  if (bad_op_ != 0 && bad_lasts_ && op.number > bad_op_ && fits(bad_fault_, op.kind))
    return bad_fault_;
  return fault_by_chance(op.kind);
}

Fault SimDisk::fault_by_chance(OpKind kind) {
  const std::pair<Fault, double> all[] = {{Fault::io_error, odds_.io_error},
                                          {Fault::full, odds_.full},
                                          {Fault::short_write, odds_.short_write},
                                          {Fault::failed_sync, odds_.failed_sync},
                                          {Fault::slow_sync, odds_.slow_sync}};
  for (const auto& [fault, odds] : all)
    if (odds > 0 && fits(fault, kind) && chance_.unit() < odds) return fault;
  return Fault::none;
}

bool SimDisk::too_long(FileId file, uint64_t end) const {
  const uint64_t size = files_.image(file).size();
  return capacity_ != 0 && end > size && files_.used() + (end - size) > capacity_;
}

IoOutcome SimDisk::open(Handle& handle, const std::string& path, bool create, bool exclusive) {
  auto file = path.empty() ? std::nullopt : files_.find(path);
  if (file && exclusive) return IoOutcome::error;
  if (!file) {
    if (!create) return IoOutcome::error;
    if (const Fault fault = begin({0, OpKind::create, path}); fault != Fault::none)
      return plain(fault);
    file = files_.create(path);
  }
  files_.open(*file);
  handle.file = *file;
  handle.life = life_;
  handle.path = path;
  return IoOutcome::ok;
}

void SimDisk::close(Handle& handle) {
  if (!lives(handle)) return;
  unlock(handle, kNone);
  if (handle.temporary && !handle.path.empty()) files_.unlink(handle.path);
  files_.close(handle.file);
}

IoOutcome SimDisk::read(const Handle& handle, uint64_t offset, char* to, size_t count,
                        bool* whole) {
  if (!lives(handle)) return IoOutcome::error;
  const bool bad = ++counts_.reads == bad_read_;
  if (bad || (odds_.read_error > 0 && chance_.unit() < odds_.read_error)) {
    ++counts_.faults;
    return IoOutcome::error;
  }
  *whole = files_.image(handle.file).read(offset, to, count) == count;
  return IoOutcome::ok;
}

IoOutcome SimDisk::write(const Handle& handle, uint64_t offset, std::string_view bytes) {
  if (!lives(handle)) return IoOutcome::error;
  ++counts_.writes;
  Fault fault = begin({0, OpKind::write, handle.path, offset, bytes.size()});
  if (!lives(handle)) return IoOutcome::error;  // the hook has cut the power
  if (fault == Fault::none && too_long(handle.file, offset + bytes.size())) fault = Fault::full;
  if (fault == Fault::short_write) {
    files_.write(handle.file, offset, bytes.substr(0, chance_.below(bytes.size())));
    return IoOutcome::full;
  }
  if (fault != Fault::none) return plain(fault);
  counts_.bytes_written += bytes.size();
  files_.write(handle.file, offset, bytes);
  return IoOutcome::ok;
}

IoOutcome SimDisk::truncate(const Handle& handle, uint64_t size) {
  if (!lives(handle)) return IoOutcome::error;
  const Fault fault = begin({0, OpKind::truncate, handle.path, size, 0});
  if (!lives(handle)) return IoOutcome::error;
  if (fault != Fault::none) return plain(fault);
  files_.truncate(handle.file, size);
  return IoOutcome::ok;
}

// A new journal is worth nothing until its name is kept too, so SQLite syncs the folder the first
// time; whether that succeeds, it does not ask.
IoOutcome SimDisk::sync(Handle& handle) {
  if (!lives(handle)) return IoOutcome::error;
  if (const IoOutcome done = sync_file(handle.file, handle.path); done != IoOutcome::ok)
    return done;
  if (lives(handle) && std::exchange(handle.sync_folder, false))
    (void)sync_folder(folder_of(handle.path));
  return lives(handle) ? IoOutcome::ok : IoOutcome::error;
}

IoOutcome SimDisk::sync_file(FileId file, const std::string& path) {
  ++counts_.syncs;
  const uint64_t life = life_;
  const Fault fault = begin({0, OpKind::sync, path});
  if (life != life_) return IoOutcome::error;
  if (fault == Fault::none) {
    files_.sync(file);
    return IoOutcome::ok;
  }
  files_.fail_sync(file, chance_);
  return IoOutcome::error;
}

IoOutcome SimDisk::sync_folder(const std::string& folder) {
  const uint64_t life = life_;
  const Fault fault = begin({0, OpKind::sync_folder, folder});
  if (life != life_ || fault != Fault::none) return IoOutcome::error;
  files_.sync_folder(folder);
  return IoOutcome::ok;
}

IoOutcome SimDisk::unlink(const std::string& path, bool with_folder) {
  if (const Fault fault = begin({0, OpKind::remove, path}); fault != Fault::none)
    return plain(fault);
  files_.unlink(path);
  return with_folder ? sync_folder(folder_of(path)) : IoOutcome::ok;
}

bool SimDisk::lock(Handle& handle, int level) {
  if (!lives(handle)) return false;
  if (handle.lock >= level) return true;
  Locks& locks = locks_[handle.file];
  if (locks.exclusive && locks.exclusive != &handle) return false;
  if (level == kShared) {
    ++locks.shared;
    handle.lock = level;
    return true;
  }
  if (locks.reserved && locks.reserved != &handle) return false;
  locks.reserved = &handle;
  if (level > kReserved) {
    if (locks.shared > 1) return false;
    locks.exclusive = &handle;
  }
  handle.lock = level;
  return true;
}

void SimDisk::unlock(Handle& handle, int level) {
  if (!lives(handle) || handle.lock <= level) return;
  Locks& locks = locks_[handle.file];
  if (locks.exclusive == &handle) locks.exclusive = nullptr;
  if (locks.reserved == &handle) locks.reserved = nullptr;
  if (level == kNone) --locks.shared;
  handle.lock = level;
}

bool SimDisk::reserved(const Handle& handle) const {
  const auto it = locks_.find(handle.file);
  return it != locks_.end() && it->second.reserved != nullptr;
}

}  // namespace reality::sim
