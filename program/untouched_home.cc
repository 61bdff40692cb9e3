// SPDX-License-Identifier: MIT
#include "program/untouched_home.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLock = "lock";
constexpr const char* kDatabase = "world.db";
// What a server makes in a home before it is ready.
constexpr const char* kMade[] = {"control", "world.db-shm", "world.db-wal", kDatabase, kLock};

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

UntouchedHome::UntouchedHome(std::string dir) : dir_(std::move(dir)) {
  std::error_code problem;
  const fs::path home = fs::absolute(dir_, problem).lexically_normal();
  for (fs::path at = home; at.has_relative_path(); at = at.parent_path()) {
    if (fs::exists(at, problem)) break;
    if (at.has_filename()) missing_folders_.push_back(at.string());
  }
  for (fs::directory_iterator it(home, problem), end; !problem && it != end; it.increment(problem))
    names_.insert(it->path().filename().string());
  if (names_.count(kLock) != 0) lock_ = content_of(dir_ + "/" + kLock);
}

// The journal of a database that was there before may hold what only a migration has written.
bool UntouchedHome::may_remove(const std::string& name) const {
  std::error_code problem;
  if (names_.count(name) != 0 || !fs::exists(dir_ + "/" + name, problem)) return false;
  if (name != "world.db-wal" || names_.count(kDatabase) == 0) return true;
  return fs::file_size(dir_ + "/" + name, problem) == 0 && !problem;
}

void UntouchedHome::restore() const {
  std::error_code problem;
  for (const char* name : kMade)
    if (may_remove(name)) fs::remove(dir_ + "/" + name, problem);
  const std::string lock = dir_ + "/" + kLock;
  if (lock_ && content_of(lock) != lock_)
    std::ofstream(lock, std::ios::binary | std::ios::trunc) << *lock_;
  for (const std::string& folder : missing_folders_) fs::remove(folder, problem);
}

}  // namespace reality
