// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "engine/password.h"
#include "engine/text.h"
#include "world/state/keys.h"
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

// Past these the world's tables and counters could not grow any more.
constexpr int64_t kLastId = int64_t{1} << 33U;
constexpr int64_t kLastCount = int64_t{1} << 62U;
constexpr size_t kMostProperties = 50'000;

Status load_things(Db& db, Things& things) {
  Status made = scan(db, "SELECT id FROM thing ORDER BY id", [&](Statement& row) -> Status {
    if (row.integer(0) < 1) return bad_row("thing", row.integer(0), "ids begin at 1");
    if (row.integer(0) >= kLastId) return bad_row("thing", row.integer(0), "no id goes so far");
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
    if (row.integer(4) < 0 || row.integer(4) >= kLastCount)
      return bad_row("thing", row.integer(0), "no rank goes so far");
    things.load_like(thing, like);
    things.load_place(thing, relation, holder, row.integer(4));
    return {};
  });
}

// SQLite would make of any value whatever is asked for.
bool fits(std::string_view type, const Statement& row, int column) {
  const Statement::Kind kind = row.kind(column);
  if (type == "number") return kind == Statement::Kind::number;
  if (type == "string" || type == "list" || type == "map") return kind == Statement::Kind::text;
  if (kind != Statement::Kind::integer) return false;
  if (type == "boolean") return row.integer(column) == 0 || row.integer(column) == 1;
  return type != "thing" || row.integer(column) >= 0;
}

Result<Value> collection_of(std::string_view type, std::string_view json) {
  auto value = from_json(json);
  if (value && type_name(value->type()) != type) return Error{"no " + std::string(type)};
  return value;
}

Result<Value> value_of(std::string_view type, const Statement& row, int column) {
  if (!fits(type, row, column)) return Error{"its value is no " + std::string(type)};
  if (type == "boolean") return Value(row.integer(column) != 0);
  if (type == "integer") return Value(row.integer(column));
  if (type == "number") return Value(row.number(column));
  // Nothing else was ever stored: it is how damage shows that leaves the pages in order.
  if (type == "string" && !is_valid_utf8(row.text(column))) return Error{"not UTF-8"};
  if (type == "string") return Value(row.text(column));
  if (type == "thing") return Value(thing_id(row.integer(column)));
  if (type == "list" || type == "map") return collection_of(type, row.text(column));
  return Error{"there is no type \"" + std::string(type) + "\""};
}

Status put_property(Things& things, Thing& thing, std::string_view key, Value value) {
  const std::string id = std::to_string(thing.id().number);
  if (thing.own().size() >= kMostProperties)
    return Error{"thing " + id + " has too many properties"};
  const Atom atom = things.atoms().intern(key);
  if (atom == key::id && value.type() == ValueType::string)
    if (const Thing* other = things.find(value.as_string()))
      return Error{"things " + std::to_string(other->id().number) + " and " + id +
                   " have the same id " + std::string(value.as_string())};
  things.load_property(thing, atom, std::move(value));
  return {};
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
    return put_property(things, *thing, row.text(1), std::move(*value));
  });
}

Status load_timers(Db& db, const Things& things, Timers& timers) {
  return scan(db, "SELECT thing, name, due, every FROM timer", [&](Statement& row) -> Status {
    Timer timer{row.integer(2), std::nullopt};
    const Cell every = row.cell(3);
    if (const auto* ms = std::get_if<int64_t>(&every)) timer.every_ms = *ms;
    const std::string name(row.text(1));
    if (!things.find(thing_id(row.integer(0))))
      return bad_row("timer", row.integer(0), name + " belongs to a thing that is not there");
    if (Status sound = check_timer(timer); !sound)
      return bad_row("timer", row.integer(0), name + ": " + sound.error());
    timers.load({thing_id(row.integer(0)), name}, timer);
    return {};
  });
}

Status check_account(const std::string& name, const Thing* character, const Accounts& accounts) {
  const std::string account = "account " + name;
  if (!character) return Error{account + " belongs to a thing that is not there"};
  const std::string id = std::to_string(character->id().number);
  if (!character->own(key::player)) return Error{account + " has thing " + id + ", no character"};
  if (accounts.of(character->id())) return Error{"character " + id + " has two accounts"};
  return {};
}

Status load_accounts(Db& db, const Things& things, Accounts& accounts) {
  constexpr auto kAll = "SELECT name, thing, password, role, created FROM account";
  return scan(db, kAll, [&](Statement& row) -> Status {
    auto role = parse_role(row.text(3));
    if (!role) return bad_row("account", row.integer(1), role.error());
    const Thing* character = things.find(thing_id(row.integer(1)));
    if (Status sound = check_account(std::string(row.text(0)), character, accounts); !sound)
      return sound;
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

Status load_letters(Db& db, const Things& things, PostRecords& post) {
  constexpr auto kAll = "SELECT thing, sender, state, received FROM letter";
  return scan(db, kAll, [&](Statement& row) -> Status {
    auto state = parse_letter_state(row.text(2));
    if (!state) return bad_row("letter", row.integer(0), state.error());
    const Thing* letter = things.find(thing_id(row.integer(0)));
    if (!letter) return bad_row("letter", row.integer(0), "is a thing that is not there");
    if ((*state == LetterState::kept || *state == LetterState::counter) && !letter->holder())
      return bad_row("letter", row.integer(0), "is kept by the post, but nowhere");
    post.load_letter(thing_id(row.integer(0)), {std::string(row.text(1)), *state, row.integer(3)});
    return {};
  });
}

Status load_post(Db& db, const Things& things, PostRecords& post) {
  Status status = load_letters(db, things, post);
  if (!status) return status;
  constexpr auto kCorrespondents = "SELECT thing, address, since FROM correspondent";
  status = scan(db, kCorrespondents, [&](Statement& row) -> Status {
    if (!things.find(thing_id(row.integer(0))))
      return bad_row("correspondent", row.integer(0), "belongs to a thing that is not there");
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
  uint64_t next_thing = 0;
};

// Turns may go on for longer than a world can have things.
Result<uint64_t> counter(const std::string& name, const Cell& cell, int64_t most) {
  const auto* number = std::get_if<int64_t>(&cell);
  if (number && *number >= 0 && *number < most) return static_cast<uint64_t>(*number);
  return Error{"meta row " + name + ": its value is no count"};
}

Status load_meta(Db& db, Facts& facts, Counters& counters) {
  return scan(db, "SELECT name, value FROM meta", [&](Statement& row) -> Status {
    const std::string name(row.text(0));
    const Cell cell = row.cell(1);
    if (name == "turn" || name == "next_thing") {
      auto count = counter(name, cell, name == "turn" ? kLastCount : kLastId);
      if (!count) return Error{count.error()};
      (name == "turn" ? counters.turn : counters.next_thing) = *count;
    } else if (const auto* number = std::get_if<int64_t>(&cell)) {
      facts.load(name, Value(*number));
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
      facts.load(name, Value(*text));
    }
    return {};
  });
}

// An id given twice would make two things one.
Status finish_things(Things& things, uint64_t next_thing) {
  if (things.count() == 0) return things.finish_loading(ThingId{next_thing});
  if (next_thing == 0) return Error{"there are things, but no next_thing to count them"};
  Status sound = things.finish_loading(ThingId{next_thing});
  if (sound && things.next_id().number != next_thing)
    return Error{"thing " + std::to_string(things.next_id().number - 1) +
                 " is numbered past the counter next_thing"};
  return sound;
}

}  // namespace

Result<uint64_t> load_state(Db& db, State& state) {
  Counters counters;
  Status status = load_things(db, state.things);
  if (status) status = load_properties(db, state.things);
  if (status) status = load_timers(db, state.things, state.timers);
  if (status) status = load_accounts(db, state.things, state.accounts);
  if (status) status = load_scripts(db, state.scripts);
  if (status) status = load_post(db, state.things, state.post);
  if (status) status = load_meta(db, state.facts, counters);
  if (status) status = finish_things(state.things, counters.next_thing);
  if (!status) return Error{status.error()};
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
