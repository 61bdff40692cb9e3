// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <vector>

#include "engine/draft_file.h"
#include "engine/storage.h"
#include "engine/unique_fd.h"

namespace reality {
namespace {

constexpr size_t kChunk = size_t{64} * 1024;

Error problem(const std::string& path, int number) {
  return Error{path + ": " + std::generic_category().message(number)};
}

// A sync that failed is not tried again: what it did not write may be gone from memory too.
Status sync(const std::string& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file) return problem(path, errno);
  if (fsync(file.get()) != 0) return problem(path, errno);
  return {};
}

// Some file systems know no sync of a folder, and say so with EINVAL: nothing more can be had.
Status sync_names_in(const std::string& folder) {
  const UniqueFd file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file) return problem(folder, errno);
  if (fsync(file.get()) != 0 && errno != EINVAL) return problem(folder, errno);
  return {};
}

/// Fills `chunk` as far as the file goes; the bytes read, -1 with errno set on an error.
ssize_t read_chunk(int file, std::vector<char>& chunk) {
  size_t filled = 0;
  while (filled < chunk.size()) {
    const ssize_t count = read(file, chunk.data() + filled, chunk.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    filled += static_cast<size_t>(count);
  }
  return static_cast<ssize_t>(filled);
}

}  // namespace

bool DiskStorage::exists(const std::string& path) const {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0;
}

std::optional<uint64_t> DiskStorage::size(const std::string& path) const {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return static_cast<uint64_t>(info.st_size);
}

Result<bool> DiskStorage::same(const std::string& a, const std::string& b) const {
  const UniqueFd one(::open(a.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!one) return problem(a, errno);
  const UniqueFd other(::open(b.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!other) return problem(b, errno);
  std::vector<char> left(kChunk);
  std::vector<char> right(kChunk);
  while (true) {
    const ssize_t count = read_chunk(one.get(), left);
    if (count < 0) return problem(a, errno);
    const ssize_t count_of_other = read_chunk(other.get(), right);
    if (count_of_other < 0) return problem(b, errno);
    if (count != count_of_other) return false;
    if (std::memcmp(left.data(), right.data(), static_cast<size_t>(count)) != 0) return false;
    if (count < static_cast<ssize_t>(kChunk)) return true;
  }
}

Result<std::string> DiskStorage::read(const std::string& path, uint64_t offset,
                                      size_t count) const {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file) return problem(path, errno);
  std::string bytes(count, '\0');
  size_t filled = 0;
  while (filled < count) {
    const ssize_t got = pread(file.get(), bytes.data() + filled, count - filled,
                              static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return problem(path, errno);
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Status DiskStorage::create_private(const std::string& path) {
  const UniqueFd file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file) return problem(path, errno);
  return {};
}

Status DiskStorage::rename(const std::string& from, const std::string& to) {
  if (Status synced = sync(from); !synced) return synced;
  if (::rename(from.c_str(), to.c_str()) != 0) return problem(to, errno);
  return sync_names_in(folder_of(to));
}

Status DiskStorage::remove(const std::string& path) {
  if (unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return {};
    return problem(path, errno);
  }
  return sync_names_in(folder_of(path));
}

Status DiskStorage::sync_folder_of(const std::string& path) {
  return sync_names_in(folder_of(path));
}

}  // namespace reality
