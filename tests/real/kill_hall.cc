// SPDX-License-Identifier: MIT
#include "tests/real/kill_hall.h"

#include <algorithm>
#include <utility>

#include "tests/real/kill_area.h"
#include "tests/real/kill_story.h"

namespace reality {
namespace {

// One in so many commands is the last before its player hangs up.
constexpr uint64_t kCommandsAStay = 150;
// One in so many players writes a letter in a life, at one in so many of its commands.
constexpr uint64_t kWriters = 8;
constexpr uint64_t kCommandsALetter = 8;

const std::string& any_of(const std::vector<std::string>& all, Rng& rng) {
  return all[rng.below(all.size())];
}

bool by_web(size_t player) {
  return player % 4 == 3;
}

}  // namespace

KillHall::KillHall(size_t number, size_t players)
    : number_(number), names_(kill_cast(number, players)), writes_(names_.size()) {
  for (size_t i = 0; i < names_.size(); ++i)
    players_.push_back(std::make_unique<KillPlayer>(names_[i], by_web(i)));
}

void KillHall::begin_life(const KillDoors& doors, Rng& rng) {
  for (auto& player : players_) player->begin_life(doors, known_, way_to_hall(number_));
  for (size_t i = 0; i < players_.size(); ++i) writes_[i] = rng.below(kWriters) == 0;
  known_ = true;
}

bool KillHall::is_in() {
  for (auto& player : players_)
    if (player->away() && !player->is_in()) player->knock();
  return std::all_of(players_.begin(), players_.end(),
                     [](const auto& player) { return player->is_in(); });
}

void KillHall::inspect(std::vector<std::string>& problems) {
  Findings found;
  KillPlayer& first = *players_.front();
  for (const char* question : {"look", "look in satchel"}) {
    first.ask(question);
    read_places(first.answer(), first.name(), found);
  }
  for (auto& player : players_) player->ask("inventory");
  for (auto& player : players_) read_places(player->answer(), player->name(), found);
  found_ = sole_places(found, problems);
}

void KillHall::judge_life(HallCounts& counts, std::vector<std::string>& problems) {
  if (!testimony_.start.empty()) {
    for (std::string& problem : judge(testimony_, found_))
      problems.push_back("hall " + std::to_string(number_) + ": " + problem);
    std::vector<std::string> known;
    const std::vector<Move> story = whole_story(testimony_, known);
    counts.moves += story.size();
    for (const auto& [thing, place] : places_after(testimony_.start, story))
      counts.open_kept += found_.at(thing) == place ? 0 : 1;
  }
  testimony_ = {found_, {}, {}, {}};
  for (auto& player : players_) player->see(found_);
}

void KillHall::end_life(HallCounts& counts) {
  for (const auto& player : players_) {
    player->testify(testimony_);
    (player->by_web() ? counts.by_web : counts.by_telnet) += player->answered();
    counts.came_back += player->came_back();
  }
  counts.open += testimony_.pending.size();
}

void KillHall::settle(const std::vector<FoundNote>& found) {
  for (auto& player : players_) player->settle(found);
}

size_t KillHall::most_read() const {
  size_t most = 0;
  for (const auto& player : players_) most = std::max(most, player->moves_read());
  return most;
}

void KillHall::go_on(const std::vector<std::string>& readers, Rng& rng) {
  for (size_t i = 0; i < players_.size(); ++i) {
    KillPlayer& player = *players_[i];
    if (player.away()) {
      if (i > 0) player.come_back(most_read());
    } else if (!player.busy() && !go_on_with_note(i, readers, rng)) {
      begin_something(player, i > 0 && rng.below(kCommandsAStay) == 0, rng);
    }
  }
}

bool KillHall::go_on_with_note(size_t index, const std::vector<std::string>& readers, Rng& rng) {
  KillPlayer& player = *players_[index];
  if (player.has_note()) {
    player.finish_note(rng.below(2) == 0);
    return true;
  }
  if (!writes_[index] || !player.has_no_note() || rng.below(kCommandsALetter) != 0) return false;
  writes_[index] = false;
  player.write_to(any_of(readers, rng));
  return true;
}

void KillHall::begin_something(KillPlayer& player, bool leaving, Rng& rng) {
  auto [line, pending] = rng.below(8) == 0 ? all_of_it(player, rng) : one_thing(player, rng);
  if (leaving) return player.leave_after(line, std::move(pending), rng.below(2) == 0);
  player.begin(line, std::move(pending));
}

KillHall::Plan KillHall::all_of_it(const KillPlayer& player, Rng& rng) const {
  const std::string& me = player.name();
  const std::string hall(kHall);
  const Places& places = player.places();
  const auto mine = std::count_if(places.begin(), places.end(),
                                  [&me](const auto& one) { return one.second == me; });
  // A letter in hand would go with the rest.
  if (mine < 2 || !player.has_no_note()) return {"take all", {me, "", hall, me}};
  if (rng.below(2) == 0) return {"drop all", {me, "", me, hall}};
  return {"put all in crate", {me, "", me, "crate"}};
}

// Mostly what can be done as things stand; others may be quicker.
KillHall::Plan KillHall::one_thing(const KillPlayer& player, Rng& rng) const {
  const std::string& me = player.name();
  const std::string& thing = any_of(rng.below(4) == 0 ? kill_wearables() : kill_things(), rng);
  const std::string& place = player.places().at(thing);
  const bool mine = place == me || place == worn_by(me);
  const uint64_t choice = rng.below(10);
  if (!mine && choice < 6) return {"take " + thing, {me, thing, "", me}};
  if (choice < 3) return {"drop " + thing, {me, thing, "", std::string(kHall)}};
  if (choice < 6) {
    const std::string& to = any_of(names_, rng);
    return {"give " + thing + " to " + to, {me, thing, "", to}};
  }
  if (place == worn_by(me)) return {"remove " + thing, {me, thing, "", me}};
  if (choice < 8) return {"wear " + thing, {me, thing, "", worn_by(me)}};
  static const std::vector<std::string> kPlaces{"in chest", "in crate", "on shelf", "in satchel"};
  const std::string& to = any_of(kPlaces, rng);
  return {"put " + thing + " " + to, {me, thing, "", to.substr(3)}};
}

}  // namespace reality
