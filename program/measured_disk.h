// SPDX-License-Identifier: MIT
//
// MeasuredDisk: has the disk of a home measured when the server is ready, and says what came of it:
// to the log, to the metrics (disk_sync), and in words to a keeper whose disk is slow.
#pragma once

#include <string>

#include "engine/log.h"
#include "engine/loop.h"
#include "engine/metrics.h"
#include "engine/store.h"

namespace reality {

/// Returns at once; the writer's thread measures before its next group, for about 50 ms at most.
/// All of them must outlive the store.
void measure_disk(ThreadStore& store, Loop& loop, Metrics& metrics, Log& log, std::string folder);

}  // namespace reality
