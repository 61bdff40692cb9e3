// SPDX-License-Identifier: MIT
#include "tests/real/kill_harness.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

namespace reality {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr uint64_t kLeastLifeUs = 30'000;
constexpr uint64_t kLifeUs = 1'200'000;
// Long enough to end anywhere between the first file and the ready line.
constexpr uint64_t kKilledStartUs = 60'000;
// A stop takes some 200 ms, with the gathering of the database at its end.
constexpr uint64_t kKilledStopUs = 300'000;

/// Output without telnet's commands (RFC 854) and line ends.
std::string plain(const std::string& bytes) {
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\xff') {
      const bool option = i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) >= 251;
      i += option ? 2 : 1;
    } else if (bytes[i] != '\r') {
      text += bytes[i];
    }
  }
  return text;
}

}  // namespace

KillPlayer::KillPlayer(std::string name, int port) : name_(std::move(name)), client_(port) {}

std::string KillPlayer::mark() {
  return "zork" + std::to_string(++marks_);
}

std::string KillPlayer::answer_to(const std::string& marker) const {
  return "I don't know how to \"" + marker + "\".";
}

void KillPlayer::enter(bool known) {
  client_.type((known ? "connect " : "create ") + name_ + " friendship");
  ask("look");
}

std::string KillPlayer::ask(const std::string& line) {
  const std::string marker = mark();
  client_.type(line);
  client_.type(marker);
  return plain(client_.until(answer_to(marker)));
}

void KillPlayer::begin(const std::string& line, Pending pending) {
  pending_ = std::move(pending);
  pending_.since = moves_.size();
  busy_ = true;
  marker_ = mark();
  client_.type(line);
  client_.type(marker_);
}

// A line that the kill has cut short was not read by anybody.
void KillPlayer::take_in(const std::string& bytes) {
  unread_ += bytes;
  size_t end = 0;
  while ((end = unread_.find('\n')) != unread_.npos) {
    const std::string line = plain(unread_.substr(0, end));
    unread_.erase(0, end + 1);
    if (auto move = read_move(line, name_)) moves_.push_back(std::move(*move));
    if (!busy_ || line.find(answer_to(marker_)) == line.npos) continue;
    busy_ = false;
    ++answered_;
  }
}

void KillPlayer::read() {
  take_in(client_.arrived());
}

void KillPlayer::read_rest() {
  take_in(client_.rest());
}

KillHarness::KillHarness(std::string home, uint64_t seed) : home_(std::move(home)), rng_(seed) {
  start();
  testimony_.start = inspect();
}

KillHarness::~KillHarness() = default;

void KillHarness::round() {
  ++counts_.rounds;
  act();
  kill();
  check("after the kill");
  kill_some_starts();
  start();
  const Places found = inspect();
  if (!problems_.empty()) return;
  compare(found);
  check("while it is served");
  testimony_ = {found, {}, {}};
}

std::vector<std::string> KillHarness::serving() const {
  std::vector<std::string> all{"serve", "--home", home_};
  for (const char* setting :
       {"telnet.listen=127.0.0.1:0", "http.listen=127.0.0.1:0", "smtp.listen=127.0.0.1:0",
        "limits.letters_per_player=0", "accounts.password_memory_kib=8",
        "accounts.password_passes=1", "log.level=warn",
        "world.area=" REALITY_SOURCE_DIR "/tests/areas/killroom"}) {
    all.emplace_back("--set");
    all.emplace_back(setting);
  }
  return all;
}

void KillHarness::start() {
  server_ = std::make_unique<RunningProgram>(serving());
  const int port = server_->telnet_port();
  if (port == 0) {
    problems_.emplace_back("the server did not start: " + server_->err());
    return;
  }
  for (const std::string& name : kill_cast())
    players_.push_back(std::make_unique<KillPlayer>(name, port));
  for (auto& player : players_) player->enter(known_);
  known_ = true;
}

// A world must also outlive being killed while it comes up.
void KillHarness::kill_some_starts() {
  while (rng_.below(3) == 0) {
    RunningProgram short_lived(serving());
    std::this_thread::sleep_for(microseconds(rng_.below(kKilledStartUs)));
    short_lived.signal(SIGKILL);
    short_lived.wait();
    ++counts_.killed_starts;
  }
}

Places KillHarness::inspect() {
  if (players_.empty()) return {};
  Findings found;
  KillPlayer& first = *players_.front();
  read_places(first.ask("look"), first.name(), found);
  read_places(first.ask("look in satchel"), first.name(), found);
  for (auto& player : players_) read_places(player->ask("inventory"), player->name(), found);
  return sole_places(found, problems_);
}

void KillHarness::act() {
  const auto until = Clock::now() + microseconds(kLeastLifeUs + rng_.below(kLifeUs));
  std::vector<pollfd> ends;
  for (auto& player : players_) ends.push_back({player->fd(), POLLIN, 0});
  while (true) {
    for (auto& player : players_)
      if (!player->busy()) begin_command(*player);
    const auto left = std::chrono::duration_cast<microseconds>(until - Clock::now()).count();
    if (left <= 0) return;
    const timespec patience{left / 1'000'000, left % 1'000'000 * 1000};
    ppoll(ends.data(), ends.size(), &patience, nullptr);
    for (auto& player : players_) player->read();
  }
}

void KillHarness::begin_command(KillPlayer& player) {
  const Places places = places_after(testimony_.start, player.moves());
  if (rng_.below(8) == 0) {
    begin_all(player, places);
  } else {
    begin_one(player, places);
  }
}

void KillHarness::begin_all(KillPlayer& player, const Places& places) {
  const std::string& me = player.name();
  const std::string hall(kHall);
  const auto mine = std::count_if(places.begin(), places.end(),
                                  [&me](const auto& one) { return one.second == me; });
  if (mine < 2) return player.begin("take all", {me, "", hall, me});
  if (rng_.below(2) == 0) return player.begin("drop all", {me, "", me, hall});
  player.begin("put all in crate", {me, "", me, "crate"});
}

// Mostly what can be done as things stand; others may be quicker.
void KillHarness::begin_one(KillPlayer& player, const Places& places) {
  const std::string& me = player.name();
  const std::string& thing = any_of(rng_.below(4) == 0 ? kill_wearables() : kill_things());
  const std::string& place = places.at(thing);
  const bool mine = place == me || place == worn_by(me);
  const uint64_t choice = rng_.below(10);
  if (!mine && choice < 6) return player.begin("take " + thing, {me, thing, "", me});
  if (choice < 3) return player.begin("drop " + thing, {me, thing, "", std::string(kHall)});
  if (choice < 6) {
    const std::string& to = any_of(kill_cast());
    return player.begin("give " + thing + " to " + to, {me, thing, "", to});
  }
  if (place == worn_by(me)) return player.begin("remove " + thing, {me, thing, "", me});
  if (choice < 8) return player.begin("wear " + thing, {me, thing, "", worn_by(me)});
  static const std::vector<std::string> kPlaces{"in chest", "in crate", "on shelf", "in satchel"};
  const std::string& to = any_of(kPlaces);
  player.begin("put " + thing + " " + to, {me, thing, "", to.substr(3)});
}

// Most often in the midst of things, sometimes while it is about to stop by itself.
void KillHarness::kill() {
  if (rng_.below(5) == 0) {
    server_->signal(SIGTERM);
    std::this_thread::sleep_for(microseconds(rng_.below(kKilledStopUs)));
    ++counts_.killed_stops;
  }
  server_->signal(SIGKILL);
  for (auto& player : players_) player->read_rest();
  server_->wait();
  for (auto& player : players_) {
    testimony_.read[player->name()] = player->moves();
    if (player->busy()) testimony_.pending.push_back(player->pending());
    counts_.answered += player->answered();
  }
  players_.clear();
}

void KillHarness::check(const std::string& when) {
  const auto before = files_in(home_);
  RunningProgram check({"check", "--home", home_});
  if (check.wait() != 0) problems_.push_back("check " + when + ": " + check.out() + check.err());
  const bool served = !players_.empty();
  if (!served && files_in(home_) != before)
    problems_.push_back("check " + when + " has changed the home");
}

void KillHarness::compare(const Places& found) {
  for (std::string& problem : judge(testimony_, found)) problems_.push_back(std::move(problem));
  const std::vector<Move>& story = longest_story(testimony_);
  const Places expected = places_after(testimony_.start, story);
  counts_.moves += story.size();
  counts_.open += testimony_.pending.size();
  for (const auto& [thing, place] : expected) counts_.open_kept += found.at(thing) == place ? 0 : 1;
}

const std::string& KillHarness::any_of(const std::vector<std::string>& all) {
  return all[rng_.below(all.size())];
}

}  // namespace reality
