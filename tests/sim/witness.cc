// SPDX-License-Identifier: MIT
#include "tests/sim/witness.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "tests/real/kill_room.h"

namespace reality::sim {
namespace {

std::string in_ledger(const std::string& place) {
  return place == kHall ? "room" : place;
}

bool is_implied(std::string_view line) {
  while (line.starts_with("> ")) line.remove_prefix(2);
  return line.starts_with("(taking ");
}

}  // namespace

void Witness::begin_life() {
  trails_.clear();
  proven_ = 0;
}

void Witness::miss_some() {
  for (auto& [thing, trail] : trails_) {
    trail.line.clear();
    if (trail.before) trail.next = *std::exchange(trail.before, std::nullopt);
  }
}

void Witness::prove(size_t passage) {
  proven_ = std::max(proven_, ledger_.passages()[passage].turn);
}

void Witness::doubt(std::string_view line) {
  problems_.push_back(name_ + " read what no turn has done: " + std::string(line));
}

std::optional<size_t> Witness::find(const Move& move, std::optional<size_t> from) const {
  const std::vector<Passage>& all = ledger_.passages();
  const std::string place = in_ledger(move.place);
  for (size_t i = from.value_or(all.size()); i < all.size(); ++i)
    if (all[i].thing == move.thing && all[i].to == place) return i;
  return std::nullopt;
}

void Witness::hear(std::string_view line) {
  const std::vector<Move> moves = read_moves(line, name_);
  for (const Move& move : moves) hear_of_move(move, line);
  if (!moves.empty()) return;
  Findings places;
  read_places(line, name_, places);
  for (const auto& [thing, place] : places) hear_of_place(thing, in_ledger(place), line);
}

// What is taken first, to be put somewhere in the same turn, was nowhere between. Of one's own
// takings those in brackets are such; of others' any may be, and the next line shows it.
void Witness::hear_of_move(const Move& move, std::string_view line) {
  ++told_;
  Trail& trail = trails_[move.thing];
  if (is_implied(line)) {
    if (!trail.line.empty()) doubt(trail.line);
    trail.line = line;
    return;
  }
  trail.line.clear();
  if (move.place == move.actor && move.actor != name_) return hear_of_taking(move, trail, line);
  const auto going_on = find(move, trail.next);
  const auto half = trail.actor == move.actor ? find(move, trail.before) : std::nullopt;
  trail.before.reset();
  if (!going_on && !half) return doubt(line);
  const size_t passage = std::min(going_on.value_or(SIZE_MAX), half.value_or(SIZE_MAX));
  prove(passage);
  trail.next = passage + 1;
}

void Witness::hear_of_taking(const Move& move, Trail& trail, std::string_view line) {
  if (trail.before && trail.next == SIZE_MAX) doubt(line);
  const size_t before = trail.next;
  const auto whole = find(move, before);
  trail.next = whole ? *whole + 1 : SIZE_MAX;
  trail.before = before;
  trail.actor = move.actor;
}

// Where things are, as somebody looks: where the passages read of so far have left them, or
// further.
void Witness::hear_of_place(const std::string& thing, const std::string& place,
                            std::string_view line) {
  Trail& trail = trails_[thing];
  const size_t next = trail.before.value_or(trail.next);
  if (ledger_.was_at(thing, place, next)) return;
  const auto passage = find({"", thing, place}, next);
  if (!passage) return problems_.push_back(name_ + " saw what is not so: " + std::string(line));
  prove(*passage);
  trail.next = *passage + 1;
  trail.before.reset();
}

// A taking that nothing has followed was all there was.
void Witness::conclude() {
  for (auto& [thing, trail] : trails_) {
    if (!trail.line.empty()) doubt(trail.line);
    trail.line.clear();
    if (!trail.before) continue;
    trail.before.reset();
    if (trail.next != SIZE_MAX) {
      prove(trail.next - 1);
    } else {
      doubt("somebody took the " + thing);
      trail.next = 0;
    }
  }
}

}  // namespace reality::sim
