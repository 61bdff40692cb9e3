// SPDX-License-Identifier: MIT
#include "world/state/check.h"

#include <map>
#include <string>
#include <utility>

#include "world/state/keys.h"
#include "world/state/rows.h"
#include "world/state/state.h"

namespace reality {

namespace {

class Checker {
 public:
  explicit Checker(Db& db) : db_(db) {}

  CheckReport run() {
    file();
    references();
    tree();
    if (report_.problems.empty()) reload();
    return std::move(report_);
  }

 private:
  void problem(std::string what) { report_.problems.push_back(std::move(what)); }

  /// Adds a problem for each row that `sql` finds; the row's first column says what.
  void none_of(const std::string& sql) {
    auto rows = db_.prepare(sql);
    if (!rows) return problem("cannot ask: " + rows.error());
    while (rows->step()) problem(std::string(rows->text(0)));
    if (Status status = rows->status(); !status) problem(status.error());
  }

  void file() {
    none_of("SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
    none_of(
        "SELECT coalesce('row ' || rowid, 'a row') || ' of ' || \"table\" || "
        "' refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check");
  }

  void references() {
    none_of(
        "SELECT 'thing ' || id || ' has a place but no holder, or a holder but no place' FROM "
        "thing WHERE (relation IS NULL) <> (holder IS NULL)");
    none_of(
        "SELECT 'id ' || value || ' is given to ' || count(*) || ' things' FROM property "
        "WHERE key = 'id' GROUP BY value HAVING count(*) > 1");
    none_of(
        "SELECT 'character ' || thing || ' has more than one account' FROM account "
        "GROUP BY thing HAVING count(*) > 1");
    none_of(
        "SELECT 'account ' || name || ' has thing ' || thing || ', which is no character' FROM "
        "account WHERE thing NOT IN (SELECT thing FROM property WHERE key = 'player')");
    none_of(
        "SELECT 'there are things, but no next_thing to count them' WHERE EXISTS (SELECT * FROM "
        "thing) AND NOT EXISTS (SELECT * FROM meta WHERE name = 'next_thing')");
    none_of(
        "SELECT 'thing ' || max(id) || ' is numbered past the counter' FROM thing "
        "HAVING max(id) >= (SELECT value FROM meta WHERE name = 'next_thing')");
    none_of(
        "SELECT 'letter ' || thing || ' is kept by the post, but nowhere' FROM letter JOIN thing "
        "ON thing.id = letter.thing WHERE state IN ('kept', 'counter') AND holder IS NULL");
    none_of(
        "SELECT 'things ' || min(id) || ' and ' || max(id) || ' have the same rank in ' || "
        "holder FROM thing WHERE holder IS NOT NULL GROUP BY holder, seq HAVING count(*) > 1");
  }

  // Walks up from everything: whoever comes past a thing twice stands in a circle.
  void tree() {
    circles("holder", "is inside itself");
    circles("\"like\"", "is its own prototype");
  }

  void circles(const std::string& column, const std::string& what) {
    auto rows =
        db_.prepare("SELECT id, " + column + " FROM thing WHERE " + column + " IS NOT NULL");
    if (!rows) return problem("cannot ask: " + rows.error());
    std::map<int64_t, int64_t> up;
    while (rows->step()) up[rows->integer(0)] = rows->integer(1);
    std::map<int64_t, int64_t> seen_from;
    for (const auto& [start, first] : up) {
      int64_t at = start;
      while (up.contains(at) && !seen_from.contains(at)) {
        seen_from[at] = start;
        at = up[at];
      }
      if (up.contains(at) && seen_from[at] == start)
        problem("thing " + std::to_string(at) + " " + what);
    }
  }

  // What the rows mean, written as rows again, must be those rows.
  void reload() {
    State state;
    auto turn = load_state(db_, state);
    if (!turn) return problem(turn.error());
    auto stored = stored_rows(db_);
    if (!stored) return problem(stored.error());
    const std::vector<StoredRow> meant = all_rows(state);
    if (*stored != meant) problem("the rows do not read back as the same rows");
    for (const StoredRow& row : meant) count(row);
  }

  void count(const StoredRow& row) {
    const std::string& table = shapes_[row.table].name;
    if (table == "thing") ++report_.things;
    if (table == "property") ++report_.properties;
    if (table == "account") ++report_.accounts;
    if (table == "timer") ++report_.timers;
    if (table == "letter") ++report_.letters;
  }

  Db& db_;
  const std::vector<TableShape> shapes_ = table_shapes();
  CheckReport report_;
};

}  // namespace

CheckReport check_world(Db& db) {
  return Checker(db).run();
}

}  // namespace reality
