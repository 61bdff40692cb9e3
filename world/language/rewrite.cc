// SPDX-License-Identifier: MIT
#include "world/language/rewrite.h"

#include <algorithm>
#include <vector>

#include "engine/text.h"

namespace reality {
namespace {

// One word of a pattern: "is/are"; "got/" may be left out.
bool accepts(std::string_view alternatives, std::string_view word) {
  while (!alternatives.empty()) {
    const size_t slash = std::min(alternatives.find('/'), alternatives.size());
    if (alternatives.substr(0, slash) == word) return true;
    alternatives.remove_prefix(std::min(slash + 1, alternatives.size()));
  }
  return false;
}

bool may_lack(std::string_view alternatives) {
  return alternatives.ends_with('/');
}

/// Matches word by word; `*` takes what is left before the words behind it.
class Matcher {
 public:
  Matcher(const Tokens& tokens, size_t start) : tokens_(tokens), at_(start), end_(tokens.size()) {
    while (end_ > at_ && (tokens.blank(end_ - 1) || tokens.comma(end_ - 1))) --end_;
  }

  bool match(const std::vector<std::string_view>& words) {
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i] == "*") return match_rest(words.size() - i - 1) && match_tail(words, i + 1);
      skip_comma();
      if (at_ < end_ && accepts(words[i], tokens_.word(at_))) {
        ++at_;
      } else if (!may_lack(words[i])) {
        return false;
      }
    }
    return at_ == end_;
  }
  std::string_view rest() const { return tokens_.typed(rest_begin_, rest_end_); }

 private:
  void skip_comma() {
    if (at_ < end_ && tokens_.comma(at_)) ++at_;
  }
  bool match_rest(size_t words_behind) {
    skip_comma();
    if (at_ + words_behind >= end_) return false;
    rest_begin_ = at_;
    rest_end_ = at_ = end_ - words_behind;
    return true;
  }
  bool match_tail(const std::vector<std::string_view>& words, size_t from) {
    for (size_t i = from; i < words.size(); ++i, ++at_)
      if (!accepts(words[i], tokens_.word(at_))) return false;
    return true;
  }

  const Tokens& tokens_;
  size_t at_;
  size_t end_;
  size_t rest_begin_ = 0;
  size_t rest_end_ = 0;
};

}  // namespace

std::optional<std::string> rewrite_line(const Tokens& tokens, size_t start,
                                        const Rewrite& rewrite) {
  const std::string_view pattern(rewrite.pattern);
  if (start >= tokens.size()) return std::nullopt;
  if (!accepts(pattern.substr(0, pattern.find(' ')), tokens.word(start))) return std::nullopt;
  Matcher matcher(tokens, start);
  if (!matcher.match(split(pattern, ' '))) return std::nullopt;
  std::string command = rewrite.command;
  const size_t star = command.find('*');
  if (star != std::string::npos) command.replace(star, 1, matcher.rest());
  return command;
}

}  // namespace reality
