// SPDX-License-Identifier: MIT
//
// ReleaseGate: holds output back until the turn that it depends on is durable. Each connection has
// one HeldOutput, a first-in-first-out queue of (bytes, turn) for everything that it sends; the
// gate knows which of them wait and releases them in the order of turns. Owned by main, one for all
// gateways.
// Must hold: bytes leave in the order they were put; no bytes leave before their turn, and all that
// were put before them, are durable; a connection with nothing held costs no memory here; what is
// held back is counted with what it takes to hold it, so that a limit bounds the memory.
// Tests: tests/engine/release_gate_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

class HeldOutput;

class ReleaseGate {
 public:
  explicit ReleaseGate(uint64_t durable = 0) : durable_(durable) {}
  uint64_t durable() const { return durable_; }
  /// Everything up to this turn is on disk: releases what waited for it.
  void advance(uint64_t durable);
  /// Bytes that all connections together hold back now, their places in the line included.
  size_t held_bytes() const { return held_bytes_; }
  /// True when so much is held back that no new turn should start. The store's queue does not bound
  /// it: turns that change nothing are answered after the last one that did.
  bool full() const { return held_bytes_ >= most_; }
  void set_limit(size_t bytes) { most_ = bytes; }
  /// Whoever keeps something of its own until its bytes are released counts it here: `bytes` more,
  /// and as many less when it is gone.
  void charge(size_t bytes) { held_bytes_ += bytes; }
  void discharge(size_t bytes) { held_bytes_ -= bytes; }

 private:
  friend class HeldOutput;
  struct Waiter {
    uint64_t turn;
    uint64_t ticket;
  };
  /// A number by which the places of an output are known as long as it holds anything.
  uint64_t give_ticket(HeldOutput& output);
  void wait(uint64_t turn, uint64_t ticket);

  uint64_t durable_;
  size_t held_bytes_ = 0;
  size_t most_ = size_t{64} << 20U;
  uint64_t last_ticket_ = 0;
  std::map<uint64_t, HeldOutput*> holding_;  // a connection goes without looking for its places
  std::deque<Waiter> waiters_;               // turns ascend
};

/// Where released bytes go.
class ReleaseTarget {
 public:
  virtual ~ReleaseTarget() = default;
  virtual void release(std::string_view bytes) = 0;
};

class HeldOutput {
 public:
  /// What a place in the line counts for at the gate, beside the bytes: it and its chunk, with the
  /// room that a growing vector and the allocator take. A place is counted until its turn comes,
  /// also when the connection has gone.
  static constexpr size_t kChunkBytes = 160;

  HeldOutput(ReleaseGate& gate, ReleaseTarget& target) : gate_(gate), target_(target) {}
  ~HeldOutput();
  HeldOutput(const HeldOutput&) = delete;
  HeldOutput& operator=(const HeldOutput&) = delete;

  /// Releases at once when `turn` is durable and nothing is held before it; else holds.
  void put(std::string_view bytes, uint64_t turn);
  bool empty() const { return !held_; }
  /// The bytes alone.
  size_t held_bytes() const;

 private:
  friend class ReleaseGate;
  struct Chunk {
    std::string bytes;
    uint64_t turn;
  };
  struct Held {
    uint64_t ticket;
    std::vector<Chunk> chunks;
  };
  void release_up_to(uint64_t durable);
  void let_go();

  ReleaseGate& gate_;
  ReleaseTarget& target_;
  std::unique_ptr<Held> held_;
};

}  // namespace reality
