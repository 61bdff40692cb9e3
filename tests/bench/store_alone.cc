// SPDX-License-Identifier: MIT
//
// store_alone HOME TURNS_A_SECOND SECONDS: the store without a server: the rows of the trade world
// are given to a ThreadStore at the moments at which the server's players would type (0: a hundred
// turns are always under way), on the server's core, from a thread on the players' core. Prints one
// line of figures for the bench that has started it.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/clock.h"
#include "engine/loop.h"
#include "engine/metrics.h"
#include "engine/store.h"
#include "tests/bench/bench_home.h"
#include "tests/bench/samples.h"
#include "tests/bench/trade_record.h"
#include "tests/bench/trade_world.h"

namespace reality::bench {
namespace {

constexpr size_t kQueue = 1'000'000;
constexpr int64_t kNsASecond = 1'000'000'000;

void sleep_until(int64_t moment_ns) {
  const timespec moment{moment_ns / kNsASecond, moment_ns % kNsASecond};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr) != 0) {
  }
}

class Alone {
 public:
  Alone(TradeRecord record, double per_second, double seconds)
      : round_(std::move(record.round)),
        turn_(record.durable),
        per_second_(per_second),
        seconds_(seconds),
        store_(loop_, metrics_, std::move(record.writer), record.durable, kQueue) {
    for (Batch& batch : record.coming) submit(std::move(batch), 0);
    store_.on_durable = [this] { on_durable(); };
    store_.on_failure = [this](const std::string& why) {
      std::cerr << why << "\n";
      failed_ = true;
      loop_.stop();
    };
  }

  int run() {
    (void)store_.drain();
    commits_before_ = metrics_.histogram("store_commit").count();
    begin_ns_ = now_ns();
    std::thread feeder;
    if (per_second_ > 0) {
      feeder = std::thread([this] { feed(); });
    } else {
      for (size_t i = 0; i < kPairs; ++i) submit_next(begin_ns_);
    }
    loop_.run();
    if (feeder.joinable()) feeder.join();
    const double spent = static_cast<double>(now_ns() - begin_ns_) / 1e9;
    const auto commits = metrics_.histogram("store_commit").count() - commits_before_;
    std::printf("%zu %.3f %.3f %.3f %.3f %.3f %.1f\n", latency_.count(),
                static_cast<double>(latency_.count()) / spent, latency_.ms(0.5), latency_.ms(0.99),
                latency_.ms(0.999), latency_.ms(1), static_cast<double>(commits) / spent);
    return failed_ ? 1 : 0;
  }

 private:
  struct Waiting {
    uint64_t turn;
    int64_t planned_ns;  // 0: not measured
  };

  void submit(Batch batch, int64_t planned_ns) {
    batch.turn = ++turn_;
    waiting_.push_back({turn_, planned_ns});
    store_.submit(std::move(batch));
  }

  void submit_next(int64_t planned_ns) { submit(round_[next_++ % round_.size()], planned_ns); }

  bool over() const { return now_ns() - begin_ns_ >= static_cast<int64_t>(seconds_ * kNsASecond); }

  void on_durable() {
    const int64_t now = now_ns();
    while (!waiting_.empty() && waiting_.front().turn <= store_.durable()) {
      const int64_t planned_ns = waiting_.front().planned_ns;
      waiting_.pop_front();
      if (planned_ns == 0) continue;
      latency_.add_us((now - planned_ns) / 1000);
      if (per_second_ == 0 && !over()) submit_next(now);
    }
    if (waiting_.empty() && (per_second_ == 0 ? over() : fed_.load())) loop_.stop();
  }

  /// On a thread and a core of its own.
  void feed() {
    bind_to_core(kPlayersCore);
    const auto count = static_cast<int64_t>(per_second_ * seconds_);
    for (int64_t i = 0; i < count; ++i) {
      const int64_t moment =
          begin_ns_ + static_cast<int64_t>(static_cast<double>(i) * 1e9 / per_second_);
      if (now_ns() < moment) sleep_until(moment);
      const bool last = i + 1 == count;
      loop_.post([this, moment, last] {
        submit_next(moment);
        if (last) fed_ = true;
      });
    }
  }

  SystemClock clock_;
  Loop loop_{clock_};
  Metrics metrics_;
  std::vector<Batch> round_;
  uint64_t turn_;
  double per_second_;
  double seconds_;
  std::deque<Waiting> waiting_;
  Samples latency_;
  ThreadStore store_;
  size_t next_ = 0;
  int64_t begin_ns_ = 0;
  uint64_t commits_before_ = 0;
  std::atomic<bool> fed_ = false;
  bool failed_ = false;
};

int run(const std::string& home, double per_second, double seconds) {
  bind_to_core(kServerCore);
  auto record = record_trade(home);
  if (!record) {
    std::cerr << "store_alone: " << record.error() << "\n";
    return 1;
  }
  return Alone(std::move(*record), per_second, seconds).run();
}

}  // namespace
}  // namespace reality::bench

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "store_alone HOME TURNS_A_SECOND SECONDS\n";
    return 2;
  }
  return reality::bench::run(words[1], std::atof(words[2]), std::atof(words[3]));
}
