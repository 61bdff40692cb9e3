// SPDX-License-Identifier: MIT
#include "engine/schema.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace reality {

namespace fs = std::filesystem;

namespace {

Result<int64_t> pragma(Db& db, const std::string& name) {
  auto cell = db.ask("PRAGMA " + name);
  if (!cell) return Error{cell.error()};
  const auto* number = std::get_if<int64_t>(&*cell);
  return number ? *number : int64_t{0};
}

// The smallest that a page of SQLite can be.
constexpr uint64_t kLeastPage = 512;

Error damaged(const std::string& path, const std::string& how) {
  return Error{path + " is damaged (" + how +
               "); nothing was changed: put a backup in the place of it and its -wal, or move both "
               "away to begin anew"};
}

// A database has a page before it has a journal. SQLite would throw away the journal of one that
// is cut off before its first page, or gone, and with it all that the journal alone still holds.
Status check_not_cut_off(const Storage& storage, const std::string& path) {
  if (!storage.exists(path + "-wal")) return {};
  const auto size = storage.size(path);
  if (!size) return damaged(path, "it is no file, but its -wal is there");
  if (*size >= kLeastPage) return {};
  return damaged(path, "it is cut off");
}

// SQLite reads a last page that is not all there as if it ended in zeros. Only a journal that has
// the whole page makes that good.
Status check_whole_pages(const Storage& storage, Db& db, const std::string& path) {
  auto page = pragma(db, "page_size");
  if (!page) return damaged(path, page.error());
  if (storage.size(path + "-wal").value_or(0) > 0) return {};
  const auto size = storage.size(path);
  if (size && *size % static_cast<uint64_t>(*page) != 0) return damaged(path, "it is cut off");
  return {};
}

// A fresh file has no application id, no version and no tables.
Result<bool> is_blank(Db& db) {
  auto tables = db.ask("SELECT count(*) FROM sqlite_schema");
  if (!tables) return Error{tables.error()};
  return std::get<int64_t>(*tables) == 0;
}

Result<int64_t> checked_version(const Storage& storage, Db& db, const std::string& path,
                                int64_t newest) {
  auto blank = is_blank(db);
  if (!blank) return damaged(path, blank.error());
  if (*blank) return int64_t{0};
  auto id = pragma(db, "application_id");
  if (!id) return damaged(path, id.error());
  if (*id != kApplicationId) return Error{path + " is a database, but not a world of this server"};
  auto version = pragma(db, "user_version");
  if (!version) return damaged(path, version.error());
  if (*version > newest)
    return Error{path + " has schema version " + std::to_string(*version) +
                 ", newer than this program's " + std::to_string(newest) +
                 ": run the program that wrote it, or a newer one"};
  if (Status pages = check_whole_pages(storage, db, path); !pages) return Error{pages.error()};
  auto whole = db.ask("PRAGMA quick_check(1)");
  if (!whole) return damaged(path, whole.error());
  const auto* answer = std::get_if<std::string>(&*whole);
  if (!answer || *answer != "ok") return damaged(path, answer ? *answer : "no answer");
  return *version;
}

Status migrate(Db& db, const std::vector<Migration>& migrations, int64_t from) {
  for (const Migration& step : migrations) {
    if (step.version <= from) continue;
    const std::string sql = "BEGIN IMMEDIATE;\n" + step.sql +
                            ";\nPRAGMA application_id=" + std::to_string(kApplicationId) +
                            ";\nPRAGMA user_version=" + std::to_string(step.version) + ";\nCOMMIT;";
    if (Status status = db.execute(sql); !status)
      return Error{"migration " + step.name + ": " + status.error()};
  }
  return {};
}

// Before WAL is touched: an exclusive connection needs no shared-memory file and bars a second one.
constexpr const char* kBeforeReading =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0;";
constexpr const char* kBeforeWriting =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

Result<Migration> read_migration(const fs::path& file) {
  const std::string name = file.filename().string();
  Migration step{0, name, {}};
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), step.version);
  if (parsed.ec != std::errc() || *parsed.ptr != '_')
    return Error{file.string() + ": a migration is called NNN_name.sql"};
  std::ifstream in(file);
  std::stringstream sql;
  sql << in.rdbuf();
  if (!in) return Error{file.string() + ": cannot be read"};
  step.sql = sql.str();
  return step;
}

}  // namespace

Result<std::vector<Migration>> read_migrations(const std::string& folder) {
  std::vector<Migration> steps;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() != ".sql") continue;
    auto step = read_migration(entry.path());
    if (!step) return Error{step.error()};
    steps.push_back(std::move(*step));
  }
  std::sort(steps.begin(), steps.end(),
            [](const Migration& a, const Migration& b) { return a.version < b.version; });
  for (size_t i = 0; i < steps.size(); ++i)
    if (steps[i].version != static_cast<int>(i) + 1)
      return Error{folder + ": migration " + std::to_string(i + 1) + " is missing"};
  if (steps.empty()) return Error{folder + " holds no migrations"};
  return steps;
}

Result<Db> open_database(Storage& storage, const std::string& path,
                         const std::vector<Migration>& migrations) {
  if (Status whole = check_not_cut_off(storage, path); !whole) return Error{whole.error()};
  auto db = Db::open(storage, path, Db::Access::create);
  if (!db) return Error{path + ": " + db.error()};
  if (Status status = db->execute(kBeforeReading); !status) return damaged(path, status.error());
  auto version = checked_version(storage, *db, path, migrations.back().version);
  if (!version) return Error{version.error()};
  if (Status status = db->execute(kBeforeWriting); !status)
    return Error{path + ": " + status.error()};
  if (Status status = migrate(*db, migrations, *version); !status)
    return Error{path + ": " + status.error()};
  return db;
}

Result<Db> open_database(const std::string& path, const std::vector<Migration>& migrations) {
  DiskStorage disk;  // has no state: the Db needs nothing of it later
  return open_database(disk, path, migrations);
}

Result<Db> open_for_reading(const Storage& storage, const std::string& path,
                            const std::vector<Migration>& migrations) {
  if (Status whole = check_not_cut_off(storage, path); !whole) return Error{whole.error()};
  auto db = Db::open(storage, path, Db::Access::read_write);
  if (!db) return Error{path + ": " + db.error()};
  if (Status status = db->execute(kBeforeReading); !status) return damaged(path, status.error());
  auto version = checked_version(storage, *db, path, migrations.back().version);
  if (!version) return Error{version.error()};
  if (*version < migrations.back().version)
    return Error{path + " has an older schema: serve it once to bring it up to date"};
  return db;
}

Result<Db> open_for_reading(const std::string& path, const std::vector<Migration>& migrations) {
  return open_for_reading(DiskStorage(), path, migrations);
}

}  // namespace reality
