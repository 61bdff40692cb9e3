// SPDX-License-Identifier: MIT
//
// TradeRecord: the rows that the server hands to its store when the traders do what they do: the
// world of the bench is played in this process, by the same lines, with a store that keeps what it
// is given. Owned by the part that measures the store alone.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/store.h"

namespace reality::bench {

struct TradeRecord {
  /// What comes in before anybody trades: people, in the main.
  std::vector<Batch> coming;
  /// One round of all pairs, which ends as it began.
  std::vector<Batch> round;
  /// The database for which they are, with nothing of them written yet.
  RowWriter writer;
  uint64_t durable = 0;
};

/// Plays one round in the trade world of `home`, which nobody serves; its file is not changed.
Result<TradeRecord> record_trade(const std::string& home);

}  // namespace reality::bench
