// SPDX-License-Identifier: MIT
//
// WalCheck: what stands in a journal behind the place where SQLite stops reading it. SQLite takes a
// bad frame for the end, silently, whatever comes after. Under synchronous=FULL a loss of power can
// tear the last commit alone, since the one before it was on the disk before it began: so two
// commits behind a bad frame are damage, and what they hold was promised. A function; reads only.
// The format: https://www.sqlite.org/fileformat2.html#walformat
// Must hold: whatever a loss of power may leave (tests/sim/sim_files.h) is never called damage.
#pragma once

#include <cstdint>
#include <string>

#include "engine/result.h"
#include "engine/storage.h"

namespace reality {

struct WalCheck {
  uint64_t commits = 0;       // that SQLite reads
  uint64_t lost_commits = 0;  // behind the place where it stops, of the same journal
  bool damaged() const { return lost_commits >= 2; }
};

/// Goes through the journal at `path`; no commits where there is none, or an empty one.
Result<WalCheck> check_wal(const Storage& storage, const std::string& path);

}  // namespace reality
