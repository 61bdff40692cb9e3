// SPDX-License-Identifier: MIT
//
// Lexicon: the words that the parser itself knows (directions, numbers, articles, pronouns, words
// of courtesy) and the cutting of a line into tokens. Pure functions and tables; verbs and things
// are no business of it.
// Must hold: a token remembers where it stood, so that raw text is passed on exactly as typed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

/// One run of letters, or a comma. `word` is what it is compared by: folded, without the
/// punctuation around it; mere punctuation stands for itself.
struct Token {
  uint32_t begin = 0;  // in the line
  uint32_t end = 0;
  uint32_t word_begin = 0;  // in the folded line
  uint32_t word_size = 0;
};

/// A line cut into tokens. A leading ' or " reads as `say`, a leading : as `emote`.
class Tokens {
 public:
  explicit Tokens(std::string_view line);

  size_t size() const { return tokens_.size(); }
  std::string_view word(size_t i) const {
    return std::string_view(folded_).substr(tokens_[i].word_begin, tokens_[i].word_size);
  }
  bool comma(size_t i) const { return word(i) == ","; }
  /// True for mere punctuation other than a comma.
  bool blank(size_t i) const;
  /// The tokens [begin, end) as typed, without commas and punctuation around them.
  std::string_view typed(size_t begin, size_t end) const;
  /// Everything from token `begin` up to token `end`, or to the end of the line, verbatim.
  std::string_view raw(size_t begin, size_t end) const;
  std::string_view line() const { return line_; }
  /// Takes away the last token (a word of courtesy).
  void drop_last() { tokens_.pop_back(); }

 private:
  void cut();
  void add(size_t begin, size_t end);

  std::string line_;
  std::string folded_;
  std::vector<Token> tokens_;
};

/// The full word of a direction in any form ("n", "north"), or "".
std::string_view direction_word(std::string_view word);
/// "2", "two" (and "a" is not one): up to 999,999.
std::optional<uint32_t> number_word(std::string_view word);
/// "2nd", "second", "last" as kLastOrdinal.
inline constexpr uint32_t kLastOrdinal = 0xffffffff;
std::optional<uint32_t> ordinal_word(std::string_view word);
bool is_article(std::string_view word);
/// "and", "&" or a comma.
bool joins_list(std::string_view word);
bool is_all(std::string_view word);     // all, everything
bool is_except(std::string_view word);  // but, except
bool is_one(std::string_view word);     // one, ones: stands for a noun

enum class Pronoun : uint8_t { none, it, him, her, them, me };
Pronoun pronoun_word(std::string_view word);

/// How many tokens at the beginning are mere courtesy ("please", "can you", "I want to").
size_t leading_courtesy(const Tokens& tokens);
bool trailing_courtesy(std::string_view word);

/// Same content, folded for comparison; apostrophes are made straight.
std::string fold_word(std::string_view word);
bool is_ascii(std::string_view text);

}  // namespace reality
