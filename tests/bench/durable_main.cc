// SPDX-License-Identifier: MIT
//
// The bench of durable load: the real program on one core, its disk synced before anybody is
// answered; two hundred players on the other core, every line of whom changes the world; beside it
// the store alone, with the same rows at the same moments in the same run. Prints a short table.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/result.h"
#include "tests/bench/bench_home.h"
#include "tests/bench/sync_watch.h"
#include "tests/bench/trade_house.h"

namespace reality::bench {
namespace {

constexpr double kWarmSeconds = 3;
constexpr double kLongSeconds = 60;
constexpr int kSlowDiskMs = 20;
constexpr size_t kGuests = 10;
/// At no fixed distance from the traders' commands.
constexpr double kLookRate = 97;
constexpr double kSayRate = 89;
constexpr double kSlowDiskRate = 200;

constexpr const char* kSay = "say the tide turns in an hour or so";

/// What store_alone has printed.
struct AloneWork {
  double turns = 0, per_second = 0, p50 = 0, p99 = 0, p999 = 0, most = 0, commits_a_second = 0;
  Samples syncs;
};

void print_line(const std::string& what, double ours, double theirs, const char* goal) {
  std::printf("%-46s %10.2f %10.2f %7.2f  %s\n", what.c_str(), ours, theirs,
              theirs > 0 ? ours / theirs : 0, goal);
}

void print_syncs(const char* what, Samples samples) {
  std::printf("  %-44s %s  (%zu)\n", what, spread(samples).c_str(), samples.count());
}

void print_load() {
  std::ifstream file("/proc/loadavg");
  std::string load;
  std::getline(file, load);
  std::printf("load average at the start: %s\n", load.c_str());
}

class DurableBench {
 public:
  explicit DurableBench(double seconds) : seconds_(seconds) {}

  Status run() {
    print_load();
    if (Status ready = TradeHouse::prepare(workshop_.path("area"), workshop_.path("new")); !ready)
      return ready;
    std::printf("%-46s %10s %10s %7s  %s\n", "", "server", "store", "ratio", "goal");
    if (Status done = load(); !done) return done;
    return slow_disk();
  }

 private:
  /// A copy of the world in which nobody has been yet.
  std::string home() {
    const std::string path = workshop_.path("home" + std::to_string(++homes_));
    (void)copy_home(workshop_.path("new"), path);
    return path;
  }

  Result<std::unique_ptr<TradeHouse>> open_house(int delay_ms = 0) {
    auto house = TradeHouse::open({home(), workshop_.path("syncs"), delay_ms, cheap_passwords()});
    if (!house) return house;
    if (Status in = (*house)->let_in(); !in) return Error{in.error()};
    return house;
  }

  Result<AloneWork> store_alone(double per_second, double seconds) {
    auto syncs = SyncWatch::make(workshop_.path("syncs_alone"));
    if (!syncs) return Error{syncs.error()};
    std::string command;
    for (const std::string& variable : syncs->environment()) command += variable + " ";
    command += std::string(STORE_ALONE) + " " + home() + " " + std::to_string(per_second) + " " +
               std::to_string(seconds);
    FILE* out = popen(command.c_str(), "re");
    if (out == nullptr) return Error{"store_alone cannot be started"};
    std::array<char, 256> line{};
    const bool said = std::fgets(line.data(), line.size(), out) != nullptr;
    if (pclose(out) != 0 || !said) return Error{"store_alone has failed"};
    AloneWork work;
    std::istringstream(line.data()) >> work.turns >> work.per_second >> work.p50 >> work.p99 >>
        work.p999 >> work.most >> work.commits_a_second;
    work.syncs = syncs->log();
    return work;
  }

  Status load() {
    auto house = open_house();
    if (!house) return Error{house.error()};
    std::vector<Stream> streams = {(*house)->pairs(1000)};
    if (auto warm = (*house)->run(streams, std::min(kWarmSeconds, seconds_)); !warm)
      return Error{warm.error()};
    if (Status done = at_rate(**house, streams, 2000, seconds_, {"2", "30"}); !done) return done;
    if (Status done = at_rate(**house, streams, 5000, seconds_ / 3, {"2", "50"}); !done)
      return done;
    if (Status done = flat_out(**house, streams, seconds_ / 6); !done) return done;
    return (*house)->server().stop();
  }

  struct Goals {
    const char* p50;
    const char* p99;
  };

  Status at_rate(TradeHouse& house, std::vector<Stream>& streams, double rate, double seconds,
                 const Goals& goals) {
    streams[0].plan_for(rate);
    auto work = house.run(streams, seconds);
    if (!work) return Error{work.error()};
    auto alone = store_alone(rate, seconds);
    if (!alone) return Error{alone.error()};
    Samples& latency = streams[0].latency;
    std::printf("%.0f changing commands/s for %.0f s: %zu answered as expected\n", rate, seconds,
                latency.count());
    print_line("  acknowledged p50, ms", latency.ms(0.5), alone->p50, goals.p50);
    print_line("  acknowledged p99, ms", latency.ms(0.99), alone->p99, goals.p99);
    print_line("  acknowledged p99.9, ms", latency.ms(0.999), alone->p999, "");
    print_line("  the longest, ms", latency.ms(1), alone->most, "");
    print_work(*work, *alone);
    return {};
  }

  static void print_work(ServerWork& work, AloneWork& alone) {
    print_line("  commits/s", work.commits / work.seconds, alone.commits_a_second, "");
    std::printf(
        "  rows a commit %.1f; log %.1f MB; CPU of its core: loop %.0f%%, writer %.0f%%; "
        "the loop waited for it %.1f%%\n",
        work.rows / std::max(work.commits, 1.0), static_cast<double>(work.log_bytes) / 1e6,
        100 * work.loop_cpu, 100 * work.others_cpu, 100 * work.waited);
    print_syncs("syncs of the log, server", work.log_syncs);
    print_syncs("syncs of the log, store", alone.syncs);
    print_syncs("syncs of the database (checkpoints)", work.other_syncs);
  }

  Status flat_out(TradeHouse& house, std::vector<Stream>& streams, double seconds) {
    streams[0].plan_for(0);
    auto work = house.run(streams, seconds);
    if (!work) return Error{work.error()};
    auto alone = store_alone(0, seconds);
    if (!alone) return Error{alone.error()};
    std::printf("as fast as it goes, a hundred commands under way\n");
    const double ours = static_cast<double>(streams[0].latency.count()) / work->seconds;
    print_line("  changing commands/s", ours, alone->per_second, "");
    print_line("  acknowledged p50, ms", streams[0].latency.ms(0.5), alone->p50, "");
    print_work(*work, *alone);
    return {};
  }

  /// What those see and say who change nothing, while others do.
  Status slow_disk() {
    std::printf("%-46s %10s %10s %7s\n", "a disk slower by 20 ms a sync", "20 ms", "as it is",
                "ratio");
    std::array<std::vector<Stream>, 2> all;
    for (const bool slow : {true, false}) {
      auto streams = beside_traders(slow ? kSlowDiskMs : 0);
      if (!streams) return Error{streams.error()};
      all[slow ? 0 : 1] = std::move(*streams);
    }
    constexpr std::array<const char*, 3> kWhat = {"changing, 200/s", "look, 97/s", "say, 89/s"};
    for (size_t i = 0; i < kWhat.size(); ++i)
      for (const double share : {0.5, 0.99})
        print_line(std::string("  ") + kWhat[i] + (share == 0.5 ? ": p50, ms" : ": p99, ms"),
                   all[0][i].latency.ms(share), all[1][i].latency.ms(share), "");
    return {};
  }

  Result<std::vector<Stream>> beside_traders(int delay_ms) {
    auto house = open_house(delay_ms);
    if (!house) return Error{house.error()};
    std::vector<Stream> streams = {(*house)->pairs(kSlowDiskRate)};
    auto look = (*house)->guests(kGuests, "look", "Ten ways lead out of this hall.", kLookRate);
    if (!look) return Error{look.error()};
    streams.push_back(std::move(*look));
    auto say = (*house)->guests(kGuests, kSay, "You say", kSayRate);
    if (!say) return Error{say.error()};
    streams.push_back(std::move(*say));
    if (auto work = (*house)->run(streams, seconds_ / 6); !work) return Error{work.error()};
    if (Status stopped = (*house)->server().stop(); !stopped) return Error{stopped.error()};
    return streams;
  }

  Workshop workshop_;
  double seconds_;
  int homes_ = 0;
};

int run(double seconds) {
  bind_to_core(kPlayersCore);
  setvbuf(stdout, nullptr, _IOLBF, 0);
  Status done = DurableBench(seconds).run();
  if (done) return 0;
  std::cerr << "bench: " << done.error() << "\n";
  return 1;
}

}  // namespace
}  // namespace reality::bench

int main(int count, char** words) {
  using reality::bench::kLongSeconds;
  const double seconds = count > 1 ? std::atof(words[1]) : kLongSeconds;
  if (seconds >= 1 && seconds <= 3600) return reality::bench::run(seconds);
  std::cerr << "bench: durable: \"" << words[1] << "\" is no number of seconds from 1 to 3600\n";
  return 2;
}
