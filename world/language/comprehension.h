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
                const ParseOptions& options, Budget& budget)
      : grammar_(grammar),
        around_(around),
        dialogue_(dialogue),
        options_(options),
        declined_(options.declined),
        budget_(budget) {}

  /// Understands the line; `pins` are the nouns that answers have settled. Sets the dialogue's
  /// question where there is one, and what the pronouns stand for where there is none.
  ParseResult understand(std::string_view line, std::span<const Pin> pins = {});
  /// The same for an order, of which the line up to token `start` is the address.
  ParseResult understand_order(const Order& order);
  const Lexicon& lexicon() const { return options_.lexicon; }
  const ParseOptions& options() const { return options_; }
  /// True when the line begins with a verb that is known here, or with a direction.
  bool is_command(const Tokens& tokens);

 private:
  ParseResult understand_from(Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult read(Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult read_verb(const Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult read_other(const Tokens& tokens, size_t start, std::span<const Pin> pins);
  ParseResult read_name(const Tokens& tokens, TokenSpan name, Thing& thing,
                        std::span<const Pin> pins);
  std::optional<ParseResult> read_beginning(const Tokens& tokens, size_t start,
                                            std::span<const Pin> pins, Resolver& resolver);
  std::optional<ParseResult> read_told(const Tokens& tokens, size_t start,
                                       std::span<const Pin> pins);
  std::optional<ParseResult> order_to(const Thing& who, const Tokens& tokens, size_t start,
                                      std::span<const Pin> pins) const;
  std::optional<ParseResult> read_addressed(const Tokens& tokens, size_t start,
                                            std::span<const Pin> pins, Resolver& resolver);
  std::optional<ParseResult> read_use(const Tokens& tokens, size_t start, Resolver& resolver);
  void note_mentioned(const Reading& reading);
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
  const ParseOptions& options_;
  std::span<const Declined> declined_;
  Budget& budget_;
  ThingId ordered_;  // who is to carry it out, if it is an order
};

/// A failure about these tokens of the line.
Failure failure_at(FailureKind kind, const Tokens& tokens, TokenSpan words);

/// What a pronoun stands for once this thing has been named.
void note_antecedent(Dialogue& dialogue, const Thing& thing);
/// What the pronouns stand for after these commands.
void remember(const std::vector<Command>& commands, Surroundings& around, Dialogue& dialogue);

}  // namespace reality
