// SPDX-License-Identifier: MIT
//
// IoSweep: a script of commands during which the power goes at every single write, truncation and
// sync: at each, the disk as it would be found then is judged with none, all and some of the
// pending writes kept, and the whole server is started on it. The game itself goes on undisturbed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/simulation.h"

namespace reality::sim {

struct SweepResult {
  std::vector<std::string> problems;
  size_t commands = 0;  // answered
  size_t told = 0;      // lines that proved something
  uint64_t ops = 0;     // at each of which the power went
  uint64_t syncs = 0;
  size_t commits = 0;
  size_t judged = 0;   // disks
  size_t started = 0;  // servers
};

/// Three players type `commands` lines between them; the store commits after each `group` lines.
SweepResult sweep_every_io(const SimStart& start, uint64_t seed, size_t commands, size_t group);

}  // namespace reality::sim
