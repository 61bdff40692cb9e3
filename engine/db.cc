// SPDX-License-Identifier: MIT
#include "engine/db.h"

#include <sqlite3.h>

#include <system_error>
#include <type_traits>
#include <utility>

namespace reality {

void Statement::finalize(sqlite3_stmt* statement) {
  sqlite3_finalize(statement);
}

void Statement::bind(int index, const Cell& cell) {
  std::visit(
      [&](const auto& v) {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          sqlite3_bind_null(statement_.get(), index);
        } else if constexpr (std::is_same_v<T, int64_t>) {
          sqlite3_bind_int64(statement_.get(), index, v);
        } else if constexpr (std::is_same_v<T, double>) {
          sqlite3_bind_double(statement_.get(), index, v);
        } else {
          sqlite3_bind_text64(statement_.get(), index, v.data(), v.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8);
        }
      },
      cell);
}

bool Statement::step() {
  last_ = sqlite3_step(statement_.get());
  return last_ == SQLITE_ROW;
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

Status Statement::status() const {
  if (last_ == SQLITE_OK || last_ == SQLITE_ROW || last_ == SQLITE_DONE) return {};
  return Error{sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
}

int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::number(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* letters =
      reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (!letters) return {};
  return {letters, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return number(column);
    case SQLITE_NULL:
      return std::monostate{};
    default:
      return std::string(text(column));
  }
}

Statement::Kind Statement::kind(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return Kind::integer;
    case SQLITE_FLOAT:
      return Kind::number;
    case SQLITE_TEXT:
      return Kind::text;
    case SQLITE_NULL:
      return Kind::null;
    default:
      return Kind::bytes;
  }
}

void Db::close(sqlite3* db) {
  sqlite3_close_v2(db);
}

Status Db::failure(std::string_view doing) const {
  return Error{std::string(doing) + ": " + sqlite3_errmsg(db_.get())};
}

namespace {

int open_flags(Db::Access access) {
  // One thread at a time uses a connection, so SQLite need not lock it for each column that is
  // read: that was 30% of a start.
  constexpr int kAlways = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  switch (access) {
    case Db::Access::sealed:
      return kAlways | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Db::Access::read_only:
      return kAlways | SQLITE_OPEN_READONLY;
    case Db::Access::read_write:
      return kAlways | SQLITE_OPEN_READWRITE;
    case Db::Access::create:
      break;
  }
  return kAlways | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

std::string open_failure(sqlite3* db, int outcome) {
  std::string why = sqlite3_errstr(outcome);
  const int number = db ? sqlite3_system_errno(db) : 0;
  if (number != 0) why += ": " + std::generic_category().message(number);
  return why;
}

// An absolute path needs the empty host before it, lest two slashes at its start be taken for one.
std::string sealed_uri(const std::string& path) {
  std::string uri = path.starts_with('/') ? "file://" : "file:";
  for (const char c : path) {
    switch (c) {
      case '%':
        uri += "%25";
        break;
      case '?':
        uri += "%3f";
        break;
      case '#':
        uri += "%23";
        break;
      default:
        uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Result<Db> Db::open(const Storage& storage, const std::string& path, Access access) {
  return open_by(storage.vfs(), path, access);
}

Result<Db> Db::open(const std::string& path, Access access) {
  return open_by(nullptr, path, access);
}

Result<Db> Db::open_by(const char* vfs, const std::string& path, Access access) {
  sqlite3* handle = nullptr;
  const std::string name = access == Access::sealed ? sealed_uri(path) : path;
  const int outcome = sqlite3_open_v2(name.c_str(), &handle, open_flags(access), vfs);
  Db db(handle);
  if (outcome != SQLITE_OK) return Error{open_failure(handle, outcome)};
  // Where the file may not be written to SQLite opens it to read.
  const bool writes = access == Access::read_write || access == Access::create;
  if (writes && sqlite3_db_readonly(handle, "main") == 1) return Error{"readonly for this user"};
  // A close that checkpoints would change a folder that we were only asked to look at.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return db;
}

Status Db::execute(const std::string& sql) {
  if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return failure("SQL");
}

Result<Statement> Db::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int outcome = sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()),
                                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (outcome != SQLITE_OK) return Error{sqlite3_errmsg(db_.get())};
  return Statement(statement);
}

Result<Cell> Db::ask(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return Error{statement.error()};
  if (statement->step()) return statement->cell(0);
  if (Status status = statement->status(); !status) return Error{status.error()};
  return Cell(std::monostate{});
}

// Taking the hook switches SQLite's own checkpoints off: they are made by the hook that was there.
void Db::watch_wal() {
  wal_pages_ = std::make_unique<int64_t>(0);
  sqlite3_wal_hook(
      db_.get(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int64_t*>(pages) = count;
        return SQLITE_OK;
      },
      wal_pages_.get());
}

Status Db::checkpoint() {
  const int outcome =
      sqlite3_wal_checkpoint_v2(db_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (outcome != SQLITE_OK) return failure("checkpoint");
  if (wal_pages_) *wal_pages_ = 0;
  return {};
}

Result<std::unique_ptr<Db::Backup>> Db::start_backup(const std::string& path) {
  sqlite3_vfs* vfs = nullptr;
  sqlite3_file_control(db_.get(), "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  auto target = open_by(vfs ? vfs->zName : nullptr, path, Access::create);
  if (!target) return Error{target.error()};
  // A sync of the whole copy took up to 300 ms of the writer's time. Whoever keeps a copy syncs it
  // before giving it its name; one that was not finished is thrown away.
  if (Status fast = target->execute("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF"); !fast)
    return Error{fast.error()};
  sqlite3_backup* backup = sqlite3_backup_init(target->db_.get(), "main", db_.get(), "main");
  if (!backup) return Error{sqlite3_errmsg(target->db_.get())};
  return std::make_unique<Backup>(std::move(*target), backup);
}

Db::Backup::~Backup() {
  sqlite3_backup_finish(backup_);
}

Result<bool> Db::Backup::step(int pages) {
  // Nobody has business with a copy that is being made; a look that somebody takes is over soon.
  constexpr int kMostFruitless = 1000;
  const int outcome = sqlite3_backup_step(backup_, pages);
  if (outcome == SQLITE_DONE) return true;
  const bool held_up = outcome == SQLITE_BUSY || outcome == SQLITE_LOCKED;
  fruitless_ = held_up ? fruitless_ + 1 : 0;
  if (outcome == SQLITE_OK || (held_up && fruitless_ < kMostFruitless)) return false;
  return Error{sqlite3_errstr(outcome)};
}

Status copy_database(Db& db, const std::string& path, const std::function<void()>& between) {
  auto backup = db.start_backup(path);
  if (!backup) return Error{path + ": " + backup.error()};
  // 64 pages of 4 KiB took 0.3 ms here; small enough to stay far under 2 ms a step.
  constexpr int kPagesAStep = 64;
  while (true) {
    auto done = (*backup)->step(kPagesAStep);
    if (!done) return Error{path + ": " + done.error()};
    if (*done) return {};
    between();
  }
}

}  // namespace reality
