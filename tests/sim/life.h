// SPDX-License-Identifier: MIT
//
// Life: one life of the whole server on simulated seams, from its start to its end by a stop, a
// kill or a power cut: telnet, web and mail, world, scripts and store, on one thread. What the
// threads of the real one do at their own pace are steps here, and step() picks one. Owned by a
// run, which brings the seams and gives each life a disk. Must hold: it does what the real server
// does: all of it is ServedWorld and StepStore.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/executor.h"
#include "engine/log.h"
#include "engine/metrics.h"
#include "engine/result.h"
#include "engine/rng.h"
#include "engine/scheduler.h"
#include "engine/schema.h"
#include "engine/settings.h"
#include "engine/store.h"
#include "program/served_world.h"
#include "tests/sim/ledger.h"
#include "tests/sim/sim_clock.h"
#include "tests/sim/sim_disk.h"
#include "tests/sim/sim_network.h"

namespace reality::sim {

inline constexpr const char* kTelnetAddress = "127.0.0.1:4000";
inline constexpr const char* kWebAddress = "127.0.0.1:8080";
inline constexpr const char* kMailAddress = "127.0.0.1:2525";
inline constexpr const char* kDatabase = "/home/world.db";

/// What all runs of a process share, and nobody changes.
struct SimHouse {
  std::string share;
  std::string areas;
  std::vector<Migration> migrations;
  Settings settings;
};

class NotedStore;

class Life {
 public:
  /// Everything referred to must outlive the life.
  struct Seams {
    const SimHouse& house;
    SimClock& clock;
    MemoryNetwork& doors;
    SimNetwork& network;  // that moves what is under way there
    SimDisk& disk;
    Ledger& ledger;
  };

  /// Starts the server. The error is what the real one would tell its keeper.
  static Result<std::unique_ptr<Life>> start(const Seams& seams, uint64_t seed);
  ~Life();
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  /// One thing happens somewhere. False if there was nothing to do there.
  bool step(Rng& rng);
  /// Everything that can be done now is done, all of it at once. False if nothing could.
  bool sweep(Rng& rng);
  /// Something has happened outside that the loop would have been told of.
  void wake() { woken_ = true; }
  /// What waits for a worker or for its time. False if nothing did.
  bool work();
  /// When the clock has to be moved for something to happen; 0 when nothing is planned.
  int64_t next_due_us() const;

  ServedWorld& served() { return *served_; }
  World& world() { return served_->world(); }
  StepStore& store();
  Metrics& metrics() { return metrics_; }
  const std::string& log() const { return log_text_; }
  /// What the store or a beat has done that it may not do.
  std::vector<std::string> problems();
  /// Since this was asked last, the writer has written between two turns of one round.
  bool has_split();

 private:
  Life(const Seams& seams, uint64_t seed);
  Status begin();
  bool pump();
  bool pick(Rng& rng);
  void note_log(std::string_view line);

  Seams seams_;
  Scheduler scheduler_;
  StepExecutor executor_;
  Rng rng_;
  std::string log_text_;
  size_t leftovers_ = 0;  // of faulted turns, found by later ones
  size_t stuck_ = 0;      // beats of the gauge whose turn was undone
  Log log_;
  Metrics metrics_;
  std::unique_ptr<ServedWorld> served_;
  NotedStore* store_ = nullptr;  // owned by served_
  // As the real loop wakes: something has happened, or the pump asked for more.
  bool woken_ = true;
};

}  // namespace reality::sim
