// SPDX-License-Identifier: MIT
#include "tests/bench/trade_record.h"

#include <memory>
#include <optional>
#include <utility>

#include "engine/clock.h"
#include "engine/executor.h"
#include "engine/log.h"
#include "engine/metrics.h"
#include "engine/password.h"
#include "engine/rng.h"
#include "engine/scheduler.h"
#include "engine/schema.h"
#include "engine/settings.h"
#include "tests/bench/trade_world.h"
#include "world/api/api.h"
#include "world/session.h"
#include "world/state/rows.h"
#include "world/world.h"

namespace reality::bench {
namespace {

/// Keeps what it is given and calls it durable.
class KeepingStore final : public Store {
 public:
  KeepingStore(uint64_t durable, const Clock& clock) : Store(durable, StoreLimits{}, clock) {}
  void snapshot(std::string, std::function<void(Status)> done) override {
    done(Error{"there is nothing to copy"});
  }
  void report() {
    if (waiting() > 0) take_in({Status(), batches.back().turn});
  }
  std::vector<Batch> batches;

 private:
  void enqueue(Batch batch) override { batches.push_back(std::move(batch)); }
};

/// A player who reads.
class Reader final : public SessionSink {
 public:
  void deliver(const Delivery& delivery) override {
    for (const Event& event : delivery.events) heard += event.text + "\n";
  }
  void set_wrap(bool) override {}
  std::string heard;
  Session* session = nullptr;
};

class Play {
 public:
  Play() : log_(LogLevel::off), readers_(kTraders) {}

  Result<TradeRecord> record(const std::string& home) {
    auto writer = open(home);
    if (!writer) return Error{writer.error()};
    for (size_t trader = 0; trader < kTraders; ++trader) come(trader);
    std::vector<Batch> coming = std::exchange(store_->batches, {});
    for (size_t step = 0; step < trade_steps(0).size(); ++step)
      for (size_t pair = 0; pair < kPairs; ++pair)
        if (Status done = act(trade_steps(pair)[step]); !done) return Error{done.error()};
    TradeRecord record{std::move(coming), std::exchange(store_->batches, {}), std::move(*writer),
                       durable_};
    for (Reader& reader : readers_) reader.session->hang_up();
    return record;
  }

 private:
  Result<RowWriter> open(const std::string& home) {
    if (Status crypto = start_crypto(); !crypto) return Error{crypto.error()};
    settings_.accounts.password_memory_kib = 8;
    settings_.accounts.password_passes = 1;
    auto migrations = read_migrations(std::string(REALITY_SOURCE_DIR) + "/data/schema");
    if (!migrations) return Error{migrations.error()};
    auto db = open_database(home + "/world.db", *migrations);
    if (!db) return Error{db.error()};
    auto turn = db->ask("SELECT value FROM meta WHERE name='turn'");
    if (!turn) return Error{turn.error()};
    durable_ = static_cast<uint64_t>(std::get<int64_t>(*turn));
    store_.emplace(durable_, clock_);
    const std::string source = REALITY_SOURCE_DIR;
    world_ = std::make_unique<World>(WorldParts{scheduler_, executor_, rng_, log_, metrics_,
                                                settings_, source, home + "/areas"});
    install_api(*world_);
    if (auto loaded = world_->load(*db); !loaded) return Error{loaded.error()};
    if (Status started = world_->start(*store_); !started) return Error{started.error()};
    return RowWriter::open(std::move(*db), table_shapes());
  }

  void settle() {
    bool busy = true;
    while (busy) {
      busy = world_->pump();
      busy = executor_.step() || busy;
      store_->report();
    }
  }

  void say(Reader& reader, const std::string& line) {
    reader.heard.clear();
    reader.session->line(line);
    settle();
  }

  void come(size_t trader) {
    Reader& reader = readers_[trader];
    reader.session = &world_->open(reader, "192.0.2.7", "bench");
    for (const std::string& line : way_in(trader)) say(reader, line);
  }

  Status act(const TradeStep& step) {
    Reader& reader = readers_[step.player];
    say(reader, step.line);
    if (reader.heard.find(step.answer) != reader.heard.npos) return {};
    return Error{"to \"" + step.line + "\" came \"" + reader.heard + "\""};
  }

  SystemClock clock_;
  Scheduler scheduler_{clock_};
  StepExecutor executor_;
  Rng rng_{1};
  Log log_;
  Metrics metrics_;
  Settings settings_;
  uint64_t durable_ = 0;
  std::optional<KeepingStore> store_;
  std::vector<Reader> readers_;
  std::unique_ptr<World> world_;
};

}  // namespace

Result<TradeRecord> record_trade(const std::string& home) {
  return Play().record(home);
}

}  // namespace reality::bench
