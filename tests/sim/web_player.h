// SPDX-License-Identifier: MIT
//
// WebPlayer: a player of a simulated run in a browser without scripts (tests/support/web_actor.h).
// A request waits for its answer while the rest of the world goes on, but not for ever: then it is
// left under way, as by somebody who looks elsewhere. Owned by the run; lives over all lives of the
// server.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/sim/sim_network.h"
#include "tests/sim/witness.h"
#include "tests/support/web_actor.h"

namespace reality::sim {

class WebPlayer {
 public:
  /// Lets the world go on for a moment; false when it is not worth waiting longer.
  using Wait = std::function<bool()>;

  WebPlayer(std::string name, const Ledger& ledger)
      : name_(std::move(name)), witness_(ledger, name_) {}

  void enter(SimNetwork& network, const Wait& wait);
  void type(const std::string& line, SimNetwork& network, const Wait& wait);
  /// Looks at any page; a page that breaks is a problem.
  void look_at(const std::string& path, SimNetwork& network, const Wait& wait);
  /// Reads the log of the game.
  void read(SimNetwork& network, const Wait& wait);
  void lose_server();
  void begin_life() { witness_.begin_life(); }

  size_t answered() const { return answered_; }
  const Witness& witness() const { return witness_; }
  const std::vector<std::string>& problems() const { return problems_; }
  std::string& transcript() { return transcript_; }

 private:
  std::string exchange(const std::string& request);
  void with(SimNetwork& network, const Wait& wait);

  std::string name_;
  Witness witness_;
  std::unique_ptr<WebActor> browser_;
  SimNetwork* network_ = nullptr;  // while a request is under way
  const Wait* wait_ = nullptr;
  std::vector<std::unique_ptr<MemoryTransport>> left_;  // requests nobody waits for any more
  std::string transcript_;
  size_t answered_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace reality::sim
