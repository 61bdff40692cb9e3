// SPDX-License-Identifier: MIT
#include "world/language/lexicon.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <utility>

#include "engine/text.h"

namespace reality {
namespace {

constexpr std::string_view kCurlyApostrophe = "\u2019";

using Pair = std::pair<std::string_view, std::string_view>;
constexpr auto kDirections = std::to_array<Pair>({
    {"n", "north"},
    {"north", "north"},
    {"s", "south"},
    {"south", "south"},
    {"e", "east"},
    {"east", "east"},
    {"w", "west"},
    {"west", "west"},
    {"ne", "northeast"},
    {"northeast", "northeast"},
    {"nw", "northwest"},
    {"northwest", "northwest"},
    {"se", "southeast"},
    {"southeast", "southeast"},
    {"sw", "southwest"},
    {"southwest", "southwest"},
    {"u", "up"},
    {"up", "up"},
    {"d", "down"},
    {"down", "down"},
    {"in", "in"},
    {"inside", "in"},
    {"out", "out"},
    {"outside", "out"},
    {"upwards", "up"},
    {"downwards", "down"},
    {"north-east", "northeast"},
    {"north-west", "northwest"},
    {"south-east", "southeast"},
    {"south-west", "southwest"},
});

constexpr auto kNumbers = std::to_array<std::string_view>(
    {"zero",     "one",     "two",     "three",     "four",     "five",     "six",
     "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"});
constexpr auto kOrdinals =
    std::to_array<std::string_view>({"", "first", "second", "third", "fourth", "fifth", "sixth",
                                     "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"});

constexpr auto kPronouns = std::to_array<std::pair<std::string_view, Pronoun>>({
    {"it", Pronoun::it},
    {"him", Pronoun::him},
    {"her", Pronoun::her},
    {"them", Pronoun::them},
    {"me", Pronoun::me},
    {"myself", Pronoun::me},
    {"self", Pronoun::me},
});

// Longer ones first, so that "i would like to" is not read as something shorter.
constexpr auto kCourtesies = std::to_array<std::string_view>(
    {"i would like to", "could you please", "would you please", "can you please", "i'd like to",
     "i want to", "can you", "could you", "would you", "will you", "can i", "please", "try to",
     "let me", "kindly", "just"});

template <size_t N>
std::optional<uint32_t> index_of(const std::array<std::string_view, N>& words,
                                 std::string_view word) {
  for (uint32_t i = 0; i < N; ++i)
    if (!word.empty() && words[i] == word) return i;
  return std::nullopt;
}

std::optional<uint32_t> digits(std::string_view word) {
  uint32_t value = 0;
  if (word.empty() || word.size() > 6) return std::nullopt;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

// What stands around words without belonging to them. Apostrophes do only as quotes, which is
// decided where both ends are seen.
bool is_punctuation(char c) {
  return c == ',' || c == '"' || c == '?' || c == '!' || c == '.' || c == ';' || c == ':' ||
         c == '(' || c == ')' || c == '[' || c == ']' || c == '`';
}

std::string expand_shortcut(std::string_view line) {
  if (line.empty()) return {};
  const char first = line.front();
  if (first == '\'' || first == '"') return "say " + std::string(line.substr(1));
  if (first == ':') return "emote " + std::string(line.substr(1));
  return std::string(line);
}

std::string_view strip_typed(std::string_view text) {
  while (!text.empty() && (is_punctuation(text.back()) || text.back() == ' '))
    text.remove_suffix(1);
  while (!text.empty() && (is_punctuation(text.front()) || text.front() == ' '))
    text.remove_prefix(1);
  return text;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// How many tokens the words of the phrase take at the beginning of the line; 0 if they differ.
size_t phrase_at(const Tokens& tokens, size_t at, std::string_view phrase) {
  size_t count = 0;
  while (!phrase.empty()) {
    const std::string_view word = phrase.substr(0, phrase.find(' '));
    if (at + count >= tokens.size() || tokens.word(at + count) != word) return 0;
    phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
    ++count;
  }
  return count;
}

}  // namespace

bool is_ascii(std::string_view text) {
  unsigned char seen = 0;
  for (char c : text) seen |= static_cast<unsigned char>(c);
  return seen < 0x80;
}

std::string fold_word(std::string_view word) {
  std::string folded(word);
  if (is_ascii(word)) {
    for (char& c : folded) c = lower(c);
    return folded;
  }
  folded = fold_case(word);
  for (size_t at; (at = folded.find(kCurlyApostrophe)) != std::string::npos;)
    folded.replace(at, kCurlyApostrophe.size(), "'");
  return folded;
}

Tokens::Tokens(std::string_view line) : line_(expand_shortcut(line)) {
  folded_.reserve(line_.size());
  tokens_.reserve(8);
  cut();
}

void Tokens::cut() {
  size_t at = 0;
  while (at < line_.size()) {
    if (line_[at] == ' ') {
      ++at;
    } else if (line_[at] == ',') {
      add(at, at + 1);
      ++at;
    } else {
      const size_t end = std::min(line_.find_first_of(" ,", at), line_.size());
      add(at, end);
      at = end;
    }
  }
}

void Tokens::add(size_t begin, size_t end) {
  std::string_view word = std::string_view(line_).substr(begin, end - begin);
  const std::string_view inside = strip_typed(word);
  if (!inside.empty()) word = inside;  // mere punctuation stands for itself
  Token token{static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
              static_cast<uint32_t>(folded_.size()), 0};
  if (is_ascii(word)) {
    for (char c : word) folded_ += lower(c);
  } else {
    folded_ += fold_word(word);
  }
  token.word_size = static_cast<uint32_t>(folded_.size()) - token.word_begin;
  tokens_.push_back(token);
}

bool Tokens::blank(size_t i) const {
  const std::string_view text = word(i);
  return text != "," && std::all_of(text.begin(), text.end(), is_punctuation);
}

std::string_view Tokens::typed(size_t from, size_t to) const {
  if (from >= to) return {};
  const std::string_view all(line_);
  const std::string_view whole =
      all.substr(tokens_[from].begin, tokens_[to - 1].end - tokens_[from].begin);
  const std::string_view inside = strip_typed(whole);
  return inside.empty() ? whole : inside;
}

std::string_view Tokens::raw(size_t from, size_t to) const {
  const std::string_view all(line_);
  if (from >= tokens_.size()) return {};
  const size_t start = tokens_[from].begin;
  const size_t stop = to < tokens_.size() ? tokens_[to].begin : line_.size();
  return trim(all.substr(start, stop - start));
}

std::string_view direction_word(std::string_view word) {
  for (const auto& [form, full] : kDirections)
    if (form == word) return full;
  return {};
}

std::optional<uint32_t> number_word(std::string_view word) {
  if (const auto value = digits(word)) return value;
  return index_of(kNumbers, word);
}

std::optional<uint32_t> ordinal_word(std::string_view word) {
  if (word == "last") return kLastOrdinal;
  if (const auto value = index_of(kOrdinals, word)) return value;
  if (word.size() < 3) return std::nullopt;
  const std::string_view ending = word.substr(word.size() - 2);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return std::nullopt;
  const auto value = digits(word.substr(0, word.size() - 2));
  return value && *value > 0 ? value : std::nullopt;
}

bool is_article(std::string_view word) {
  return word == "the" || word == "a" || word == "an" || word == "some";
}

bool joins_list(std::string_view word) {
  return word == "," || word == "and" || word == "&";
}

bool is_all(std::string_view word) {
  return word == "all" || word == "everything";
}

bool is_except(std::string_view word) {
  return word == "but" || word == "except";
}

bool is_one(std::string_view word) {
  return word == "one" || word == "ones";
}

Pronoun pronoun_word(std::string_view word) {
  for (const auto& [form, pronoun] : kPronouns)
    if (form == word) return pronoun;
  return Pronoun::none;
}

size_t leading_courtesy(const Tokens& tokens) {
  size_t count = 0;
  for (bool found = true; found;) {
    found = false;
    for (std::string_view phrase : kCourtesies) {
      const size_t words = phrase_at(tokens, count, phrase);
      if (words == 0) continue;
      count += words;
      if (count < tokens.size() && tokens.comma(count)) ++count;
      found = true;
      break;
    }
  }
  return count;
}

bool trailing_courtesy(std::string_view word) {
  return word == "please";
}

}  // namespace reality
