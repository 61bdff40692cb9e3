// SPDX-License-Identifier: MIT
//
// Transfer records: goes through the records of a file however large it is: a piece at a time,
// broken between records, with the right line numbers. A function for the import.
#pragma once

#include <functional>

#include "world/area/record_text.h"
#include "world/transfer/transfer_words.h"

namespace reality {

/// Calls `visit` for each record with entries that could be read; the others are in `problems`.
void for_each_record(const TransferFile& file, Problems& problems,
                     const std::function<void(const Record&)>& visit);

}  // namespace reality
