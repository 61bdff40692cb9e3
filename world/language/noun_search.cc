// SPDX-License-Identifier: MIT
#include "world/language/noun_search.h"

#include <algorithm>
#include <array>

#include "world/state/keys.h"

namespace reality {

/// The words of a noun without articles, with the tokens that they came from.
struct NounSearch::Words {
  static constexpr size_t kMost = 12;

  Words(const Tokens& tokens, TokenSpan noun) {
    for (uint32_t i = noun.begin; i < noun.end; ++i) {
      if (tokens.blank(i) || is_article(tokens.word(i))) continue;
      if (count == kMost) {
        count = 0;  // no name is that long
        return;
      }
      token[count] = i;
      word[count++] = tokens.word(i);
    }
  }

  std::span<const std::string_view> all() const { return {word.data(), count}; }

  std::array<std::string_view, kMost> word;
  std::array<uint32_t, kMost> token{};
  size_t count = 0;
};

const Found& NounSearch::find(TokenSpan noun, const Thing* source) {
  size_t looked = 0;
  for (const Found& found : known_) {
    if (found.noun == noun && found.source == source) return found;
    ++looked;
  }
  budget_.spend(1 + looked / 8 + (noun.end - noun.begin));
  Found& found = known_.emplace_front();
  found.noun = noun;
  found.source = source;
  look_up(found);
  return found;
}

NounFit NounSearch::fit(TokenSpan noun, const Thing& thing, bool prefixes) {
  budget_.spend();
  return match_noun(thing, Words(tokens_, noun).all(), prefixes);
}

bool NounSearch::in_scope(const Thing& thing) {
  const auto scope = around_.scope();
  return std::find(scope.begin(), scope.end(), &thing) != scope.end();
}

// Beginnings of words count only where nothing fits as a whole.
void NounSearch::look_up(Found& found) {
  const Words words(tokens_, found.noun);
  if (words.count == 0) return;
  try_scope(words, false, found);
  if (found.candidates.empty()) try_owner(words, found);
  if (found.candidates.empty()) try_scope(words, true, found);
}

void NounSearch::try_scope(const Words& words, bool prefixes, Found& found) {
  for (Thing* thing : around_.scope()) try_thing(words, prefixes, *thing, found);
  if (!found.source) return;
  for (Thing& thing : contents(*found.source))
    if (thing.relation() == Relation::under || thing.relation() == Relation::behind)
      try_thing(words, prefixes, thing, found);
}

void NounSearch::try_thing(const Words& words, bool prefixes, Thing& thing, Found& found) {
  if (!budget_.spend()) return;
  const NounFit fit = match_noun(thing, words.all(), prefixes);
  if (fit.quality != NounQuality::none)
    return found.candidates.push_back({&thing, fit.quality, fit.plural});
  if (fit.misfit < 0 || prefixes) return;
  found.misfit = static_cast<int>(words.token[static_cast<size_t>(fit.misfit)]);
  found.misfitting.push_back(thing.id());
}

// "bob's hat" where the hat's name does not say whose it is.
void NounSearch::try_owner(const Words& words, Found& found) {
  if (words.count < 2 || !words.word[0].ends_with("'s")) return;
  const std::string_view owner = words.word[0].substr(0, words.word[0].size() - 2);
  for (Thing* person : around_.scope()) {
    if (!budget_.spend() || !person->flag(key::person)) continue;
    if (match_noun(*person, {&owner, 1}, false).quality == NounQuality::none) continue;
    for (Thing* thing : around_.scope()) {
      if (thing == person || !person->encloses(*thing) || !budget_.spend()) continue;
      const NounFit fit = match_noun(*thing, words.all().subspan(1), false);
      if (fit.quality != NounQuality::none)
        found.candidates.push_back({thing, fit.quality, fit.plural});
    }
  }
}

}  // namespace reality
