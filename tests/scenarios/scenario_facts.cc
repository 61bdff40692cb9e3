// SPDX-License-Identifier: MIT
#include "tests/scenarios/scenario_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/text.h"
#include "world/language/lexicon.h"
#include "world/language/noun_match.h"
#include "world/language/tokens.h"
#include "world/senses/perception.h"
#include "world/state/keys.h"

namespace reality {

namespace {

struct Place {
  std::string_view word;
  Relation relation;
};
constexpr auto kPlaces = std::to_array<Place>({{"in", Relation::in},
                                               {"inside", Relation::in},
                                               {"on", Relation::on},
                                               {"under", Relation::under},
                                               {"behind", Relation::behind}});
struct StateWord {
  std::string_view word;
  Atom property;
  bool value;
};
constexpr auto kStates = std::to_array<StateWord>({{"open", key::open, true},
                                                   {"closed", key::open, false},
                                                   {"locked", key::locked, true},
                                                   {"unlocked", key::locked, false},
                                                   {"lit", key::light, true}});

std::string_view without_article(std::string_view words) {
  const size_t space = words.find(' ');
  if (space != std::string_view::npos &&
      Lexicon::english().is(WordClass::article, words.substr(0, space)))
    return trim(words.substr(space));
  return words;
}

/// Takes a number off the front, if one stands there.
std::optional<uint32_t> take_number(std::string_view& words) {
  const size_t space = std::min(words.find(' '), words.size());
  const auto number = Lexicon::english().number(words.substr(0, space));
  if (number && space < words.size()) words = trim(words.substr(space));
  return number;
}

std::string_view without_the(std::string_view words) {
  return words.starts_with("the ") ? trim(words.substr(4)) : words;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::string_view word : split(text, ' '))
    if (!word.empty()) words.push_back(word);
  return words;
}

bool is_at(const Thing& thing, Relation relation, const Thing& holder) {
  return thing.holder() == &holder && thing.relation() == relation;
}

}  // namespace

std::vector<std::string> names_in_list(std::string_view list) {
  std::vector<std::string> names;
  std::string name;
  for (std::string_view word : words_of(list)) {
    const bool comma = word.ends_with(',');
    if (comma) word.remove_suffix(1);
    if (word != "and") name += (name.empty() ? "" : " ") + std::string(word);
    if ((comma || word == "and") && !name.empty())
      names.emplace_back(without_the(std::exchange(name, {})));
  }
  if (!name.empty()) names.emplace_back(without_the(name));
  return names;
}

// By the whole name where there is one; else by what its words mean.
std::vector<Thing*> ScenarioFacts::called(std::string_view words) const {
  const std::string folded = fold_word(without_article(trim(words)));
  std::vector<Thing*> whole;
  std::vector<Thing*> meant;
  const auto parts = words_of(folded);
  world_.things().for_each([&](Thing& thing) {
    if (thing.flag(key::exit) || !thing.holder()) {
      if (!thing.flag(key::room) && !thing.flag(key::door_thing)) return;
    }
    const std::string name = fold_word(thing.string(key::name));
    if (without_article(name) == folded || thing.string(key::plural) == folded)
      whole.push_back(&thing);
    if (match_noun(thing, parts, false).quality == NounQuality::exact) meant.push_back(&thing);
  });
  return whole.empty() ? meant : whole;
}

Thing* ScenarioFacts::one_called(std::string_view words) const {
  const std::vector<Thing*> found = called(words);
  return found.empty() ? nullptr : found.front();
}

std::optional<ScenarioFacts::Claim> ScenarioFacts::read_having(std::string_view fact) {
  struct Verb {
    std::string_view words;
    Relation relation;
    bool negated;
  };
  constexpr auto kVerbs = std::to_array<Verb>({{" does not hold ", Relation::held, true},
                                               {" does not wear ", Relation::worn, true},
                                               {" holds ", Relation::held, false},
                                               {" wears ", Relation::worn, false}});
  for (const Verb& verb : kVerbs) {
    const size_t at = fact.find(verb.words);
    if (at == std::string_view::npos) continue;
    Claim claim;
    std::string_view things = trim(fact.substr(at + verb.words.size()));
    claim.count = take_number(things);
    claim.things = things;
    claim.relation = verb.relation;
    claim.holder = one_called(fact.substr(0, at));
    claim.negated = verb.negated;
    if (!claim.holder) return std::nullopt;
    return claim;
  }
  return std::nullopt;
}

std::optional<ScenarioFacts::Claim> ScenarioFacts::read_being(std::string_view fact) {
  const auto words = words_of(fact);
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != "is" && words[i] != "are") continue;
    Claim claim;
    const auto at = [&](size_t word) {
      return static_cast<size_t>(words[word].data() - fact.data());
    };
    std::string_view things = trim(fact.substr(0, at(i)));
    claim.count = take_number(things);
    claim.things = things;
    size_t next = i + 1;
    claim.negated = words[next] == "not" && next + 1 < words.size();
    if (claim.negated) ++next;
    for (const StateWord& state : kStates)
      if (state.word == words[next] && next + 1 == words.size())
        return claim.state = state.property, claim.value = state.value, claim;
    for (const Place& place : kPlaces) {
      if (place.word != words[next] || next + 1 >= words.size()) continue;
      claim.relation = place.relation;
      claim.holder = one_called(fact.substr(at(next + 1)));
      if (claim.holder) return claim;
    }
  }
  return std::nullopt;
}

std::optional<ScenarioFacts::Claim> ScenarioFacts::read(std::string_view fact) {
  if (auto claim = read_having(fact)) return claim;
  return read_being(fact);
}

bool ScenarioFacts::is_so(const Claim& claim, std::string_view things) const {
  const std::vector<Thing*> found = called(things);
  const auto fits = [&](const Thing* thing) {
    if (claim.state == key::open) return !is_shut(*thing) == claim.value;
    if (!claim.holder) return thing->flag(claim.state) == claim.value;
    return is_at(*thing, claim.relation, *claim.holder);
  };
  const auto count = static_cast<uint32_t>(std::count_if(found.begin(), found.end(), fits));
  return claim.count ? count == *claim.count : count > 0;
}

std::optional<bool> ScenarioFacts::holds(std::string_view fact) {
  const std::string folded = fold_case(trim(fact));
  const auto words = words_of(folded);
  if (words.size() == 4 && words[0] == "no" && words[1] == "exit" && words[3] == "exists") {
    const Thing* typist = world_.things().find(typist_);
    const Thing* room = typist ? room_of(*typist) : nullptr;
    if (!room) return std::nullopt;
    for (const Thing& part : contents(*room))
      if (part.flag(key::exit) &&
          part.string(key::direction) == Lexicon::english().direction(words[2]))
        return false;
    return true;
  }
  const auto claim = read(folded);
  if (!claim) return std::nullopt;
  bool all = true;
  for (const std::string& name : names_in_list(claim->things)) all = all && is_so(*claim, name);
  return all != claim->negated;
}

Thing& ScenarioFacts::make(std::string_view name) {
  Thing& made = world_.things().make(nullptr);
  world_.things().set(made, key::name, Value(name));
  return made;
}

bool ScenarioFacts::bring_about(const Claim& claim, std::string_view things) {
  std::vector<Thing*> found = called(things);
  const bool fresh = things.starts_with("a ") || things.starts_with("an ");
  if (found.empty() && fresh && claim.holder) found.push_back(&make(things));
  if (found.empty()) return false;
  const size_t count = claim.count.value_or(1);
  if (found.size() < count) return false;
  for (size_t i = 0; i < count; ++i) {
    if (!claim.holder) {
      world_.things().set(*found[i], claim.state, Value(claim.value));
    } else if (found[i]->encloses(*claim.holder)) {
      return false;
    } else {
      world_.things().place(*found[i], claim.relation, claim.holder);
    }
  }
  return true;
}

bool ScenarioFacts::bring_about(std::string_view fact) {
  constexpr std::string_view kElsewhere = " is elsewhere";
  const std::string folded = fold_case(trim(fact));
  if (folded.ends_with(kElsewhere)) {
    Thing* gone = one_called(std::string_view(folded).substr(0, folded.size() - kElsewhere.size()));
    if (gone) world_.things().place(*gone, Relation::nowhere, nullptr);
    return gone != nullptr;
  }
  const auto claim = read(folded);
  if (!claim || claim->negated) return false;
  bool all = true;
  for (const std::string& name : names_in_list(claim->things))
    all = all && bring_about(*claim, name);
  return all;
}

}  // namespace reality
