// SPDX-License-Identifier: MIT
//
// TurnRules: what no turn of the simulated world may do, however it came about, told from its rows
// alone: give the number of a thing that is gone to a new one; move a thing as somebody falls
// asleep or wakes up; let the idol read one letter twice. It also counts what a beat leaves behind
// when its turn is undone. Owned by the Ledger, which tells it of every turn. Must hold: it forgets
// what the power has taken; turns that are still there it remembers over all lives of the server.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/row_writer.h"

namespace reality::sim {

class TurnRules {
 public:
  /// A server has started on these rows, after `turn`.
  void begin(const std::vector<StoredRow>& rows, uint64_t turn);
  /// A turn was handed in. `moved`: a watched thing that is elsewhere after it, or "".
  void note(const Batch& batch, const std::string& moved);

  /// The turn in which the idol read the letter that is about `token`; 0 where none did.
  uint64_t turn_of_reading(const std::string& token) const;
  /// The first turn of this life after which the gauge showed so many beats; nothing if it never
  /// has.
  std::optional<uint64_t> turn_of_beats(int64_t beats) const;
  /// Beats of the gauge in this life that were spent without being counted.
  size_t uncounted_beats() const { return uncounted_beats_; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void note_thing(const StoredRow& row, uint64_t turn);
  void note_letters(const std::string& asked, uint64_t turn);
  void note_beats(const Batch& batch);

  std::set<int64_t> alive_;
  std::map<int64_t, uint64_t> born_;      // the turn of each thing that ever was
  std::map<std::string, uint64_t> read_;  // by token: the turn
  std::map<std::string, int64_t> beats_;  // "due" and "beats" of the gauge
  std::map<int64_t, uint64_t> shown_;     // by what the gauge showed: the first turn after which
  size_t uncounted_beats_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace reality::sim
