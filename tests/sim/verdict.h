// SPDX-License-Identifier: MIT
//
// Verdict: whether a disk, as it would be found after the power went, holds what was promised. The
// database is opened as the server would open it, so that its journal is recovered; what stands in
// it is held against the ledger and against what people have read. Functions; the image is used up.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/row_writer.h"
#include "tests/sim/ledger.h"
#include "tests/sim/life.h"
#include "tests/sim/mail_sender.h"
#include "tests/sim/sim_disk.h"

namespace reality::sim {

/// What somebody said they look like.
struct Description {
  std::string who;
  /// The text that was confirmed, and those that were typed since: one of them must be there.
  std::vector<std::string> texts;
};

/// What people can swear to at some moment.
struct Testimony {
  /// The last turn that something read has proved.
  uint64_t proven = 0;
  std::vector<SentLetter> letters;
  /// Letters that players were told they have written, by what they say.
  std::vector<std::string> written;
  /// Players who have been let in.
  std::vector<std::string> accounts;
  std::vector<Description> descriptions;
};

struct Found {
  std::vector<std::string> problems;
  std::vector<StoredRow> rows;
  uint64_t turn = 0;
};

/// `deep`: the file's integrity and the world's invariants as well (world/state/check.h).
Found judge(SimDisk& image, const SimHouse& house, const Ledger& ledger, const Testimony& testimony,
            bool deep);

/// Memory against the ledger, and against a state read anew from `db`, on which everything must be
/// durable: contents in order, indexes, timers, people. Sentences, none if they agree.
std::vector<std::string> compare_memory(World& world, const Ledger& ledger);
std::vector<std::string> compare_reloaded(World& world, Db& db);

}  // namespace reality::sim
