// SPDX-License-Identifier: MIT
#include "program/brought_area.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostFiles = 4000;

/// What an area consists of; editors leave other things beside it.
bool belongs_to_area(const fs::directory_entry& entry) {
  std::error_code problem;
  const fs::path& path = entry.path();
  const std::string leaf = path.filename().string();
  if (leaf.front() == '.' || leaf.front() == '#') return false;
  return (path.extension() == ".area" || path.extension() == ".lua") &&
         entry.is_regular_file(problem);
}

Error cannot_bring(const std::string& path, const std::error_code& problem) {
  return Error{"cannot copy " + path + " into the home: " + problem.message()};
}

}  // namespace

Status BroughtArea::bring(const Home& home, const std::string& folder) {
  std::error_code problem;
  if (folder.empty() || home.has_world()) return {};
  fs::path top = fs::absolute(folder, problem).lexically_normal();
  if (!top.has_filename()) top = top.parent_path();
  if (!fs::is_directory(top, problem)) return {};
  const std::string areas = home.areas() + "/";
  Status brought = bring_files(top.string(), areas + top.filename().string());
  for (fs::directory_iterator it(top, problem), end; brought && !problem && it != end;
       it.increment(problem)) {
    const std::string leaf = it->path().filename().string();
    std::error_code unknown;
    if (leaf.front() != '.' && it->is_directory(unknown))
      brought = bring_files(it->path().string(), areas + leaf);
  }
  return brought;
}

Status BroughtArea::bring_files(const std::string& from, const std::string& to) {
  std::error_code problem;
  std::vector<std::string> files;
  for (fs::directory_iterator it(from, problem), end; !problem && it != end; it.increment(problem))
    if (belongs_to_area(*it)) files.push_back(it->path().filename().string());
  if (problem) return cannot_bring(from, problem);
  if (files.size() > kMostFiles) return Error{from + " holds too many files for one area"};
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    if (Status made = make_folder(to); !made) return made;
    if (Status brought = bring_file(from + "/" + file, to + "/" + file); !brought) return brought;
  }
  return {};
}

// An author's file in the home is newer than the one that a world was made from.
Status BroughtArea::bring_file(const std::string& from, const std::string& to) {
  std::error_code problem;
  if (fs::exists(to, problem)) return {};
  made_.push_back(to);
  if (!fs::copy_file(from, to, problem)) return cannot_bring(from, problem);
  // The home is its keeper's to change, whoever may read the folder that it came from.
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, problem);
  return {};
}

Status BroughtArea::make_folder(const std::string& folder) {
  std::error_code problem;
  if (fs::is_directory(folder, problem)) return {};
  const std::string above = fs::path(folder).parent_path().string();
  if (!fs::is_directory(above, problem) && fs::create_directory(above, problem))
    made_.push_back(above);
  if (!fs::create_directory(folder, problem)) return cannot_bring(folder, problem);
  made_.push_back(folder);
  return {};
}

// The last one first; a folder that something else has come into by now stays.
void BroughtArea::undo() {
  std::error_code problem;
  for (; !made_.empty(); made_.pop_back()) fs::remove(made_.back(), problem);
}

}  // namespace reality
