// SPDX-License-Identifier: MIT
#include "program/world_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>

#include "engine/draft_file.h"
#include "engine/schema.h"
#include "engine/unique_fd.h"
#include "program/private_folder.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

// The header of a database, as SQLite's file format has it; numbers are big-endian.
constexpr size_t kHeader = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr size_t kVersionAt = 60;
constexpr size_t kApplicationAt = 68;

using Header = std::array<char, kHeader>;

int64_t number_at(const Header& header, size_t at) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(header[at + i]);
  return static_cast<int32_t>(number);
}

Result<Header> read_header(const std::string& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return file_error("cannot read " + path, errno);
  struct stat info {};
  if (fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return Error{path + " is not a file"};
  Header header{};
  const ssize_t got = pread(file.get(), header.data(), header.size(), 0);
  if (got < 0) return file_error("cannot read " + path, errno);
  if (static_cast<size_t>(got) < kHeader ||
      !std::string_view(header.data(), 16).starts_with(kMagic))
    return Error{path + " is not a backup of a world: it is no database"};
  return header;
}

// On a copy of its own, for a migration writes.
Result<CheckReport> verify_migrated(const std::string& path, const Program& program) {
  const PrivateFolder folder;
  if (folder.path().empty()) return Error{"there is no room for a temporary folder"};
  const std::string copy = folder.path() + "/world.db";
  std::error_code problem;
  fs::copy_file(path, copy, problem);
  if (problem) return Error{"cannot copy " + path + " to " + copy + ": " + problem.message()};
  auto db = open_database(copy, program.migrations);
  if (!db) return Error{db.error()};
  return check_world(*db);
}

}  // namespace

Result<int64_t> world_file_version(const std::string& path, const Program& program) {
  const auto header = read_header(path);
  if (!header) return Error{header.error()};
  if (number_at(*header, kApplicationAt) != kApplicationId)
    return Error{path + " is a database, but not a world of this server"};
  const int64_t version = number_at(*header, kVersionAt);
  const int64_t newest = program.migrations.back().version;
  if (version > newest)
    return Error{path + " has schema version " + std::to_string(version) +
                 ", newer than this program's " + std::to_string(newest) +
                 ": use the program that wrote it, or a newer one"};
  return version;
}

bool is_world_file(const std::string& path) {
  const auto header = read_header(path);
  return header && number_at(*header, kApplicationAt) == kApplicationId;
}

bool has_journal(const std::string& path) {
  for (const char* ending : {"-wal", "-journal"}) {
    std::error_code problem;
    const uintmax_t size = fs::file_size(path + ending, problem);
    if (!problem && size > 0) return true;
  }
  return false;
}

Status settle_journal(const std::string& path) {
  auto db = Db::open(path, Db::Access::read_write);
  if (!db) return Error{path + ": " + db.error()};
  if (Status set = db->execute("PRAGMA locking_mode=EXCLUSIVE"); !set)
    return Error{path + ": " + set.error()};
  const auto mode = db->ask("PRAGMA journal_mode=DELETE");
  if (!mode) return Error{path + ": " + mode.error()};
  const auto* word = std::get_if<std::string>(&*mode);
  if (!word || *word != "delete") return Error{path + ": its journal cannot be folded into it"};
  return {};
}

Result<CheckReport> verify_world_file(const std::string& path, const Program& program) {
  const auto version = world_file_version(path, program);
  if (!version) return Error{version.error()};
  if (*version < program.migrations.back().version) return verify_migrated(path, program);
  auto db = open_for_reading(path, program.migrations);
  if (!db) return Error{db.error()};
  return check_world(*db);
}

std::string first_problem(const CheckReport& report) {
  if (report.problems.empty()) return "";
  const size_t more = report.problems.size() - 1;
  return report.problems.front() + (more ? " (and " + std::to_string(more) + " more)" : "");
}

}  // namespace reality
