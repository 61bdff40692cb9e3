// SPDX-License-Identifier: MIT
#include "world/transfer/transfer_records.h"

#include <algorithm>
#include <string_view>

namespace reality {

namespace {

constexpr size_t kPiece = 4 << 20;
constexpr std::string_view kBetween = "\n\n";

// The end of the piece that `rest` begins with: behind the first empty line past its size.
size_t piece_end(std::string_view rest) {
  if (rest.size() <= kPiece) return rest.size();
  const size_t at = rest.find(kBetween, kPiece);
  return at == rest.npos ? rest.size() : at + kBetween.size();
}

}  // namespace

void for_each_record(const TransferFile& file, Problems& problems,
                     const std::function<void(const Record&)>& visit) {
  uint32_t before = 0;
  for (std::string_view rest = file.text; !rest.empty();) {
    const std::string_view piece = rest.substr(0, piece_end(rest));
    Problems found;
    RecordText text = read_records(file.name, piece, found);
    for (const Problem& problem : found.list())
      problems.add(problem.file, problem.line + before, problem.message);
    for (Record& record : text.records) {
      for (RecordEntry& entry : record.entries)
        for (RecordLine& line : entry.lines) line.number += before;
      if (!record.entries.empty() && !record.damaged) visit(record);
    }
    before += static_cast<uint32_t>(std::count(piece.begin(), piece.end(), '\n'));
    rest.remove_prefix(piece.size());
  }
}

}  // namespace reality
