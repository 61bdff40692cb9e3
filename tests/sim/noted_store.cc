// SPDX-License-Identifier: MIT
#include "tests/sim/noted_store.h"

#include <algorithm>
#include <utility>

namespace reality::sim {
namespace {

/// Turns that the server may add to a queue that is full: those that belong to one begun before,
/// and those of a start.
constexpr size_t kMostOver = 2;
constexpr size_t kPage = 4096;

StoreLimits draw_limits(uint64_t seed) {
  Rng rng(seed + 1);
  StoreLimits limits;
  if (rng.below(3) == 0) limits.batches = 1 + rng.below(4);
  if (rng.below(4) == 0) limits.bytes = size_t{1000} << rng.below(4);
  if (rng.below(3) == 0) {
    limits.quiet_wal_bytes = kPage << rng.below(6);
    limits.busy_wal_bytes = limits.quiet_wal_bytes << rng.below(4);
    limits.wal_bytes = limits.busy_wal_bytes << rng.below(3);
  }
  return limits;
}

}  // namespace

NotedStore::NotedStore(RowWriter writer, uint64_t durable, const Seams& seams, uint64_t seed)
    : NotedStore(std::move(writer), durable, seams, Rng(seed), draw_limits(seed)) {}

NotedStore::NotedStore(RowWriter writer, uint64_t durable, const Seams& seams, Rng rng,
                       const StoreLimits& limits)
    : StepStore(std::move(writer), durable, limits, seams.clock),
      seams_(seams),
      rng_(rng),
      limits_(limits),
      faults_(seams.disk.counts().hard) {}

// The real writer is a thread: it may wake up between any two turns.
void NotedStore::enqueue(Batch batch) {
  seams_.ledger.note(batch);
  StepStore::enqueue(std::move(batch));
  most_waiting_ = std::max(most_waiting_, waiting());
  if (rng_.below(4) > 0) return;
  take_group();
  if (rng_.below(2) == 0) split_ = commit() || split_;
}

std::vector<std::string> NotedStore::problems() {
  std::vector<std::string> problems;
  if (most_waiting_ > limits_.batches + kMostOver)
    problems.push_back(std::to_string(most_waiting_) +
                       " turns wait for the disk, and no more than " +
                       std::to_string(limits_.batches) + " may");
  if (seams_.disk.counts().hard == faults_) return problems;
  while (report()) {
  }
  if (!failed()) problems.push_back("the disk has failed, and the store goes on");
  return problems;
}

}  // namespace reality::sim
