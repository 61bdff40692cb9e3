// SPDX-License-Identifier: MIT
//
// Export text: a whole world, authored and lived, as readable text files: every thing with its
// serial number, place, rank and properties, its timers, account and letters, and the facts. Reads
// a state, changes nothing; the caller writes the files. Must hold: the same state gives the same
// bytes; import_world() of it gives the same rows.
// Tests: tests/world/transfer/transfer_test.cc.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/result.h"
#include "world/transfer/transfer_words.h"

namespace reality {

struct State;

/// Takes one file; an error ends the export.
using PutTransferFile = std::function<Status(const TransferFile& file)>;

/// Everything but the index, a file at a time.
Status export_things(const State& state, const PutTransferFile& put);

/// What `world.text` says: which files belong to the export, the facts and receipts. Without a
/// state it says that the export has not come to its end.
std::string export_index(const State* state, const std::vector<std::string>& files,
                         const std::vector<std::string>& scripts);

}  // namespace reality
