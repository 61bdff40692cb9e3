// SPDX-License-Identifier: MIT
#include "world/language/tokens.h"

#include <algorithm>
#include <array>

#include "engine/text.h"

namespace reality {
namespace {

constexpr std::string_view kCurlyApostrophe = "\u2019";

// What stands around words without belonging to them. Apostrophes do only as quotes, which is
// decided where both ends are seen.
bool is_punctuation(char c) {
  return c == ',' || c == '"' || c == '?' || c == '!' || c == '.' || c == ';' || c == ':' ||
         c == '(' || c == ')' || c == '[' || c == ']' || c == '`';
}

// Quotation marks, dots and dashes as telephones type them.
constexpr auto kTypeset = std::to_array<std::string_view>(
    {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "\u2026", "\u2013", "\u2014"});

// The closing quotation mark is no part of what is said, if it is the only one.
std::string said(std::string_view words, std::string_view close) {
  if (!close.empty() && words.ends_with(close) && words.find(close) == words.size() - close.size())
    words.remove_suffix(close.size());
  return "say " + std::string(words);
}

std::string expand_shortcut(std::string_view line) {
  if (line.empty()) return {};
  for (const std::string_view quote : kTypesetQuotes)
    if (line.starts_with(quote)) return said(line.substr(quote.size()), "\u201d");
  const char first = line.front();
  if (first == '\'') return said(line.substr(1), {});
  if (first == '"') return said(line.substr(1), "\"");
  const bool pose = first == ';' && line.size() > 1 && line[1] != ' ' && line[1] != ';';
  if (first == ':' || pose) return "emote " + std::string(line.substr(1));
  return std::string(line);
}

bool strip_typeset(std::string_view& text) {
  for (const std::string_view mark : kTypeset) {
    if (text.ends_with(mark)) return text.remove_suffix(mark.size()), true;
    if (text.starts_with(mark)) return text.remove_prefix(mark.size()), true;
  }
  return false;
}

std::string_view strip_typed(std::string_view text) {
  do {
    while (!text.empty() && (is_punctuation(text.back()) || text.back() == ' '))
      text.remove_suffix(1);
    while (!text.empty() && (is_punctuation(text.front()) || text.front() == ' '))
      text.remove_prefix(1);
  } while (strip_typeset(text));
  return text;
}

// A smile behind the command is no part of it.
bool is_picture(std::string_view word) {
  return word.size() >= 3 && (word.starts_with("\xf0\x9f") || word.starts_with("\xe2\x98") ||
                              word.starts_with("\xe2\x9c") || word.starts_with("\xe2\x9d"));
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

// "2." of "2.coin": how many letters that takes; 0 if it is nothing of the kind.
size_t dotted_number(std::string_view word) {
  size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  if (digits == 0 || digits > 6 || digits + 1 >= word.size() || word[digits] != '.') return 0;
  const char next = word[digits + 1];
  const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
                      static_cast<unsigned char>(next) >= 0x80;
  return letter ? digits + 1 : 0;
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

Tokens::Tokens(std::string_view line, const Lexicon& lexicon)
    : line_(expand_shortcut(line)), lexicon_(&lexicon) {
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
      const size_t number = dotted_number(std::string_view(line_).substr(at, end - at));
      if (number > 0) add(at, at + number, "#");
      at += number;
      add(at, end);
      at = end;
    }
  }
}

void Tokens::add(size_t begin, size_t end, std::string_view mark) {
  std::string_view word = std::string_view(line_).substr(begin, end - begin);
  const std::string_view inside = strip_typed(word);
  if (!inside.empty()) word = inside;  // mere punctuation stands for itself
  Token token{static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
              static_cast<uint32_t>(folded_.size()), 0};
  folded_ += mark;
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
  return text != "," && strip_typed(text).empty();
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

size_t leading_courtesy(const Tokens& tokens, size_t from) {
  size_t count = from;
  for (bool found = true; found;) {
    found = false;
    if (count >= tokens.size() || !tokens.lexicon().begins_courtesy(tokens.word(count))) break;
    for (const std::string& phrase : tokens.lexicon().courtesies()) {
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

size_t trailing_courtesy(const Tokens& tokens, size_t start) {
  const size_t size = tokens.size();
  if (size <= start + 1) return 0;
  for (const std::string& phrase : tokens.lexicon().courtesy_ends()) {
    const auto words = static_cast<size_t>(1 + std::count(phrase.begin(), phrase.end(), ' '));
    if (size > start + words && phrase_at(tokens, size - words, phrase) == words) return words;
  }
  // "take the", "take lamp and": the line was sent too early.
  for (const WordClass idle : {WordClass::courtesy_end, WordClass::article, WordClass::joiner})
    if (tokens.is(idle, size - 1)) return 1;
  return is_picture(tokens.word(size - 1)) ? 1 : 0;
}

}  // namespace reality
