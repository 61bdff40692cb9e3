// SPDX-License-Identifier: MIT
//
// Import text: the files that an export has written, or somebody has changed since, into an empty
// state. Checks what a state cannot hold at all, each mistake with its file and line; whether the
// world is sound is for world/state/check to say. Makes no rows and runs no script. Must hold: the
// same files give the same state, whatever their order.
// Tests: tests/world/transfer/transfer_test.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "world/area/record_text.h"
#include "world/transfer/transfer_words.h"

namespace reality {

struct State;

/// What `world.text` says of the rest.
struct TransferIndex {
  std::vector<std::string> files;
  std::vector<std::string> scripts;
  bool finished = false;  // the export came to its end
};

/// Reads the index. The error names file and line.
Result<TransferIndex> read_transfer_index(const TransferFile& file);

/// Whether an export may have a file of that path.
bool is_transfer_path(std::string_view path);

/// Reads index and files into `state`, which is empty. With any problem the state is of no use.
void import_world(const TransferFile& index, std::span<const TransferFile> files, State& state,
                  Problems& problems);

}  // namespace reality
