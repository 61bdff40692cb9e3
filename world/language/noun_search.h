// SPDX-License-Identifier: MIT
//
// Noun search: which things in scope the words of a noun fit. Lives for one parse; remembers what
// it has looked up, since many readings of a line share their nouns.
#pragma once

#include <forward_list>
#include <span>
#include <string_view>
#include <vector>

#include "world/language/layout.h"
#include "world/language/noun_match.h"
#include "world/language/surroundings.h"

namespace reality {

struct Candidate {
  Thing* thing = nullptr;
  NounQuality quality = NounQuality::none;
  bool plural = false;
};

/// Where one searches beside what is in sight: under or behind something; or nowhere.
struct Hiding {
  const Thing* thing = nullptr;
  Relation relation = Relation::in;
  bool operator==(const Hiding&) const = default;
};

/// What a noun fits. Without candidates: which token was wrong about which things, if only one was.
struct Found {
  TokenSpan noun;
  Hiding source;
  std::vector<Candidate> candidates;  // nearest first
  int misfit = -1;
  std::vector<ThingId> misfitting;
};

class NounSearch {
 public:
  NounSearch(const Tokens& tokens, Surroundings& around, Budget& budget)
      : tokens_(tokens), around_(around), budget_(budget) {}

  /// Looks in scope and, with `source`, among what lies hidden there. The reference is good as long
  /// as the search.
  const Found& find(TokenSpan noun, Hiding source = {});
  /// How the noun fits one thing.
  NounFit fit(TokenSpan noun, const Thing& thing, bool prefixes);
  bool in_scope(const Thing& thing);
  /// True when the word alone fits anything in scope.
  bool fits_word(TokenSpan word);

 private:
  struct Words;

  void look_up(Found& found);
  void try_scope(const Words& words, bool prefixes, Found& found);
  void try_thing(const Words& words, bool prefixes, Thing& thing, Found& found);
  void try_owner(const Words& words, Found& found);
  void try_owned(std::span<const std::string_view> owner, std::span<const std::string_view> noun,
                 Found& found);
  NounFit match(const Thing& thing, std::span<const std::string_view> words, bool prefixes) const;

  const Tokens& tokens_;
  Surroundings& around_;
  Budget& budget_;
  std::forward_list<Found> known_;
};

}  // namespace reality
