// SPDX-License-Identifier: MIT
#include "tests/sim/verdict.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/text.h"
#include "world/state/check.h"
#include "world/state/keys.h"
#include "world/state/rows.h"
#include "world/state/state.h"

namespace reality::sim {
namespace {

using Problems = std::vector<std::string>;

uint64_t last_turn(Db& db) {
  auto turn = db.ask("SELECT value FROM meta WHERE name='turn'");
  const auto* number = turn ? std::get_if<int64_t>(&*turn) : nullptr;
  return number ? static_cast<uint64_t>(*number) : 0;
}

/// How many things have each value of a property.
std::map<std::string, size_t> count_values(const std::vector<StoredRow>& rows,
                                           const std::string& property) {
  std::map<std::string, size_t> counts;
  for (const StoredRow& row : rows) {
    if (row.key.size() != 2 || row.values.size() != 2 || row.key[1] != Cell(property)) continue;
    if (const auto* text = std::get_if<std::string>(&row.values[1])) ++counts[*text];
  }
  return counts;
}

size_t count_of(const std::map<std::string, size_t>& counts, const std::string& value) {
  const auto found = counts.find(value);
  return found == counts.end() ? 0 : found->second;
}

// What a thing reads is gone when it was read.
bool is_read_by_a_thing(const SentLetter& letter) {
  return letter.recipients.front() == "oracle";
}

void judge_letters(const std::vector<StoredRow>& rows, const Testimony& testimony,
                   Problems& problems) {
  const auto subjects = count_values(rows, "subject");
  for (const SentLetter& letter : testimony.letters) {
    const size_t found = count_of(subjects, letter.token);
    const size_t wanted = letter.recipients.size();
    const bool fits = letter.taken && !is_read_by_a_thing(letter)
                          ? found == wanted
                          : found == 0 || (found == wanted && !letter.refused);
    if (!fits)
      problems.push_back("letter " + letter.token + (letter.taken ? " was taken" : "") + " for " +
                         std::to_string(wanted) + " readers and is there " + std::to_string(found) +
                         " times");
  }
  for (const auto& [text, count] : count_values(rows, "writing")) {
    if (text.starts_with("Token ") && count > 1)
      problems.push_back("the letter \"" + text + "\" is there " + std::to_string(count) +
                         " times");
  }
  const auto writings = count_values(rows, "writing");
  for (const std::string& token : testimony.written)
    if (count_of(writings, token) != 1)
      problems.push_back("the letter \"" + token + "\" was written and is there " +
                         std::to_string(count_of(writings, token)) + " times");
}

void judge_accounts(Db& db, const Testimony& testimony, Problems& problems) {
  for (const std::string& name : testimony.accounts) {
    auto found = db.ask("SELECT count(*) FROM account WHERE name='" + fold_case(name) + "'");
    if (!found || *found != Cell(int64_t{1}))
      problems.push_back("the account of " + name + ", who was let in, is lost");
  }
}

std::string property_of(const std::vector<StoredRow>& rows, const Cell& thing,
                        const std::string& property) {
  for (const StoredRow& row : rows)
    if (row.key.size() == 2 && row.values.size() == 2 && row.key[0] == thing &&
        row.key[1] == Cell(property))
      if (const auto* text = std::get_if<std::string>(&row.values[1])) return *text;
  return {};
}

void judge_descriptions(const std::vector<StoredRow>& rows, const Testimony& testimony,
                        Problems& problems) {
  const Cell name(std::string("name"));
  for (const Description& one : testimony.descriptions)
    for (const StoredRow& row : rows) {
      if (row.key.size() != 2 || row.values.size() != 2 || row.key[1] != name ||
          row.values[1] != Cell(one.who))
        continue;
      const std::string text = property_of(rows, row.key[0], "text");
      if (std::find(one.texts.begin(), one.texts.end(), text) == one.texts.end())
        problems.push_back(one.who + " was described as \"" + one.texts.front() +
                           "\" and now as \"" + text + "\"");
    }
}

void judge_turn(const Found& found, const Ledger& ledger, const Testimony& testimony,
                Problems& problems) {
  const std::string turn = std::to_string(found.turn);
  if (found.turn < testimony.proven)
    problems.push_back("turn " + std::to_string(testimony.proven) +
                       " was heard of, and the disk ends with turn " + turn);
  if (found.turn > ledger.last_turn())
    problems.push_back("the disk has turn " + turn + ", and no turn after " +
                       std::to_string(ledger.last_turn()) + " was ever handed in");
  if (hash_rows(found.rows) != ledger.hash_at(found.turn))
    problems.push_back("the rows on the disk are not those after turn " + turn);
}

void compare_thing(const Thing& ours, const Atoms& words, const Things& theirs,
                   Problems& problems) {
  const Thing* other = theirs.find(ours.id());
  const std::string name = "thing " + std::to_string(ours.id().number);
  if (!other) return problems.push_back(name + " is gone after a reload");
  std::vector<uint64_t> here;
  std::vector<uint64_t> there;
  for (const Thing& inner : contents(ours)) here.push_back(inner.id().number);
  for (const Thing& inner : contents(*other)) there.push_back(inner.id().number);
  if (here != there) problems.push_back("the contents of " + name + " differ after a reload");
  const auto number = [](const Thing* thing) { return thing ? thing->id().number : 0; };
  if (ours.relation() != other->relation() || number(ours.like()) != number(other->like()) ||
      number(ours.holder()) != number(other->holder()))
    problems.push_back(name + " is somewhere else, or something else, after a reload");
  for (const Property& own : ours.own()) {
    const Value* value = other->own(theirs.atoms().find(words.word(own.key())));
    if (!value || !(*value == own.value()))
      problems.push_back(name + " has another property after a reload");
  }
  if (ours.heirs() != other->heirs())
    problems.push_back(name + " has other heirs than after a reload");
}

}  // namespace

Found judge(SimDisk& image, const SimHouse& house, const Ledger& ledger, const Testimony& testimony,
            bool deep) {
  Found found;
  auto db = open_database(image, kDatabase, house.migrations);
  if (!db) {
    found.problems.push_back("the database does not open: " + db.error());
    return found;
  }
  auto rows = stored_rows(*db);
  if (!rows) {
    found.problems.push_back("the rows cannot be read: " + rows.error());
    return found;
  }
  found.rows = std::move(*rows);
  found.turn = last_turn(*db);
  judge_turn(found, ledger, testimony, found.problems);
  judge_letters(found.rows, testimony, found.problems);
  judge_accounts(*db, testimony, found.problems);
  judge_descriptions(found.rows, testimony, found.problems);
  if (deep)
    for (std::string& problem : check_world(*db).problems)
      found.problems.push_back(std::move(problem));
  return found;
}

// Order of contents is state: it follows the ranks that are stored.
Problems compare_memory(World& world, const Ledger& ledger) {
  Problems problems;
  if (hash_rows(all_rows(world.state())) != ledger.hash())
    problems.emplace_back("the memory is not what the turns so far have made of it");
  world.things().for_each([&](const Thing& thing) {
    const Thing* last = nullptr;
    for (const Thing& inner : contents(thing)) {
      if (last && last->order() >= inner.order())
        problems.push_back("the contents of thing " + std::to_string(thing.id().number) +
                           " are out of order");
      last = &inner;
    }
  });
  return problems;
}

Problems compare_reloaded(World& world, Db& db) {
  State reloaded;
  if (auto turn = load_state(db, reloaded); !turn) return {"a reload fails: " + turn.error()};
  Problems problems;
  const State& state = world.state();
  if (hash_rows(all_rows(state)) != hash_rows(all_rows(reloaded)))
    problems.push_back("a reload has other rows than the memory");
  if (state.things.count() != reloaded.things.count() ||
      state.things.rooms() != reloaded.things.rooms())
    problems.push_back("a reload counts other things or rooms than the memory");
  if (state.timers.next_due_ms() != reloaded.timers.next_due_ms())
    problems.push_back("a reload has another timer next than the memory");
  state.things.for_each([&](const Thing& thing) {
    compare_thing(thing, state.atoms, reloaded.things, problems);
    const Value* id = thing.own(key::id);
    if (id && id->type() == ValueType::string && state.things.find(id->as_string()) != &thing)
      problems.push_back("the index does not find " + std::string(id->as_string()));
  });
  return problems;
}

}  // namespace reality::sim
