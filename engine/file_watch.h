// SPDX-License-Identifier: MIT
//
// FileWatch: tells when something in a folder, or in a folder below it, has been written, moved or
// removed (inotify). Owned by main; outlived by the Loop. What has changed is for the callee to
// find out; several changes at once are told once. A file that is only being created is not told
// before its writer closes it.
// Tests: tests/real/file_watch_test.cc.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "engine/loop.h"
#include "engine/result.h"
#include "engine/unique_fd.h"

struct inotify_event;

namespace reality {

class FileWatch {
 public:
  FileWatch(Loop& loop, std::function<void()> changed);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// Watches `folder` and all folders in it, also those made later. A folder that is not there is
  /// watched for from its parent, so that it counts as soon as it is made.
  Status add(const std::string& folder);

 private:
  struct Readiness;
  struct Watched {
    std::string folder;
    std::string awaited;  // not "": only the making of this folder in it counts
  };

  void on_readable() noexcept;
  bool take(const inotify_event& event);
  bool take_folder(const std::string& parent, const std::string& awaited, const std::string& name);
  Status watch(const std::string& folder, const std::string& awaited);

  std::function<void()> changed_;
  UniqueFd inotify_;
  std::map<int, Watched> watched_;
  std::unique_ptr<Readiness> readiness_;
};

}  // namespace reality
