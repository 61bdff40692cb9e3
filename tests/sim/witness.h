// SPDX-License-Identifier: MIT
//
// Witness: what one client has read, held against the ledger. A line that tells that a thing came
// somewhere, or is somewhere, proves a turn: the server may have said it only once that turn was on
// the disk. A line that tells what no turn has done, or where nothing has ever been, is a lie.
// Owned by whoever reads; one for each of them. Must hold: where a line may mean one of several
// turns all are kept in mind, and the earliest is what is proven, so that nothing is held to more
// than it has said. The things are those of the simulated world (tests/areas/simworld).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/sim/ledger.h"

namespace reality::sim {

class Witness {
 public:
  Witness(const Ledger& ledger, std::string name) : ledger_(ledger), name_(std::move(name)) {}

  /// Another life of the server begins, and a new list of passages with it.
  void begin_life() {
    guesses_.clear();
    reading_ = 0;
  }
  /// A whole line of output.
  void hear(std::string_view line);
  /// Any text: where it says what a letter to the idol was about, the idol has read that letter.
  void hear_of_letters(std::string_view text);
  /// What shows how often the gauge has beaten.
  void hear_of_beats(std::string_view text);
  /// Everything that was typed has been answered: nothing is told half.
  void conclude();
  /// The connection is gone: what was being told may have been cut short.
  void cut_short();
  /// The last turn that something read has proved, in this life.
  uint64_t proven() const;
  /// Lines that told of something, over all lives.
  size_t told() const { return told_; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  /// How far along the passages of a thing what was read may have come.
  struct Guess {
    size_t next = 0;         // the first passage not read of yet
    bool under_way = false;  // a move was told that no turn ended with: the same turn has more
    auto operator<=>(const Guess&) const = default;
  };
  using Guesses = std::set<Guess>;

  Guesses& guesses(const std::string& thing);
  /// What a line says of a thing: that it is there, that it came there, or that it was taken, which
  /// may be but the first half of what a turn does with it.
  enum class Told : uint8_t { is, came, taken };
  /// Those of `before` that remain when the thing is now said to have come to, or be at, `place`.
  Guesses after(const Guesses& before, const std::string& thing, const std::string& place,
                Told told) const;
  void hear_of(const std::string& thing, const std::string& place, Told told,
               std::string_view line);
  void hear_of_count(std::string_view line);

  const Ledger& ledger_;
  std::string name_;
  std::map<std::string, Guesses> guesses_;  // by thing
  uint64_t reading_ = 0;                    // the last turn in which a letter was read
  size_t told_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace reality::sim
