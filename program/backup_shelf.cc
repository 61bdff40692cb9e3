// SPDX-License-Identifier: MIT
#include "program/backup_shelf.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/draft_file.h"
#include "program/world_file.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

/// "12" of "world.db.12"; 0 for what is no such number: 0, 012, 1x, more than six digits.
int number_of(std::string_view digits) {
  int number = 0;
  if (digits.empty() || digits.size() > 6 || digits.front() == '0') return 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return wrong == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

}  // namespace

BackupShelf::BackupShelf(std::string file) : file_(std::move(file)) {}

std::string BackupShelf::numbered(int number) const {
  return file_ + "." + std::to_string(number);
}

std::vector<int> BackupShelf::numbers() const {
  std::vector<int> found;
  const std::string stem = fs::path(file_).filename().string() + ".";
  std::error_code problem;
  for (fs::directory_iterator it(folder_of(file_), problem), end; !problem && it != end;
       it.increment(problem)) {
    const std::string name = it->path().filename();
    const int number =
        name.starts_with(stem) ? number_of(std::string_view(name).substr(stem.size())) : 0;
    std::error_code other;
    if (number > 0 && fs::is_regular_file(it->symlink_status(other)) && is_world_file(it->path()))
      found.push_back(number);
  }
  std::sort(found.begin(), found.end());
  return found;
}

// A kill may have left FILE with the number 1 already: then there is room.
Status BackupShelf::make_room() const {
  std::error_code problem;
  if (!is_world_file(file_) || fs::equivalent(file_, numbered(1), problem)) return {};
  const std::vector<int> found = numbers();
  int last = 0;
  while (std::binary_search(found.begin(), found.end(), last + 1)) ++last;
  if (fs::exists(fs::symlink_status(numbered(last + 1), problem)))
    return Error{numbered(last + 1) + " is in the way and is no backup: move it away"};
  for (int number = last; number > 0; --number) {
    fs::rename(numbered(number), numbered(number + 1), problem);
    if (problem) return Error{"cannot rename " + numbered(number) + ": " + problem.message()};
  }
  fs::create_hard_link(file_, numbered(1), problem);
  if (problem) fs::rename(file_, numbered(1), problem);  // a file system without links
  if (problem) return Error{"cannot rename " + file_ + ": " + problem.message()};
  return sync_folder(folder_of(file_));
}

Status BackupShelf::clear_beyond(int keep) const {
  for (const int number : numbers()) {
    std::error_code problem;
    if (number < keep) continue;
    fs::remove(numbered(number), problem);
    if (problem) return Error{"cannot remove " + numbered(number) + ": " + problem.message()};
  }
  return {};
}

}  // namespace reality
