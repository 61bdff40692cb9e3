// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "engine/password.h"
#include "engine/text.h"
#include "world/state/rows.h"
#include "world/state/state.h"
#include "world/state/value_json.h"

namespace reality {

namespace {

ThingId thing_id(int64_t cell) {
  return ThingId{static_cast<uint64_t>(cell)};
}

/// Calls `read(statement)` for each row of `sql`; stops at the first error of either.
template <class Read>
Status scan(Db& db, std::string_view sql, Read read) {
  auto rows = db.prepare(sql);
  if (!rows) return Error{rows.error()};
  while (rows->step())
    if (Status status = read(*rows); !status) return status;
  return rows->status();
}

Error bad_row(std::string_view table, int64_t id, const std::string& what) {
  return Error{std::string(table) + " row " + std::to_string(id) + ": " + what};
}

Status load_things(Db& db, Things& things) {
  Status made = scan(db, "SELECT id FROM thing ORDER BY id", [&](Statement& row) -> Status {
    if (row.integer(0) < 1) return bad_row("thing", row.integer(0), "ids begin at 1");
    things.load(thing_id(row.integer(0)));
    return {};
  });
  if (!made) return made;
  constexpr auto kLinks =
      "SELECT id, coalesce(\"like\",0), relation, coalesce(holder,0), seq "
      "FROM thing ORDER BY id";
  return scan(db, kLinks, [&](Statement& row) -> Status {
    Thing& thing = *things.find(thing_id(row.integer(0)));
    Thing* like = things.find(thing_id(row.integer(1)));
    Thing* holder = things.find(thing_id(row.integer(3)));
    const Relation relation = parse_relation(row.text(2));
    if ((row.integer(1) && !like) || (row.integer(3) && !holder))
      return bad_row("thing", row.integer(0), "refers to a thing that is not there");
    if ((holder != nullptr) != (relation != Relation::nowhere))
      return bad_row("thing", row.integer(0), "has a place that is none");
    things.load_like(thing, like);
    things.load_place(thing, relation, holder, row.integer(4));
    return {};
  });
}

Result<Value> value_of(std::string_view type, const Statement& row, int column) {
  if (type == "boolean") return Value(row.integer(column) != 0);
  if (type == "integer") return Value(row.integer(column));
  if (type == "number") return Value(row.number(column));
  // Nothing else was ever stored: it is how damage shows that leaves the pages in order.
  if (type == "string" && !is_valid_utf8(row.text(column))) return Error{"not UTF-8"};
  if (type == "string") return Value(row.text(column));
  if (type == "thing") return Value(thing_id(row.integer(column)));
  if (type == "list" || type == "map") return from_json(row.text(column));
  return Error{"there is no type \"" + std::string(type) + "\""};
}

Status load_properties(Db& db, Things& things) {
  constexpr auto kAll = "SELECT thing, key, type, value FROM property ORDER BY thing, key";
  return scan(db, kAll, [&](Statement& row) -> Status {
    Thing* thing = things.find(thing_id(row.integer(0)));
    if (!thing) return bad_row("property", row.integer(0), "belongs to a thing that is not there");
    if (!is_valid_utf8(row.text(1))) return bad_row("property", row.integer(0), "a key not UTF-8");
    auto value = value_of(row.text(2), row, 3);
    if (!value)
      return bad_row("property", row.integer(0), std::string(row.text(1)) + ": " + value.error());
    things.load_property(*thing, things.atoms().intern(row.text(1)), std::move(*value));
    return {};
  });
}

Status load_timers(Db& db, Timers& timers) {
  return scan(db, "SELECT thing, name, due, every FROM timer", [&](Statement& row) -> Status {
    Timer timer{row.integer(2), std::nullopt};
    const Cell every = row.cell(3);
    if (const auto* ms = std::get_if<int64_t>(&every)) timer.every_ms = *ms;
    timers.load({thing_id(row.integer(0)), std::string(row.text(1))}, timer);
    return {};
  });
}

Status load_accounts(Db& db, Accounts& accounts) {
  constexpr auto kAll = "SELECT name, thing, password, role, created FROM account";
  return scan(db, kAll, [&](Statement& row) -> Status {
    auto role = parse_role(row.text(3));
    if (!role) return bad_row("account", row.integer(1), role.error());
    accounts.load(std::string(row.text(0)),
                  {thing_id(row.integer(1)), std::string(row.text(2)), *role, row.integer(4)});
    return {};
  });
}

Status load_scripts(Db& db, ScriptArchive& scripts) {
  return scan(db, "SELECT hash, source, name FROM script", [&](Statement& row) -> Status {
    std::string hash(row.text(0));
    if (content_hash(row.text(1)) != hash)
      return Error{"script " + std::string(row.text(2)) + " is not what was stored"};
    scripts.load(std::move(hash));
    return {};
  });
}

Status load_letters(Db& db, PostRecords& post) {
  constexpr auto kAll = "SELECT thing, sender, state, received FROM letter";
  return scan(db, kAll, [&](Statement& row) -> Status {
    auto state = parse_letter_state(row.text(2));
    if (!state) return bad_row("letter", row.integer(0), state.error());
    post.load_letter(thing_id(row.integer(0)), {std::string(row.text(1)), *state, row.integer(3)});
    return {};
  });
}

Status load_post(Db& db, PostRecords& post) {
  Status status = load_letters(db, post);
  if (!status) return status;
  constexpr auto kCorrespondents = "SELECT thing, address, since FROM correspondent";
  status = scan(db, kCorrespondents, [&](Statement& row) -> Status {
    post.load_correspondent(thing_id(row.integer(0)), std::string(row.text(1)), row.integer(2));
    return {};
  });
  if (!status) return status;
  return scan(db, "SELECT digest, received FROM receipt", [&](Statement& row) -> Status {
    post.load_receipt(std::string(row.text(0)), row.integer(1));
    return {};
  });
}

struct Counters {
  uint64_t turn = 0;
  uint64_t next_thing = 1;
};

Status load_meta(Db& db, Facts& facts, Counters& counters) {
  return scan(db, "SELECT name, value FROM meta", [&](Statement& row) -> Status {
    const std::string name(row.text(0));
    const Cell cell = row.cell(1);
    if (name == "turn") {
      counters.turn = static_cast<uint64_t>(row.integer(1));
    } else if (name == "next_thing") {
      counters.next_thing = static_cast<uint64_t>(row.integer(1));
    } else if (const auto* number = std::get_if<int64_t>(&cell)) {
      facts.load(name, Value(*number));
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
      facts.load(name, Value(*text));
    }
    return {};
  });
}

}  // namespace

Result<uint64_t> load_state(Db& db, State& state) {
  Counters counters;
  Status status = load_things(db, state.things);
  if (status) status = load_properties(db, state.things);
  if (status) status = load_timers(db, state.timers);
  if (status) status = load_accounts(db, state.accounts);
  if (status) status = load_scripts(db, state.scripts);
  if (status) status = load_post(db, state.post);
  if (status) status = load_meta(db, state.facts, counters);
  if (!status) return Error{status.error()};
  state.things.finish_loading(ThingId{counters.next_thing});
  return counters.turn;
}

Result<std::vector<StoredRow>> stored_rows(Db& db) {
  std::vector<StoredRow> rows;
  const std::vector<TableShape> shapes = table_shapes();
  for (size_t table = 0; table < shapes.size(); ++table) {
    const TableShape& shape = shapes[table];
    if (shape.name == "script") continue;  // not state: a library of sources
    std::string keys, columns;
    for (const std::string& k : shape.key) keys += (keys.empty() ? "" : ",") + k;
    columns = keys;
    for (const std::string& v : shape.values) columns += "," + v;
    std::string sql = "SELECT " + columns + " FROM " + shape.name;
    if (shape.name == "meta") sql += " WHERE name NOT IN ('turn', 'next_thing')";
    Status status = scan(db, sql + " ORDER BY " + keys, [&](Statement& row) -> Status {
      StoredRow stored{table, {}, {}};
      int column = 0;
      for (size_t i = 0; i < shape.key.size(); ++i) stored.key.push_back(row.cell(column++));
      for (size_t i = 0; i < shape.values.size(); ++i) stored.values.push_back(row.cell(column++));
      rows.push_back(std::move(stored));
      return {};
    });
    if (!status) return Error{shape.name + ": " + status.error()};
  }
  return rows;
}

}  // namespace reality
