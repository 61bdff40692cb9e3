// SPDX-License-Identifier: MIT
#include "program/export_folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/draft_file.h"
#include "world/transfer/export_text.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file) return std::nullopt;
  return content;
}

bool has_mark(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  return std::getline(file, line) && line == kTransferMark;
}

// What begins with a dot belongs to version control.
bool is_empty(const std::string& folder) {
  std::error_code problem;
  for (fs::directory_iterator it(folder, problem), end; !problem && it != end;
       it.increment(problem))
    if (!it->path().filename().string().starts_with('.')) return false;
  return true;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

Status make_folder(const std::string& path) {
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return file_error("cannot create " + path, errno);
}

}  // namespace

Result<TransferFile> read_export_file(const std::string& path, const std::string& name) {
  auto content = content_of(path + "/" + name);
  if (!content) return Error{"cannot read " + path + "/" + name};
  return TransferFile{path + "/" + name, *std::move(content)};
}

Result<TransferFile> read_export_index(const std::string& path) {
  std::error_code problem;
  if (!fs::exists(path, problem)) return Error{path + " does not exist"};
  if (fs::exists(path + "/" + std::string(kIndexFile), problem))
    return read_export_file(path, std::string(kIndexFile));
  return Error{path + " holds no " + std::string(kIndexFile) +
               ", so it is no export (a new world is made of a folder of area text by " +
               "`reality serve --set world.area=FOLDER`)"};
}

Result<ExportFolder> ExportFolder::open(const std::string& path) {
  std::error_code problem;
  const fs::file_status status = fs::status(path, problem);
  if (path.empty()) return Error{"the export needs a folder"};
  if (status.type() == fs::file_type::not_found) return ExportFolder(path, {});
  if (status.type() == fs::file_type::none)
    return Error{"cannot look at " + path + ": " + problem.message()};
  if (!fs::is_directory(status)) return Error{path + " is not a folder"};
  if (is_empty(path)) return ExportFolder(path, {});
  if (!has_mark(path + "/" + std::string(kIndexFile)))
    return Error{path + " is not empty and is no earlier export: name another folder"};
  auto before = read_export_index(path);
  if (!before) return Error{before.error()};
  auto index = read_transfer_index(*before);
  if (!index) return Error{index.error()};
  return ExportFolder(path, std::move(*index));
}

// With all that the earlier one had, so that nothing of it is forgotten where this one is cut off.
Status ExportFolder::begin() {
  if (Status made = make_folder(path_); !made) return made;
  return write(std::string(kIndexFile), export_index(nullptr, before_.files, before_.scripts));
}

Status ExportFolder::may_replace(const std::string& name, bool ours) const {
  std::error_code problem;
  const std::string path = path_ + "/" + name;
  const fs::file_status status = fs::symlink_status(path, problem);
  if (status.type() == fs::file_type::not_found || (ours && fs::is_regular_file(status))) return {};
  return Error{path + " is there and no export wrote it: move it away"};
}

Status ExportFolder::put(const TransferFile& file) {
  const std::string path = path_ + "/" + file.name;
  if (Status may = may_replace(file.name, has_mark(path)); !may) return may;
  files_.push_back(file.name);
  if (file.name.find('/') != file.name.npos)
    if (Status made = make_folder(folder_of(path)); !made) return made;
  return write(file.name, file.text);
}

Status ExportFolder::put(const HomeFile& script) {
  const std::string path = path_ + "/" + script.path;
  const bool ours = holds(before_.scripts, script.path) || content_of(path) == script.content;
  if (Status may = may_replace(script.path, ours); !may) return may;
  scripts_.push_back(script.path);
  if (Status made = make_folder(path_ + "/areas"); !made) return made;
  if (Status made = make_folder(folder_of(path)); !made) return made;
  return write(script.path, script.content);
}

// What has not changed keeps its time.
Status ExportFolder::write(const std::string& name, const std::string& content) const {
  const std::string path = path_ + "/" + name;
  if (content_of(path) == content) return {};
  auto draft = DraftFile::begin(path);
  if (!draft) return Error{draft.error()};
  if (Status written = draft->write(content); !written) return written;
  if (Status synced = draft->sync(); !synced) return synced;
  return draft->place(DraftFile::Over::replace);
}

Status ExportFolder::finish(const std::string& index) {
  std::error_code problem;
  for (const std::string& name : before_.files) {
    const std::string path = path_ + "/" + name;
    if (!holds(files_, name) && has_mark(path)) fs::remove(path, problem);
  }
  for (const std::string& name : before_.scripts) {
    if (holds(scripts_, name) || !is_home_file(name)) continue;
    fs::remove(path_ + "/" + name, problem);
    fs::remove(folder_of(path_ + "/" + name), problem);  // stays where it is not empty
  }
  if (problem) return Error{"cannot clear up " + path_ + ": " + problem.message()};
  return write(std::string(kIndexFile), index);
}

}  // namespace reality
