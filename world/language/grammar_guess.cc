// SPDX-License-Identifier: MIT
//
// The part of the grammar that guesses: beginnings of verbs, and verbs that were nearly typed.
#include <algorithm>
#include <array>

#include "engine/text.h"
#include "world/language/grammar.h"
#include "world/language/slips.h"

namespace reality {
namespace {

// Slips in very short words are too many to guess at.
constexpr size_t kShortestGuess = 3;
constexpr size_t kLongWord = 6;  // of which two slips are still told

// Whatever file they stand in, these are never guessed.
constexpr auto kAlwaysCareful = std::to_array<std::string_view>(
    {"quit", "destroy", "scrap", "delete", "erase", "password", "register", "claim", "burn", "kill",
     "reset", "undo", "restore", "shutdown", "unregister", "kick", "ban"});

bool takes_text(const GrammarEntry& entry) {
  return std::any_of(entry.line.roles.begin(), entry.line.roles.end(), [](const Role& role) {
    return role.kind == RoleKind::text || role.kind == RoleKind::word ||
           role.kind == RoleKind::anyone;
  });
}

}  // namespace

bool Grammar::is_guessable(std::string_view folded_verb) const {
  if (std::find(kAlwaysCareful.begin(), kAlwaysCareful.end(), folded_verb) != kAlwaysCareful.end())
    return false;
  const auto entries = lines(folded_verb);
  bool plain = false;
  for (const GrammarEntry* entry : entries) {
    if (entry->manner.careful) return false;
    plain = plain || !takes_text(*entry);
  }
  return plain;
}

std::vector<std::string_view> Grammar::verbs_beginning(std::string_view folded) const {
  std::vector<std::string_view> verbs;
  for (const auto& [word, lines] : typed_)
    if (word.starts_with(folded) && is_guessable(word)) verbs.push_back(word);
  std::sort(verbs.begin(), verbs.end());
  return verbs;
}

std::vector<std::string_view> Grammar::own_verbs() const {
  std::vector<std::string_view> verbs;
  for (const auto& [word, lines] : typed_)
    if (std::any_of(lines.begin(), lines.end(),
                    [](const GrammarEntry* entry) { return static_cast<bool>(entry->owner); }))
      verbs.push_back(word);
  std::sort(verbs.begin(), verbs.end());
  return verbs;
}

std::vector<std::string_view> Grammar::verbs_near(std::string_view folded) const {
  std::vector<std::string_view> verbs;
  for (const auto& [word, lines] : typed_)
    if (word.size() >= kShortestGuess && is_likely_slip(folded, word) && is_guessable(word))
      verbs.push_back(word);
  std::sort(verbs.begin(), verbs.end());
  return verbs;
}

std::vector<std::string_view> Grammar::literals_near(std::string_view folded) const {
  std::vector<std::string_view> words;
  for (const auto& [word, uses] : literals_)
    if (is_likely_slip(folded, word) && !typed_.contains(word)) words.push_back(word);
  std::sort(words.begin(), words.end());
  return words;
}

std::string_view Grammar::nearest_verb(std::string_view folded_word) const {
  std::vector<std::string_view> verbs;
  for (const auto& [word, lines] : typed_) {
    const bool open = std::any_of(lines.begin(), lines.end(),
                                  [](const GrammarEntry* entry) { return !entry->owner; });
    if (open && word.size() >= kShortestGuess) verbs.push_back(word);
  }
  std::sort(verbs.begin(), verbs.end());
  const size_t most = letter_count(folded_word) >= kLongWord ? 2 : 1;
  const auto near = nearest(folded_word, verbs, most);
  return near ? *near : std::string_view();
}

}  // namespace reality
