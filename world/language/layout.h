// SPDX-License-Identifier: MIT
//
// Layout: how the tokens of a typed line can be laid out over one grammar line: which tokens stand
// in which role. Purely a matter of literals; whether things fit is the resolver's business.
// Must hold: every step is paid from the budget, so that no line costs more than that.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "world/language/grammar.h"
#include "world/language/tokens.h"

namespace reality {

/// The steps that one line may take; matching a noun with a thing is one.
class Budget {
 public:
  explicit Budget(int steps) : left_(steps) {}
  bool spend(size_t steps = 1) {
    left_ -= static_cast<int>(std::min(steps, size_t{1'000'000}));
    if (left_ < 0) left_ = 0;
    return left_ > 0;
  }
  bool exhausted() const { return left_ <= 0; }

 private:
  int left_;
};

struct Layout {
  const GrammarEntry* entry = nullptr;
  std::array<TokenSpan, kMostRoles> roles{};
  uint8_t filled = 0;    // roles that have tokens: the first so many
  uint8_t literals = 0;  // literals matched, the verb among them
  uint8_t reached = 0;   // the grammar token at which the typed line was over
  bool complete() const { return reached == entry->line.tokens.size(); }
};

struct Layouts {
  std::vector<Layout> complete;
  std::vector<Layout> partial;  // the typed line ended before the grammar line did
  size_t furthest = 0;          // the first typed token that no line could take
};

/// Collects all layouts of the tokens from `start` (the verb) on over the lines.
Layouts find_layouts(const Tokens& tokens, size_t start, std::span<const GrammarEntry* const> lines,
                     Budget& budget);

}  // namespace reality
