// SPDX-License-Identifier: MIT
#include "tests/sim/turn_rules.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tests/sim/stored_cells.h"

namespace reality::sim {
namespace {

constexpr std::string_view kTopic = "\"topic\":\"";

bool is_property(const StoredRow& row, const char* name) {
  return row.table == table(TableId::property) && row.key[1] == Cell(std::string(name)) &&
         row.values.size() == 2;
}

/// What the notes of the idol say that it was asked about, each as often as it stands there.
std::vector<std::string> topics_in(const std::string& asked) {
  std::vector<std::string> topics;
  for (size_t at = asked.find(kTopic); at != asked.npos; at = asked.find(kTopic, at)) {
    at += kTopic.size();
    topics.push_back(asked.substr(at, asked.find('"', at) - at));
  }
  return topics;
}

}  // namespace

void TurnRules::begin(const std::vector<StoredRow>& rows, uint64_t turn) {
  std::erase_if(born_, [turn](const auto& one) { return one.second > turn; });
  std::erase_if(read_, [turn](const auto& one) { return one.second > turn; });
  alive_.clear();
  beats_.clear();
  shown_ = {{0, 0}};
  uncounted_beats_ = 0;
  for (const StoredRow& row : rows) {
    if (row.table == table(TableId::thing)) {
      alive_.insert(number_of(row.key[0]));
      born_.emplace(number_of(row.key[0]), turn);
    }
    if (row.table == table(TableId::timer) && row.key[1] == Cell(std::string("beat")))
      beats_["due"] = number_of(row.values[0]);
    if (!is_property(row, "beats")) continue;
    beats_["beats"] = number_of(row.values[1]);
    shown_.emplace(number_of(row.values[1]), turn);
  }
}

void TurnRules::note(const Batch& batch, const std::string& moved) {
  // A guest who goes for good leaves what they carried.
  const bool left = std::any_of(batch.rows.begin(), batch.rows.end(), [](const StoredRow& row) {
    return row.table == table(TableId::thing) && row.values.empty();
  });
  for (const StoredRow& row : batch.rows) {
    if (row.table == table(TableId::thing)) note_thing(row, batch.turn);
    if (is_property(row, "asleep") && !moved.empty() && !left)
      problems_.push_back("turn " + std::to_string(batch.turn) + " moved the " + moved +
                          " as somebody fell asleep or woke up");
    if (!is_property(row, "asked")) continue;
    if (const auto* text = std::get_if<std::string>(&row.values[1]))
      note_letters(*text, batch.turn);
  }
  note_beats(batch);
}

void TurnRules::note_thing(const StoredRow& row, uint64_t turn) {
  const int64_t id = number_of(row.key[0]);
  if (row.values.empty()) {
    alive_.erase(id);
  } else if (alive_.insert(id).second && !born_.emplace(id, turn).second) {
    problems_.push_back("turn " + std::to_string(turn) + " gave a new thing the number " +
                        std::to_string(id) + " of one that is gone");
  }
}

void TurnRules::note_letters(const std::string& asked, uint64_t turn) {
  std::set<std::string> seen;
  for (const std::string& topic : topics_in(asked)) {
    read_.emplace(topic, turn);
    if (!seen.insert(topic).second)
      problems_.push_back("turn " + std::to_string(turn) + ": the letter about " + topic +
                          " was read twice");
  }
}

std::optional<uint64_t> TurnRules::turn_of_beats(int64_t beats) const {
  const auto found = shown_.find(beats);
  if (found == shown_.end()) return std::nullopt;
  return found->second;
}

void TurnRules::note_beats(const Batch& batch) {
  bool spent = false;
  bool counted = false;
  for (const StoredRow& row : batch.rows) {
    const bool timer = row.table == table(TableId::timer) && !row.values.empty() &&
                       row.key[1] == Cell(std::string("beat"));
    if (timer) spent = std::exchange(beats_["due"], number_of(row.values[0])) != 0;
    if (!is_property(row, "beats") || row.values.empty()) continue;
    counted = true;
    shown_.emplace(number_of(row.values[1]), batch.turn);
  }
  if (spent && !counted) ++uncounted_beats_;
}

uint64_t TurnRules::turn_of_reading(const std::string& token) const {
  const auto found = read_.find(token);
  return found == read_.end() ? 0 : found->second;
}

}  // namespace reality::sim
