// SPDX-License-Identifier: MIT
#include "world/language/lexicon.h"

#include <algorithm>
#include <charconv>

#include "engine/text.h"

namespace reality {
namespace {

std::optional<uint32_t> digits(std::string_view word) {
  constexpr uint32_t kMost = 999'999;
  uint32_t value = 0;
  if (word.empty()) return std::nullopt;
  if (word.size() > 6) {
    const bool all =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return all ? std::optional(kMost) : std::nullopt;
  }
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

bool ends_like_an_ordinal(std::string_view word) {
  return word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") ||
         word.ends_with("th");
}

// Whether `word` is `stem` without its last `cut` letters, with `ending`.
bool is_stem_with(std::string_view word, std::string_view stem, size_t cut,
                  std::string_view ending) {
  if (stem.size() <= cut) return false;
  stem.remove_suffix(cut);
  return word.size() == stem.size() + ending.size() && word.starts_with(stem) &&
         word.ends_with(ending);
}

bool is_english_plural(std::string_view word, std::string_view one) {
  if (word.size() <= 1 || word.back() != 's') return false;
  if (is_stem_with(word, one, 0, "s") || is_stem_with(word, one, 0, "es")) return true;
  if (one.ends_with('y')) return is_stem_with(word, one, 1, "ies");
  if (one.ends_with('f')) return is_stem_with(word, one, 1, "ves");
  return one.ends_with("fe") && is_stem_with(word, one, 2, "ves");
}

}  // namespace

Lexicon::Lexicon(LexiconTables tables) : tables_(std::move(tables)) {
  enter_tables();
}

void Lexicon::enter_tables() {
  for (const auto& [sort, words] : tables_.classes)
    for (const std::string_view word : split(words, ' '))
      if (!word.empty()) words_[std::string(word)].classes |= uint64_t{1} << static_cast<int>(sort);
  for (const auto& [form, full] : tables_.directions) words_[form].direction = full;
  for (size_t i = 0; i < tables_.numbers.size(); ++i)
    words_[tables_.numbers[i]].number = static_cast<uint32_t>(i);
  for (size_t i = 0; i < tables_.ordinals.size(); ++i)
    words_[tables_.ordinals[i]].ordinal = static_cast<uint32_t>(i + 1);
  for (const auto& [word, pronoun] : tables_.pronouns) words_[word].pronoun = pronoun;
  for (const auto& [word, owner] : tables_.owners) words_[word].owner = owner;
  for (const std::string& phrase : tables_.courtesies)
    courteous_.insert(phrase.substr(0, phrase.find(' ')));
  for (const Rewrite& rewrite : tables_.rewrites) {
    const std::string_view pattern = rewrite.pattern;
    if (rewrite.early)
      for (const std::string_view word : split(pattern.substr(0, pattern.find(' ')), '/'))
        early_.emplace(word);
  }
}

const Lexicon::Entry* Lexicon::find(std::string_view word) const {
  const auto at = words_.find(word);
  return at == words_.end() ? nullptr : &at->second;
}

bool Lexicon::is(WordClass sort, std::string_view word) const {
  const Entry* entry = find(word);
  return entry && (entry->classes >> static_cast<int>(sort) & 1U) != 0;
}

std::string_view Lexicon::direction(std::string_view word) const {
  const Entry* entry = find(word);
  return entry ? std::string_view(entry->direction) : std::string_view();
}

std::optional<uint32_t> Lexicon::number(std::string_view word) const {
  if (const auto value = digits(word)) return value;
  const Entry* entry = find(word);
  return entry ? entry->number : std::nullopt;
}

std::optional<uint32_t> Lexicon::ordinal(std::string_view word) const {
  if (is(WordClass::last, word)) return kLastOrdinal;
  if (const Entry* entry = find(word); entry && entry->ordinal) return entry->ordinal;
  std::optional<uint32_t> value;
  if (word.starts_with('#')) {
    value = digits(word.substr(1));
  } else if (tables_.english_endings && word.size() >= 3 && ends_like_an_ordinal(word)) {
    value = digits(word.substr(0, word.size() - 2));
  }
  return value && *value > 0 ? value : std::nullopt;
}

Pronoun Lexicon::pronoun(std::string_view word) const {
  const Entry* entry = find(word);
  return entry ? entry->pronoun : Pronoun::none;
}

Pronoun Lexicon::owner(std::string_view word) const {
  const Entry* entry = find(word);
  return entry ? entry->owner : Pronoun::none;
}

bool Lexicon::is_plural_of(std::string_view word, std::string_view one) const {
  if (tables_.english_endings && is_english_plural(word, one)) return true;
  for (size_t i = 0; i + 1 < tables_.irregular.size(); i += 2)
    if (tables_.irregular[i] == one && tables_.irregular[i + 1] == word) return true;
  return false;
}

std::string Lexicon::number_word(uint32_t number) const {
  return number < tables_.numbers.size() ? tables_.numbers[number] : std::to_string(number);
}

}  // namespace reality
