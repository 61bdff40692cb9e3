// SPDX-License-Identifier: MIT
//
// `./do sim`: runs the whole server against simulated people, nets and disks, a plan a seed; or one
// plan from a file; or one script with the power going at every operation of the disk.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "engine/clock.h"
#include "tests/sim/io_sweep.h"
#include "tests/sim/shrink.h"
#include "tests/sim/sim_house.h"
#include "tests/sim/simulation.h"
#include "tests/sim/stored_cells.h"

namespace reality::sim {
namespace {

constexpr int kBroken = 1;
constexpr int kRefused = 2;

struct Words {
  uint64_t seeds = 200;
  uint64_t seed = 0;
  uint64_t first = 1;
  size_t length = 120;
  double seconds = 0;
  std::string plan;
  std::string patch;
  size_t sweep = 0;
  bool tell = false;
  bool no_shrinking = false;
};

class Stopwatch {
 public:
  double seconds() const { return static_cast<double>(clock_.mono_us() - begin_us_) / 1e6; }

 private:
  SystemClock clock_;
  int64_t begin_us_ = clock_.mono_us();
};

class Program {
 public:
  Program(const SimStart& start, const Words& words) : start_(start), words_(words) {}

  int run() {
    if (words_.sweep > 0) return sweep();
    if (!words_.plan.empty()) return run_file();
    if (words_.seed != 0) return run_seed(words_.seed, true) ? 0 : kBroken;
    bool good = true;
    uint64_t done = 0;
    for (uint64_t seed = words_.first; good && done < words_.seeds; ++seed, ++done) {
      if (words_.seconds > 0 && watch_.seconds() > words_.seconds) break;
      good = run_seed(seed, false);
    }
    report(done);
    return good ? 0 : kBroken;
  }

 private:
  Outcome play(const Plan& plan, uint64_t seed, bool tell) {
    Simulation simulation(start_, seed);
    Outcome outcome = simulation.run(plan);
    if (tell) std::cout << simulation.transcript() << "\n" << simulation.log();
    return outcome;
  }

  bool run_seed(uint64_t seed, bool alone) {
    const Plan plan = make_plan(seed, words_.length);
    const Outcome outcome = play(plan, seed, words_.tell);
    if (alone) tell_hashes(outcome);
    count(outcome);
    if (outcome.problems.empty()) return true;
    std::cout << "seed " << seed << " fails at step " << outcome.step << " of " << plan.size()
              << ", after " << watch_.seconds() << " s:\n";
    tell_problems(outcome);
    if (!words_.no_shrinking) tell_shrunk(plan, outcome.step, seed);
    return false;
  }

  void tell_shrunk(Plan plan, size_t step, uint64_t seed) {
    plan.resize(std::min(plan.size(), step + 1));
    const auto fails = [&](const Plan& less) { return !play(less, seed, false).problems.empty(); };
    if (!fails(plan)) return;
    const Plan least = shrink(std::move(plan), fails);
    std::cout << "shrunk to " << least.size() << " steps (replay: ./do sim --seed " << seed
              << " --plan FILE):\n"
              << write_plan(least);
    tell_problems(play(least, seed, false));
  }

  int run_file() {
    std::ifstream file(words_.plan);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto plan = read_plan(text);
    if (!plan) return std::cerr << words_.plan << ": " << plan.error() << "\n", kRefused;
    const Outcome outcome = play(*plan, words_.seed ? words_.seed : 1, words_.tell);
    tell_problems(outcome);
    tell_hashes(outcome);
    return outcome.problems.empty() ? 0 : kBroken;
  }

  int sweep() {
    bool good = true;
    for (const size_t group : {size_t{1}, size_t{8}}) {
      const Stopwatch watch;
      const SweepResult result = sweep_every_io(start_, words_.first, words_.sweep, group);
      for (const std::string& problem : result.problems) std::cout << "  " << problem << "\n";
      good = good && result.problems.empty();
      std::cout << "the power went at each of " << result.ops << " operations, among them "
                << result.syncs << " syncs, of " << words_.sweep << " commands in "
                << result.commits << " commits (" << result.told
                << " lines told of a change): " << result.judged << " disks judged, "
                << result.started << " servers started, " << result.problems.size() << " problems, "
                << watch.seconds() << " s\n";
    }
    return good ? 0 : kBroken;
  }

  static void tell_problems(const Outcome& outcome) {
    for (const std::string& problem : outcome.problems) std::cout << "  " << problem << "\n";
  }

  static void tell_hashes(const Outcome& outcome) {
    std::cout << std::hex << "transcript " << outcome.transcript_hash << ", releases "
              << outcome.release_hash << ", rows " << outcome.row_hash << std::dec << "\n";
  }

  void count(const Outcome& one) {
    sum_.lives += one.lives;
    sum_.cuts += one.cuts;
    sum_.answered += one.answered;
    sum_.told += one.told;
    sum_.letters += one.letters;
    sum_.commits += one.commits;
    sum_.undone += one.undone;
    sum_.starts_failed += one.starts_failed;
    sum_.simulated_us += one.simulated_us;
    for (const uint64_t hash : {one.transcript_hash, one.release_hash, one.row_hash})
      all_ = (all_ ^ hash) * kFnvPrime;
  }

  void report(uint64_t seeds) const {
    const double spent = watch_.seconds();
    const double simulated = static_cast<double>(sum_.simulated_us) / 1e6;
    std::cout << seeds << " seeds in " << spent << " s: " << sum_.lives << " lives ("
              << static_cast<double>(sum_.lives) / spent << " a second), " << sum_.starts_failed
              << " failed starts, " << sum_.cuts << " disks judged; " << sum_.answered
              << " commands answered, " << sum_.told << " lines told of a change, " << sum_.letters
              << " letters taken, " << sum_.commits << " commits, " << sum_.undone
              << " turns undone; " << simulated << " s simulated, " << simulated / spent
              << " times real\n"
              << "all hashes " << std::hex << all_ << std::dec << "\n";
  }

  const SimStart& start_;
  const Words& words_;
  Stopwatch watch_;
  Outcome sum_;
  uint64_t all_ = kFnvOffset;
};

int run(const Words& words) {
  const SimFolder folder;
  if (!words.patch.empty())
    if (Status patched = folder.patch(words.patch); !patched)
      return std::cerr << patched.error() << "\n", kRefused;
  const auto house = folder.house();
  if (!house) return std::cerr << house.error() << "\n", kRefused;
  const auto start = prepare_start(*house);
  if (!start) return std::cerr << start.error() << "\n", kRefused;
  return Program(*start, words).run();
}

}  // namespace
}  // namespace reality::sim

int main(int count, char** words) {
  reality::sim::Words asked;
  CLI::App app("Runs the whole server in simulation. Exit code 1: something was broken.");
  app.add_option("--seeds", asked.seeds, "how many seeds (200)");
  app.add_option("--seed", asked.seed, "this seed alone, with its hashes");
  app.add_option("--first", asked.first, "the first seed (1)");
  app.add_option("--length", asked.length, "steps of a plan (120)");
  app.add_option("--seconds", asked.seconds, "begin no seed after so long");
  app.add_option("--plan", asked.plan, "the plan in this file instead");
  app.add_option("--patch", asked.patch, "with this patch on the scripts");
  app.add_option("--sweep", asked.sweep, "so many commands, with the power going at every I/O");
  app.add_flag("--tell", asked.tell, "show all that was read, and the log");
  app.add_flag("--no-shrinking", asked.no_shrinking, "leave a failing plan as long as it is");
  CLI11_PARSE(app, count, words);
  return reality::sim::run(asked);
}
