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
      if (tokens.blank(i) || tokens.is(WordClass::article, i)) continue;
      if (i + 1 < noun.end && tokens.is(WordClass::demonstrative, i)) continue;
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

const Found& NounSearch::find(TokenSpan noun, Hiding source) {
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
  return match(thing, Words(tokens_, noun).all(), prefixes);
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
  if (!found.source.thing) return;
  for (Thing& thing : contents(*found.source.thing))
    if (thing.relation() == found.source.relation) try_thing(words, prefixes, thing, found);
}

void NounSearch::try_thing(const Words& words, bool prefixes, Thing& thing, Found& found) {
  if (!budget_.spend()) return;
  const NounFit fit = match(thing, words.all(), prefixes);
  if (fit.quality != NounQuality::none)
    return found.candidates.push_back({&thing, fit.quality, fit.plural});
  if (fit.misfit < 0 || prefixes) return;
  found.misfit = static_cast<int>(words.token[static_cast<size_t>(fit.misfit)]);
  found.misfitting.push_back(thing.id());
}

// "bob's hat", "the hat of bob" where the hat's name does not say whose it is.
void NounSearch::try_owner(const Words& words, Found& found) {
  const auto all = words.all();
  for (size_t i = 0; i < words.count; ++i) {
    if (all[i] == "'s" || !all[i].ends_with("'s")) continue;
    std::array<std::string_view, Words::kMost> owner;
    std::copy_n(all.begin(), i + 1, owner.begin());
    owner[i].remove_suffix(2);
    return try_owned({owner.data(), i + 1}, all.subspan(i + 1), found);
  }
  for (size_t i = 1; i + 1 < words.count; ++i)
    if (tokens_.lexicon().is(WordClass::of, all[i]))
      return try_owned(all.subspan(i + 1), all.first(i), found);
}

void NounSearch::try_owned(std::span<const std::string_view> owner,
                           std::span<const std::string_view> noun, Found& found) {
  const bool anything =
      noun.empty() || (noun.size() == 1 && tokens_.lexicon().is(WordClass::stuff, noun.front()));
  for (Thing* holder : around_.scope()) {
    if (!budget_.spend() || holder->flag(key::room)) continue;
    if (match(*holder, owner, false).quality == NounQuality::none) continue;
    for (Thing* thing : around_.scope()) {
      if (thing == holder || !holder->encloses(*thing) || !budget_.spend()) continue;
      if (anything) {
        found.candidates.push_back({thing, NounQuality::adjective, !noun.empty()});
        continue;
      }
      const NounFit fit = match(*thing, noun, false);
      if (fit.quality != NounQuality::none)
        found.candidates.push_back({thing, fit.quality, fit.plural});
    }
  }
}

NounFit NounSearch::match(const Thing& thing, std::span<const std::string_view> words,
                          bool prefixes) const {
  return match_noun(thing, words, prefixes, tokens_.lexicon());
}

bool NounSearch::fits_word(TokenSpan word) {
  const std::string_view one = tokens_.word(word.begin);
  for (Thing* thing : around_.scope()) {
    if (!budget_.spend()) return true;
    if (match(*thing, {&one, 1}, false).quality != NounQuality::none) return true;
  }
  return false;
}

}  // namespace reality
