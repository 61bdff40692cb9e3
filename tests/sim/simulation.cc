// SPDX-License-Identifier: MIT
#include "tests/sim/simulation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <utility>

#include "tests/real/kill_room.h"
#include "world/state/rows.h"

namespace reality::sim {
namespace {

constexpr uint64_t kFnvOffset = 0xcbf29ce484222325U;
constexpr uint64_t kFnvPrime = 0x100000001b3U;
constexpr int64_t kLookUs = 300;
constexpr uint64_t kMostTicks = 240;
constexpr int kMostSweeps = 400;
constexpr int kPatience = 80;

void mix(uint64_t& hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
}

void mix(uint64_t& hash, uint64_t number) {
  hash = (hash ^ number) * kFnvPrime;
}

Fault fault_called(const std::string& name) {
  constexpr auto kNames =
      std::to_array<std::pair<std::string_view, Fault>>({{"io_error", Fault::io_error},
                                                         {"full", Fault::full},
                                                         {"short_write", Fault::short_write},
                                                         {"failed_sync", Fault::failed_sync},
                                                         {"slow_sync", Fault::slow_sync}});
  for (const auto& [known, fault] : kNames)
    if (known == name) return fault;
  return Fault::none;
}

Survival any_survival(Rng& rng) {
  return rng.below(2) == 0 ? Survival::all : Survival::by_seed;
}

uint64_t number_in(const std::string& text) {
  uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Simulation::Simulation(const SimStart& start, uint64_t seed)
    : start_(start), chance_(seed), clock_(kLookUs), ledger_(kill_things()) {
  outcome_.transcript_hash = outcome_.release_hash = kFnvOffset;
  renew_network();
  disk_ = start.disk->copy();
  for (const char* name : kPlayers)
    players_.push_back(
        std::make_unique<TelnetPlayer>(name, name != std::string_view(kNewcomer), ledger_));
  browser_ = std::make_unique<WebPlayer>(kBrowser, ledger_);
  for (const char* name : kSenders) senders_.push_back(std::make_unique<MailSender>(name));
}

// Clients go first: their ends are the network's.
Simulation::~Simulation() {
  players_.clear();
  browser_.reset();
  senders_.clear();
  life_.reset();
  for (const auto& [path, text] : saved_) std::ofstream(path, std::ios::trunc) << text;
}

Outcome Simulation::run(const Plan& plan) {
  start_life(chance_);
  for (size_t i = 0; i < plan.size() && !broken(); ++i) {
    outcome_.step = i;
    carry_out(plan[i]);
  }
  if (!broken()) {
    outcome_.step = plan.size();
    come_to_rest(chance_);
  }
  if (!broken()) inspect(chance_, Survival::none, true);
  if (life_) log_ += life_->log();
  for (const auto& one : players_) {
    outcome_.answered += one->answered();
    outcome_.told += one->witness().told();
  }
  outcome_.answered += browser_->answered();
  outcome_.told += browser_->witness().told();
  for (const auto& one : senders_)
    for (const SentLetter& letter : one->sent()) outcome_.letters += letter.taken ? 1 : 0;
  for (const Passage& one : ledger_.passages())
    log_ += "turn " + std::to_string(one.turn) + ": the " + one.thing + " from " + one.from +
            " to " + one.to + "\n";
  outcome_.row_hash = ledger_.hash();
  outcome_.simulated_us = clock_.now_us();
  return outcome_;
}

void Simulation::carry_out(const Step& step) {
  Rng rng(step.seed);
  do_people(step, rng);
  inspect_news(rng);
  do_disk(step, rng);
  if (broken()) return;
  const uint64_t longest = rng.below(3) == 0 ? kMostTicks : 24;
  const uint64_t ticks = rng.below(longest);
  go_on(rng, ticks);
  if (broken()) return;
  look_inside();
}

void Simulation::do_people(const Step& step, Rng& rng) {
  const WebPlayer::Wait wait = [this, &rng, left = kPatience]() mutable {
    return left-- > 0 && tick(rng);
  };
  TelnetPlayer* who = player(step.who);
  MailSender* from = sender(step.who);
  if (step.deed == Deed::enter) return browser_->enter(*network_, wait);
  if (step.deed == Deed::browse) return browser_->type(step.text, *network_, wait);
  if (step.deed == Deed::page) return browser_->look_at(step.text, *network_, wait);
  if (from && step.deed == Deed::mail_again) from->repeat();
  const LinkStyle style = draw_style(rng);
  if (from) return from->hand_in(*network_, style, rng);
  if (!who) return;
  if (step.deed == Deed::connect && !who->connected()) who->connect(*network_, style);
  if (step.deed == Deed::type) who->type(step.text);
  if (step.deed == Deed::write) who->write_letter(step.text);
  if (step.deed == Deed::hang_up) who->hang_up();
  if (step.deed == Deed::reset) who->reset();
  if (step.deed == Deed::half_close) who->say_no_more();
  if (step.deed == Deed::deaf) who->read_no_more(true);
  if (step.deed == Deed::hear) who->read_no_more(false);
}

void Simulation::do_disk(const Step& step, Rng& rng) {
  if (step.deed == Deed::wait) clock_.advance_us(static_cast<int64_t>(number_in(step.text)) * 1000);
  if (step.deed == Deed::fault) fail_soon(rng, fault_called(step.text));
  const bool deep = rng.below(4) == 0;
  if (step.deed == Deed::inspect) inspect(rng, Survival::by_seed, deep);
  if (step.deed == Deed::kill) end_life(rng, Survival::all);
  if (step.deed == Deed::power_cut) end_life(rng, Survival::by_seed);
  if (step.deed != Deed::reload) return;
  const std::string path = start_.house.share + "/scripts/" + step.text + ".lua";
  if (!saved_.contains(path)) {
    std::ifstream file(path);
    saved_[path].assign(std::istreambuf_iterator<char>(file), {});
  }
  std::ofstream(path, std::ios::trunc) << saved_[path] << "-- " << step.seed << "\n";
  life_->world().scripts_changed();
}

void Simulation::fail_soon(Rng& rng, Fault fault) {
  const uint64_t op = disk_->ops() + 1 + rng.below(30);
  const bool lasting = rng.below(2) == 0;
  disk_->fail_at(op, fault, lasting);
}

// The best moment for the power to go is just after somebody has read something new.
void Simulation::inspect_news(Rng& rng) {
  const uint64_t told = sworn();
  const bool news = told > proven_;
  proven_ = told;
  if (news && rng.below(4) == 0) inspect(rng, Survival::none, false);
}

// A disk that has failed ends the server, as its process would end.
void Simulation::go_on(Rng& rng, uint64_t ticks) {
  for (uint64_t i = 0; i < ticks && !broken(); ++i) {
    tick(rng);
    inspect_news(rng);
    if (life_->has_split() && rng.below(8) == 0) return end_life(rng, any_survival(rng));
    if (life_->served().failed() && rng.below(8) == 0) return end_life(rng, any_survival(rng));
  }
}

bool Simulation::tick(Rng& rng) {
  if (!life_) return false;
  life_->step(rng);
  listen();
  return true;
}

void Simulation::listen() {
  const size_t before = transcript_.size();
  for (const auto& one : players_) one->listen(transcript_);
  for (const auto& one : senders_) one->listen(transcript_);
  transcript_ += std::exchange(browser_->transcript(), {});
  if (transcript_.size() == before) return;
  const std::string_view news = std::string_view(transcript_).substr(before);
  mix(outcome_.transcript_hash, news);
  mix(outcome_.release_hash, life_ ? life_->store().durable() : 0);
  mix(outcome_.release_hash, news);
}

// A start may meet a bad disk, too; then it is refused, and the next one has a better.
void Simulation::start_life(Rng& rng) {
  ++outcome_.lives;
  const bool bad = outcome_.lives > 1 && rng.below(12) == 0;
  if (bad) fail_soon(rng, Fault::io_error);
  for (int attempt = 0; attempt < 2; ++attempt) {
    auto found = judge(*disk_->copy(), start_.house, ledger_, {}, false);
    ledger_.begin(found.rows, found.turn);
    const uint64_t seed = rng.next();
    auto life = Life::start({start_.house, clock_, *doors_, *network_, *disk_, ledger_}, seed);
    if (life) {
      life_ = std::move(*life);
      break;
    }
    ++outcome_.starts_failed;
    network_->drop_all();
    if (!bad || attempt > 0) return add({"the server does not start: " + life.error()});
    disk_ = disk_->cut_image(rng, Survival::all);
  }
  for (const auto& one : players_) one->begin_life();
  browser_->begin_life();
  proven_ = 0;
  if (on_life) on_life(*life_);
}

void Simulation::renew_network() {
  network_.reset();
  doors_ = std::make_unique<MemoryNetwork>();
  network_ = std::make_unique<SimNetwork>(*doors_, clock_);
}

void Simulation::lose_server() {
  listen();
  network_->drop_all();
  for (const auto& one : players_) one->lose_server(transcript_);
  for (const auto& one : senders_) one->lose_server(transcript_);
  browser_->lose_server();
}

void Simulation::end_life(Rng& rng, Survival survival) {
  outcome_.commits += life_->metrics().histogram("store_commit").count();
  outcome_.undone += life_->metrics().counter("turns_undone").value;
  lose_server();
  log_ += life_->log();
  auto image = disk_->cut_image(rng, survival);
  life_.reset();
  renew_network();
  disk_ = std::move(image);
  ++outcome_.cuts;
  const bool deep = rng.below(4) == 0;
  add(judge(*disk_->copy(), start_.house, ledger_, testimony(), deep).problems);
  if (broken()) return;
  start_life(rng);
  if (!broken() && rng.below(3) > 0) bring_everybody(rng);
}

void Simulation::inspect(Rng& rng, Survival survival, bool deep) {
  ++outcome_.cuts;
  auto image = disk_->cut_image(rng, survival);
  add(judge(*image, start_.house, ledger_, testimony(), deep).problems);
}

// What can be seen while it runs: the memory is what the turns have made of it.
void Simulation::look_inside() {
  add(ledger_.problems());
  add(ledger_.rules().problems());
  if (life_) add(life_->problems());
  add(browser_->problems());
  add(browser_->witness().problems());
  for (const auto& one : players_) add(one->witness().problems());
  if (life_) add(compare_memory(life_->world(), ledger_));
}

bool Simulation::all_answered() const {
  return std::none_of(players_.begin(), players_.end(),
                      [](const auto& one) { return one->waits(); }) &&
         std::none_of(senders_.begin(), senders_.end(),
                      [](const auto& one) { return one->busy() || one->open(); });
}

void Simulation::bring_everybody(Rng& rng) {
  for (const auto& one : players_)
    if (!one->connected()) one->connect(*network_, draw_style(rng));
}

// No more faults: everybody comes, everything is answered, every letter is taken.
void Simulation::come_to_rest(Rng& rng) {
  if (disk_->counts().faults > 0 || life_->served().failed()) end_life(rng, Survival::all);
  if (broken()) return;
  disk_->fail_at(0, Fault::none);
  for (const auto& one : players_) one->hang_up();
  for (const auto& one : senders_) one->hang_up();
  for (int attempt = 0; attempt < 2; ++attempt) {
    // Two who make the same account at once hinder each other: they come again.
    for (const auto& one : players_)
      if (!one->connected() || one->waits()) one->connect(*network_, LinkStyle{});
    settle(rng);
  }
  for (const auto& one : players_)
    if (one->waits()) add({one->name() + " is never answered"});
  for (const auto& one : senders_)
    if (one->open()) add({"letter " + one->sent().back().token + " is never taken"});
  for (const auto& one : senders_)
    for (const SentLetter& letter : one->sent())
      if (letter.taken && letter.recipients.front() == "oracle" &&
          ledger_.rules().turn_of_reading(letter.token) == 0)
        add({"letter " + letter.token + " was taken for the idol, which has not read it"});
  look_inside();
  outcome_.commits += life_->metrics().histogram("store_commit").count();
  outcome_.undone += life_->metrics().counter("turns_undone").value;
  if (!broken()) add(compare_reloaded(life_->world(), life_->store().db()));
}

void Simulation::settle(Rng& rng) {
  for (int i = 0; i < kMostSweeps; ++i) {
    const bool moved = life_->sweep(rng);
    listen();
    if (!moved && all_answered()) break;
    for (const auto& one : senders_)
      if (one->open() && !one->busy()) one->hand_in(*network_, LinkStyle{}, rng);
    const int64_t due = life_->next_due_us();
    if (!moved && due > clock_.now_us())
      clock_.advance_us(std::min<int64_t>(due - clock_.now_us(), 1'000'000));
  }
}

// More of it whenever somebody has read something that binds the server.
uint64_t Simulation::sworn() const {
  uint64_t sum = proven();
  for (const auto& one : players_) sum += one->written().size() + (one->known() ? 1U : 0U);
  for (const auto& one : senders_)
    for (const SentLetter& letter : one->sent()) sum += letter.taken ? 1U : 0U;
  return sum;
}

uint64_t Simulation::proven() const {
  uint64_t last = browser_->witness().proven();
  for (const auto& one : players_) last = std::max(last, one->witness().proven());
  return last;
}

Testimony Simulation::testimony() const {
  Testimony all;
  all.proven = proven();
  for (const auto& one : players_) {
    all.written.insert(all.written.end(), one->written().begin(), one->written().end());
    if (one->known()) all.accounts.push_back(one->name());
  }
  for (const auto& one : senders_)
    all.letters.insert(all.letters.end(), one->sent().begin(), one->sent().end());
  return all;
}

TelnetPlayer* Simulation::player(const std::string& name) {
  for (const auto& one : players_)
    if (one->name() == name) return one.get();
  return nullptr;
}

MailSender* Simulation::sender(const std::string& name) {
  for (size_t i = 0; i < senders_.size(); ++i)
    if (name == kSenders[i]) return senders_[i].get();
  return nullptr;
}

void Simulation::add(std::vector<std::string> problems) {
  for (std::string& problem : problems) outcome_.problems.push_back(std::move(problem));
}

}  // namespace reality::sim
