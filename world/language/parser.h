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
#include "world/language/lexicon.h"
#include "world/language/surroundings.h"

namespace reality {

/// A reading that its handler declined: the same line with the same thing is not tried again.
struct Declined {
  LineId line;
  ThingId self;
};

/// How a line is to be read.
struct ParseOptions {
  /// The readings that were tried already (a behaviour's verb declined): the next best is wanted.
  std::span<const Declined> declined;
  const Lexicon& lexicon = Lexicon::english();
  /// No slip is mended; it may still be asked whether something else was meant.
  bool terse = false;
  /// Where what the parser did on its own is noted, in order; may be null.
  std::vector<Remark>* remarks = nullptr;
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
  CommandList split_commands(std::string_view line, Surroundings& around,
                             const Lexicon& lexicon = Lexicon::english()) const;
  /// Puts the failure in place of the commands if they are more than one line may hold.
  void limit(CommandList& list) const;

  /// Understands one command in the present world.
  ParseResult parse(std::string_view line, Surroundings& around, Dialogue& dialogue,
                    const ParseOptions& options = {}) const;
  /// Understands an order as the one who is to carry it out: `around` are that one's surroundings,
  /// `dialogue` is that of whoever gave it.
  ParseResult parse_order(const Order& order, Surroundings& around, Dialogue& dialogue,
                          const ParseOptions& options = {}) const;

 private:
  const Grammar& grammar_;
  size_t most_commands_;
};

}  // namespace reality
