// SPDX-License-Identifier: MIT
//
// Ledger: what a world should be, turn by turn: a pure model that is fed the rows of every turn as
// they are handed to the store, and knows nothing of disks. It answers what the rows were after any
// turn (as a hash), where the things that are watched went and when, and finds what no turn may do.
// Owned by a simulated run, over all lives of its server.
// Must hold: rows are summed, so their order does not count; scripts and counters that no player
// can observe are left out, as in all_rows().
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/row_writer.h"
#include "tests/sim/turn_rules.h"

namespace reality::sim {

/// The sum of the hashes of rows: the same for the same rows, on every compiler.
uint64_t hash_rows(const std::vector<StoredRow>& rows);

/// A thing that was somewhere else after a turn than before it.
struct Passage {
  uint64_t turn;
  std::string thing;
  std::string from;
  std::string to;  // "room", "chest", "Ann", "Ann worn"
};

class Ledger {
 public:
  /// Things with these nouns are watched: there is one of each, for ever.
  explicit Ledger(std::vector<std::string> nouns);

  /// From now on the world is what these rows say, after `turn`: a server has started on them.
  void begin(const std::vector<StoredRow>& rows, uint64_t turn);
  /// A turn was handed to the store.
  void note(const Batch& batch);

  uint64_t last_turn() const { return last_turn_; }
  uint64_t hash() const { return hash_; }
  /// The hash after the last turn up to `turn`; 0 for one before begin().
  uint64_t hash_at(uint64_t turn) const;
  /// Since begin(), in order.
  const std::vector<Passage>& passages() const { return passages_; }
  /// Where a watched thing is now.
  std::string place_of(const std::string& noun) const;
  /// Whether a watched thing was at `to` when all passages before number `before` had happened, and
  /// those of other things up to any later one.
  bool was_at(const std::string& thing, const std::string& to, size_t before) const;
  /// What some turn did that no turn may do.
  const std::vector<std::string>& problems() const { return problems_; }
  /// The same, where it shows in the rows of one turn.
  const TurnRules& rules() const { return rules_; }

 private:
  using Key = std::pair<size_t, std::vector<Cell>>;

  const std::vector<Cell>* find(size_t table, const std::vector<Cell>& key) const;
  void put(const StoredRow& row);
  void watch(uint64_t turn);
  void watch_gauge(uint64_t turn, const std::map<Key, std::vector<Cell>>& before,
                   const Batch& batch);
  std::string place_of(int64_t thing) const;
  std::string name_of(int64_t thing) const;
  bool is_rooted(int64_t thing) const;
  void find_watched();

  std::vector<std::string> nouns_;
  std::map<Key, std::vector<Cell>> rows_;
  std::map<int64_t, std::string> watched_;     // by id
  std::map<std::string, std::string> places_;  // of the watched
  std::map<std::string, std::string> begun_;   // where those were at begin()
  std::map<uint64_t, uint64_t> hashes_;        // by turn
  std::vector<Passage> passages_;
  std::vector<std::string> problems_;
  TurnRules rules_;
  uint64_t last_turn_ = 0;
  uint64_t hash_ = 0;
};

}  // namespace reality::sim
