// SPDX-License-Identifier: MIT
#include "engine/schema.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "engine/schema_copy.h"
#include "engine/wal_check.h"

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

constexpr const char* kInMemory = ":memory:";

/// Where a database is, and what is expected of it.
struct Place {
  const Storage& storage;
  const std::string& path;
  int64_t newest;  // schema
};

// SQLite says what it found over several lines, under a heading.
std::string in_one_line(std::string text) {
  constexpr std::string_view kHeading = "*** in database main ***\n";
  if (text.starts_with(kHeading)) text.erase(0, kHeading.size());
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// What SQLite says where the file itself may be in order.
std::optional<Error> out_of_reach(const std::string& path, const std::string& how) {
  const auto says = [&how](std::string_view words) { return how.find(words) != how.npos; };
  if (says("is locked") || says("is busy"))
    return Error{path + " is in use by another process, such as sqlite3: end that, then try again"};
  if (says("unable to open") || says("readonly") || says("ermission denied"))
    return Error{path + " cannot be opened to read and write (" + in_one_line(how) +
                 "): see who owns it and its folder, and its mode"};
  return std::nullopt;
}

Error damaged(const Place& place, const std::string& how) {
  if (auto other = out_of_reach(place.path, how)) return *other;
  std::string advice = place.path + " is damaged (" + in_one_line(how) +
                       "); nothing was changed: reality restore --home NEWDIR FILE makes a home "
                       "of a backup FILE";
  if (const auto copy = newest_schema_copy(place.storage, place.path, place.newest))
    advice += " (the newest copy beside it is " + *copy + ")";
  return Error{advice + ", or move it and its -wal away to begin anew"};
}

// A database has a page before it has a journal. SQLite would throw away the journal of one that
// is cut off before its first page, or gone, and with it all that the journal alone still holds.
Status check_not_cut_off(const Place& place) {
  if (place.path == kInMemory) return {};
  const auto size = place.storage.size(place.path);
  if (!size && place.storage.exists(place.path)) return damaged(place, "it is no file");
  if (!place.storage.exists(place.path + "-wal")) return {};
  if (!size) return damaged(place, "it is no file, but its -wal is there");
  if (*size >= kLeastPage) return {};
  return damaged(place, "it is cut off");
}

// SQLite would take up a world without what stands behind the damage.
Result<WalCheck> check_journal(const Place& place) {
  if (place.path == kInMemory) return WalCheck{};
  auto journal = check_wal(place.storage, place.path + "-wal");
  if (!journal) return Error{journal.error()};
  if (!journal->damaged()) return journal;
  return damaged(place, "in its -wal " + std::to_string(journal->lost_commits) +
                            " commits stand behind what can be read");
}

// SQLite reads a last page that is not all there as if it ended in zeros. Only a journal that has
// the whole page makes that good.
Status check_whole_pages(const Place& place, Db& db) {
  auto page = pragma(db, "page_size");
  if (!page) return damaged(place, page.error());
  if (place.storage.size(place.path + "-wal").value_or(0) > 0) return {};
  const auto size = place.storage.size(place.path);
  if (size && *size % static_cast<uint64_t>(*page) != 0) return damaged(place, "it is cut off");
  return {};
}

// A fresh file has no application id, no version and no tables.
Result<bool> is_blank(Db& db) {
  auto tables = db.ask("SELECT count(*) FROM sqlite_schema");
  if (!tables) return Error{tables.error()};
  return std::get<int64_t>(*tables) == 0;
}

Result<int64_t> checked_version(const Place& place, Db& db) {
  const std::string& path = place.path;
  auto blank = is_blank(db);
  if (!blank) return damaged(place, blank.error());
  if (*blank) return int64_t{0};
  auto id = pragma(db, "application_id");
  if (!id) return damaged(place, id.error());
  if (*id != kApplicationId) return Error{path + " is a database, but not a world of this server"};
  auto version = pragma(db, "user_version");
  if (!version) return damaged(place, version.error());
  if (*version > place.newest)
    return Error{path + " has schema version " + std::to_string(*version) +
                 ", newer than this program's " + std::to_string(place.newest) +
                 ": run the program that wrote it, or a newer one"};
  if (Status pages = check_whole_pages(place, db); !pages) return Error{pages.error()};
  auto whole = db.ask("PRAGMA quick_check(1)");
  if (!whole) return damaged(place, whole.error());
  const auto* answer = std::get_if<std::string>(&*whole);
  if (!answer || *answer != "ok") return damaged(place, answer ? *answer : "no answer");
  return *version;
}

Status run_migrations(Db& db, const std::vector<Migration>& migrations, int64_t from) {
  if (Status begun = db.execute("BEGIN IMMEDIATE"); !begun) return begun;
  for (const Migration& step : migrations) {
    if (step.version <= from) continue;
    if (Status status = db.execute(step.sql); !status)
      return Error{"migration " + step.name + ": " + status.error()};
  }
  return db.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                    "; PRAGMA user_version=" + std::to_string(migrations.back().version) +
                    "; COMMIT");
}

// Before WAL is touched: an exclusive connection needs no shared-memory file and bars a second one.
constexpr const char* kBeforeReading =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0;";
constexpr const char* kBeforeWriting = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

std::string shown(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<int64_t>(&cell)) return std::to_string(*number);
  return "unknown";
}

// SQLite does not fail on a PRAGMA that it cannot or will not obey.
Status expect_pragma(Db& db, const std::string& path, const std::string& name, const Cell& wanted) {
  auto got = db.ask("PRAGMA " + name);
  if (!got) return Error{path + ": " + got.error()};
  if (*got == wanted) return {};
  return Error{path + ": SQLite does not keep to " + name + "=" + shown(wanted) + " (it is " +
               shown(*got) +
               "), and without it what was acknowledged could be lost: put the home "
               "on a local disk"};
}

using Wanted = std::pair<const char*, Cell>;

Status expect_pragmas(Db& db, const std::string& path, std::initializer_list<Wanted> wanted) {
  for (const auto& [name, value] : wanted)
    if (Status kept = expect_pragma(db, path, name, value); !kept) return kept;
  return {};
}

// None of this reads the file yet.
Status set_up_reading(Db& db, const std::string& path) {
  if (Status status = db.execute(kBeforeReading); !status)
    return Error{path + ": " + status.error()};
  return expect_pragmas(
      db, path, {{"locking_mode", std::string("exclusive")}, {"trusted_schema", int64_t{0}}});
}

// The journal's mode, which may be written to the file, comes last.
Status set_up_writing(Db& db, const std::string& path) {
  if (Status status = db.execute(kBeforeWriting); !status)
    return Error{path + ": " + status.error()};
  const Status kept =
      expect_pragmas(db, path, {{"synchronous", int64_t{2}}, {"foreign_keys", int64_t{1}}});
  if (!kept) return kept;
  if (Status status = db.execute("PRAGMA journal_mode=WAL"); !status)
    return Error{path + ": " + status.error()};
  const std::string journal = path == kInMemory ? "memory" : "wal";
  return expect_pragma(db, path, "journal_mode", journal);
}

Result<Db> open_to_write(const Storage& storage, const std::string& path) {
  auto db = Db::open(storage, path, Db::Access::read_write);
  if (db) return db;
  if (auto reach = out_of_reach(path, db.error())) return *reach;
  return Error{path + ": " + db.error()};
}

Status migrate(Db& db, const std::string& path, const std::vector<Migration>& migrations,
               const SchemaRaised& raise) {
  if (raise.from == raise.to) return {};
  Status done = run_migrations(db, migrations, raise.from);
  return done ? done : Error{path + ": " + done.error()};
}

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
                         const std::vector<Migration>& migrations, const OnSchemaRaised& raised) {
  const Place place{storage, path, migrations.back().version};
  if (Status whole = check_not_cut_off(place); !whole) return Error{whole.error()};
  const auto journal = check_journal(place);
  if (!journal) return Error{journal.error()};
  if (path != kInMemory && !storage.exists(path))
    if (Status made = storage.create_private(path); !made) return Error{made.error()};
  auto db = open_to_write(storage, path);
  if (!db) return Error{db.error()};
  if (Status status = set_up_reading(*db, path); !status) return Error{status.error()};
  auto version = checked_version(place, *db);
  if (!version) return Error{version.error()};
  SchemaRaised raise{*version, place.newest, {}};
  if (raise.from != 0 && raise.from < raise.to) {
    auto copy = keep_schema_copy(storage, *db, path, raise.from);
    if (!copy) return Error{copy.error()};
    raise.copy = *copy;
  }
  if (Status status = set_up_writing(*db, path); !status) return Error{status.error()};
  if (Status status = migrate(*db, path, migrations, raise); !status) return Error{status.error()};
  // A commit torn by a loss of power would stand behind those to come: let there be none.
  if (journal->lost_commits > 0)
    if (Status gathered = db->execute("PRAGMA wal_checkpoint(TRUNCATE)"); !gathered)
      return Error{path + ": " + gathered.error()};
  // SQLite does not ask whether the names of a new database and its journal were kept.
  if (path != kInMemory)
    if (Status kept = storage.sync_folder_of(path); !kept) return Error{kept.error()};
  if (!raise.copy.empty() && raised) raised(raise);
  return db;
}

Result<Db> open_database(const std::string& path, const std::vector<Migration>& migrations) {
  DiskStorage disk;  // has no state: the Db needs nothing of it later
  return open_database(disk, path, migrations);
}

Result<Db> open_for_reading(const Storage& storage, const std::string& path,
                            const std::vector<Migration>& migrations) {
  const Place place{storage, path, migrations.back().version};
  if (Status whole = check_not_cut_off(place); !whole) return Error{whole.error()};
  const auto journal = check_journal(place);
  if (!journal) return Error{journal.error()};
  auto db = open_to_write(storage, path);
  if (!db) return Error{db.error()};
  if (Status status = set_up_reading(*db, path); !status) return Error{status.error()};
  auto version = checked_version(place, *db);
  if (!version) return Error{version.error()};
  if (*version < place.newest)
    return Error{path + " has an older schema: serve it once to bring it up to date"};
  return db;
}

Result<Db> open_for_reading(const std::string& path, const std::vector<Migration>& migrations) {
  return open_for_reading(DiskStorage(), path, migrations);
}

}  // namespace reality
