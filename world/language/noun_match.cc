// SPDX-License-Identifier: MIT
#include "world/language/noun_match.h"

#include <algorithm>

#include "world/language/tokens.h"
#include "world/state/keys.h"

namespace reality {
namespace {

constexpr size_t kShortestPrefix = 3;

// How one typed word fits one thing, from nothing to best.
enum class WordFit : uint8_t { none, prefix, adjective, plural, noun };

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Asked of every word of every thing: the end of a long word is not looked at.
bool may_be_beginning(std::string_view word) {
  size_t letters = 0;
  for (const char c : word) {
    if ((static_cast<unsigned char>(c) & 0xc0U) == 0x80U) continue;
    if (++letters == kShortestPrefix) return true;
  }
  return false;
}

bool starts_with_folded(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i)
    if (lower(text[i]) != word[i]) return false;
  return true;
}

/// Compares one typed word with one word after the other of a thing's names.
class WordMatcher {
 public:
  /// Of people's names at least half must be typed: whoever looks for a cap does not mean the
  /// captain.
  WordMatcher(std::string_view word, bool prefixes, bool of_person, const Lexicon& lexicon)
      : word_(word),
        lexicon_(lexicon),
        prefixes_(prefixes && may_be_beginning(word)),
        shortest_half_(of_person ? 1 : 0) {}

  WordFit best() const { return best_; }

  /// The last word of the text, and the one before "of", are nouns; the others adjectives.
  void read_name(std::string_view text, WordFit last) {
    for (size_t at = 0; at < text.size() && best_ != WordFit::noun;) {
      const size_t end = word_end(text, at);
      if (may_fit(text, at, end)) {
        const std::string_view rest = text.substr(std::min(end + 1, text.size()));
        const bool noun = rest.empty() || rest.starts_with("of ");
        compare(text.substr(at, end - at), noun ? last : WordFit::adjective);
      }
      at = end + 1;
    }
  }

  /// All of them are nouns, separated by commas or spaces.
  void read_nouns(std::string_view text) {
    for (size_t at = 0; at < text.size() && best_ != WordFit::noun;) {
      const size_t end = word_end(text, at);
      if (may_fit(text, at, end)) compare(text.substr(at, end - at), WordFit::noun);
      at = end + 1;
    }
  }

 private:
  static size_t word_end(std::string_view text, size_t at) {
    while (at < text.size() && text[at] != ' ' && text[at] != ',') ++at;
    return at;
  }

  // Nearly all words differ in the first letter, and most of them are ASCII.
  bool may_fit(std::string_view text, size_t at, size_t end) const {
    const char first = text[at];
    return at < end && (static_cast<unsigned char>(first) >= 0x80 || lower(first) == word_.front());
  }

  void compare(std::string_view own, WordFit worth) {
    if (own.ends_with('~')) return compare_stem(own.substr(0, own.size() - 1));
    if (is_ascii(own)) return compare_folded(own, worth);
    compare_folded(fold_word(own), worth);
  }

  void compare_folded(std::string_view own, WordFit worth) {
    WordFit fit = WordFit::none;
    if (starts_with_folded(own, word_)) {
      if (own.size() == word_.size()) {
        fit = worth;
      } else if (prefixes_ && word_.size() * 2 >= own.size() * shortest_half_) {
        fit = WordFit::prefix;
      }
    } else if (worth == WordFit::noun && is_plural_of(own)) {
      fit = WordFit::plural;
    }
    best_ = std::max(best_, fit);
  }

  // An adjective of another language, whose ending depends on the sentence: "klein~".
  void compare_stem(std::string_view own) {
    const std::string stem = fold_word(own);
    if (word_.starts_with(stem) && word_.size() <= stem.size() + 2)
      best_ = std::max(best_, WordFit::adjective);
  }

  // "coins" of "coin". The typed word is folded, the thing's own may not be.
  bool is_plural_of(std::string_view own) const {
    return lexicon_.is_plural_of(word_, is_ascii(own) ? fold_word(own) : std::string(own));
  }

  std::string_view word_;
  const Lexicon& lexicon_;
  bool prefixes_;
  size_t shortest_half_;
  WordFit best_ = WordFit::none;
};

// The names in other languages: "die klein~ Lampe, klein~ Lampen".
void read_foreign_names(WordMatcher& matcher, const Thing& thing) {
  const Value& names = thing.get(key::names);
  if (names.type() != ValueType::map) return;
  for (const auto& [locale, value] : names.as_map()) {
    if (value.type() != ValueType::string) continue;
    const std::string_view name = value.as_string();
    const size_t comma = std::min(name.find(','), name.size());
    matcher.read_name(name.substr(0, comma), WordFit::noun);
    if (comma < name.size()) matcher.read_name(name.substr(comma + 1), WordFit::plural);
  }
}

WordFit fit_word(const Thing& thing, std::string_view word, bool prefixes, const Lexicon& lexicon) {
  if (word.empty()) return WordFit::none;
  WordMatcher matcher(word, prefixes, prefixes && thing.flag(key::person), lexicon);
  matcher.read_name(thing.string(key::name), WordFit::noun);
  if (matcher.best() == WordFit::noun) return WordFit::noun;
  matcher.read_nouns(thing.string(key::words));
  if (matcher.best() < WordFit::plural)
    matcher.read_name(thing.string(key::plural), WordFit::plural);
  if (matcher.best() < WordFit::plural) read_foreign_names(matcher, thing);
  return matcher.best();
}

NounQuality quality_of(WordFit noun) {
  switch (noun) {
    case WordFit::noun:
    case WordFit::plural:
      return NounQuality::exact;
    case WordFit::adjective:
      return NounQuality::adjective;
    case WordFit::prefix:
      return NounQuality::prefix;
    case WordFit::none:
      break;
  }
  return NounQuality::none;
}

}  // namespace

NounFit match_noun(const Thing& thing, std::span<const std::string_view> words, bool prefixes,
                   const Lexicon& lexicon) {
  NounFit result;
  if (words.empty()) return result;
  const bool any_noun = words.size() > 1 && lexicon.is(WordClass::one, words.back());
  const bool several = any_noun && lexicon.is(WordClass::ones, words.back());
  if (any_noun) words = words.first(words.size() - 1);
  const WordFit noun = fit_word(thing, words.back(), prefixes, lexicon);
  result.quality = quality_of(noun);
  if (any_noun && result.quality > NounQuality::adjective) result.quality = NounQuality::adjective;
  result.plural = noun == WordFit::plural || several;
  for (size_t i = 0; i + 1 < words.size() && result.quality != NounQuality::none; ++i) {
    const WordFit fit = fit_word(thing, words[i], prefixes, lexicon);
    if (fit == WordFit::prefix) result.quality = NounQuality::prefix;
    if (fit != WordFit::none) continue;
    result.misfit = noun >= WordFit::plural ? static_cast<int>(i) : -1;
    result.quality = NounQuality::none;
  }
  return result;
}

bool match_whole_name(const Thing& thing, std::string_view folded_name, bool prefix) {
  const std::string_view name = thing.string(key::name);
  if (!is_ascii(name)) {
    const std::string folded = fold_word(name);
    return prefix ? folded.starts_with(folded_name) : folded == folded_name;
  }
  return starts_with_folded(name, folded_name) && (prefix || name.size() == folded_name.size());
}

bool indistinguishable(const Thing& a, const Thing& b) {
  return a.like() == b.like() && a.string(key::name) == b.string(key::name) &&
         a.string(key::text) == b.string(key::text);
}

}  // namespace reality
