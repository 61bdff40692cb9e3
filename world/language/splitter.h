// SPDX-License-Identifier: MIT
//
// Splitter: cuts a typed line into commands: at ".", ";", "then", and at "and" or a comma where a
// verb follows that is no thing in sight. From a verb on that takes raw text ("say"), the rest of
// the line is that text, and so it is from words said to a player on. "robot, take the ball and go
// north" are two orders: what follows with "and" or "then" is said to the same one. Lives for one
// line.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "world/language/layout.h"
#include "world/language/parser.h"

namespace reality {

class Splitter {
 public:
  Splitter(const Grammar& grammar, Surroundings& around, std::string_view line,
           const Lexicon& lexicon);
  /// At most `most` commands, as typed; one more if there would be more.
  std::vector<std::string> split(size_t most);

 private:
  enum class Kind : uint8_t { word, comma, stop };
  struct Piece {
    Kind kind = Kind::word;
    size_t begin = 0;
    size_t end = 0;
    std::string folded;
  };

  void cut();
  bool is_stop(size_t at) const;
  bool is_verb(size_t piece) const;
  bool is_joiner(size_t piece) const;
  bool is_then(size_t piece) const;
  bool takes_text(size_t piece) const;
  bool names_thing(size_t piece);
  size_t after_address(size_t piece);
  const Thing* called(size_t begin, size_t end);
  size_t next_command(size_t piece);
  size_t end_of_command(size_t piece, size_t verb);

  const Grammar& grammar_;
  Surroundings& around_;
  std::string_view line_;
  const Lexicon& lexicon_;
  std::vector<Piece> pieces_;
  std::unordered_map<std::string, bool> known_names_;  // asked before
  Budget budget_{Parser::kMostSteps};
};

}  // namespace reality
