// SPDX-License-Identifier: MIT
#include "engine/file_watch.h"

#include <event2/event.h>
#include <event2/event_struct.h>
#include <sys/inotify.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace reality {
namespace {

namespace fs = std::filesystem;

// Creation counts for folders only: a file that has just been created is empty still.
constexpr uint32_t kWatched =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR;

}  // namespace

struct FileWatch::Readiness {
  Readiness(FileWatch& watch, Loop& in) : owner(watch), loop(in) {
    event_assign(
        &readable, loop.base(), owner.inotify_.get(), EV_READ | EV_PERSIST,
        [](int, short, void* self) {
          auto* ready = static_cast<Readiness*>(self);
          ready->loop.timed([ready] { ready->owner.on_readable(); });
        },
        this);
    event_add(&readable, nullptr);
  }
  ~Readiness() { event_del(&readable); }
  Readiness(const Readiness&) = delete;
  Readiness& operator=(const Readiness&) = delete;

  FileWatch& owner;
  Loop& loop;
  event readable{};
};

FileWatch::FileWatch(Loop& loop, std::function<void()> changed)
    : changed_(std::move(changed)), inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (inotify_) readiness_ = std::make_unique<Readiness>(*this, loop);
}

FileWatch::~FileWatch() = default;

Status FileWatch::add(const std::string& folder) {
  std::error_code problem;
  const fs::path path = fs::absolute(folder, problem).lexically_normal();
  if (!fs::exists(path, problem))
    return watch(path.parent_path().string(), path.filename().string());
  if (Status watched = watch(path.string(), ""); !watched) return watched;
  // Links are not followed, so a loop of them does no harm.
  for (fs::recursive_directory_iterator it(path, problem), end; !problem && it != end;
       it.increment(problem)) {
    if (!it->is_directory(problem) || it->is_symlink(problem)) continue;
    if (Status watched = watch(it->path().string(), ""); !watched) return watched;
  }
  return {};
}

Status FileWatch::watch(const std::string& folder, const std::string& awaited) {
  const int id = inotify_ ? inotify_add_watch(inotify_.get(), folder.c_str(), kWatched) : -1;
  if (id < 0) {
    return Error{"cannot watch " + folder + ": " + std::generic_category().message(errno)};
  }
  watched_[id] = {folder, awaited};
  return {};
}

void FileWatch::on_readable() noexcept {
  alignas(inotify_event) std::array<char, 8192> buffer;
  bool any = false;
  ssize_t got = 0;
  while ((got = ::read(inotify_.get(), buffer.data(), buffer.size())) > 0) {
    for (size_t at = 0; at < static_cast<size_t>(got);) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      any = take(*event) || any;
      at += sizeof(inotify_event) + event->len;
    }
  }
  if (any) changed_();
}

// True if it is worth telling.
bool FileWatch::take(const inotify_event& event) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) return true;
  const auto found = watched_.find(event.wd);
  if (found == watched_.end()) return false;
  if ((event.mask & IN_IGNORED) != 0) {
    watched_.erase(found);
    return false;
  }
  const Watched in = found->second;
  const std::string name = event.len > 0 ? std::string(event.name) : std::string();
  const bool folder = (event.mask & IN_ISDIR) != 0;
  if (folder && (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0)
    return take_folder(in.folder, in.awaited, name);
  return in.awaited.empty() && (event.mask & IN_CREATE) == 0;
}

// What was put into a new folder before it was watched is found by whoever is told.
bool FileWatch::take_folder(const std::string& parent, const std::string& awaited,
                            const std::string& name) {
  if (!awaited.empty() && name != awaited) return false;
  return add(parent + "/" + name).ok();
}

}  // namespace reality
