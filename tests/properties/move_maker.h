// SPDX-License-Identifier: MIT
//
// MoveMaker: moves by chance, such as people make: commands of all kinds with the names of things
// that are there, things that are elsewhere and things that are nowhere, in all the forms that the
// parser knows; answers to questions that nobody asked; typing mistakes; nonsense. What comes
// depends on the seed and the world alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/rng.h"
#include "tests/properties/playground.h"

namespace reality {

class MoveMaker {
 public:
  MoveMaker(Playground& playground, uint64_t seed) : playground_(playground), rng_(seed) {}
  GameMove next();

 private:
  std::string fill(std::string_view pattern, const Thing& actor);
  std::string slot(std::string_view name, const Thing& actor);
  std::string noun(const Thing& actor);
  std::string fitting_noun(char slot, const Thing& actor);
  static bool fits(char slot, const Thing& thing, const Thing& actor);
  std::string noun_of(const Thing& thing);
  std::string person(const Thing& actor);
  std::string direction(const Thing& actor);
  std::string words(const Thing& actor);
  std::string misspell(std::string line);
  std::vector<const Thing*> near(const Thing& actor);
  const Thing* one_near(const Thing& actor);
  const Thing* anywhere();
  bool chance(uint64_t in_hundred) { return rng_.below(100) < in_hundred; }
  template <class List>
  std::string_view any(const List& list) {
    return list[rng_.below(list.size())];
  }

  Playground& playground_;
  Rng rng_;
  bool nothing_fits_ = false;
};

}  // namespace reality
