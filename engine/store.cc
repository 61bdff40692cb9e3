// SPDX-License-Identifier: MIT
#include "engine/store.h"

#include <algorithm>
#include <utility>

#include "engine/metrics.h"
#include "engine/settings.h"

namespace reality {
namespace {

/// For a store that nobody measures: it stands still.
const Clock& no_clock() {
  static const ManualClock clock;
  return clock;
}

}  // namespace

StoreLimits store_limits(const StoreSettings& settings) {
  constexpr int64_t kMega = int64_t{1} << 20U;
  StoreLimits limits;
  limits.batches = static_cast<size_t>(settings.queue);
  limits.bytes = static_cast<size_t>(settings.queue_mb * kMega);
  limits.wal_bytes = static_cast<size_t>(settings.wal_mb * kMega);
  return limits;
}

struct Store::Meters {
  explicit Meters(Metrics& metrics)
      : commit(metrics.histogram("store_commit")),
        lag(metrics.histogram("store_lag")),
        checkpoint(metrics.histogram("store_checkpoint")),
        commits(metrics.counter("store_commits")),
        rows(metrics.counter("store_rows")),
        queue(metrics.gauge("store_queue")),
        queue_limit(metrics.gauge("store_queue_limit")),
        wal_bytes(metrics.gauge("store_wal_bytes")),
        failed(metrics.gauge("store_failed")) {}

  Histogram& commit;
  Histogram& lag;  // from the end of a turn until it is known to be durable
  Histogram& checkpoint;
  Counter& commits;
  Counter& rows;
  Gauge& queue;
  Gauge& queue_limit;
  Gauge& wal_bytes;
  Gauge& failed;
};

Store::Store(uint64_t durable, const StoreLimits& limits, const Clock& clock)
    : limits_(limits), clock_(clock), durable_(durable) {}

Store::~Store() = default;

void Store::measure(Metrics& metrics) {
  meters_ = std::make_unique<Meters>(metrics);
  meters_->queue_limit.value = static_cast<int64_t>(limits_.batches);
}

void Store::submit(Batch batch) {
  if (failed_) return;
  waiting_.push_back({batch.turn, weight(batch), clock_.mono_us()});
  waiting_bytes_ += waiting_.back().bytes;
  if (meters_) meters_->queue.value = static_cast<int64_t>(waiting_.size());
  enqueue(std::move(batch));
}

// A turn of any size may come when it is asked before; so one may always be over the limit.
bool Store::full() const {
  return failed_ || waiting_.size() >= limits_.batches || waiting_bytes_ >= limits_.bytes;
}

int64_t Store::lag_us() const {
  return waiting_.empty() ? 0 : clock_.mono_us() - waiting_.front().since_us;
}

void Store::take_in(const WriterReport& report) {
  if (failed_) return;
  if (!report.status) return fail(report.status.error());
  if (meters_) {
    meters_->wal_bytes.value = report.wal_bytes;
    (report.turn == 0 ? meters_->checkpoint : meters_->commit).record_us(report.spent_us);
    meters_->commits.add(report.turn == 0 ? 0 : 1);
    meters_->rows.add(report.rows);
  }
  if (report.turn > durable_) settle(report.turn);
}

void Store::settle(uint64_t turn) {
  const int64_t now_us = clock_.mono_us();
  while (!waiting_.empty() && waiting_.front().turn <= turn) {
    waiting_bytes_ -= waiting_.front().bytes;
    if (meters_) meters_->lag.record_us(now_us - waiting_.front().since_us);
    waiting_.pop_front();
  }
  if (meters_) meters_->queue.value = static_cast<int64_t>(waiting_.size());
  durable_ = turn;
  if (on_durable) on_durable();
}

void Store::fail(const std::string& message) {
  failed_ = true;
  if (meters_) meters_->failed.value = 1;
  if (on_failure) on_failure(message);
}

StepStore::StepStore(RowWriter writer, uint64_t durable, const StoreLimits& limits)
    : StepStore(std::move(writer), durable, limits, no_clock()) {}

StepStore::StepStore(RowWriter writer, uint64_t durable, const StoreLimits& limits,
                     const Clock& clock)
    : Store(durable, limits, clock), writer_(std::move(writer), limits, clock) {}

bool StepStore::take_group() {
  if (!group_.empty() || queue_.empty()) return false;
  group_ = queue_.take();
  return true;
}

bool StepStore::commit() {
  if (group_.empty()) return false;
  note(writer_.commit(std::exchange(group_, {})));
  return true;
}

bool StepStore::checkpoint() {
  if (!writer_.checkpoint_due(!queue_.empty())) return false;
  note(writer_.checkpoint());
  return true;
}

void StepStore::note(WriterReport report) {
  if (!report.status) queue_.close();
  reports_.push_back(std::move(report));
}

bool StepStore::report() {
  if (reports_.empty()) return false;
  const WriterReport oldest = std::move(reports_.front());
  reports_.pop_front();
  take_in(oldest);
  return true;
}

bool StepStore::step() {
  bool worked = take_group();
  worked = commit() || worked;
  while (report()) worked = true;
  if (checkpoint()) worked = true;
  while (report()) worked = true;
  return worked;
}

void StepStore::snapshot(std::string path, std::function<void(Status)> done) {
  while (step()) {
  }
  done(writer_.copy(path, [] {}));
}

}  // namespace reality
