// SPDX-License-Identifier: MIT
#include "program/new_home.h"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDatabase = "/world.db";

std::string draft_name() {
  return "world.db" + std::string(kDraftEnding);
}

std::string without_end_slashes(std::string dir) {
  while (dir.size() > 1 && dir.back() == '/') dir.pop_back();
  return dir;
}

Result<std::vector<std::string>> missing_folders(const std::string& dir) {
  std::vector<std::string> missing;
  std::error_code problem;
  for (fs::path at = fs::absolute(dir, problem); at.has_relative_path(); at = at.parent_path()) {
    if (fs::exists(at, problem)) break;
    if (problem) return Error{"cannot look at " + dir + ": " + problem.message()};
    missing.insert(missing.begin(), at.string());
  }
  return missing;
}

// A folder is there after a power cut once the one that it stands in is synced.
Status make_folders(const std::vector<std::string>& missing, std::vector<std::string>& made) {
  for (const std::string& folder : missing) {
    if (mkdir(folder.c_str(), folder == missing.back() ? 0700 : 0777) != 0)
      return file_error("cannot create " + folder, errno);
    made.push_back(folder);
    if (Status synced = sync_folder(folder_of(folder)); !synced) return synced;
  }
  return {};
}

// The last one first.
void remove_all(std::vector<std::string>& made) {
  std::error_code problem;
  for (; !made.empty(); made.pop_back()) fs::remove(made.back(), problem);
}

}  // namespace

// What a killed one has left is known by the draft; a volume of its own has a lost+found.
Status NewHome::may_begin(const std::string& dir) {
  std::error_code problem;
  if (dir.empty()) return Error{"the home folder needs a name"};
  const fs::file_status status = fs::status(dir, problem);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() == fs::file_type::none)
    return Error{"cannot look at " + dir + ": " + problem.message()};
  if (!fs::is_directory(status)) return Error{dir + " is not a folder"};
  bool empty = true;
  bool begun = false;
  for (fs::directory_iterator it(dir, problem), end; !problem && it != end; it.increment(problem)) {
    const std::string name = it->path().filename();
    if (name == "world.db") return Error{dir + " holds a world already: name a new folder"};
    begun = begun || name == draft_name();
    empty = empty && name == "lost+found";
  }
  if (problem) return Error{"cannot look into " + dir + ": " + problem.message()};
  if (!empty && !begun) return Error{dir + " is not empty: name a new folder"};
  return {};
}

Result<NewHome> NewHome::begin(const std::string& dir) {
  const std::string path = without_end_slashes(dir);
  if (Status may = may_begin(path); !may) return Error{may.error()};
  const auto missing = missing_folders(path);
  if (!missing) return Error{missing.error()};
  std::vector<std::string> made;
  std::error_code problem;
  if (Status status = make_folders(*missing, made); !status) {
    remove_all(made);
    return Error{status.error()};
  }
  const std::string real = fs::canonical(path, problem).string();
  auto draft = DraftFile::begin(real + kDatabase);
  if (draft) return NewHome(real, std::move(made), std::move(*draft));
  remove_all(made);
  return Error{draft.error()};
}

NewHome::NewHome(std::string dir, std::vector<std::string> made, DraftFile draft)
    : dir_(std::move(dir)), made_(std::move(made)), draft_(std::move(draft)) {}

// The draft goes before its folder does.
NewHome::~NewHome() {
  if (made_.empty()) return;
  { const DraftFile gone(std::move(draft_)); }
  remove_all(made_);
}

Status NewHome::make_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) == 0) {
    made_.push_back(folder);
  } else if (errno != EEXIST) {
    return file_error("cannot create " + folder, errno);
  }
  return sync_folder(folder_of(folder));
}

Status NewHome::add(const HomeFile& file) {
  const std::string path = dir_ + "/" + file.path;
  if (file.path != kSettingsFile) {
    if (Status made = make_folder(dir_ + "/areas"); !made) return made;
    if (Status made = make_folder(folder_of(path)); !made) return made;
  }
  auto draft = DraftFile::begin(path);
  if (!draft) return Error{draft.error()};
  Status status = draft->write(file.content);
  if (status) status = draft->sync();
  if (status) status = draft->place(DraftFile::Over::replace);
  if (status) made_.push_back(path);
  return status;
}

Status NewHome::add(const std::vector<HomeFile>& files) {
  for (const HomeFile& file : files)
    if (Status added = add(file); !added) return added;
  return {};
}

Status NewHome::finish() {
  if (Status synced = draft_.sync(); !synced) return synced;
  if (Status synced = sync_folder(folder_of(dir_)); !synced) return synced;
  if (Status placed = draft_.place(DraftFile::Over::refuse); !placed) return placed;
  made_.clear();
  return {};
}

}  // namespace reality
