// SPDX-License-Identifier: MIT
#include "world/state/rows.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "world/state/state.h"
#include "world/state/value_json.h"

namespace reality {

namespace {

Cell serial(ThingId id) {
  return static_cast<int64_t>(id.number);
}
Cell serial(const Thing* thing) {
  return thing ? serial(thing->id()) : Cell{};
}

Cell cell_of(const Value& value) {
  switch (value.type()) {
    case ValueType::nil:
      return {};
    case ValueType::boolean:
      return int64_t{value.as_boolean()};
    case ValueType::integer:
      return value.as_integer();
    case ValueType::number:
      return value.as_number();
    case ValueType::string:
      return std::string(value.as_string());
    case ValueType::thing:
      return serial(value.as_thing());
    case ValueType::list:
    case ValueType::map:
      return to_json(value);
  }
  return {};
}

StoredRow shaped(TableId table, std::vector<Cell> key) {
  return {static_cast<size_t>(table) - 1, std::move(key), {}};
}

StoredRow thing_row(const Things& things, ThingId id) {
  StoredRow row = shaped(TableId::thing, {serial(id)});
  if (const Thing* thing = things.find(id)) {
    Cell relation;
    if (thing->holder()) relation = std::string(relation_name(thing->relation()));
    row.values = {serial(thing->like()), relation, serial(thing->holder()), thing->order()};
  }
  return row;
}

StoredRow property_row(const Things& things, ThingId id, Atom atom) {
  StoredRow row = shaped(TableId::property, {serial(id), std::string(things.atoms().word(atom))});
  const Thing* thing = things.find(id);
  if (const Value* value = thing ? thing->own(atom) : nullptr)
    row.values = {std::string(type_name(value->type())), cell_of(*value)};
  return row;
}

StoredRow timer_row(const Timers& timers, const TimerName& name) {
  StoredRow row = shaped(TableId::timer, {serial(name.thing), name.name});
  if (const Timer* timer = timers.find(name))
    row.values = {timer->due_ms, timer->every_ms ? Cell{*timer->every_ms} : Cell{}};
  return row;
}

StoredRow account_row(const Accounts& accounts, const std::string& name) {
  StoredRow row = shaped(TableId::account, {name});
  if (const Account* account = accounts.find(name))
    row.values = {serial(account->character), account->password_hash,
                  std::string(role_name(account->role)), account->created_ms};
  return row;
}

StoredRow meta_row(const State& state, const std::string& name) {
  StoredRow row = shaped(TableId::meta, {name});
  if (name == "next_thing") {
    row.values = {serial(state.things.next_id())};
  } else if (const Value& fact = state.facts.get(name); !fact.is_nil()) {
    row.values = {cell_of(fact)};
  }
  return row;
}

StoredRow script_row(const ScriptArchive& scripts, const std::string& hash) {
  StoredRow row = shaped(TableId::script, {hash});
  if (const ArchivedScript* script = scripts.find(hash))
    row.values = {script->name, script->source, script->loaded_ms};
  return row;
}

StoredRow letter_row(const PostRecords& post, ThingId id) {
  StoredRow row = shaped(TableId::letter, {serial(id)});
  if (const LetterRecord* letter = post.letter(id))
    row.values = {letter->sender, std::string(letter_state_name(letter->state)),
                  letter->received_ms};
  return row;
}

StoredRow correspondent_row(const PostRecords& post, ThingId id, const std::string& address) {
  StoredRow row = shaped(TableId::correspondent, {serial(id), address});
  if (const auto since = post.accepted_ms(id, address)) row.values = {*since};
  return row;
}

StoredRow receipt_row(const PostRecords& post, const std::string& digest) {
  StoredRow row = shaped(TableId::receipt, {digest});
  if (const auto received_ms = post.receipt(digest)) row.values = {*received_ms};
  return row;
}

void add_post_rows(const PostRecords& post, std::vector<StoredRow>& rows) {
  post.for_each_letter(
      [&](ThingId id, const LetterRecord&) { rows.push_back(letter_row(post, id)); });
  post.for_each_correspondent([&](ThingId id, const std::string& address, int64_t) {
    rows.push_back(correspondent_row(post, id, address));
  });
  post.for_each_receipt(
      [&](const std::string& digest, int64_t) { rows.push_back(receipt_row(post, digest)); });
}

}  // namespace

std::vector<TableShape> table_shapes() {
  return {{"thing", {"id"}, {"\"like\"", "relation", "holder", "seq"}},
          {"property", {"thing", "key"}, {"type", "value"}},
          {"timer", {"thing", "name"}, {"due", "every"}},
          {"account", {"name"}, {"thing", "password", "role", "created"}},
          {"meta", {"name"}, {"value"}},
          {"script", {"hash"}, {"name", "source", "loaded"}},
          {"letter", {"thing"}, {"sender", "state", "received"}},
          {"correspondent", {"thing", "address"}, {"since"}},
          {"receipt", {"digest"}, {"received"}}};
}

StoredRow row_now(const State& state, const RowName& name) {
  const ThingId id{name.number};
  switch (name.table) {
    case TableId::thing:
      return thing_row(state.things, id);
    case TableId::property:
      return property_row(state.things, id, Atom{name.part});
    case TableId::timer:
      return timer_row(state.timers, {id, name.name});
    case TableId::account:
      return account_row(state.accounts, name.name);
    case TableId::meta:
      return meta_row(state, name.name);
    case TableId::script:
      return script_row(state.scripts, name.name);
    case TableId::letter:
      return letter_row(state.post, id);
    case TableId::correspondent:
      return correspondent_row(state.post, id, name.name);
    case TableId::receipt:
      return receipt_row(state.post, name.name);
    case TableId::none:
      break;
  }
  assert(false);
  return {};
}

std::vector<StoredRow> all_rows(const State& state) {
  std::vector<StoredRow> rows;
  std::vector<StoredRow> properties;
  state.things.for_each([&](const Thing& thing) {
    rows.push_back(thing_row(state.things, thing.id()));
    const size_t first = properties.size();
    for (const Property& own : thing.own())
      properties.push_back(property_row(state.things, thing.id(), own.key()));
    std::sort(properties.begin() + static_cast<std::ptrdiff_t>(first), properties.end(),
              [](const StoredRow& a, const StoredRow& b) { return a.key < b.key; });
  });
  std::move(properties.begin(), properties.end(), std::back_inserter(rows));
  state.timers.for_each(
      [&](const TimerName& name, const Timer&) { rows.push_back(timer_row(state.timers, name)); });
  state.accounts.for_each([&](const std::string& name, const Account&) {
    rows.push_back(account_row(state.accounts, name));
  });
  state.facts.for_each(
      [&](const std::string& name, const Value&) { rows.push_back(meta_row(state, name)); });
  add_post_rows(state.post, rows);
  return rows;
}

}  // namespace reality
