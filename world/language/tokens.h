// SPDX-License-Identifier: MIT
//
// Tokens: a typed line cut into words and commas, with the lexicon of the language that it is read
// in. Made for one parse; the lexicon must outlive it.
// Must hold: a token remembers where it stood, so that raw text is passed on exactly as typed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "world/language/lexicon.h"

namespace reality {

/// One run of letters, or a comma. `word` is what it is compared by: folded, without the
/// punctuation around it; mere punctuation stands for itself.
struct Token {
  uint32_t begin = 0;  // in the line
  uint32_t end = 0;
  uint32_t word_begin = 0;  // in the folded line
  uint32_t word_size = 0;
};

/// Tokens [begin, end) of a line.
struct TokenSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool operator==(const TokenSpan&) const = default;
  bool empty() const { return begin >= end; }
};

/// A line cut into tokens. A leading ' or " reads as `say`, a leading : or ; as `emote`; "2.coin"
/// is cut into "#2" and "coin".
class Tokens {
 public:
  explicit Tokens(std::string_view line, const Lexicon& lexicon = Lexicon::english());

  const Lexicon& lexicon() const { return *lexicon_; }
  size_t size() const { return tokens_.size(); }
  std::string_view word(size_t i) const {
    return std::string_view(folded_).substr(tokens_[i].word_begin, tokens_[i].word_size);
  }
  bool is(WordClass sort, size_t i) const { return i < size() && lexicon_->is(sort, word(i)); }
  bool comma(size_t i) const { return word(i) == ","; }
  /// True for mere punctuation other than a comma.
  bool blank(size_t i) const;
  /// The tokens [begin, end) as typed, without commas and punctuation around them.
  std::string_view typed(size_t begin, size_t end) const;
  std::string_view typed(TokenSpan span) const { return typed(span.begin, span.end); }
  /// Everything from token `begin` up to token `end`, or to the end of the line, verbatim.
  std::string_view raw(size_t begin, size_t end) const;
  std::string_view line() const { return line_; }
  const Token& token(size_t i) const { return tokens_[i]; }
  /// Takes away the last token (a word of courtesy).
  void drop_last() { tokens_.pop_back(); }

 private:
  void cut();
  void add(size_t begin, size_t end, std::string_view mark = {});

  std::string line_;
  std::string folded_;
  std::vector<Token> tokens_;
  const Lexicon* lexicon_;
};

/// The first token at or after `from` that is not mere courtesy ("please", "can you", "I want to").
size_t leading_courtesy(const Tokens& tokens, size_t from = 0);
/// How many at the end, of those after token `start`.
size_t trailing_courtesy(const Tokens& tokens, size_t start);

/// With one of these instead of ' or ", what follows is said as well.
inline constexpr std::array<std::string_view, 2> kTypesetQuotes = {"\u201c", "\u2018"};

/// Same content, folded for comparison; apostrophes are made straight.
std::string fold_word(std::string_view word);
bool is_ascii(std::string_view text);

}  // namespace reality
