// SPDX-License-Identifier: MIT
#include "tests/real/kill_harness.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
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
// The post is busy just before the kill: many letters are under way then, and not too many fill the
// world. Once there are a lot, fewer are added.
constexpr int64_t kPostUs = 250'000;
constexpr size_t kManyLetters = 3000;
constexpr int64_t kLatePostUs = 25'000;
constexpr auto kFinishPatience = std::chrono::seconds(30);

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

KillPlayer::KillPlayer(std::string name, std::unique_ptr<KillTerminal> terminal)
    : name_(std::move(name)), terminal_(std::move(terminal)) {}

std::string KillPlayer::mark() {
  return "zork" + std::to_string(++marks_);
}

std::string KillPlayer::answer_to(const std::string& marker) const {
  return "I don't know how to \"" + marker + "\".";
}

void KillPlayer::enter(bool known) {
  terminal_->type((known ? "connect " : "create ") + name_ + " friendship");
  ask("look");
}

std::string KillPlayer::ask(const std::string& line) {
  const std::string marker = mark();
  terminal_->type(line);
  terminal_->type(marker);
  return plain(terminal_->until(answer_to(marker)));
}

void KillPlayer::begin(const std::string& line, Pending pending) {
  pending_ = std::move(pending);
  pending_.since = moves_.size();
  busy_ = true;
  marker_ = mark();
  terminal_->type(line);
  terminal_->type(marker_);
}

// A line that the kill has cut short was not read by anybody.
void KillPlayer::take_in(const std::string& bytes) {
  unread_ += bytes;
  size_t end = 0;
  while ((end = unread_.find('\n')) != unread_.npos) {
    const std::string line = plain(unread_.substr(0, end));
    unread_.erase(0, end + 1);
    for (Move& move : read_moves(line, name_)) moves_.push_back(std::move(move));
    if (!busy_ || line.find(answer_to(marker_)) == line.npos) continue;
    busy_ = false;
    ++answered_;
  }
}

void KillPlayer::read() {
  take_in(terminal_->arrived());
}

void KillPlayer::read_rest() {
  take_in(terminal_->rest());
}

KillHarness::KillHarness(std::string home, uint64_t seed) : home_(std::move(home)), rng_(seed) {
  for (const char* name : {"Sim", "Tam", "Una"}) senders_.emplace_back(name);
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

void KillHarness::finish() {
  const auto until = Clock::now() + kFinishPatience;
  const auto at_work = [](const KillSender& sender) { return sender.open() || sender.busy(); };
  while (std::any_of(senders_.begin(), senders_.end(), at_work) && Clock::now() < until) {
    write_letters(false);
    poll_all(100'000);
  }
  kill();
  check("at the end");
  for (const SentLetter& letter : all_sent())
    if (!letter.taken) problems_.push_back(letter.token() + " was never taken");
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
  for (const std::string& name : kill_cast()) {
    std::unique_ptr<KillTerminal> terminal;
    if (name == kWebPlayer) {
      terminal = std::make_unique<WebTerminal>(server_->port("http"));
    } else {
      terminal = std::make_unique<TelnetTerminal>(port);
    }
    players_.push_back(std::make_unique<KillPlayer>(name, std::move(terminal)));
  }
  for (auto& player : players_) player->enter(known_);
  known_ = true;
  for (KillSender& sender : senders_) sender.move_to(server_->port("smtp"));
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
  while (true) {
    for (auto& player : players_)
      if (!player->busy()) begin_command(*player);
    const auto left = std::chrono::duration_cast<microseconds>(until - Clock::now()).count();
    if (left <= 0) return;
    const int64_t post_us = counts_.taken < kManyLetters ? kPostUs : kLatePostUs;
    if (left <= post_us) write_letters(true);
    poll_all(left > post_us ? left - post_us : left);
  }
}

void KillHarness::write_letters(bool more) {
  for (KillSender& sender : senders_) sender.go_on(rng_, more);
}

void KillHarness::poll_all(int64_t patience_us) {
  std::vector<pollfd> ends;
  for (const auto& player : players_) ends.push_back({player->fd(), POLLIN, 0});
  for (const KillSender& sender : senders_) ends.push_back({sender.fd(), POLLIN, 0});
  const timespec patience{patience_us / 1'000'000, patience_us % 1'000'000 * 1000};
  ppoll(ends.data(), ends.size(), &patience, nullptr);
  for (auto& player : players_) player->read();
  for (KillSender& sender : senders_) sender.read();
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
  for (KillSender& sender : senders_) sender.read_rest();
  server_->wait();
  for (auto& player : players_) {
    testimony_.read[player->name()] = player->moves();
    if (player->busy()) testimony_.pending.push_back(player->pending());
    counts_.answered += player->answered();
    if (player->name() == kWebPlayer) counts_.by_web += player->answered();
  }
  players_.clear();
  judge_letters();
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

std::vector<SentLetter> KillHarness::all_sent() const {
  std::vector<SentLetter> all;
  for (const KillSender& sender : senders_)
    all.insert(all.end(), sender.sent().begin(), sender.sent().end());
  return all;
}

// Out of a copy: the home stays as the kill has left it, for the next start to mend.
void KillHarness::judge_letters() {
  const std::string copy = home_ + ".copy";
  std::filesystem::remove_all(copy);
  std::filesystem::create_directory(copy);
  for (const char* name : {"/world.db", "/world.db-wal"})
    if (std::filesystem::exists(home_ + name)) std::filesystem::copy(home_ + name, copy + name);
  const auto found = read_letters(copy + "/world.db");
  if (!found) return problems_.push_back("the letters cannot be read: " + found.error());
  const std::vector<SentLetter> sent = all_sent();
  for (std::string& problem : judge_post(sent, *found)) problems_.push_back(std::move(problem));
  for (const KillSender& sender : senders_)
    problems_.insert(problems_.end(), sender.problems().begin(), sender.problems().end());
  count_letters(sent, *found);
}

void KillHarness::count_letters(const std::vector<SentLetter>& sent, const PostFindings& found) {
  std::set<std::string> there;
  for (const FoundLetter& letter : found.letters) there.insert(letter.subject);
  counts_.taken = 0;
  counts_.sent_again = 0;
  for (const SentLetter& letter : sent) {
    counts_.sent_again += letter.times - 1;
    ++(letter.taken ? counts_.taken : counts_.mail_open);
    if (!letter.taken && there.contains(letter.token())) ++counts_.mail_kept;
  }
}

const std::string& KillHarness::any_of(const std::vector<std::string>& all) {
  return all[rng_.below(all.size())];
}

}  // namespace reality
