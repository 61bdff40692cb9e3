// SPDX-License-Identifier: MIT
//
// State: everything about a world that is stored, and the journal of its changes. One for each
// world, owned by it; tools that only read or compare rows make one of their own.
// Must hold: whatever stands in a table of data/schema is kept by a member here and by nothing
// else, so that the rows and the memory can be compared (world/state/rows.h).
#pragma once

#include "world/state/accounts.h"
#include "world/state/atom.h"
#include "world/state/facts.h"
#include "world/state/journal.h"
#include "world/state/post_records.h"
#include "world/state/script_archive.h"
#include "world/state/things.h"
#include "world/state/timers.h"

namespace reality {

struct State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Journal journal;
  Atoms atoms;
  Things things{atoms, journal};
  Timers timers{journal};
  Accounts accounts{journal};
  Facts facts{journal};
  ScriptArchive scripts{journal};
  PostRecords post{journal};
};

}  // namespace reality
