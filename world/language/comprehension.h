// SPDX-License-Identifier: MIT
//
// Comprehension: the understanding of one line as a command of its own, without regard to a
// question that may wait for an answer. Lives for one parse; Parser and Answer use it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "world/language/parser.h"
#include "world/language/reading.h"

namespace reality {

class Comprehension {
 public:
  Comprehension(const Grammar& grammar, Surroundings& around, Dialogue& dialogue,
                std::span<const Declined> declined, Budget& budget)
      : grammar_(grammar),
        around_(around),
        dialogue_(dialogue),
        declined_(declined),
        budget_(budget) {}

  /// Understands the line; `pins` are the nouns that answers have settled. Sets the dialogue's
  /// question where there is one, and what the pronouns stand for where there is none.
  ParseResult understand(std::string_view line, std::span<const Pin> pins = {});
  /// True when the line begins with a verb that is known here, or with a direction.
  bool is_command(const Tokens& tokens);

 private:
  struct Lines;

  ParseResult read(Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult read_verb(const Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult read_other(const Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult conclude(const Reading& reading, const Tokens& tokens, size_t start,
                       const Layouts& layouts, std::span<const Pin> pins);
  ParseResult ask_which(const Reading& reading, const Tokens& tokens, std::span<const Pin> pins);
  ParseResult ask_missing(const Reading& reading, const Tokens& tokens, size_t start,
                          std::span<const Pin> pins);
  ParseResult not_understood(const Tokens& tokens, size_t start, size_t furthest,
                             Resolver& resolver);
  std::vector<const GrammarEntry*> open_lines(std::string_view verb, Resolver& resolver);
  std::optional<Reading> best_of(const std::vector<Layout>& layouts, Resolver& resolver);
  std::optional<Reading> best_partial(const std::vector<Layout>& layouts, Resolver& resolver);
  bool knows(std::string_view word, TokenSpan token, Resolver& resolver) const;

  const Grammar& grammar_;
  Surroundings& around_;
  Dialogue& dialogue_;
  std::span<const Declined> declined_;
  Budget& budget_;
};

/// What the pronouns stand for after these commands.
void remember(const std::vector<Command>& commands, Surroundings& around, Dialogue& dialogue);

}  // namespace reality
