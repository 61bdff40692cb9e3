// SPDX-License-Identifier: MIT
#include "program/home_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kLargestFile = 16 << 20;
constexpr std::string_view kAreas = "areas";

bool is_leaf(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.front() != '#' &&
         name.find('\0') == name.npos;
}

Result<HomeFile> read_file(const fs::path& folder, const std::string& path) {
  std::error_code problem;
  const fs::path file = folder / path;
  if (fs::file_size(file, problem) > kLargestFile && !problem)
    return Error{file.string() + " is larger than 16 MB, so no text or script: move it away"};
  std::ifstream in(file, std::ios::binary);
  HomeFile read{path, std::string(std::istreambuf_iterator<char>(in), {})};
  if (!in) return Error{"cannot read " + file.string()};
  return read;
}

std::vector<std::string> sorted_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  for (fs::directory_iterator it(folder, problem), end; !problem && it != end;
       it.increment(problem))
    names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

bool is_home_file(std::string_view path) {
  if (path == kSettingsFile) return true;
  const auto parts = split(path, '/');
  if (parts.size() != 3 || parts[0] != kAreas) return false;
  return is_leaf(parts[1]) && is_leaf(parts[2]) &&
         (parts[2].ends_with(".lua") || parts[2].ends_with(".area"));
}

Result<std::vector<HomeFile>> read_area_files(const std::string& folder) {
  std::vector<HomeFile> files;
  std::error_code problem;
  for (const std::string& area : sorted_names(fs::path(folder) / kAreas)) {
    for (const std::string& name : sorted_names(fs::path(folder) / kAreas / area)) {
      const std::string path = std::string(kAreas) + "/" + area + "/" + name;
      if (!is_home_file(path) || !fs::is_regular_file(fs::path(folder) / path, problem)) continue;
      auto file = read_file(folder, path);
      if (!file) return Error{file.error()};
      files.push_back(std::move(*file));
    }
  }
  return files;
}

Result<std::vector<HomeFile>> read_home_files(const std::string& home) {
  auto files = read_area_files(home);
  std::error_code problem;
  if (!files || !fs::is_regular_file(fs::path(home) / kSettingsFile, problem)) return files;
  auto settings = read_file(home, std::string(kSettingsFile));
  if (!settings) return Error{settings.error()};
  files->push_back(std::move(*settings));
  return files;
}

Status put_home_files(Db& db, const std::vector<HomeFile>& files) {
  if (files.empty()) return {};
  Status made = db.execute(
      "BEGIN; CREATE TABLE home_file (path TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT");
  if (!made) return made;
  auto put = db.prepare("INSERT INTO home_file(path, content) VALUES (?, ?)");
  if (!put) return Error{put.error()};
  for (const HomeFile& file : files) {
    put->bind(1, file.path);
    put->bind(2, file.content);
    put->step();
    if (Status status = put->status(); !status) return status;
    put->reset();
  }
  return db.execute("COMMIT");
}

Result<std::vector<HomeFile>> take_home_files(Db& db) {
  const auto there = db.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'home_file'");
  if (!there) return Error{there.error()};
  std::vector<HomeFile> files;
  if (std::get<int64_t>(*there) == 0) return files;
  {
    auto rows = db.prepare("SELECT path, content FROM home_file ORDER BY path");
    if (!rows) return Error{rows.error()};
    while (rows->step()) {
      files.push_back({std::string(rows->text(0)), std::string(rows->text(1))});
      if (!is_home_file(files.back().path))
        return Error{"it wants to write " + files.back().path + ", which is no file of a home"};
    }
    if (Status status = rows->status(); !status) return Error{status.error()};
  }
  if (Status dropped = db.execute("DROP TABLE home_file"); !dropped) return Error{dropped.error()};
  return files;
}

}  // namespace reality
