// SPDX-License-Identifier: MIT
//
// The journal, driven with random operations: whatever was done since any point is undone exactly,
// and the rows that it names, once written, read back as the same world.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/schema.h"
#include "engine/store.h"
#include "world/state/keys.h"
#include "world/state/rows.h"
#include "world/state/state.h"

namespace reality {
namespace {

struct Model : State {
  State& state = *this;
  ~Model() { journal.keep(); }
};

/// All that anyone can observe: rows, contents in order (both ways), heirs, the index of ids.
std::vector<std::string> observed(const Model& model) {
  std::vector<std::string> seen;
  auto cell_text = [](const Cell& cell) {
    if (const auto* i = std::get_if<int64_t>(&cell)) return std::to_string(*i);
    if (const auto* d = std::get_if<double>(&cell)) return std::to_string(*d);
    if (const auto* s = std::get_if<std::string>(&cell)) return "'" + *s + "'";
    return std::string("null");
  };
  for (const StoredRow& row : all_rows(model.state)) {
    std::string line = "row " + std::to_string(row.table);
    for (const Cell& cell : row.key) line += " " + cell_text(cell);
    for (const Cell& cell : row.values) line += " " + cell_text(cell);
    seen.push_back(line);
  }
  model.things.for_each([&](const Thing& thing) {
    std::string line = "thing " + std::to_string(thing.id().number) + " heirs " +
                       std::to_string(thing.heirs()) + " holds";
    for (const Thing& held : contents(thing)) line += " " + std::to_string(held.id().number);
    line += " back";
    for (const Thing* t = thing.last(); t; t = t->previous())
      line += " " + std::to_string(t->id().number);
    if (const std::string_view id = thing.string(key::id); !id.empty() && thing.own(key::id))
      line += model.things.find(id) == &thing ? " indexed" : " not indexed";
    seen.push_back(line);
  });
  seen.push_back("count " + std::to_string(model.things.count()));
  if (auto due = model.timers.next_due_ms()) seen.push_back("due " + std::to_string(*due));
  return seen;
}

class Actions {
 public:
  explicit Actions(Model& model) : model_(model) {}

  void act() {
    switch (*rc::gen::inRange(0, 12)) {
      case 0:
      case 1:
        model_.things.make(any_or_none());
        break;
      case 2:
      case 3:
      case 4:
        move();
        break;
      case 5:
        destroy();
        break;
      case 6:
        set_like();
        break;
      case 7:
        set_id();
        break;
      case 8:
        timer();
        break;
      case 9:
        account();
        break;
      default:
        set_property();
        break;
    }
  }

 private:
  std::vector<Thing*> all() {
    std::vector<Thing*> things;
    model_.things.for_each([&](Thing& thing) { things.push_back(&thing); });
    return things;
  }
  Thing* any_or_none() {
    auto things = all();
    if (things.empty() || *rc::gen::inRange(0, 4) == 0) return nullptr;
    // By index: a generated pointer would outlive its world when a failure is shrunk.
    return things[static_cast<size_t>(*rc::gen::inRange(0, 1000)) % things.size()];
  }
  void move() {
    Thing* thing = any_or_none();
    Thing* holder = any_or_none();
    if (!thing) return;
    if (!holder || thing->encloses(*holder)) return model_.things.place(*thing, {}, nullptr);
    model_.things.place(*thing, static_cast<Relation>(*rc::gen::inRange(1, 8)), holder);
  }
  void destroy() {
    Thing* thing = any_or_none();
    if (!thing || thing->first() || thing->heirs() || model_.accounts.of(thing->id())) return;
    model_.timers.cancel_all(thing->id());
    model_.things.destroy(*thing);
  }
  void set_like() {
    Thing* thing = any_or_none();
    Thing* like = any_or_none();
    if (thing && (!like || !like->is_a(*thing))) model_.things.set_like(*thing, like);
  }
  void set_id() {
    Thing* thing = any_or_none();
    const std::string id = "area." + std::to_string(*rc::gen::inRange(0, 8));
    if (!thing || model_.things.find(id)) return;
    model_.things.set(*thing, key::id, *rc::gen::inRange(0, 3) ? Value(id) : Value());
  }
  void set_property() {
    Thing* thing = any_or_none();
    if (!thing) return;
    const Atom key = model_.atoms.intern("p" + std::to_string(*rc::gen::inRange(0, 6)));
    model_.things.set(*thing, key, value(2));
  }
  Value value(int depth) {
    switch (*rc::gen::inRange(0, depth ? 8 : 6)) {
      case 0:
        return Value();
      case 1:
        return Value(*rc::gen::inRange(0, 2) == 1);
      case 2:
        return Value(int64_t{*rc::gen::arbitrary<int32_t>()});
      case 3:
        return Value(*rc::gen::inRange(-1000, 1000) / 8.0);
      case 4:
        return Value(*rc::gen::container<std::string>(rc::gen::inRange('a', 'e')));
      case 5:
        return Value(ThingId{static_cast<uint64_t>(*rc::gen::inRange(1, 30))});
      case 6:
        return list(depth);
      default:
        return map(depth);
    }
  }
  Value list(int depth) {
    Value::List items;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) items.push_back(value(depth - 1));
    return Value(std::move(items));
  }
  Value map(int depth) {
    Value::Map items;
    const std::vector<std::string> names = {"thing", "map", "x", "y"};
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
      items.emplace_back(*rc::gen::elementOf(names), value(depth - 1));
    return Value(std::move(items));
  }
  void timer() {
    Thing* thing = any_or_none();
    if (!thing) return;
    const TimerName name{thing->id(), *rc::gen::inRange(0, 2) ? "tick" : "tock"};
    const int64_t due = 100 * *rc::gen::inRange(1, 100);
    if (*rc::gen::inRange(0, 4) == 0) return model_.timers.cancel(name);
    model_.timers.set(name, {due, *rc::gen::inRange(0, 2) ? std::optional(due) : std::nullopt});
  }
  void account() {
    Thing* thing = any_or_none();
    if (!thing || model_.accounts.of(thing->id())) return;
    const std::string name = *rc::gen::inRange(0, 2) ? "Ann" : "tom";
    if (*rc::gen::inRange(0, 3) == 0) return model_.accounts.remove(name);
    model_.things.set(*thing, key::player, Value(true));
    model_.accounts.set(name, {thing->id(), "hash", AccountRole::author, 7});
  }

  Model& model_;
};

void act_some(Model& model, int most) {
  Actions actions(model);
  for (int i = *rc::gen::inRange(0, most); i > 0; --i) actions.act();
}

RC_GTEST_PROP(Journal, UndoesExactlyFromAnyPoint, ()) {
  Model model;
  act_some(model, 40);
  if (*rc::gen::inRange(0, 2)) model.journal.keep();
  const auto mark = model.journal.mark();
  const auto before = observed(model);
  act_some(model, 40);
  model.journal.undo_to(mark);
  RC_ASSERT(observed(model) == before);
}

Db blank_database() {
  auto migrations = read_migrations(REALITY_SOURCE_DIR "/data/schema");
  EXPECT_TRUE(migrations.ok());
  auto db = open_database(":memory:", *migrations);
  EXPECT_TRUE(db.ok());
  return std::move(*db);
}

RC_GTEST_PROP(Journal, RowsItNamesReadBackEqual, ()) {
  Model model;
  auto writer = RowWriter::open(blank_database(), table_shapes());
  RC_ASSERT(writer.ok());
  for (uint64_t turn = 1; turn <= 4; ++turn) {
    act_some(model, 25);
    if (*rc::gen::inRange(0, 3) == 0) {
      model.journal.undo_to(0);
      continue;
    }
    Batch batch{turn, {}};
    for (const RowName& name : model.journal.changed_rows())
      batch.rows.push_back(row_now(model.state, name));
    model.journal.keep();
    const Status status = writer->commit({batch});
    RC_ASSERT(status.ok());
  }
  Model loaded;
  auto turn = load_state(writer->db(), loaded.state);
  if (!turn) RC_FAIL(turn.error());
  RC_ASSERT(observed(loaded) == observed(model));
  auto stored = stored_rows(writer->db());
  RC_ASSERT(stored.ok());
}

TEST(Journal, NamesEachChangedRowOnce) {
  Model model;
  Thing& box = model.things.make(nullptr);
  model.things.set(box, key::name, Value("a box"));
  model.journal.keep();
  model.things.set(box, key::name, Value("a crate"));
  model.things.set(box, key::name, Value("a chest"));
  model.things.place(box, Relation::nowhere, nullptr);
  const auto rows = model.journal.changed_rows();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].table, TableId::property);
  EXPECT_EQ(rows[0].number, box.id().number);
}

TEST(Journal, NeverGivesAnIdTwice) {
  Model model;
  const ThingId first = model.things.make(nullptr).id();
  model.journal.undo_to(0);
  EXPECT_EQ(model.things.find(first), nullptr);
  EXPECT_NE(model.things.make(nullptr).id(), first);
}

}  // namespace
}  // namespace reality
