// SPDX-License-Identifier: MIT
//
// The bench of the whole server: the real program on one core, as it is served to players, beside
// the floor on the same core in the same run; the players on the other core. Prints a short table.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "engine/result.h"
#include "tests/bench/bench_home.h"
#include "tests/bench/bench_text.h"
#include "tests/bench/bench_world.h"
#include "tests/bench/load_client.h"
#include "tests/bench/server_process.h"

namespace reality::bench {
namespace {

constexpr int kPasses = 7;
constexpr double kWarmSeconds = 0.5;
constexpr double kPassSeconds = 1.2;
constexpr size_t kLookers = 100;
constexpr size_t kListeners = 100;
constexpr size_t kIdlers = 1000;
constexpr size_t kThings = 100'000;
constexpr int kStarts = 5;
/// Caches are cold after a wait for the core: more of it than this spoils the figures.
constexpr double kMostWaiting = 0.02;

constexpr const char* kSay = "say the tide turns in an hour or so";

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Result<ServerProcess> start_server(const std::string& home, const std::string& area = "") {
  std::vector<std::string> sets = {"http.listen="};
  if (!area.empty()) sets.push_back("world.area=" + area);
  return start_reality({home, sets, {}}, kServerCore);
}

Result<ServerProcess> start_floor() {
  return ServerProcess::start({FLOOR_PROGRAM}, kServerCore);
}

/// A server with its players.
struct House {
  ServerProcess server;
  LoadClient players;
};

/// `per_room`: so many go into the first chamber, then so many into the next one.
Result<House> open_house(Result<ServerProcess> server, size_t count, size_t per_room) {
  if (!server) return Error{server.error()};
  auto players = LoadClient::make(server->port());
  if (!players) return Error{players.error()};
  for (size_t i = 0; i < count; ++i) {
    const std::string way(kDirections[i / per_room % kDirections.size()]);
    if (Status joined = players->join({way}); !joined) return Error{joined.error()};
  }
  if (Status settled = players->settle(); !settled) return Error{settled.error()};
  return House{std::move(*server), std::move(*players)};
}

using Work = std::function<Result<LoadClient::Tally>(LoadClient&, double seconds)>;

/// Microseconds of CPU for each delivery, pass by pass.
struct Figures {
  std::vector<double> all;
  std::vector<double> others;   // of it in other threads than the loop's
  std::vector<double> waiting;  // share of the pass in which the server waited for its core
};

Status measure(House& house, const Work& work, double seconds, Figures& figures) {
  const auto before = house.server.cpu();
  const int64_t began_ns = now_ns();
  const auto tally = work(house.players, seconds);
  const auto took_ns = static_cast<double>(now_ns() - began_ns);
  const auto after = house.server.cpu();
  if (!before) return Error{before.error()};
  if (!tally) return Error{tally.error()};
  if (!after) return Error{after.error()};
  const CpuTime spent = *after - *before;
  const double per_us = 1e3 * static_cast<double>(tally->deliveries);
  figures.all.push_back(static_cast<double>(spent.all_ns()) / per_us);
  figures.others.push_back(static_cast<double>(spent.others_ns) / per_us);
  figures.waiting.push_back(static_cast<double>(spent.waited_ns) / took_ns);
  return {};
}

void print_head() {
  std::printf("%-46s %10s %10s %7s  %s\n", "", "server", "floor", "ratio", "goal");
}

void print_pair(const std::string& what, const Figures& server, const Figures& floor,
                const char* goal) {
  const double ours = median(server.all);
  const double theirs = median(floor.all);
  std::printf("%-46s %10.2f %10.2f %7.2f  %s\n", what.c_str(), ours, theirs, ours / theirs, goal);
  std::printf("%-46s %10.2f\n", "  of it in other threads", median(server.others));
  const double waiting = std::max(median(server.waiting), median(floor.waiting));
  if (waiting > kMostWaiting)
    std::printf("  warning: other work had the core for %.0f%% of the time\n", 100 * waiting);
  std::fflush(stdout);
}

void print_line(const std::string& what, double value, const char* goal) {
  std::printf("%-46s %10.1f %10s %7s  %s\n", what.c_str(), value, "", "", goal);
  std::fflush(stdout);
}

/// Alternating passes over two houses that do the same work.
Status compare(House& house, House& floor, const Work& work, const std::string& what,
               const char* goal) {
  Figures ours;
  Figures theirs;
  Figures warm;
  if (Status done = measure(house, work, kWarmSeconds, warm); !done) return done;
  if (Status done = measure(floor, work, kWarmSeconds, warm); !done) return done;
  for (int i = 0; i < kPasses; ++i) {
    if (Status done = measure(floor, work, kPassSeconds, theirs); !done) return done;
    if (Status done = measure(house, work, kPassSeconds, ours); !done) return done;
  }
  print_pair(what, ours, theirs, goal);
  return {};
}

Status same_bytes(const Result<std::string>& ours, const Result<std::string>& theirs) {
  if (!ours) return Error{ours.error()};
  if (!theirs) return Error{theirs.error()};
  if (*ours == *theirs) return {};
  return Error{"the floor does not say the same.\nserver: " + *ours + "\nfloor:  " + *theirs};
}

class Bench {
 public:
  Status look() {
    auto house = open_house(start_server(home("look")), kLookers, kLookers / kChambers);
    auto floor = open_house(start_floor(), kLookers, kLookers / kChambers);
    if (!house) return Error{house.error()};
    if (!floor) return Error{floor.error()};
    const size_t last = kLookers - 1;
    Status same = same_bytes(house->players.ask(last, "look"), floor->players.ask(last, "look"));
    if (!same) return same;
    return compare(
        *house, *floor,
        [](LoadClient& players, double seconds) { return players.all_type("look", seconds); },
        "look, 100 players in rooms of ten, us/command", "2.0 (3.0 at most)");
  }

  Status say() {
    const size_t count = kListeners + 1;
    auto house = open_house(start_server(home("say")), count, count);
    auto floor = open_house(start_floor(), count, count);
    if (!house) return Error{house.error()};
    if (!floor) return Error{floor.error()};
    Status same = same_bytes(house->players.overhear(0, kSay, kListeners),
                             floor->players.overhear(0, kSay, kListeners));
    if (!same) return same;
    return compare(
        *house, *floor,
        [](LoadClient& players, double seconds) { return players.one_types(kSay, seconds); },
        "say to 100 listeners, us/delivery", "1.0");
  }

  Status idle() {
    auto ours = kib_per_player(start_server(home("idle")));
    if (!ours) return Error{ours.error()};
    auto theirs = kib_per_player(start_floor());
    if (!theirs) return Error{theirs.error()};
    std::printf("%-46s %10.2f %10.2f %7.2f  %s\n", "idle player, KiB (501st to 1000th)", *ours,
                *theirs, *ours / *theirs, "4 KiB (8 at most)");
    std::fflush(stdout);
    return {};
  }

  Status start() {
    const std::string starter = workshop_.path("starter");
    {
      auto fresh = start_server(starter);
      if (!fresh) return Error{fresh.error()};
      print_line("first start, starter world, ms", fresh->start_ms(), "");
      if (Status stopped = fresh->stop(); !stopped) return stopped;
    }
    auto again = starts(starter);
    if (!again) return Error{again.error()};
    print_line("cold start, starter world, ms", again->ms, "100");
    return {};
  }

  Status things() {
    const std::string big = home("things");
    auto empty = starts(big);
    if (!empty) return Error{empty.error()};
    if (Status added = add_things(big, kThings); !added) return added;
    auto full = starts(big);
    if (!full) return Error{full.error()};
    print_line("cold start, 100,000 things, ms", full->ms, "1000");
    print_line("bytes a thing", (full->bytes - empty->bytes) / static_cast<double>(kThings), "600");
    return {};
  }

  Status prepare() {
    if (Status written = write_area(workshop_.path("area")); !written) return written;
    auto server = start_server(workshop_.path("bench"), workshop_.path("area"));
    if (!server) return Error{server.error()};
    return server->stop();
  }

 private:
  struct Start {
    double ms = 0;
    double bytes = 0;
  };

  /// A copy of the bench world's home.
  std::string home(const std::string& name) const {
    std::error_code failed;
    std::filesystem::create_directory(workshop_.path(name), failed);
    for (const char* file : {"/world.db", "/world.db-wal"})
      std::filesystem::copy_file(workshop_.path("bench") + file, workshop_.path(name) + file,
                                 failed);
    return workshop_.path(name);
  }

  static Result<Start> starts(const std::string& home) {
    std::vector<double> ms;
    std::vector<double> bytes;
    for (int i = 0; i < kStarts; ++i) {
      auto server = start_server(home);
      if (!server) return Error{server.error()};
      const auto resident = server->resident_bytes();
      if (!resident) return Error{resident.error()};
      ms.push_back(server->start_ms());
      bytes.push_back(static_cast<double>(*resident));
      if (Status stopped = server->stop(); !stopped) return Error{stopped.error()};
    }
    return Start{median(ms), median(bytes)};
  }

  /// How much the second half of the players adds: the first half fills the pools.
  static Result<double> kib_per_player(Result<ServerProcess> server) {
    auto house = open_house(std::move(server), kIdlers / 2, kIdlers / kChambers);
    if (!house) return Error{house.error()};
    const auto before = house->server.resident_bytes();
    for (size_t i = kIdlers / 2; i < kIdlers; ++i) {
      const std::string way(kDirections[i / (kIdlers / kChambers)]);
      if (Status joined = house->players.join({way}); !joined) return Error{joined.error()};
    }
    if (Status settled = house->players.settle(); !settled) return Error{settled.error()};
    const auto after = house->server.resident_bytes();
    if (!before) return Error{before.error()};
    if (!after) return Error{after.error()};
    return static_cast<double>(*after - *before) / 1024 / (kIdlers - kIdlers / 2);
  }

  Workshop workshop_;
};

struct Part {
  const char* name;
  Status (Bench::*run)();
};

constexpr Part kParts[] = {{"look", &Bench::look},
                           {"say", &Bench::say},
                           {"idle", &Bench::idle},
                           {"start", &Bench::start},
                           {"things", &Bench::things}};

int complain(const Status& status) {
  std::cerr << "bench: " << status.error() << "\n";
  return 1;
}

/// All parts, or those that are named.
int run(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const bool known = std::any_of(std::begin(kParts), std::end(kParts),
                                   [&](const Part& part) { return part.name == name; });
    if (!known)
      return complain(Error{"there is no part \"" + name + "\": look, say, idle, start, things"});
  }
  bind_to_core(kPlayersCore);
  Bench bench;
  if (Status ready = bench.prepare(); !ready) return complain(ready);
  print_head();
  for (const Part& part : kParts) {
    if (!names.empty() && std::find(names.begin(), names.end(), part.name) == names.end()) continue;
    if (Status done = (bench.*part.run)(); !done) return complain(done);
  }
  return 0;
}

}  // namespace
}  // namespace reality::bench

int main(int count, char** words) {
  return reality::bench::run({words + 1, words + count});
}
