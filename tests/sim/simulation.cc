// SPDX-License-Identifier: MIT
#include "tests/sim/simulation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <utility>

#include "tests/real/kill_room.h"
#include "tests/sim/sim_vfs.h"
#include "tests/sim/stored_cells.h"

namespace reality::sim {
namespace {

constexpr int64_t kLookUs = 300;
constexpr uint64_t kMostTicks = 240;
constexpr int kMostSweeps = 400;
constexpr int kPatience = 80;
constexpr int kGoodbyes = 8;
constexpr int kMostUnderWay = 400;

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

Standing standing_of(std::string_view name) {
  if (name == kGuest) return Standing::guest;
  return name == kNewcomer ? Standing::newcomer : Standing::known;
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
  seed_sqlite(static_cast<int>(seed));
  renew_network();
  put_in(start.disk->copy());
  for (const char* name : kPlayers)
    players_.push_back(std::make_unique<TelnetPlayer>(name, standing_of(name), ledger_));
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
  start_life(chance_, judge(*disk_->copy(), start_.house, ledger_, {}, false));
  for (size_t i = 0; i < plan.size() && !broken(); ++i) {
    outcome_.step = i;
    carry_out(plan[i]);
  }
  if (!broken()) {
    outcome_.step = plan.size();
    come_to_rest(chance_);
  }
  if (!broken()) inspect(chance_, Survival::none, true);
  if (life_) sum_up();
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
  if (!broken() && cut_) end_life(rng, std::move(cut_));
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
  if (step.deed == Deed::describe) who->describe();
  if (step.deed == Deed::write) who->write_letter(step.text);
  if (step.deed == Deed::hang_up) who->hang_up();
  if (step.deed == Deed::reset) who->reset();
  if (step.deed == Deed::half_close) who->say_no_more();
  if (step.deed == Deed::deaf) who->read_no_more(true);
  if (step.deed == Deed::hear) who->read_no_more(false);
}

void Simulation::do_disk(const Step& step, Rng& rng) {
  const bool deep = rng.below(4) == 0;
  const bool within = rng.below(2) == 0;
  switch (step.deed) {
    case Deed::wait:
      return clock_.advance_us(static_cast<int64_t>(number_in(step.text)) * 1000);
    case Deed::fault:
      if (step.text == "read_error") return disk_->fail_read_at(disk_->counts().reads + 1);
      return fail_soon(rng, fault_called(step.text));
    case Deed::inspect:
      if (within) return plan_cut(rng, false);
      return inspect(rng, Survival::by_seed, deep);
    case Deed::power_cut:
      if (within) return plan_cut(rng, true);
      return end_life_on(rng, Survival::by_seed);
    case Deed::kill:
      return end_life_on(rng, Survival::all);
    case Deed::stop:
      return stop(rng);
    case Deed::reload:
      return save_again(step);
    default:
      return;
  }
}

void Simulation::save_again(const Step& step) {
  const std::string path = start_.house.share + "/scripts/" + step.text + ".lua";
  if (!saved_.contains(path)) {
    std::ifstream file(path);
    saved_[path].assign(std::istreambuf_iterator<char>(file), {});
  }
  std::ofstream(path, std::ios::trunc) << saved_[path] << "-- " << step.seed << "\n";
  life_->world().scripts_changed();
  life_->wake();
}

// As at a signal: goodbyes, what was begun, and the last commit.
void Simulation::stop(Rng& rng) {
  cut_at_ = 0;
  life_->served().say_goodbye();
  life_->wake();
  for (int i = 0; i < kGoodbyes; ++i) {
    life_->sweep(rng);
    listen();
  }
  end_life_on(rng, Survival::by_seed);
}

// The power goes, or a copy of the disk is looked at, in the middle of what the disk is about to
// do.
void Simulation::plan_cut(Rng& rng, bool real) {
  cut_at_ = disk_->ops() + 1 + rng.below(30);
  cut_is_real_ = real;
  cut_chance_ = Rng(rng.next());
}

void Simulation::on_io(const DiskOp& op) {
  if (op.number != cut_at_) return;
  cut_at_ = 0;
  if (!cut_is_real_) return inspect(cut_chance_, Survival::each, false);
  cut_ = disk_->cut_image(cut_chance_, Survival::by_seed);
}

void Simulation::put_in(std::unique_ptr<SimDisk> disk) {
  disk_ = std::move(disk);
  disk_->on_sleep = [this](int64_t us) { clock_.advance_us(us); };
  disk_->on_io = [this](const DiskOp& op) { on_io(op); };
  cut_at_ = 0;
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
    if (cut_) return end_life(rng, std::move(cut_));
    inspect_news(rng);
    if ((life_->served().failed() || life_->has_split()) && rng.below(8) == 0) {
      const Survival survival = any_survival(rng);
      return end_life_on(rng, survival);
    }
  }
}

// After the power is gone nothing happens any more.
bool Simulation::tick(Rng& rng) {
  if (!life_ || cut_) return false;
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
  mix_bytes(outcome_.transcript_hash, news);
  mix(outcome_.release_hash, life_ ? life_->store().durable() : 0);
  mix_bytes(outcome_.release_hash, news);
}

// A start may meet a bad disk, too: then it is refused, and the next one has a better. Or the power
// goes again in the middle of it.
void Simulation::start_life(Rng& rng, Found found) {
  ++outcome_.lives;
  const bool again = outcome_.lives > 1;
  if (again && rng.below(12) == 0) fail_soon(rng, Fault::io_error);
  if (again && rng.below(8) == 0) plan_cut(rng, true);
  for (int attempt = 0; attempt < 3 && !life_; ++attempt) {
    if (attempt > 0) found = judge(*disk_->copy(), start_.house, ledger_, {}, false);
    ledger_.begin(found.rows, found.turn);
    const uint64_t seed = rng.next();
    auto life = Life::start({start_.house, clock_, *doors_, *network_, *disk_, ledger_}, seed);
    const bool excused = cut_ || disk_->counts().faults > 0;
    if (life && !cut_) {
      life_ = std::move(*life);
      break;
    }
    ++outcome_.starts_failed;
    if (!life && !excused) return add({"the server does not start: " + life.error()});
    network_->drop_all();
    if (life) life->reset();
    renew_network();
    put_in(cut_ ? std::move(cut_) : disk_->cut_image(rng, Survival::by_seed));
  }
  if (!life_) return add({"the server does not start"});
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

// What was released is as good as told: half the time it arrives before the server is gone.
void Simulation::lose_server(Rng& rng) {
  if (rng.below(2) == 0)
    for (int i = 0; i < kMostUnderWay && network_->step(rng); ++i) listen();
  listen();
  network_->drop_all();
  for (const auto& one : players_) one->lose_server(transcript_);
  for (const auto& one : senders_) one->lose_server(transcript_);
  browser_->lose_server();
}

// A life is over, or the run is.
void Simulation::sum_up() {
  outcome_.commits += life_->metrics().histogram("store_commit").count();
  outcome_.undone += life_->metrics().counter("turns_undone").value;
  log_ += life_->log();
}

void Simulation::end_life_on(Rng& rng, Survival survival) {
  auto image = disk_->cut_image(rng, survival);
  end_life(rng, std::move(image));
}

void Simulation::end_life(Rng& rng, std::unique_ptr<SimDisk> image) {
  sum_up();
  lose_server(rng);
  life_.reset();
  renew_network();
  put_in(std::move(image));
  ++outcome_.cuts;
  const bool deep = rng.below(4) == 0;
  Found found = judge(*disk_->copy(), start_.house, ledger_, testimony(), deep);
  add(found.problems);
  if (broken()) return;
  start_life(rng, std::move(found));
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
  for (const auto& one : players_) {
    add(one->witness().problems());
    add(one->problems());
  }
  for (const auto& one : senders_)
    for (const SentLetter& letter : one->sent())
      if (letter.refused) add({"letter " + letter.token + " was refused"});
  check_durable();
  if (life_) add(compare_memory(life_->world(), ledger_));
}

// What is said to be durable has been committed: the database itself knows its last turn.
void Simulation::check_durable() {
  if (!life_ || life_->served().failed()) return;
  auto turn = life_->store().db().ask("SELECT value FROM meta WHERE name='turn'");
  const auto* committed = turn ? std::get_if<int64_t>(&*turn) : nullptr;
  if (!committed) return;
  const uint64_t said = std::max(life_->store().durable(), life_->served().gate().durable());
  if (said > static_cast<uint64_t>(*committed))
    add({"turn " + std::to_string(said) + " is said to be durable, and the database ends with " +
         std::to_string(*committed)});
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
  cut_at_ = 0;
  if (disk_->counts().faults > 0 || life_->served().failed()) end_life_on(rng, Survival::all);
  if (broken()) return;
  cut_at_ = 0;
  disk_->fail_at(0, Fault::none);
  disk_->fail_read_at(0);
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
    if (one->described().empty()) continue;
    all.descriptions.push_back({one->name(), one->describing()});
    all.descriptions.back().texts.insert(all.descriptions.back().texts.begin(), one->described());
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
