// SPDX-License-Identifier: MIT
#include "tests/sim/witness.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "tests/real/kill_room.h"
#include "tests/sim/plan.h"

namespace reality::sim {

Witness::Guesses& Witness::guesses(const std::string& thing) {
  Guesses& all = guesses_[thing];
  if (all.empty()) all.insert(Guess{});
  return all;
}

// What is taken first, to be put somewhere in the same turn, was nowhere between turns; and what
// comes back to where it was in one turn has not moved.
Witness::Guesses Witness::after(const Guesses& before, const std::string& thing,
                                const std::string& place, Told told) const {
  const std::vector<Passage>& all = ledger_.passages();
  Guesses remain;
  for (const Guess& guess : before) {
    const bool was_there = ledger_.was_at(thing, place, guess.next);
    if (was_there && (guess.under_way || told == Told::is)) remain.insert({guess.next, false});
    if (told == Told::taken) remain.insert({guess.next, true});
    for (size_t i = guess.next; i < all.size(); ++i) {
      if (all[i].thing != thing || all[i].to != place) continue;
      remain.insert({i + 1, false});
      break;
    }
  }
  return remain;
}

void Witness::hear_of(const std::string& thing, const std::string& place, Told told,
                      std::string_view line) {
  ++told_;
  Guesses& all = guesses(thing);
  all = after(all, thing, place == kHall ? "room" : place, told);
  if (all.empty()) problems_.push_back(name_ + " saw what is not so: " + std::string(line));
}

// The verbs of tests/scripts/verbs/misbehave.lua count in a local of the file and fault: a count
// that somebody reads was not taken back.
void Witness::hear_of_count(std::string_view line) {
  constexpr std::string_view kCount = "The count is ";
  const bool counted = line.starts_with("Counted ");
  if (counted || (line.starts_with(kCount) && line != "The count is 0."))
    problems_.push_back(name_ + " read of what was undone: " + std::string(line));
}

void Witness::hear(std::string_view line) {
  hear_of_count(line);
  hear_of_beats(line);
  hear_of_letters(line);
  const std::vector<Move> moves = read_moves(line, name_);
  for (const Move& move : moves)
    hear_of(move.thing, move.place, move.place == move.actor ? Told::taken : Told::came, line);
  if (!moves.empty()) return;
  Findings places;
  read_places(line, name_, places);
  for (const auto& [thing, place] : places) hear_of(thing, place, Told::is, line);
}

void Witness::conclude() {
  for (auto& [thing, all] : guesses_) {
    std::erase_if(all, [](const Guess& guess) { return guess.under_way; });
    if (all.empty())
      problems_.push_back(name_ + " read of the " + thing + " what no turn has done");
  }
}

void Witness::cut_short() {
  for (auto& [thing, all] : guesses_) {
    Guesses calm;
    for (const Guess& guess : all) calm.insert({guess.next, false});
    all = std::move(calm);
  }
}

// The gauge beats without a word: only who looks learns of it.
void Witness::hear_of_beats(std::string_view text) {
  constexpr std::string_view kShows = "The gauge shows ";
  const size_t at = text.find(kShows);
  if (at == text.npos) return;
  int64_t beats = -1;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + at + kShows.size(), end, beats);
  if (read.ptr == end) return;  // cut short
  if (const auto turn = ledger_.rules().turn_of_beats(beats)) {
    reading_ = std::max(reading_, *turn);
  } else {
    problems_.push_back(name_ + " saw beats that were not kept: " + std::to_string(beats));
  }
}

// Tokens are a sender's name and a number: "Sim-12".
void Witness::hear_of_letters(std::string_view text) {
  for (const std::string_view name : kSenders) {
    for (size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      size_t end = at + name.size();
      if (end >= text.size() || text[end] != '-') continue;
      for (++end; end < text.size() && text[end] >= '0' && text[end] <= '9';) ++end;
      const std::string token(text.substr(at, end - at));
      reading_ = std::max(reading_, ledger_.rules().turn_of_reading(token));
    }
  }
}

uint64_t Witness::proven() const {
  uint64_t last = reading_;
  for (const auto& [thing, all] : guesses_) {
    const size_t least = all.empty() ? 0 : all.begin()->next;
    if (least > 0) last = std::max(last, ledger_.passages()[least - 1].turn);
  }
  return last;
}

}  // namespace reality::sim
