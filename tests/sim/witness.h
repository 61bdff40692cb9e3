// SPDX-License-Identifier: MIT
//
// Witness: what one client has read, held against the ledger. A line that tells that a thing came
// somewhere proves a turn: the server may have said it only once that turn was on the disk. A line
// that tells what no turn has done, or where nothing has ever been, is a lie. Owned by whoever
// reads; one for each of them. Must hold: of the turns that a line may mean the earliest is taken,
// so that nothing is held to more than it has said. The things are those of the simulated world
// (tests/areas/simworld).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/real/kill_room.h"
#include "tests/sim/ledger.h"

namespace reality::sim {

class Witness {
 public:
  Witness(const Ledger& ledger, std::string name) : ledger_(ledger), name_(std::move(name)) {}

  /// Another life of the server begins, and a new list of passages with it.
  void begin_life();
  /// What comes next does not go on where the last line ended.
  void miss_some();
  /// A whole line of output.
  void hear(std::string_view line);
  /// Everything that was typed has been answered: nothing is told half.
  void conclude();
  /// The last turn that something read has proved, in this life.
  uint64_t proven() const { return proven_; }
  /// Lines that told of something, over all lives.
  size_t told() const { return told_; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  /// What one thing has done so far, as far as this client has read.
  struct Trail {
    size_t next = 0;  // the first passage not read of yet
    /// The last line told of a taking that may have been but the first half of a turn: then the
    /// passages go on here.
    std::optional<size_t> before;
    std::string actor;  // of that taking
    std::string line;   // an implied taking, which the next line must explain
  };

  void hear_of_move(const Move& move, std::string_view line);
  void hear_of_taking(const Move& move, Trail& trail, std::string_view line);
  void hear_of_place(const std::string& thing, const std::string& place, std::string_view line);
  std::optional<size_t> find(const Move& move, std::optional<size_t> from) const;
  void prove(size_t passage);
  void doubt(std::string_view line);

  const Ledger& ledger_;
  std::string name_;
  std::map<std::string, Trail> trails_;  // by thing
  uint64_t proven_ = 0;
  size_t told_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace reality::sim
