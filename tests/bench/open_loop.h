// SPDX-License-Identifier: MIT
//
// OpenLoop: players of one server who type by a schedule, on one thread, over real sockets on
// loopback. A line that is due is sent whether or not the server is behind, and its time counts
// from the moment for which it was planned: a server that stalls is charged for all who would have
// typed meanwhile. Owned by a bench part.
// Must hold: an answer counts only when it holds the words that were expected; one that does not
// come in time, or says something else, makes the run invalid.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/unique_fd.h"
#include "tests/bench/samples.h"
#include "tests/bench/trade_world.h"

namespace reality::bench {

/// Lines that belong together: one is not typed by another player before the last was answered.
struct Lane {
  struct Pending {
    const TradeStep* step;
    int64_t planned_ns;
  };
  std::vector<TradeStep> steps;
  size_t next = 0;
  std::deque<int64_t> due;  // planned and not sent yet
  std::deque<Pending> sent;
};

/// Lanes that are used in turn, so many lines a second in all. 0: each lane goes on as soon as its
/// last line was answered.
struct Stream {
  /// Begins anew where the last run ended.
  void plan_for(double rate) {
    per_second = rate;
    latency = {};
    planned = 0;
  }

  double per_second = 0;
  std::vector<Lane> lanes;
  Samples latency;
  size_t planned = 0;
};

class OpenLoop {
 public:
  static Result<OpenLoop> make(int port);

  /// One more player, who types each of `lines` and waits for a prompt behind each.
  Result<size_t> join(const std::vector<std::string>& lines);
  /// All streams at once for so long, and then until everything is answered.
  Status run(std::vector<Stream>& streams, double seconds);
  /// Bytes received so far.
  int64_t bytes() const { return bytes_; }

 private:
  struct Player {
    UniqueFd fd;
    std::string heard;
    Stream* stream = nullptr;
    Lane* lane = nullptr;
  };

  OpenLoop(int port, UniqueFd epoll) : port_(port), epoll_(std::move(epoll)) {}
  Result<size_t> connect_one();
  Status send_line(size_t player, const std::string& line);
  Status read(size_t player);
  Status pass(int64_t until_ns);
  Status wait_for_prompt(size_t player);
  void seat(std::vector<Stream>& streams);
  /// Plans what is due by now; the moment of the next line.
  int64_t plan(std::vector<Stream>& streams, int64_t begin_ns, int64_t end_ns, int64_t now_ns);
  Status push(Lane& lane);
  Status push_all();
  void start_unplanned(std::vector<Stream>& streams, int64_t begin_ns);
  void match(Player& player, size_t number, int64_t now_ns);
  Status finish(std::vector<Stream>& streams);
  std::string missing(std::vector<Stream>& streams) const;

  int port_;
  UniqueFd epoll_;
  std::vector<Player> players_;
  std::vector<Lane*> ready_;  // lanes that may go on
  int64_t bytes_ = 0;
};

}  // namespace reality::bench
