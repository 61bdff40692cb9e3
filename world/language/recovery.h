// SPDX-License-Identifier: MIT
//
// Recovery: second thoughts about a line that was not understood: newcomers' sentences are said as
// commands, words that say nothing ("quickly") are left out, a slip of one letter is mended and
// noted. Lives for one parse and shares its budget.
// Must hold: only words of what the actor perceives are put in place of others; never a name of a
// person, never into raw text, never a verb that cannot be taken back; and only where one reading
// comes of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/language/comprehension.h"

namespace reality {

class Recovery {
 public:
  Recovery(const Grammar& grammar, Comprehension& comprehension, Surroundings& around,
           Dialogue& dialogue, const ParseOptions& options, Budget& budget)
      : grammar_(grammar),
        comprehension_(comprehension),
        around_(around),
        dialogue_(dialogue),
        options_(options),
        budget_(budget) {}

  /// What is said before it is read as a command: "help me".
  std::optional<ParseResult> before(std::string_view line);
  /// A better result for a line that failed; otherwise the failure, perhaps with a suggestion.
  ParseResult after(std::string_view line, Failure failure);

 private:
  /// A word of the line and what it is read as.
  struct Repair {
    size_t token = 0;
    std::string word;
  };

  std::optional<ParseResult> reword(const Tokens& tokens, Failure& failure);
  std::optional<ParseResult> try_rewrite(const Tokens& tokens, size_t start, const Rewrite& rewrite,
                                         std::optional<Failure>& better);
  std::optional<ParseResult> without_adverbs(const Tokens& tokens, Failure& failure);
  std::optional<ParseResult> repair(const Tokens& tokens, Failure& failure, int rounds);
  std::optional<ParseResult> choose_repair(const Tokens& tokens, const std::vector<Repair>& repairs,
                                           Failure& failure, int rounds);
  std::vector<Repair> repairs_of(const Tokens& tokens, const Failure& failure);
  void add_verbs(const Tokens& tokens, size_t token, std::vector<Repair>& repairs);
  void add_words(const Tokens& tokens, size_t token, std::vector<Repair>& repairs);
  std::optional<ParseResult> understood(const std::string& line);

  const Grammar& grammar_;
  Comprehension& comprehension_;
  Surroundings& around_;
  Dialogue& dialogue_;
  const ParseOptions& options_;
  Budget& budget_;
};

/// The line with one token replaced.
std::string with_word(const Tokens& tokens, size_t token, std::string_view word);

}  // namespace reality
