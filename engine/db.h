// SPDX-License-Identifier: MIT
//
// Db: one SQLite connection and its prepared statements; the only code that includes sqlite3.h.
// Owned by whoever opened it, used by one thread at a time. Errors come back as Status with
// SQLite's own words; nothing here retries a failed write, since a sync that failed once cannot be
// trusted again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/result.h"
#include "engine/storage.h"

struct sqlite3;
struct sqlite3_backup;
struct sqlite3_stmt;

namespace reality {

/// What one column of one row can hold.
using Cell = std::variant<std::monostate, int64_t, double, std::string>;

class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement, finalize) {}

  void bind(int index, const Cell& cell);
  /// True when there is a row to read; false at the end. An error is kept for status().
  bool step();
  void reset();
  Status status() const;

  int64_t integer(int column) const;
  double number(int column) const;
  /// Valid until the next step or reset.
  std::string_view text(int column) const;
  Cell cell(int column) const;
  enum class Kind : uint8_t { null, integer, number, text, bytes };
  Kind kind(int column) const;

 private:
  static void finalize(sqlite3_stmt* statement);

  std::unique_ptr<sqlite3_stmt, void (*)(sqlite3_stmt*)> statement_{nullptr, finalize};
  int last_ = 0;
};

class Db {
 public:
  /// sealed: reading a file that nobody writes and that no journal belongs to; neither locks nor
  /// makes one.
  enum class Access { sealed, read_only, read_write, create };

  /// Opens without writing anything; ":memory:" for a private one. `storage` outlives the Db.
  static Result<Db> open(const Storage& storage, const std::string& path, Access access);
  /// The same on the disk of the operating system.
  static Result<Db> open(const std::string& path, Access access);

  Status execute(const std::string& sql);
  Result<Statement> prepare(std::string_view sql);
  /// The first column of the first row of `sql`.
  Result<Cell> ask(std::string_view sql);

  /// From now on the journal is brought into the database only when checkpoint() is called, and
  /// wal_pages() counts.
  void watch_wal();
  /// Pages in the journal after the last commit that have not been brought into the database.
  int64_t wal_pages() const { return wal_pages_ ? *wal_pages_ : 0; }
  /// Brings the journal into the database, so that the next commit writes it anew from its start.
  Status checkpoint();

  /// Copies the whole database to `path`, which is on the same storage, `pages` at a time; call
  /// step() until it says done. The copy is not synced: that is for whoever keeps it.
  class Backup;
  Result<std::unique_ptr<Backup>> start_backup(const std::string& path);

 private:
  explicit Db(sqlite3* db) : db_(db, close) {}
  static Result<Db> open_by(const char* vfs, const std::string& path, Access access);
  static void close(sqlite3* db);
  Status failure(std::string_view doing) const;

  std::unique_ptr<int64_t> wal_pages_;  // SQLite keeps its address
  std::unique_ptr<sqlite3, void (*)(sqlite3*)> db_;
};

class Db::Backup {
 public:
  Backup(Db target, sqlite3_backup* backup) : target_(std::move(target)), backup_(backup) {}
  ~Backup();
  Backup(const Backup&) = delete;
  Backup& operator=(const Backup&) = delete;

  /// Copies up to `pages` more; true when the copy is complete. An error once somebody else has had
  /// the file for too many steps on end.
  Result<bool> step(int pages);

 private:
  Db target_;
  sqlite3_backup* backup_;
  int fruitless_ = 0;  // steps on end
};

/// Copies `db` to `path` in steps; between steps calls `between`.
Status copy_database(Db& db, const std::string& path, const std::function<void()>& between);

}  // namespace reality
