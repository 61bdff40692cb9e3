// SPDX-License-Identifier: MIT
#include "engine/draft_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace reality {
namespace {

constexpr int kTries = 8;
constexpr size_t kCopyBytes = size_t{1} << 20;

// What SQLite may have left beside a draft; it would take an old journal for one of the new file.
constexpr const char* kCompanions[] = {"-journal", "-wal", "-shm"};

void remove_companions(const std::string& path) {
  for (const char* ending : kCompanions) ::unlink((path + ending).c_str());
}

bool is_still_there(int file, const std::string& path) {
  struct stat open_file {
  }, named{};
  return fstat(file, &open_file) == 0 && lstat(path.c_str(), &named) == 0 &&
         open_file.st_ino == named.st_ino && open_file.st_dev == named.st_dev;
}

bool is_empty(int file) {
  struct stat info {};
  return fstat(file, &info) == 0 && info.st_size == 0;
}

}  // namespace

Error file_error(const std::string& what, int number) {
  return Error{what + ": " + std::generic_category().message(number)};
}

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Status sync_folder(const std::string& folder) {
  const UniqueFd place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!place || fsync(place.get()) != 0) return file_error("cannot sync " + folder, errno);
  return {};
}

DraftFile::DraftFile(std::string target, UniqueFd file)
    : target_(std::move(target)),
      path_(target_ + std::string(kDraftEnding)),
      file_(std::move(file)) {}

DraftFile::DraftFile(DraftFile&& other) noexcept
    : target_(std::move(other.target_)),
      path_(std::move(other.path_)),
      file_(std::move(other.file_)) {}

DraftFile::~DraftFile() {
  if (file_) remove();
}

void DraftFile::remove() {
  ::unlink(path_.c_str());
  remove_companions(path_);
}

// Whoever has the lock on the file of that name is its writer. An old draft is not written over:
// a server that still copies into it has it open.
Result<DraftFile> DraftFile::begin(const std::string& target) {
  const std::string path = target + std::string(kDraftEnding);
  for (int tries = 0; tries < kTries; ++tries) {
    UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file) return file_error("cannot write " + path, errno);
    if (flock(file.get(), LOCK_EX | LOCK_NB) != 0)
      return Error{path + " is being written by another reality; try again when it is done"};
    if (!is_still_there(file.get(), path)) continue;
    remove_companions(path);
    if (!is_empty(file.get())) {
      ::unlink(path.c_str());
      continue;
    }
    if (fchmod(file.get(), 0600) != 0) return file_error("cannot write " + path, errno);
    return DraftFile(target, std::move(file));
  }
  return Error{path + " cannot be had: others write it, too"};
}

Status DraftFile::give_to_owner_of_folder() {
  struct stat folder {};
  if (geteuid() != 0 || stat(folder_of(path_).c_str(), &folder) != 0 || folder.st_uid == 0)
    return {};
  if (fchown(file_.get(), folder.st_uid, folder.st_gid) != 0)
    return file_error("cannot give " + path_ + " to the owner of its folder", errno);
  return {};
}

Status DraftFile::write(std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file_.get(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return file_error("cannot write " + path_, errno);
    content.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Status DraftFile::copy(const std::string& from) {
  const UniqueFd file(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return file_error("cannot read " + from, errno);
  std::vector<char> part(kCopyBytes);
  while (true) {
    const ssize_t got = ::read(file.get(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_error("cannot read " + from, errno);
    if (got == 0) return {};
    if (Status put = write({part.data(), static_cast<size_t>(got)}); !put) return put;
  }
}

Status DraftFile::sync() {
  if (fsync(file_.get()) != 0) return file_error("cannot sync " + path_, errno);
  return {};
}

// A link and not a rename where nothing may be replaced: a rename never refuses.
Status DraftFile::place(Over over) {
  // While the name is still ours: once the draft has its place, another one may have begun there.
  remove_companions(path_);
  const bool placed = over == Over::replace ? ::rename(path_.c_str(), target_.c_str()) == 0
                                            : ::link(path_.c_str(), target_.c_str()) == 0;
  if (!placed) return file_error("cannot write " + target_, errno);
  if (over == Over::refuse) ::unlink(path_.c_str());
  file_.reset();
  return sync_folder(folder_of(target_));
}

}  // namespace reality
