// SPDX-License-Identifier: MIT
//
// ForeignGrammar: how lines typed in another language become lines of the English grammar, read
// from data/language/LOCALE.grammar. Nouns stay as they were typed, without the language's
// articles, so that things are found by their names and words in any language. Raw text stays
// verbatim. A line in which nothing is known stays as it is: then it may be English. The file:
//   nimm/nehme {things} aus {source} = take {things} from {source}     a line and what it means
//   skip: der die das                 words without meaning in a noun, and at the ends of a line
//   word alles/alle: all              a word within a noun
//   direction norden/n: north         a word for a direction, alone or in {way:direction}
//   then: dann                        what stands between two commands
//   and: und                          what may stand between two commands, or two nouns
// Must hold: the work for one line is bounded. Owned by its Language.
// Tests: tests/world/language/foreign_grammar_test.cc.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/language/grammar_line.h"
#include "world/language/tokens.h"

namespace reality {

class ForeignGrammar {
 public:
  static Result<ForeignGrammar> read(std::string_view file, std::string_view text);

  /// The line in the words of the English grammar. `noun`: what is no command may be an answer, and
  /// its words are put into English as those of a noun.
  std::string to_english(std::string_view line, bool noun) const;

 private:
  struct Line {
    GrammarLine typed;
    GrammarLine english;
  };
  struct Span {
    size_t begin = 0;
    size_t end = 0;
  };
  struct Match {
    const Line* line = nullptr;
    std::vector<Span> roles;
    size_t literals = 0;
    size_t reached = 0;  // grammar tokens that the typed line filled
    bool complete() const { return reached == line->typed.tokens.size(); }
  };
  class Matcher;

  Status read_line(std::string_view key, std::string_view text);
  Status add_command(std::string_view text);
  std::optional<Match> match(const Tokens& tokens) const;
  /// One command; none if no line fits.
  std::optional<std::string> command(std::string_view part) const;
  std::string write(const Match& match, const Tokens& tokens) const;
  std::string noun(const Tokens& tokens, Span span) const;
  std::string_view direction(std::string_view word) const;
  bool takes_text(std::string_view part) const;
  /// Where the first command of the rest ends, and where the next begins.
  Span next_cut(std::string_view rest) const;
  bool begins_command(std::string_view word) const;

  std::vector<Line> lines_;
  std::set<std::string, std::less<>> verbs_;
  std::set<std::string, std::less<>> skip_;
  std::set<std::string, std::less<>> then_;
  std::set<std::string, std::less<>> and_;
  std::map<std::string, std::string, std::less<>> words_;
  std::map<std::string, std::string, std::less<>> directions_;
};

}  // namespace reality
