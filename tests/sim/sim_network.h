// SPDX-License-Identifier: MIT
//
// SimNetwork: drives the MemoryNetwork of a simulated run, which the server listens on and nobody
// pumps meanwhile. Whoever runs it calls step(): one thing happens on one connection in one
// direction, drawn from the run's Rng: a newcomer is accepted, a piece of bytes arrives, an end is
// told, or the connection breaks. How small the pieces are, how long they take and how much fits is
// each connection's LinkStyle. Reconnecting is connecting again; closing one half, reading nothing
// and resetting are the client's own (MemoryTransport's end_output(), pause_reading(), reset()).
// Owned by the run. Time is the Clock's: nothing here waits.
// Must hold: one seed and the same calls give the same steps; one direction keeps its order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/memory_transport.h"
#include "engine/rng.h"

namespace reality {

/// How the bytes of one direction are cut when they arrive.
enum class Pieces : uint8_t {
  whole,  // all that is there, lines run together
  line,   // a line at a time, its end with it
  small,  // 1 to 16 bytes
  byte,   // one by one
  mixed,  // each piece in one of these ways
};

struct LinkStyle {
  Pieces to_server = Pieces::whole;
  Pieces to_client = Pieces::whole;
  /// One piece in so many is late, by up to `late_us`; 0 for none.
  uint64_t late_one_in = 0;
  int64_t late_us = 200'000;
  /// One step in so many breaks the connection; 0 for none.
  uint64_t reset_one_in = 0;
  /// Bytes that may be on their way in one direction before the sender must buffer; at least 1.
  size_t capacity = 64UL * 1024;
};

/// A style drawn at random: most lines are good, some are bad in one way, a few in every way.
LinkStyle draw_style(Rng& rng);

class SimNetwork {
 public:
  /// Both are borrowed and outlive this.
  SimNetwork(MemoryNetwork& network, const Clock& clock) : network_(network), clock_(clock) {}

  /// A client's end; null if nobody listens at `address`.
  std::unique_ptr<MemoryTransport> connect(const std::string& address, const LinkStyle& style,
                                           const std::string& peer = "127.0.0.1");
  /// One thing happens. False if nothing can happen now: something may still be late (next_due_us)
  /// or everything waits for the ends.
  bool step(Rng& rng);
  /// When the next late piece arrives, in the Clock's monotonic microseconds; none if none is late.
  /// Known once step() has found nothing more to do.
  std::optional<int64_t> next_due_us() const;
  /// Nothing moves now or later unless an end does something.
  bool idle() const;
  /// The server's power is cut: its ends vanish without a word, what is on its way is lost, and the
  /// clients' ends are closed. The server itself is to be destroyed next.
  void drop_all();
  /// How many connections broke by themselves so far.
  uint64_t resets() const { return resets_; }

 private:
  /// One direction of one connection, and when what is next there may arrive.
  struct Flow {
    uint64_t id;
    Side to;
  };
  struct Weather {
    LinkStyle style;
    bool broken = false;
    std::optional<int64_t> due_us[2];  // by the side that hears
  };

  Weather& weather(uint64_t id) { return links_[id]; }
  bool due(const Flow& flow, Rng& rng);
  size_t piece(const Flow& flow, Rng& rng);
  void forget_gone();

  MemoryNetwork& network_;
  const Clock& clock_;
  std::map<uint64_t, Weather> links_;  // by the number of the connection
  std::vector<uint64_t> ids_;          // scratch of step()
  std::vector<Flow> ready_;            // scratch of step()
  uint64_t resets_ = 0;
};

}  // namespace reality
