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
  Findings places;
  read_places(line, name_, places);
  for (const auto& [thing, place] : places)
    hear_of_place(thing, place == kHall ? "room" : place, line);
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

// Where things are, as somebody looks: where the passages read of so far have left them, or
// further.
void Witness::hear_of_place(const std::string& thing, const std::string& place,
                            std::string_view line) {
  if (ledger_.was_at(thing, place, next_[thing])) return;
  const Passage* passage = find(thing, place);
  if (passage) {
    proven_ = std::max(proven_, passage->turn);
  } else {
    problems_.push_back(name_ + " saw what is not so: " + std::string(line));
  }
}

void Witness::conclude() {
  for (const auto& [thing, line] : open_)
    problems_.push_back(name_ + " read what no turn has done: " + line);
  open_.clear();
}

}  // namespace reality::sim
