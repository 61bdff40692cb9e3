// SPDX-License-Identifier: MIT
//
// The bench of a world of a million things: how it starts, also after kill -9; what a thing costs;
// how a backup goes; and how long the loop stalls while two hundred players change the world,
// people log in without end and backups are made. Prints a short table.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/result.h"
#include "tests/bench/backup_thread.h"
#include "tests/bench/bench_home.h"
#include "tests/bench/bench_world.h"
#include "tests/bench/login_storm.h"
#include "tests/bench/stall_probe.h"
#include "tests/bench/trade_house.h"
#include "tests/bench/web_figures.h"

namespace reality::bench {
namespace {

constexpr size_t kThings = 1'000'000;
constexpr int kStarts = 3;
constexpr double kPhaseSeconds = 15;
constexpr double kRate = 2000;
constexpr size_t kStormPeople = 16;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print_line(const std::string& what, double value, const char* goal) {
  std::printf("%-46s %12.1f  %s\n", what.c_str(), value, goal);
}

void print_spread(const char* what, Samples samples) {
  std::printf("  %-22s %s  (%zu)\n", what, spread(samples).c_str(), samples.count());
}

class MillionBench {
 public:
  explicit MillionBench(size_t things) : things_(things) {}

  Status run() {
    std::ifstream file("/proc/loadavg");
    std::string load;
    std::getline(file, load);
    std::printf("load average at the start: %s\n", load.c_str());
    if (Status done = fill(); !done) return done;
    if (Status done = start_after_crash(); !done) return done;
    if (Status done = backup(); !done) return done;
    return stalls();
  }

 private:
  struct Start {
    double ms = 0;
    double bytes = 0;
  };

  Result<Start> starts() {
    std::vector<double> ms;
    std::vector<double> bytes;
    for (int i = 0; i < kStarts; ++i) {
      auto server = start_reality({home_, {"http.listen="}, {}}, kServerCore);
      if (!server) return Error{server.error()};
      const auto resident = server->resident_bytes();
      if (!resident) return Error{resident.error()};
      ms.push_back(server->start_ms());
      bytes.push_back(static_cast<double>(*resident));
      if (Status stopped = server->stop(); !stopped) return Error{stopped.error()};
    }
    return Start{median(ms), median(bytes)};
  }

  Result<std::unique_ptr<TradeHouse>> open_house(const std::string& home,
                                                 std::vector<std::string> sets = {}) {
    return TradeHouse::open({home, workshop_.path("syncs"), 0, std::move(sets)});
  }

  /// The trade world with its people asleep in it, and then very many things.
  Status fill() {
    if (Status ready = TradeHouse::prepare(workshop_.path("area"), home_); !ready) return ready;
    {
      auto house = open_house(home_, cheap_passwords());
      if (!house) return Error{house.error()};
      if (Status in = (*house)->let_in(); !in) return in;
      if (Status stopped = (*house)->server().stop(); !stopped) return stopped;
    }
    auto before = starts();
    if (!before) return Error{before.error()};
    if (Status added = add_things(home_, things_); !added) return added;
    auto after = starts();
    if (!after) return Error{after.error()};
    const double count = static_cast<double>(things_);
    std::printf("%zu things, database %.0f MB\n", things_,
                static_cast<double>(file_bytes(home_ + "/world.db")) / 1e6);
    print_line("cold start, ms", after->ms, "5000");
    print_line("bytes a thing", (after->bytes - before->bytes) / count, "600");
    return {};
  }

  Status start_after_crash() {
    const std::string home = workshop_.path("killed");
    if (Status copied = copy_home(home_, home); !copied) return copied;
    auto house = open_house(home);
    if (!house) return Error{house.error()};
    if (Status in = (*house)->let_in_again(); !in) return in;
    std::vector<Stream> streams = {(*house)->pairs(kRate)};
    if (auto work = (*house)->run(streams, kPhaseSeconds / 3); !work) return Error{work.error()};
    (*house)->server().kill_at_once();
    const double log = static_cast<double>(file_bytes(home + "/world.db-wal")) / 1e6;
    auto again = start_reality({home, {"http.listen="}, {}}, kServerCore);
    if (!again) return Error{again.error()};
    std::printf("killed under load with a log of %.1f MB\n", log);
    print_line("start after it, ms", again->start_ms(), "5500");
    return again->stop();
  }

  Status backup() {
    const int64_t began_ns = now_ns();
    auto steps = backup_steps(home_, workshop_.path("copy"));
    if (!steps) return Error{steps.error()};
    print_line("backup beside nobody, ms", static_cast<double>(now_ns() - began_ns) / 1e6, "2000");
    print_line("  its longest step, ms", steps->ms(1), "2");
    return {};
  }

  Status stalls() {
    auto house = open_house(home_);
    if (!house) return Error{house.error()};
    if (Status in = (*house)->let_in_again(); !in) return in;
    auto probe = Probe::start_at((*house)->server().port(), kPlayersCore);
    if (!probe) return Error{probe.error()};
    ControlThread control(kServerCore, false);
    ControlThread beside(kPlayersCore, true);
    std::printf(
        "stalls: how long an answer takes that needs no turn (p99.9: 5 ms), beside threads "
        "that do\nnothing: on the server's core, and on the core that asks, before all else\n");
    streams_ = {(*house)->pairs(kRate)};
    for (const Load& load :
         {Load{"nobody does anything", false, false, false},
          Load{"2,000 changing commands/s", true, false, false},
          Load{"... and a storm of logins", true, false, true},
          Load{"... and backups", true, true, false}, Load{"all of it at once", true, true, true}})
      if (Status done = stall(**house, load, {**probe, control, beside}); !done) return done;
    print_own_figures((*house)->server().http_port());
    return (*house)->server().stop();
  }

  struct Load {
    const char* name;
    bool commands;
    bool backups;
    bool logins;
  };

  struct Clocks {
    Probe& probe;
    ControlThread& control;
    ControlThread& beside;
  };

  Status stall(TradeHouse& house, const Load& load, const Clocks& clocks) {
    std::optional<BackupThread> backups;
    std::optional<LoginStorm> storm;
    if (load.backups) backups.emplace(home_, workshop_.path("copy"));
    if (load.logins)
      storm.emplace(house.server().port(), kStormPeople, load.backups ? "zab" : "zac");
    for (Beats* clock :
         std::initializer_list<Beats*>{&clocks.probe, &clocks.control, &clocks.beside})
      (void)clock->take();
    streams_[0].plan_for(load.commands ? kRate : 1);
    auto work = house.run(streams_, kPhaseSeconds);
    if (!work) return Error{work.error()};
    if (clocks.probe.failed()) return Error{"the probe got no answer"};
    std::printf("%s\n", load.name);
    print_spread("an answer", clocks.probe.take());
    print_spread("the server's core", clocks.control.take());
    print_spread("the core that asks", clocks.beside.take());
    if (load.commands) print_spread("acknowledged", streams_[0].latency);
    print_spread("syncs of the log", work->log_syncs);
    print_spread("other syncs", work->other_syncs);
    std::printf("  commits/s %.0f; log %.1f MB\n", work->commits / work->seconds,
                static_cast<double>(work->log_bytes) / 1e6);
    if (storm) std::printf("  logins/s: %.1f\n", storm->logins() / work->seconds);
    storm.reset();
    if (!backups) return {};
    auto took = backups->finish();
    if (!took) return Error{took.error()};
    print_spread("backups", *took);
    return {};
  }

  /// What the server says of its own loop, over the whole run.
  static void print_own_figures(int http_port) {
    const auto figures = read_figures(http_port);
    if (!figures) return;
    for (const auto& [name, value] : figures.value())
      if (name.find("loop") != name.npos) std::printf("  %-60s %g\n", name.c_str(), value);
  }

  Workshop workshop_;
  std::string home_ = workshop_.path("home");
  size_t things_;
  std::vector<Stream> streams_;
};

int run(size_t things) {
  bind_to_core(kPlayersCore);
  setvbuf(stdout, nullptr, _IOLBF, 0);
  Status done = MillionBench(things).run();
  if (done) return 0;
  std::cerr << "bench: " << done.error() << "\n";
  return 1;
}

}  // namespace
}  // namespace reality::bench

int main(int count, char** words) {
  const long things = count > 1 ? std::atol(words[1]) : 0;
  if (count == 1) return reality::bench::run(reality::bench::kThings);
  if (things >= 1000 && things <= 10'000'000)
    return reality::bench::run(static_cast<size_t>(things));
  std::cerr << "bench: million: \"" << words[1] << "\" is no number of things from 1000\n";
  return 2;
}
