// SPDX-License-Identifier: MIT
#include "tests/sim/ledger.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "tests/sim/stored_cells.h"

namespace reality::sim {
namespace {

void mix(uint64_t& hash, uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8)
    hash = (hash ^ ((number >> shift) & 0xffU)) * kFnvPrime;
}

void mix(uint64_t& hash, const Cell& cell) {
  mix(hash, cell.index());
  if (const auto* whole = std::get_if<int64_t>(&cell)) mix(hash, static_cast<uint64_t>(*whole));
  if (const auto* real = std::get_if<double>(&cell)) mix(hash, std::bit_cast<uint64_t>(*real));
  if (const auto* text = std::get_if<std::string>(&cell)) {
    mix(hash, text->size());
    mix_bytes(hash, *text);
  }
}

// Mixed once more at the end, since the rows' hashes are summed.
uint64_t hash_row(size_t of_table, const std::vector<Cell>& key, const std::vector<Cell>& values) {
  uint64_t hash = kFnvOffset;
  mix(hash, of_table);
  for (const Cell& cell : key) mix(hash, cell);
  for (const Cell& cell : values) mix(hash, cell);
  hash = (hash ^ (hash >> 31U)) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 29U);
}

/// What all_rows() leaves out: nobody can observe it.
bool counts(size_t of_table, const std::vector<Cell>& key) {
  if (of_table == table(TableId::script)) return false;
  return of_table != table(TableId::meta) || key.front() != Cell(std::string("next_thing"));
}

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* whole = std::get_if<int64_t>(&cell)) return std::to_string(*whole);
  return {};
}

std::string last_word(const std::string& name) {
  return name.substr(name.rfind(' ') + 1);
}

const Cell kName{std::string("name")};
constexpr size_t kRelation = 1;  // among the values of a thing's row
constexpr size_t kHolder = 2;
constexpr int kDeepest = 50;

}  // namespace

uint64_t hash_rows(const std::vector<StoredRow>& rows) {
  uint64_t sum = 0;
  for (const StoredRow& row : rows)
    if (counts(row.table, row.key)) sum += hash_row(row.table, row.key, row.values);
  return sum;
}

Ledger::Ledger(std::vector<std::string> nouns) : nouns_(std::move(nouns)) {}

void Ledger::begin(const std::vector<StoredRow>& rows, uint64_t turn) {
  rows_.clear();
  hashes_.clear();
  passages_.clear();
  hash_ = 0;
  last_turn_ = turn;
  for (const StoredRow& row : rows) put(row);
  hashes_[turn] = hash_;
  places_.clear();
  find_watched();
  watch(turn);
  passages_.clear();
  begun_ = places_;
  rules_.begin(rows, turn);
}

const std::vector<Cell>* Ledger::find(size_t of_table, const std::vector<Cell>& key) const {
  const auto found = rows_.find({of_table, key});
  return found == rows_.end() ? nullptr : &found->second;
}

void Ledger::put(const StoredRow& row) {
  if (!counts(row.table, row.key)) return;
  const auto found = rows_.find({row.table, row.key});
  if (found != rows_.end()) {
    hash_ -= hash_row(row.table, row.key, found->second);
    rows_.erase(found);
  }
  if (row.values.empty()) return;
  hash_ += hash_row(row.table, row.key, row.values);
  rows_.emplace(Key{row.table, row.key}, row.values);
}

void Ledger::note(const Batch& batch) {
  if (batch.turn <= last_turn_)
    problems_.push_back("turn " + std::to_string(batch.turn) + " was handed in after turn " +
                        std::to_string(last_turn_));
  std::map<Key, std::vector<Cell>> before;
  for (const StoredRow& row : batch.rows)
    if (row.table == table(TableId::timer) || row.table == table(TableId::property))
      if (const auto* values = find(row.table, row.key)) before[{row.table, row.key}] = *values;
  for (const StoredRow& row : batch.rows) put(row);
  last_turn_ = batch.turn;
  hashes_[last_turn_] = hash_;
  if (watched_.empty()) find_watched();
  const size_t passages = passages_.size();
  watch(last_turn_);
  watch_gauge(last_turn_, before, batch);
  rules_.note(batch, passages_.size() > passages ? passages_.back().thing : "");
}

uint64_t Ledger::hash_at(uint64_t turn) const {
  const auto after = hashes_.upper_bound(turn);
  return after == hashes_.begin() ? 0 : std::prev(after)->second;
}

std::string Ledger::place_of(const std::string& noun) const {
  const auto found = places_.find(noun);
  return found == places_.end() ? "nowhere" : found->second;
}

bool Ledger::was_at(const std::string& thing, const std::string& to, size_t before) const {
  for (size_t i = std::min(before, passages_.size()); i-- > 0;)
    if (passages_[i].thing == thing) return passages_[i].to == to;
  const auto begun = begun_.find(thing);
  return begun != begun_.end() && begun->second == to;
}

void Ledger::find_watched() {
  watched_.clear();
  for (const auto& [key, values] : rows_) {
    if (key.first != table(TableId::property) || key.second[1] != kName) continue;
    const std::string noun = last_word(text_of(values[1]));
    for (const std::string& wanted : nouns_)
      if (noun == wanted) watched_[number_of(key.second[0])] = noun;
  }
}

std::string Ledger::name_of(int64_t thing) const {
  const auto* name = find(table(TableId::property), {thing, kName});
  return name ? text_of((*name)[1]) : "";
}

// A room is what is nowhere itself.
std::string Ledger::place_of(int64_t thing) const {
  const auto* row = find(table(TableId::thing), {thing});
  if (!row || !std::get_if<int64_t>(&(*row)[kHolder])) return "nowhere";
  const int64_t holder = number_of((*row)[kHolder]);
  const auto* above = find(table(TableId::thing), {holder});
  if (!above) return "nowhere";
  if (!std::get_if<int64_t>(&(*above)[kHolder])) return "room";
  const std::string name = last_word(name_of(holder));
  return text_of((*row)[kRelation]).starts_with("worn") ? name + " worn" : name;
}

bool Ledger::is_rooted(int64_t thing) const {
  for (int depth = 0; depth < kDeepest; ++depth) {
    const auto* row = find(table(TableId::thing), {thing});
    if (!row) return false;
    if (!std::get_if<int64_t>(&(*row)[kHolder])) return depth > 0;
    thing = number_of((*row)[kHolder]);
  }
  return false;
}

// There is one of each, somewhere in a room: a thing that is nowhere after a turn was lost by it.
void Ledger::watch(uint64_t turn) {
  if (!watched_.empty() && watched_.size() != nouns_.size())
    problems_.push_back("there are " + std::to_string(watched_.size()) + " watched things, not " +
                        std::to_string(nouns_.size()));
  for (const auto& [id, noun] : watched_) {
    const std::string place = place_of(id);
    if (place == "nowhere" || !is_rooted(id))
      problems_.push_back("after turn " + std::to_string(turn) + " the " + noun + " is lost");
    std::string& known = places_[noun];
    if (known == place) continue;
    passages_.push_back({turn, noun, known, place});
    known = place;
  }
}

// A beat is counted in the turn that spends it, or not at all.
void Ledger::watch_gauge(uint64_t turn, const std::map<Key, std::vector<Cell>>& before,
                         const Batch& batch) {
  const auto change = [&](size_t of_table, const std::string& name, size_t value) -> int64_t {
    for (const StoredRow& row : batch.rows) {
      if (row.table != of_table || row.key[1] != Cell(name) || row.values.empty()) continue;
      const auto old = before.find({row.table, row.key});
      if (old != before.end()) return number_of(row.values[value]) - number_of(old->second[value]);
    }
    return 0;
  };
  const int64_t spent_ms = change(table(TableId::timer), "beat", 0);
  const int64_t counted = change(table(TableId::property), "beats", 1);
  constexpr int64_t kBeatMs = 20'000;
  if (counted != 0 && counted * kBeatMs != spent_ms)
    problems_.push_back("turn " + std::to_string(turn) + " counted " + std::to_string(counted) +
                        " beats and spent " + std::to_string(spent_ms) + " ms of them");
}

}  // namespace reality::sim
