// SPDX-License-Identifier: MIT
//
// Simulation: a plan carried out against the whole server, over as many of its lives as the plan
// takes from it, on one thread; everything that happens follows from the plan. After each end of
// the power the disk is judged (verdict.h), and the server starts again on it. Used by `./do sim`
// and by tests.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/sim/life.h"
#include "tests/sim/mail_sender.h"
#include "tests/sim/plan.h"
#include "tests/sim/telnet_player.h"
#include "tests/sim/verdict.h"
#include "tests/sim/web_player.h"

namespace reality::sim {

/// A disk with a world on it in which everybody has an account, and who knows what it is.
struct SimStart {
  const SimHouse& house;
  std::unique_ptr<SimDisk> disk;
};

/// Imports the world and makes the accounts, without any faults.
Result<SimStart> prepare_start(const SimHouse& house);

/// What came of a run. Two runs of one plan have the same, whatever compiled them.
struct Outcome {
  /// What was broken; the run ends with the step that showed it.
  std::vector<std::string> problems;
  /// The step that showed it.
  size_t step = 0;
  uint64_t transcript_hash = 0;  // all bytes that clients have read, in order
  uint64_t release_hash = 0;     // which of them were released at which durable turn
  uint64_t row_hash = 0;         // the rows at the end
  size_t lives = 0;
  size_t cuts = 0;  // ends of the power, a copy's included
  size_t starts_failed = 0;
  size_t answered = 0;  // commands and requests
  size_t told = 0;      // lines that proved something
  size_t letters = 0;   // taken
  size_t commits = 0;
  size_t undone = 0;  // turns
  int64_t simulated_us = 0;
};

class Simulation {
 public:
  explicit Simulation(const SimStart& start, uint64_t seed);
  ~Simulation();

  Outcome run(const Plan& plan);
  /// Called for each life that begins, before anybody comes: a test may plant something.
  std::function<void(Life&)> on_life;
  /// All that was read, for people who look into a failure.
  const std::string& transcript() const { return transcript_; }
  const std::string& log() const { return log_; }

 private:
  void carry_out(const Step& step);
  void do_people(const Step& step, Rng& rng);
  void do_disk(const Step& step, Rng& rng);
  void fail_soon(Rng& rng, Fault fault);
  void go_on(Rng& rng, uint64_t ticks);
  bool tick(Rng& rng);
  void listen();
  /// `found`: what the disk holds, which was judged just now.
  void start_life(Rng& rng, Found found);
  void sum_up();
  void end_life(Rng& rng, std::unique_ptr<SimDisk> image);
  void end_life_on(Rng& rng, Survival survival);
  void lose_server(Rng& rng);
  void stop(Rng& rng);
  void save_again(const Step& step);
  void plan_cut(Rng& rng, bool real);
  void on_io(const DiskOp& op);
  void put_in(std::unique_ptr<SimDisk> disk);
  void check_durable();
  void renew_network();
  void inspect(Rng& rng, Survival survival, bool deep);
  void inspect_news(Rng& rng);
  void look_inside();
  void come_to_rest(Rng& rng);
  void settle(Rng& rng);
  void bring_everybody(Rng& rng);
  bool all_answered() const;
  uint64_t proven() const;
  uint64_t sworn() const;
  Testimony testimony() const;
  TelnetPlayer* player(const std::string& name);
  MailSender* sender(const std::string& name);
  void add(std::vector<std::string> problems);
  bool broken() const { return !outcome_.problems.empty(); }

  const SimStart& start_;
  Rng chance_;
  SimClock clock_;
  Ledger ledger_;
  std::unique_ptr<MemoryNetwork> doors_;
  std::unique_ptr<SimNetwork> network_;
  std::unique_ptr<SimDisk> disk_;
  std::unique_ptr<Life> life_;
  std::vector<std::unique_ptr<TelnetPlayer>> players_;
  std::unique_ptr<WebPlayer> browser_;
  std::vector<std::unique_ptr<MailSender>> senders_;
  std::map<std::string, std::string> saved_;  // scripts that were saved again, as they were
  uint64_t cut_at_ = 0;  // the operation at which the disk is to be cut; 0 for none
  bool cut_is_real_ = false;
  Rng cut_chance_{0};
  std::unique_ptr<SimDisk> cut_;  // what was left when the power went
  uint64_t proven_ = 0;           // by what has been read so far, in this life
  std::string transcript_;
  std::string log_;
  Outcome outcome_;
};

}  // namespace reality::sim
