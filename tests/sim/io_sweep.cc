// SPDX-License-Identifier: MIT
#include "tests/sim/io_sweep.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "tests/real/kill_room.h"
#include "tests/sim/sim_vfs.h"
#include "world/state/rows.h"

namespace reality::sim {
namespace {

constexpr int64_t kLookUs = 300;
constexpr size_t kCast = 3;  // those who have accounts already
constexpr size_t kMostProblems = 20;
/// What lies in the hall, where all three stay.
constexpr auto kHere = std::to_array<const char*>(
    {"anvil", "bell", "candle", "drum", "egg", "hammer", "jacket", "kilt"});
constexpr auto kInto = std::to_array<const char*>({"in chest", "on shelf", "in satchel"});

class Sweep {
 public:
  Sweep(const SimStart& start, uint64_t seed)
      : start_(start), rng_(seed), chance_(seed + 1), disk_(start.disk->copy()) {
    seed_sqlite(static_cast<int>(seed));
  }

  SweepResult run(size_t commands, size_t group) {
    begin();
    for (size_t i = 0; i < commands && life_ && result_.problems.size() < kMostProblems; ++i) {
      TelnetPlayer& who = *players_[i % kCast];
      std::optional<std::string> line;
      while (!line) line = command(who);
      who.type(*line);
      play(false);
      if (i % group + 1 == group) play(true);
    }
    if (life_) play(true);
    end();
    return std::move(result_);
  }

 private:
  void begin() {
    auto found = judge(*disk_->copy(), start_.house, ledger_, {}, true);
    ledger_.begin(found.rows, found.turn);
    auto life = Life::start({start_.house, clock_, doors_, network_, *disk_, ledger_}, 1);
    if (!life) return result_.problems.push_back(life.error());
    life_ = std::move(*life);
    for (size_t i = 0; i < kCast; ++i) {
      players_.push_back(std::make_unique<TelnetPlayer>(kPlayers[i], Standing::known, ledger_));
      players_.back()->connect(network_, LinkStyle{});
    }
    play(true);
    disk_->on_io = [this](const DiskOp&) { cut(); };
  }

  void end() {
    disk_->on_io = nullptr;
    if (!life_) return;
    result_.commits = life_->metrics().histogram("store_commit").count();
    result_.ops = disk_->counts().ops;
    result_.syncs = disk_->counts().syncs;
    for (const auto& one : players_) {
      result_.commands += one->answered();
      result_.told += one->witness().told();
      for (const std::string& problem : one->witness().problems()) add(problem);
      if (one->waits()) add(one->name() + " is never answered");
    }
    for (const std::string& problem : ledger_.problems()) add(problem);
    players_.clear();
  }

  // What can be done as things stand, mostly; none where another one has the thing.
  std::optional<std::string> command(const TelnetPlayer& who) {
    const uint64_t choice = rng_.below(20);
    if (choice == 0) return "count up";
    if (choice == 1) return "take all";
    const std::string thing = kHere[rng_.below(kHere.size())];
    const std::string place = ledger_.place_of(thing);
    if (place == who.name() + " worn") return "remove " + thing;
    if (place != who.name()) {
      for (size_t i = 0; i < kCast; ++i)
        if (place.starts_with(kPlayers[i])) return std::nullopt;
      return "take " + thing;
    }
    if (choice < 8) return "drop " + thing;
    if (choice < 14) return "put " + thing + " " + kInto[rng_.below(kInto.size())];
    return "give " + thing + " to " + kPlayers[rng_.below(kCast)];
  }

  // Everything but the disk's work until nothing moves, then that as well where it is wanted.
  void play(bool commit) {
    for (bool busy = true; busy;) {
      busy = false;
      while (network_.step(rng_)) busy = true;
      busy = life_->served().pump() || busy;
      busy = life_->work() || busy;
      if (commit) busy = life_->store().step() || busy;
      for (const auto& one : players_) busy = one->listen(transcript_) || busy;
    }
    transcript_.clear();
  }

  void cut() {
    Testimony testimony;
    for (const auto& one : players_)
      testimony.proven = std::max(testimony.proven, one->witness().proven());
    for (const Survival survival : {Survival::none, Survival::all, Survival::each}) {
      auto image = disk_->cut_image(chance_, survival);
      ++result_.judged;
      const Found found =
          judge(*image->copy(), start_.house, ledger_, testimony, survival == Survival::each);
      for (const std::string& problem : found.problems) add(problem);
      if (survival == Survival::each) restart(*image, found);
    }
  }

  // The whole server, on what is left.
  void restart(SimDisk& image, const Found& found) {
    SimClock clock(kLookUs);
    MemoryNetwork doors;
    SimNetwork network(doors, clock);
    Ledger ledger(kill_things());
    ledger.begin(found.rows, found.turn);
    auto life = Life::start({start_.house, clock, doors, network, image, ledger}, 1);
    ++result_.started;
    if (!life) return add("the server does not start: " + life.error());
    for (const std::string& problem : compare_memory((*life)->world(), ledger)) add(problem);
    for (const std::string& problem : ledger.problems()) add(problem);
  }

  void add(const std::string& problem) {
    if (result_.problems.size() < kMostProblems)
      result_.problems.push_back("at operation " + std::to_string(disk_->ops()) + ": " + problem);
  }

  const SimStart& start_;
  Rng rng_;
  Rng chance_;
  SimClock clock_{kLookUs};
  Ledger ledger_{kill_things()};
  std::unique_ptr<SimDisk> disk_;
  MemoryNetwork doors_;
  SimNetwork network_{doors_, clock_};
  std::unique_ptr<Life> life_;
  std::vector<std::unique_ptr<TelnetPlayer>> players_;
  std::string transcript_;
  SweepResult result_;
};

}  // namespace

SweepResult sweep_every_io(const SimStart& start, uint64_t seed, size_t commands, size_t group) {
  return Sweep(start, seed).run(commands, group);
}

}  // namespace reality::sim
