// SPDX-License-Identifier: MIT
#include "tests/sim/old_worlds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace reality::sim {
namespace {

std::string shown(const Cell& cell) {
  if (const auto* number = std::get_if<int64_t>(&cell)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&cell)) return std::to_string(*real);
  if (const auto* text = std::get_if<std::string>(&cell)) return "'" + *text + "'";
  return "nil";
}

std::vector<std::string> lines_of(Db& db, const std::string& sql, int columns) {
  std::vector<std::string> lines;
  auto statement = db.prepare(sql);
  EXPECT_TRUE(statement.ok()) << sql << ": " << (statement ? "" : statement.error());
  if (!statement) return lines;
  while (statement->step()) {
    std::string line;
    for (int i = 0; i < columns; ++i) line += (i == 0 ? "" : "|") + shown(statement->cell(i));
    lines.push_back(line);
  }
  EXPECT_TRUE(statement->status().ok()) << sql;
  return lines;
}

std::string unquoted(const std::string& text) {
  return text.substr(1, text.size() - 2);
}

}  // namespace

std::vector<OldWorld> old_worlds() {
  std::vector<OldWorld> worlds;
  for (int64_t version = 1;; ++version) {
    const std::string number = std::to_string(version);
    const std::string name = std::string(3 - number.size(), '0') + number + ".sql";
    std::ifstream file(std::string(REALITY_SOURCE_DIR) + "/tests/schemas/" + name);
    if (!file) return worlds;
    worlds.push_back({version, {std::istreambuf_iterator<char>(file), {}}});
  }
}

std::vector<Migration> real_migrations() {
  auto migrations = read_migrations(REALITY_SOURCE_DIR "/data/schema");
  EXPECT_TRUE(migrations.ok());
  return migrations ? *migrations : std::vector<Migration>();
}

Status put_old_world(SimDisk& disk, const std::string& path, const OldWorld& world) {
  auto db = Db::open(disk, path, Db::Access::create);
  if (!db) return Error{db.error()};
  Status made = db->execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;" + world.sql +
                            "PRAGMA wal_checkpoint(TRUNCATE);");
  if (!made) return made;
  return db->execute(
      "UPDATE meta SET value=value+1 WHERE name='turn';"
      "INSERT INTO property(thing,key,type,value) VALUES(2,'colour','string','brown')");
}

Columns columns_of(Db& db) {
  Columns columns;
  for (const std::string& quoted :
       lines_of(db, "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name", 1)) {
    const std::string table = unquoted(quoted);
    std::string& names = columns[table];
    for (const std::string& name :
         lines_of(db, "SELECT name FROM pragma_table_info('" + table + "')", 1))
      names += (names.empty() ? "\"" : ",\"") + unquoted(name) + "\"";
  }
  return columns;
}

std::string rows_of(Db& db, const Columns& columns) {
  std::string text;
  for (const auto& [table, names] : columns) {
    const auto count = static_cast<int>(std::count(names.begin(), names.end(), ',')) + 1;
    for (const std::string& line :
         lines_of(db, "SELECT " + names + " FROM " + table + " ORDER BY 1,2", count))
      text.append(table).append(": ").append(line).append("\n");
  }
  return text;
}

std::string schema_of(Db& db) {
  std::string text;
  for (const std::string& line :
       lines_of(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name", 1))
    text.append(line).append("\n");
  return text;
}

}  // namespace reality::sim
