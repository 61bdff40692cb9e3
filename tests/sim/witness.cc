// SPDX-License-Identifier: MIT
#include "tests/sim/witness.h"

#include <algorithm>

#include "tests/real/kill_room.h"

namespace reality::sim {

void Witness::begin_life() {
  next_.clear();
  open_.clear();
  proven_ = 0;
}

const Passage* Witness::find(const std::string& thing, const std::string& place) {
  const std::vector<Passage>& all = ledger_.passages();
  size_t& next = next_[thing];
  for (size_t i = next; i < all.size(); ++i) {
    if (all[i].thing != thing || all[i].to != place) continue;
    next = i + 1;
    return &all[i];
  }
  return nullptr;
}

// What is taken first, to be put somewhere in the same turn, was nowhere between: such a line is
// explained by the next one about the same thing.
void Witness::hear(std::string_view line) {
  for (const Move& move : read_moves(line, name_)) {
    ++told_;
    const Passage* passage = find(move.thing, move.place == kHall ? "room" : move.place);
    if (passage) {
      proven_ = std::max(proven_, passage->turn);
      open_.erase(move.thing);
    } else if (!open_.emplace(move.thing, line).second) {
      problems_.push_back(name_ + " read what no turn has done: " + std::string(line));
    }
  }
}

void Witness::conclude() {
  for (const auto& [thing, line] : open_)
    problems_.push_back(name_ + " read what no turn has done: " + line);
  open_.clear();
}

}  // namespace reality::sim
