// SPDX-License-Identifier: MIT
#include "program/measured_disk.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/disk_probe.h"

namespace reality {
namespace {

// Beyond this, people notice that answers to what they do come late.
constexpr int64_t kSlowUs = 20'000;

void tell(const Result<std::vector<int64_t>>& measured, Metrics& metrics, Log& log) {
  if (!measured) return log.warn("disk_not_measured", {{"why", measured.error()}});
  Histogram& syncs = metrics.histogram("disk_sync");
  for (const int64_t us : *measured) syncs.record_us(us);
  const int64_t p50_us = syncs.percentile_us(0.5);
  const int64_t p99_us = syncs.percentile_us(0.99);
  log.info("disk_measured", {{"syncs", syncs.count()},
                             {"sync_p50_us", p50_us},
                             {"sync_p99_us", p99_us},
                             {"sync_max_us", syncs.max_us()}});
  if (p99_us <= kSlowUs) return;
  log.warn("disk_slow",
           {{"sync_p99_us", p99_us},
            {"meaning", "the disk takes " + std::to_string(p99_us / 1000) +
                            " ms to make a write safe, and everybody who changes something waits "
                            "so long for the answer; a faster disk for the home would help"}});
}

}  // namespace

void measure_disk(ThreadStore& store, Loop& loop, Metrics& metrics, Log& log, std::string folder) {
  store.beside([&loop, &metrics, &log, folder = std::move(folder)] {
    auto measured = probe_disk(folder, loop.scheduler().clock());
    loop.post([&metrics, &log, measured = std::move(measured)] { tell(measured, metrics, log); });
  });
}

}  // namespace reality
