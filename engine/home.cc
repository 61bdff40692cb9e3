// SPDX-License-Identifier: MIT

#include "engine/home.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "engine/draft_file.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarks[] = {"world.db", "reality.toml", "lock"};

Error system_error(const std::string& what, int number) {
  return Error{what + ": " + std::generic_category().message(number)};
}

std::string without_end_slashes(std::string dir) {
  while (dir.size() > 1 && dir.back() == '/') dir.pop_back();
  return dir;
}

// SQLite is told to follow no symbolic link, at any place of a path, so a home behind one goes by
// its real name from here on; any other by the name that it was given.
std::string without_links(const std::string& dir) {
  std::error_code problem;
  const fs::path given = fs::absolute(dir, problem).lexically_normal();
  const fs::path real = fs::canonical(dir, problem);
  if (problem || real == given) return dir;
  return real.string();
}

Status create_folder(const std::string& dir) {
  std::error_code problem;
  // What is made here is synced: nobody is told of anything in a home that a power cut takes.
  std::vector<std::string> missing;
  for (fs::path at = fs::absolute(dir, problem); at.has_relative_path() && !fs::exists(at, problem);
       at = at.parent_path())
    missing.push_back(at.string());
  const fs::path parent = fs::path(dir).parent_path();
  if (!parent.empty()) fs::create_directories(parent, problem);
  if (problem) return Error{"cannot create " + dir + ": " + problem.message()};
  // Two servers may start at once; who came second finds the folder there.
  if (mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) {
    return system_error("cannot create " + dir, errno);
  }
  for (const std::string& made : missing)
    if (Status synced = sync_folder(folder_of(made)); !synced) return synced;
  return {};
}

Status check_folder(const std::string& dir) {
  if (dir.empty()) return Error{"the home folder needs a name"};
  std::error_code problem;
  const fs::file_status status = fs::status(dir, problem);
  if (status.type() == fs::file_type::not_found) return Error{dir + " does not exist"};
  if (problem) return Error{"cannot look at " + dir + ": " + problem.message()};
  if (!fs::is_directory(status)) return Error{dir + " is not a folder"};
  return {};
}

// A home moved to the wrong place must not fill somebody's folder with a world. A volume of its
// own has a lost+found from the start.
Status check_content(const std::string& dir) {
  std::error_code problem;
  bool empty = true;
  for (fs::directory_iterator it(dir, problem), end; !problem && it != end; it.increment(problem)) {
    const std::string name = it->path().filename();
    if (std::find(std::begin(kMarks), std::end(kMarks), name) != std::end(kMarks)) return {};
    empty = empty && name == "lost+found";
  }
  if (problem) return Error{"cannot look into " + dir + ": " + problem.message()};
  if (!empty) return Error{dir + " is not empty and holds no world"};
  return {};
}

// A restore or an import that was cut short has left its draft: a world begun anew would hide it.
Status check_whole(const std::string& dir) {
  std::error_code problem;
  const std::string database = dir + "/world.db";
  if (fs::exists(database, problem) || !fs::exists(database + std::string(kDraftEnding), problem))
    return {};
  return Error{dir + " holds a world that was not restored to the end: restore it again"};
}

std::string holder_of(int lock) {
  std::array<char, 32> text{};
  const ssize_t count = pread(lock, text.data(), text.size(), 0);
  std::string digits;
  for (ssize_t i = 0; i < count && text[static_cast<size_t>(i)] != '\n'; ++i) {
    digits += text[static_cast<size_t>(i)];
  }
  const bool number = !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
  return number ? " (pid " + digits + ")" : "";
}

// Written over the old number and cut afterwards, so that the file is never seen empty.
Status write_pid(int lock, const std::string& path) {
  const std::string text = std::to_string(getpid()) + "\n";
  if (pwrite(lock, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      ftruncate(lock, static_cast<off_t>(text.size())) != 0) {
    return system_error("cannot write " + path, errno);
  }
  return {};
}

/// The lock file, and whether the lock is ours. Closing the last descriptor unlocks; an explicit
/// unlock would also take effect when a forked child of the server destroys its copy.
struct Lock {
  UniqueFd file;
  bool held;
};

bool is_still(int file, const std::string& path) {
  struct stat ours {
  }, named{};
  return fstat(file, &ours) == 0 && lstat(path.c_str(), &named) == 0 &&
         ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

// Nothing is written before the lock is ours: the number in the file belongs to its holder.
Result<Lock> take_lock(const std::string& path) {
  UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file) return system_error("cannot open " + path, errno);
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return Lock{std::move(file), false};
    return system_error("cannot lock " + path, errno);
  }
  // Its holder may have taken the file away at its end: what we have then is no lock any more.
  if (!is_still(file.get(), path)) return Lock{std::move(file), false};
  Status written = write_pid(file.get(), path);
  if (!written.ok()) return Error{written.error()};
  return Lock{std::move(file), true};
}

/// The lock of the home in `dir`, held or not, once the folder is fit to be one.
Result<Lock> enter_once(const std::string& dir) {
  Status fit = check_folder(dir);
  if (fit.ok()) fit = check_whole(dir);
  if (fit.ok()) fit = check_content(dir);
  if (!fit.ok()) return Error{fit.error()};
  return take_lock(dir + "/lock");
}

Result<Lock> enter(const std::string& dir, const OnHeld& held) {
  while (true) {
    auto lock = enter_once(dir);
    if (!lock.ok() || lock->held || !held || !held()) return lock;
  }
}

}  // namespace

Result<Home> Home::open(const std::string& dir, const OnHeld& held) {
  const std::string path = without_end_slashes(dir);
  std::error_code problem;
  if (!path.empty() && fs::status(path, problem).type() == fs::file_type::not_found) {
    Status created = create_folder(path);
    if (!created.ok()) return Error{created.error()};
  }
  auto lock = enter(path, held);
  if (!lock.ok()) return Error{lock.error()};
  if (lock->held) return Home(without_links(path), std::move(lock->file));
  return Error{path + " is in use by another reality" + holder_of(lock->file.get())};
}

Result<std::optional<Home>> Home::try_open(const std::string& dir, const OnHeld& held) {
  const std::string path = without_end_slashes(dir);
  auto lock = enter(path, held);
  if (!lock.ok()) return Error{lock.error()};
  if (lock->held) return std::optional<Home>(Home(without_links(path), std::move(lock->file)));
  return std::optional<Home>();
}

Result<Home> Home::peek(const std::string& dir) {
  const std::string path = without_end_slashes(dir);
  Status fit = check_folder(path);
  if (!fit.ok()) return Error{fit.error()};
  return Home(without_links(path), UniqueFd());
}

bool Home::has_world() const {
  struct stat info;
  return stat(database().c_str(), &info) == 0;
}

}  // namespace reality
