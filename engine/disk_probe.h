// SPDX-License-Identifier: MIT
//
// DiskProbe: how long this disk takes to make a small write safe, found out by doing it: every
// acknowledged turn waits at least so long. Pure function but for a scratch file, which has no name
// any more when the first byte is written. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/clock.h"
#include "engine/result.h"

namespace reality {

struct DiskProbeLimits {
  int most = 32;             // syncs
  int64_t most_us = 50'000;  // after that no other one is begun, but three are made in any case
};

/// Writes 4 KiB and has it synced, again and again, in a file of that folder; how long each took,
/// in microseconds, in order of time. The error names the folder.
Result<std::vector<int64_t>> probe_disk(const std::string& folder, const Clock& clock,
                                        const DiskProbeLimits& limits = {});

}  // namespace reality
