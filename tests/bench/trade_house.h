// SPDX-License-Identifier: MIT
//
// TradeHouse: the release program with the trade world and its two hundred players, and what one
// stretch of load did to it. Owned by a bench part, which gives it a fresh home.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/result.h"
#include "tests/bench/bench_home.h"
#include "tests/bench/open_loop.h"
#include "tests/bench/sync_watch.h"

namespace reality::bench {

/// What the server did in a stretch of load.
struct ServerWork {
  double seconds = 0;
  double commits = 0;
  double rows = 0;        // handed over by turns; one that a commit holds twice is written once
  double loop_cpu = 0;    // share of a core
  double others_cpu = 0;  // share of a core
  double waited = 0;      // share of the time in which the loop was ready and had no core
  int64_t log_bytes = 0;
  Samples log_syncs;
  Samples other_syncs;
};

struct TradeOptions {
  /// Served, and changed by what is done in it.
  std::string home;
  /// Where the times of the syncs go.
  std::string sync_file;
  /// How much slower each sync is made.
  int delay_ms = 0;
  /// section.key=value
  std::vector<std::string> sets;
};

/// Passwords at next to no cost, where two hundred of them are no part of what is measured.
std::vector<std::string> cheap_passwords();

class TradeHouse {
 public:
  /// Writes the trade world's area into `folder` and serves it once, so that `home` holds it.
  static Status prepare(const std::string& folder, const std::string& home);
  static Result<std::unique_ptr<TradeHouse>> open(const TradeOptions& options);

  /// Two hundred come in and go to their rooms.
  Status let_in();
  /// The same two hundred wake where they were when the server ended.
  Status let_in_again();
  /// All pairs, one lane each.
  Stream pairs(double per_second) const;
  /// Guests in the hall, each of whom types `line` and is answered with `answer`.
  Result<Stream> guests(size_t count, const std::string& line, const std::string& answer,
                        double per_second);
  Result<ServerWork> run(std::vector<Stream>& streams, double seconds);
  ServerProcess& server() { return server_; }

 private:
  TradeHouse(std::string home, ServerProcess server, OpenLoop players, SyncWatch syncs)
      : home_(std::move(home)),
        server_(std::move(server)),
        players_(std::move(players)),
        syncs_(std::move(syncs)) {}

  std::string home_;
  ServerProcess server_;
  OpenLoop players_;
  SyncWatch syncs_;
};

}  // namespace reality::bench
