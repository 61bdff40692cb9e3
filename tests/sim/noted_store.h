// SPDX-License-Identifier: MIT
//
// NotedStore: the store of a simulated server. It tells the ledger of each turn that it is given;
// its writer, which in the real server is a thread, may take a group and write it between any two
// turns, also of one round of the world's; in some lives the queue or the journal is short. It
// notices what no store may do. Owned by ServedWorld, made by a Life.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/rng.h"
#include "engine/store.h"
#include "tests/sim/ledger.h"
#include "tests/sim/sim_disk.h"

namespace reality::sim {

class NotedStore final : public StepStore {
 public:
  struct Seams {
    const Clock& clock;
    const SimDisk& disk;
    Ledger& ledger;
  };

  NotedStore(RowWriter writer, uint64_t durable, const Seams& seams, uint64_t seed);

  /// More turns wait than may; or the disk has failed since the server began, and the store, when
  /// everything has been reported, has not.
  std::vector<std::string> problems();
  /// Whether the writer has, since this was asked last, written between two turns of one round.
  bool has_split() { return std::exchange(split_, false); }

 private:
  NotedStore(RowWriter writer, uint64_t durable, const Seams& seams, Rng rng,
             const StoreLimits& limits);
  void enqueue(Batch batch) override;

  Seams seams_;
  Rng rng_;
  StoreLimits limits_;
  uint64_t faults_;
  size_t most_waiting_ = 0;
  bool split_ = false;
};

}  // namespace reality::sim
