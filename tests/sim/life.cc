// SPDX-License-Identifier: MIT
#include "tests/sim/life.h"

#include <algorithm>
#include <utility>

#include "program/loaded_world.h"
#include "tests/sim/noted_store.h"

namespace reality::sim {
namespace {

constexpr size_t kLongestLog = 256UL * 1024;

}  // namespace

Life::Life(const Seams& seams, uint64_t seed)
    : seams_(seams),
      scheduler_(seams.clock),
      rng_(seed),
      log_(LogLevel::info, [this](LogLevel, std::string_view line) { note_log(line); }) {}

Life::~Life() = default;

StepStore& Life::store() {
  return *store_;
}

bool Life::has_split() {
  return store_->has_split();
}

void Life::note_log(std::string_view line) {
  if (line.find("the gauge sticks") != line.npos) ++stuck_;
  if (line.find("file-level 'botched'") != line.npos) ++leftovers_;
  if (log_text_.size() < kLongestLog) (log_text_ += line) += '\n';
}

std::vector<std::string> Life::problems() {
  std::vector<std::string> problems = store_->problems();
  const size_t spent = seams_.ledger.rules().uncounted_beats();
  if (stuck_ > spent && !served_->failed())
    problems.push_back("of " + std::to_string(stuck_) + " beats that were undone " +
                       std::to_string(spent) + " were spent");
  if (leftovers_ > 0) problems.push_back("a script's local is still as an undone turn has left it");
  return problems;
}

Result<std::unique_ptr<Life>> Life::start(const Seams& seams, uint64_t seed) {
  std::unique_ptr<Life> life(new Life(seams, seed));
  if (Status begun = life->begin(); !begun) return Error{begun.error()};
  return life;
}

Status Life::begin() {
  const SimHouse& house = seams_.house;
  const uint64_t secret = rng_.next();
  served_ = std::make_unique<ServedWorld>(
      seams_.doors, WorldParts{scheduler_, executor_, rng_, log_, metrics_, house.settings,
                               house.share, house.areas, true, Secrets::seeded(secret)});
  if (Status taken = served_->listen(); !taken) return taken;
  auto loaded = load_world(seams_.disk, kDatabase, house.migrations, served_->parts());
  if (!loaded) return Error{loaded.error()};
  const auto make_store = [this](RowWriter writer, uint64_t durable) {
    auto store = std::make_unique<NotedStore>(
        std::move(writer), durable, NotedStore::Seams{seams_.clock, seams_.disk, seams_.ledger},
        rng_.next());
    store->measure(metrics_);
    store_ = store.get();
    return store;
  };
  if (Status started = served_->start(std::move(*loaded), make_store); !started) return started;
  served_->open();
  return {};
}

bool Life::step(Rng& rng) {
  const bool done = pick(rng);
  woken_ = woken_ || done;
  return done;
}

// The real loop looks at the world after each pass over what has happened, and not otherwise: who
// relies on being looked at must see to it.
bool Life::pump() {
  if (!woken_) return false;
  woken_ = served_->pump();
  return true;
}

// What moves most often is picked most often. The writer's steps are apart from each other, so that
// turns run between them as they do beside a thread.
bool Life::pick(Rng& rng) {
  switch (rng.below(24)) {
    default:
      return seams_.network.step(rng);
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      pump();
      return false;
    case 5:
    case 6:
      return store_->take_group();
    case 7:
    case 8:
      return store_->commit();
    case 9:
    case 10:
      return store_->report();
    case 11:
      return store_->checkpoint();
    case 12:
    case 13:
      return work();
    case 14:
      seams_.clock.advance_us(static_cast<int64_t>(rng.below(3000)));
      return false;
  }
}

bool Life::sweep(Rng& rng) {
  bool busy = false;
  while (seams_.network.step(rng)) busy = true;
  busy = work() || busy;
  busy = store_->step() || busy;
  woken_ = woken_ || busy;
  return pump() || busy;
}

bool Life::work() {
  const auto due = scheduler_.next_due_us();
  const bool rings = due && *due <= seams_.clock.now_us();
  if (rings) scheduler_.run_due();
  return executor_.step() || rings;
}

int64_t Life::next_due_us() const {
  const auto ours = scheduler_.next_due_us();
  const auto late = seams_.network.next_due_us();
  if (ours && late) return std::min(*ours, *late);
  return ours ? *ours : late.value_or(0);
}

}  // namespace reality::sim
