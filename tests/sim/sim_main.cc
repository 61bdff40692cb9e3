// SPDX-License-Identifier: MIT
//
// `./do sim`: runs the whole server against simulated people, nets and disks, a plan a seed.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>

#include "tests/sim/sim_house.h"
#include "tests/sim/simulation.h"

namespace reality::sim {
namespace {

struct Words {
  uint64_t seeds = 200;
  uint64_t seed = 0;
  uint64_t first = 1;
  size_t length = 120;
  bool tell = false;
};

int run(const Words& words) {
  const SimFolder folder;
  const auto house = folder.house();
  if (!house) return std::cerr << house.error() << "\n", 2;
  const auto start = prepare_start(*house);
  if (!start) return std::cerr << start.error() << "\n", 2;
  const auto begin = std::chrono::steady_clock::now();
  Outcome sum;
  const uint64_t first = words.seed ? words.seed : words.first;
  const uint64_t count = words.seed ? 1 : words.seeds;
  int broken = 0;
  for (uint64_t seed = first; seed < first + count && broken < 5; ++seed) {
    Simulation simulation(*start, seed);
    const Plan plan = make_plan(seed, words.length);
    const Outcome outcome = simulation.run(plan);
    sum.lives += outcome.lives;
    sum.cuts += outcome.cuts;
    sum.answered += outcome.answered;
    sum.told += outcome.told;
    sum.letters += outcome.letters;
    sum.commits += outcome.commits;
    sum.undone += outcome.undone;
    sum.starts_failed += outcome.starts_failed;
    sum.simulated_us += outcome.simulated_us;
    if (words.tell) std::cout << write_plan(plan) << simulation.transcript() << simulation.log();
    if (words.seed)
      std::cout << std::hex << "transcript " << outcome.transcript_hash << " releases "
                << outcome.release_hash << " rows " << outcome.row_hash << std::dec << "\n";
    if (outcome.problems.empty()) continue;
    ++broken;
    std::cout << "seed " << seed << ", step " << outcome.step << ":\n";
    for (const std::string& problem : outcome.problems) std::cout << "  " << problem << "\n";
  }
  const double spent =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::cout << count << " seeds, " << sum.lives << " lives, " << sum.cuts << " cuts, "
            << sum.answered << " answered, " << sum.told << " told, " << sum.letters
            << " letters taken, " << sum.commits << " commits, " << sum.undone << " undone, "
            << sum.starts_failed << " starts failed; " << spent << " s, simulated "
            << static_cast<double>(sum.simulated_us) / 1e6 << " s\n";
  return broken ? 1 : 0;
}

}  // namespace
}  // namespace reality::sim

int main(int count, char** words) {
  reality::sim::Words asked;
  CLI::App app("Runs the whole server in simulation.");
  app.add_option("--seeds", asked.seeds, "how many seeds");
  app.add_option("--seed", asked.seed, "this seed alone");
  app.add_option("--first", asked.first, "the first seed");
  app.add_option("--length", asked.length, "steps of a plan");
  app.add_flag("--tell", asked.tell, "show the plan, all that was read, and the log");
  CLI11_PARSE(app, count, words);
  return reality::sim::run(asked);
}
