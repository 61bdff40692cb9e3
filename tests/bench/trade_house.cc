// SPDX-License-Identifier: MIT
#include "tests/bench/trade_house.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "tests/bench/trade_world.h"
#include "tests/bench/web_figures.h"

namespace reality::bench {
namespace {

const std::string kCommits = "reality_store_commit_seconds_count";
const std::string kRows = "reality_rows_changed_total";

}  // namespace

Status TradeHouse::prepare(const std::string& folder, const std::string& home) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  std::ofstream file(folder + "/trade.area");
  file << trade_area();
  file.close();
  if (!file) return Error{folder + ": cannot be written"};
  auto server = start_reality({home, {"http.listen=", "world.area=" + folder}, {}}, kServerCore);
  if (!server) return Error{server.error()};
  return server->stop();
}

std::vector<std::string> cheap_passwords() {
  return {"accounts.password_memory_kib=8", "accounts.password_passes=1"};
}

Result<std::unique_ptr<TradeHouse>> TradeHouse::open(const TradeOptions& options) {
  auto syncs = SyncWatch::make(options.sync_file, options.delay_ms);
  if (!syncs) return Error{syncs.error()};
  std::vector<std::string> sets = {"http.listen=127.0.0.1:0"};
  sets.insert(sets.end(), options.sets.begin(), options.sets.end());
  auto server = start_reality({options.home, sets, syncs->environment()}, kServerCore);
  if (!server) return Error{server.error()};
  auto players = OpenLoop::make(server->port());
  if (!players) return Error{players.error()};
  return std::unique_ptr<TradeHouse>(
      new TradeHouse(options.home, std::move(*server), std::move(*players), std::move(*syncs)));
}

Status TradeHouse::let_in() {
  for (size_t trader = 0; trader < kTraders; ++trader)
    if (auto joined = players_.join(way_in(trader)); !joined) return Error{joined.error()};
  return {};
}

Status TradeHouse::let_in_again() {
  for (size_t trader = 0; trader < kTraders; ++trader) {
    auto joined = players_.join({"connect " + trader_name(trader) + " secret"});
    if (!joined) return Error{joined.error()};
  }
  return {};
}

Stream TradeHouse::pairs(double per_second) const {
  Stream stream;
  for (size_t pair = 0; pair < kPairs; ++pair) {
    stream.lanes.emplace_back();
    stream.lanes.back().steps = trade_steps(pair);
  }
  stream.plan_for(per_second);
  return stream;
}

Result<Stream> TradeHouse::guests(size_t count, const std::string& line, const std::string& answer,
                                  double per_second) {
  Stream stream;
  for (size_t i = 0; i < count; ++i) {
    auto joined = players_.join({"guest"});
    if (!joined) return Error{joined.error()};
    stream.lanes.emplace_back();
    stream.lanes.back().steps = {{*joined, line, answer}};
  }
  stream.plan_for(per_second);
  return stream;
}

Result<ServerWork> TradeHouse::run(std::vector<Stream>& streams, double seconds) {
  const auto figures_before = read_figures(server_.http_port());
  const auto cpu_before = server_.cpu();
  syncs_.begin();
  const int64_t began_ns = now_ns();
  if (Status done = players_.run(streams, seconds); !done) return Error{done.error()};
  ServerWork work;
  work.seconds = static_cast<double>(now_ns() - began_ns) / 1e9;
  work.log_syncs = syncs_.log();
  work.other_syncs = syncs_.others();
  const auto cpu_after = server_.cpu();
  const auto figures_after = read_figures(server_.http_port());
  if (!figures_before || !figures_after) return Error{"no figures at /metrics"};
  if (!cpu_before || !cpu_after) return Error{"the server has gone"};
  const CpuTime cpu = *cpu_after - *cpu_before;
  work.loop_cpu = static_cast<double>(cpu.loop_ns) / 1e9 / work.seconds;
  work.others_cpu = static_cast<double>(cpu.others_ns) / 1e9 / work.seconds;
  work.waited = static_cast<double>(cpu.waited_ns) / 1e9 / work.seconds;
  work.commits = figure(*figures_after, kCommits) - figure(*figures_before, kCommits);
  work.rows = figure(*figures_after, kRows) - figure(*figures_before, kRows);
  work.log_bytes = file_bytes(home_ + "/world.db-wal");
  return work;
}

}  // namespace reality::bench
