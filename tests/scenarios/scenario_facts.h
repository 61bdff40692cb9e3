// SPDX-License-Identifier: MIT
//
// ScenarioFacts: simple facts in plain English, looked up in the world or brought about in it:
//   ann holds gem, ann holds 2 gold coins, bob does not hold rope, ann wears felt hat
//   tin cup is in wooden box (on, under, behind), ann is in Cellar, 2 gold coins are in wooden box
//   wooden box is open (closed, locked, unlocked), no exit up exists
// To be brought about only: the felt hat is elsewhere; and with an article that says so, something
// new: ann wears a straw hat, a brass bell is in Garden.
// Never through text that players read: it looks at the things themselves. Lives for one question;
// `bring_about` must be called inside a turn. Tests: tests/scenarios/scenario_facts_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace reality {

class ScenarioFacts {
 public:
  /// `typist` is who "no exit up exists" is about.
  ScenarioFacts(World& world, ThingId typist) : world_(world), typist_(typist) {}

  /// Whether it is so; nothing if the sentence is not of a kind that is known here.
  std::optional<bool> holds(std::string_view fact);
  /// Makes it so. False when the sentence is not known or names what is not there.
  bool bring_about(std::string_view fact);

 private:
  /// What a sentence says: these things (so many of them, if a number is given) are there, or in
  /// that state.
  struct Claim {
    std::string things;
    std::optional<uint32_t> count;
    Relation relation = Relation::nowhere;
    Thing* holder = nullptr;
    Atom state;
    bool value = false;
    bool negated = false;
  };

  std::optional<Claim> read(std::string_view fact);
  std::optional<Claim> read_having(std::string_view fact);
  std::optional<Claim> read_being(std::string_view fact);
  std::vector<Thing*> called(std::string_view words) const;
  Thing* one_called(std::string_view words) const;
  bool is_so(const Claim& claim, std::string_view things) const;
  bool bring_about(const Claim& claim, std::string_view things);
  Thing& make(std::string_view name);

  World& world_;
  ThingId typist_;
};

/// "the lamp, the rope and a hat" -> three names; "the" is left out.
std::vector<std::string> names_in_list(std::string_view list);

}  // namespace reality
