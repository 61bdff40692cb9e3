// SPDX-License-Identifier: MIT
//
// Parser: from a line that a player typed to commands, a question, or a failure that says why.
// It collects all readings of the line, drops the impossible ones, ranks the rest and asks when
// two different things remain. Stateless: all memory is in the Dialogue. Owned by the world.
// Must hold: it changes nothing but the dialogue, resolves only what the surroundings offer, and
// does a bounded amount of work for any line.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/language/command.h"
#include "world/language/dialogue.h"
#include "world/language/surroundings.h"

namespace reality {

/// A reading that its handler declined: the same line with the same thing is not tried again.
struct Declined {
  LineId line;
  ThingId self;
};

/// The commands of one typed line, to be parsed when their turn comes.
struct CommandList {
  std::vector<std::string> commands;
  std::optional<Failure> failure;  // too many: nothing is to be done
};

class Parser {
 public:
  static constexpr size_t kMostCommands = 20;
  static constexpr int kMostSteps = 20'000;

  /// `most_commands` of one typed line; 0 = no limit.
  explicit Parser(const Grammar& grammar, size_t most_commands = kMostCommands)
      : grammar_(grammar),
        most_commands_(most_commands ? most_commands : std::numeric_limits<uint32_t>::max()) {}

  /// Cuts a line at ".", ";", "then" and "and VERB". Speech and other raw text stays whole.
  CommandList split_commands(std::string_view line, Surroundings& around) const;

  /// Understands one command in the present world. `declined` lists the readings that were tried
  /// already (a behaviour's verb declined): the next best one is returned.
  ParseResult parse(std::string_view line, Surroundings& around, Dialogue& dialogue,
                    std::span<const Declined> declined = {}) const;

 private:
  const Grammar& grammar_;
  size_t most_commands_;
};

}  // namespace reality
