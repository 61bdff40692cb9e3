// SPDX-License-Identifier: MIT
#include "tests/properties/playground.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "world/state/keys.h"
#include "world/state/rows.h"

namespace reality {

namespace {

constexpr std::array<std::string_view, Playground::kPlayers> kNames = {"Anvok", "Bexul", "Corim",
                                                                       "Dwynn", "Edrig"};

StageOptions stage_options(const Playground::Options& options) {
  StageOptions out;
  out.area = options.area;
  out.share = options.share;
  return out;
}

/// Nothing but joints and stops.
bool says_nothing(const std::string& line) {
  const std::vector<std::string> words = plain_words(line);
  return std::all_of(words.begin(), words.end(),
                     [](const std::string& word) { return word == "and" || word == "then"; });
}

}  // namespace

std::string to_text(const GameMove& move) {
  if (move.line.empty()) return "(" + std::to_string(move.seconds) + " s pass)";
  return std::string(kNames[move.who]) + ": " + move.line;
}

void Tally::add(const Tally& other) {
  lines += other.lines;
  moved += other.moved;
  witnessed += other.witnessed;
  in_the_dark += other.in_the_dark;
  rooms.insert(other.rooms.begin(), other.rooms.end());
}

Playground::Playground(const Options& options) : options_(options), stage_(stage_options(options)) {
  enter();
  World& world = stage_.world();
  world.run_turn([&] { markers_.mark_all(world.things()); }, {}, true);
  stage_.settle();
  world.things().for_each([&](const Thing& thing) { things_.insert(thing.id()); });
  log_read_ = stage_.log_text().size();
  judge_ = std::make_unique<ReadingJudge>(world.things(), markers_, options_.eye, players_);
}

Playground::~Playground() {
  for (Session* session : sessions_) session->hang_up();
}

void Playground::enter() {
  for (size_t i = 0; i < kPlayers; ++i) {
    sessions_.push_back(&stage_.world().open(listeners_[i], "192.0.2.7", "test"));
    sessions_[i]->line("create " + std::string(kNames[i]) + " secret");
    stage_.settle();
    const Account* account = stage_.world().account_book().find(kNames[i]);
    players_.push_back(account ? account->character : ThingId{});
  }
}

Thing& Playground::player(size_t number) {
  Thing* found = stage_.world().things().find(players_[number]);
  assert(found);
  return *found;
}

Readings Playground::readings() const {
  Readings all;
  for (const EarWitness& listener : listeners_) all.emplace_back(listener.events);
  return all;
}

std::string Playground::play(const GameMove& move) {
  for (EarWitness& listener : listeners_) listener.events.clear();
  if (move.line.empty()) return let_pass(move);
  const std::vector<Placed> places = picture_of(world().things());
  const Knowledge before = judge_->look();
  sessions_[move.who]->line(move.line);
  stage_.settle();
  const Knowledge after = judge_->look();
  count(move, places);
  std::string wrong = check_answer(move);
  if (wrong.empty()) wrong = judge_->judge(move.who, move.line, readings(), before, after);
  if (wrong.empty()) wrong = check_things();
  return wrong.empty() ? check_faults() : wrong;
}

void Playground::count(const GameMove& move, const std::vector<Placed>& before) {
  ++tally_.lines;
  tally_.moved += before != picture_of(world().things()) ? 1 : 0;
  bool witnessed = false;
  for (size_t i = 0; i < kPlayers; ++i) witnessed |= i != move.who && !listeners_[i].events.empty();
  tally_.witnessed += witnessed ? 1 : 0;
  const Thing* room = room_around(player(move.who));
  if (!room) return;
  tally_.rooms.insert(room->id());
  const auto seen = SlowEye(world().things(), options_.eye).seen_by(player(move.who));
  if (std::find(seen.begin(), seen.end(), room) == seen.end()) ++tally_.in_the_dark;
}

std::string Playground::let_pass(const GameMove& move) {
  for (int64_t i = 0; i < move.seconds; ++i) {
    const Knowledge before = judge_->look();
    for (EarWitness& listener : listeners_) listener.events.clear();
    stage_.pass(1);
    const std::string wrong = judge_->judge(0, "", readings(), before, judge_->look());
    if (!wrong.empty()) return wrong;
  }
  const std::string wrong = check_things();
  return wrong.empty() ? check_faults() : wrong;
}

std::string Playground::check_answer(const GameMove& move) {
  if (says_nothing(move.line)) return "";
  for (const Event& event : listeners_[move.who].events)
    if (!event.text.empty()) return "";
  return "the line was not answered";
}

std::string Playground::check_things() {
  const std::vector<Placed> picture = picture_of(stage_.world().things());
  const std::vector<std::string> problems = tree_problems(picture);
  if (!problems.empty()) return problems.front();
  if (picture.size() != stage_.world().things().count()) return "things are counted wrongly";
  if (!options_.constant) return "";
  std::set<ThingId> now;
  for (const Placed& placed : picture) now.insert(ThingId{placed.id});
  for (const ThingId id : things_)
    if (!now.contains(id)) return "thing " + std::to_string(id.number) + " is lost";
  return now.size() == things_.size() ? "" : "a thing came from nowhere";
}

std::string Playground::check_faults() {
  const std::string& log = stage_.log_text();
  const size_t fault = log.find("script_fault", log_read_);
  log_read_ = log.size();
  if (fault == std::string::npos) return "";
  return "a script failed: " + log.substr(fault, log.find('\n', fault) - fault);
}

std::string Playground::compare_rows() {
  stage_.settle();
  const auto stored = stored_rows(stage_.store().db());
  if (!stored) return stored.error();
  return *stored == all_rows(world().state()) ? "" : "the rows are not what is in memory";
}

}  // namespace reality
