// SPDX-License-Identifier: MIT
#include "tests/real/kill_harness.h"

#include <poll.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>
#include <utility>

#include "tests/real/kill_area.h"

namespace reality {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr uint64_t kLeastLifeUs = 30'000;
constexpr uint64_t kLifeUs = 600'000;
// Long enough to end anywhere between the first file and the ready line.
constexpr uint64_t kKilledStartUs = 60'000;
// A stop takes some 200 ms, with the gathering of the database at its end.
constexpr uint64_t kKilledStopUs = 300'000;
// The post is busy just before the kill: many letters are under way then, and not too many fill the
// world. Once there are a lot, fewer are added and more are handed in again.
constexpr int64_t kPostUs = 250'000;
constexpr size_t kManyLetters = 3000;
constexpr int64_t kLatePostUs = 25'000;
constexpr size_t kManyAccounts = 3000;
constexpr auto kPatience = std::chrono::seconds(120);

size_t accounts_of(const std::vector<std::unique_ptr<KillNewcomer>>& newcomers) {
  size_t all = 0;
  for (const auto& newcomer : newcomers) all += newcomer->accounts().size();
  return all;
}

}  // namespace

KillHarness::KillHarness(std::string home, uint64_t seed, const KillSize& size)
    : home_(std::move(home)), rng_(seed) {
  for (size_t i = 0; i < size.halls; ++i) {
    halls_.push_back(std::make_unique<KillHall>(i, size.players));
    for (const auto& player : halls_.back()->players()) {
      clients_.push_back(player.get());
      cast_.push_back(player->name());
    }
  }
  for (size_t i = 0; i < size.newcomers_by_telnet + size.newcomers_by_web; ++i) {
    newcomers_.push_back(std::make_unique<KillNewcomer>(i, i >= size.newcomers_by_telnet));
    clients_.push_back(newcomers_.back().get());
  }
  for (size_t i = 0; i < size.senders; ++i) {
    senders_.push_back(std::make_unique<KillSender>("sim" + std::to_string(i)));
    clients_.push_back(senders_.back().get());
  }
  std::filesystem::create_directories(home_ + ".area");
  std::ofstream(home_ + ".area/killroom.area") << kill_area(size.halls);
  start();
  inspect();
}

KillHarness::~KillHarness() = default;

void KillHarness::round() {
  ++counts_.rounds;
  act();
  kill();
  check("after the kill");
  if (!problems_.empty()) return;
  kill_some_starts();
  start();
  inspect();
  if (rng_.below(4) == 0) check("while it is served");
}

void KillHarness::finish() {
  const auto until = Clock::now() + kPatience;
  const auto at_work = [](const auto& sender) { return sender->open() || sender->busy(); };
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
  for (const std::string& setting :
       {std::string("telnet.listen=127.0.0.1:0"), std::string("http.listen=127.0.0.1:0"),
        std::string("smtp.listen=127.0.0.1:0"), std::string("limits.letters_per_player=0"),
        std::string("accounts.password_memory_kib=8"), std::string("accounts.password_passes=1"),
        std::string("log.level=warn"), "world.area=" + home_ + ".area"}) {
    all.emplace_back("--set");
    all.push_back(setting);
  }
  return all;
}

void KillHarness::start() {
  server_ = std::make_unique<RunningProgram>(serving());
  KillDoors doors;
  doors.telnet = server_->telnet_port();
  if (doors.telnet == 0) {
    problems_.emplace_back("the server did not start: " + server_->err());
    return;
  }
  doors.http = server_->port("http");
  doors.smtp = server_->port("smtp");
  served_ = true;
  for (auto& hall : halls_) hall->begin_life(doors, rng_);
  for (auto& newcomer : newcomers_) newcomer->begin_life(doors, rng_);
  for (auto& sender : senders_) sender->move_to(doors.smtp);
  enter();
}

bool KillHarness::all_in() {
  bool in = true;
  for (auto& hall : halls_) in = hall->is_in() && in;
  return in && std::none_of(newcomers_.begin(), newcomers_.end(),
                            [](const auto& newcomer) { return newcomer->busy(); });
}

void KillHarness::enter() {
  const auto until = Clock::now() + kPatience;
  while (!all_in() && Clock::now() < until) poll_all(10'000);
  if (!all_in()) problems_.emplace_back("somebody cannot come in any more");
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

void KillHarness::inspect() {
  if (!problems_.empty()) return;
  for (auto& hall : halls_) hall->inspect(problems_);
  if (!problems_.empty()) return;
  for (auto& hall : halls_) hall->judge_life(counts_.halls, problems_);
}

void KillHarness::act() {
  const auto until = Clock::now() + microseconds(kLeastLifeUs + rng_.below(kLifeUs));
  while (true) {
    for (auto& hall : halls_) hall->go_on(cast_, rng_);
    const bool more = accounts_of(newcomers_) < kManyAccounts;
    for (auto& newcomer : newcomers_) newcomer->go_on(more, rng_);
    const auto left = std::chrono::duration_cast<microseconds>(until - Clock::now()).count();
    if (left <= 0) return;
    const int64_t post_us = counts_.taken < kManyLetters ? kPostUs : kLatePostUs;
    if (left <= post_us) write_letters(true);
    poll_all(left > post_us ? left - post_us : left);
  }
}

void KillHarness::write_letters(bool more) {
  const uint64_t new_in = counts_.taken < kManyLetters ? 4 : 32;
  std::vector<std::string> readers = cast_;
  readers.emplace_back("postmaster");
  for (auto& sender : senders_) sender->go_on(readers, more ? new_in : 0, rng_);
}

void KillHarness::poll_all(int64_t patience_us) {
  std::vector<pollfd> ends;
  for (const KillClient* client : clients_) ends.push_back({client->fd(), POLLIN, 0});
  const timespec patience{patience_us / 1'000'000, patience_us % 1'000'000 * 1000};
  if (ppoll(ends.data(), ends.size(), &patience, nullptr) <= 0) return;
  for (size_t i = 0; i < ends.size(); ++i)
    if (ends[i].revents != 0) clients_[i]->read();
}

// Most often in the midst of things, sometimes while it is about to stop by itself.
void KillHarness::kill() {
  if (rng_.below(5) == 0) {
    server_->signal(SIGTERM);
    std::this_thread::sleep_for(microseconds(rng_.below(kKilledStopUs)));
    ++counts_.killed_stops;
  }
  server_->signal(SIGKILL);
  for (KillClient* client : clients_) client->read_rest();
  server_->wait();
  served_ = false;
  for (auto& hall : halls_) hall->end_life(counts_.halls);
  judge_database();
}

void KillHarness::check(const std::string& when) {
  const auto before = files_in(home_);
  RunningProgram check({"check", "--home", home_});
  if (check.wait() != 0 || !check.out().empty())
    problems_.push_back("check " + when + ": " + check.out() + check.err());
  if (!served_ && files_in(home_) != before)
    problems_.push_back("check " + when + " has changed the home");
}

std::vector<SentLetter> KillHarness::all_sent() const {
  std::vector<SentLetter> all;
  for (const auto& sender : senders_)
    all.insert(all.end(), sender->sent().begin(), sender->sent().end());
  return all;
}

void KillHarness::add(std::vector<std::string> problems) {
  for (std::string& problem : problems) problems_.push_back(std::move(problem));
}

// Out of a copy: the home stays as the kill has left it, for the next start to mend.
void KillHarness::judge_database() {
  const std::string copy = home_ + ".copy";
  std::filesystem::remove_all(copy);
  std::filesystem::create_directory(copy);
  for (const char* name : {"/world.db", "/world.db-wal"})
    if (std::filesystem::exists(home_ + name)) std::filesystem::copy(home_ + name, copy + name);
  judge_letters(copy + "/world.db");
  judge_accounts_in(copy + "/world.db");
}

void KillHarness::judge_letters(const std::string& database) {
  const auto found = read_letters(database);
  if (!found) return problems_.push_back("the letters cannot be read: " + found.error());
  const std::vector<SentLetter> sent = all_sent();
  add(judge_post(sent, *found));
  for (const auto& sender : senders_) add(sender->problems());
  std::vector<Note> notes;
  for (const auto& hall : halls_) {
    for (const auto& player : hall->players()) {
      notes.insert(notes.end(), player->notes().begin(), player->notes().end());
      add(player->problems());
    }
  }
  add(judge_notes(notes, found->notes));
  for (auto& hall : halls_) hall->settle(found->notes);
  count_letters(sent, *found);
}

void KillHarness::judge_accounts_in(const std::string& database) {
  const auto found = read_accounts(database);
  if (!found) return problems_.push_back("the accounts cannot be read: " + found.error());
  std::vector<KnownAccount> known;
  for (const std::string& name : cast_) known.push_back({name, true, {""}});
  for (const auto& newcomer : newcomers_)
    known.insert(known.end(), newcomer->accounts().begin(), newcomer->accounts().end());
  add(judge_accounts(known, *found));
  for (auto& newcomer : newcomers_) newcomer->settle(*found);
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

KillCounts KillHarness::counts() const {
  KillCounts all = counts_;
  for (const auto& hall : halls_) {
    for (const auto& player : hall->players()) {
      all.notes += player->notes().size();
      for (const Note& note : player->notes()) all.posted += note.told == NoteFate::posted ? 1 : 0;
    }
  }
  for (const auto& newcomer : newcomers_) {
    (newcomer->by_web() ? all.halls.by_web : all.halls.by_telnet) += newcomer->answered();
    all.accounts += newcomer->accounts().size();
    all.entries += newcomer->entries();
  }
  return all;
}

}  // namespace reality
