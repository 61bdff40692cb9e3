// SPDX-License-Identifier: MIT
//
// Transfer words: what a world as text is made of: files of records in the notation of area text
// (world/area/record_text.h). `world.text` says what there is; each thing is a record in
// areas/AREA.text, people.text, letters.text or things.text. Pure data; docs/export.md describes
// the notation.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace reality {

/// The first line of every file; what does not begin so was not written by an export.
inline constexpr std::string_view kTransferMark =
    "# Written by `reality export`; `reality import` makes a world of it again.";
inline constexpr int kTransferFormat = 1;

inline constexpr std::string_view kIndexFile = "world.text";
inline constexpr std::string_view kTextEnding = ".text";

/// Keys of entries with a ':' that are no properties. A text property that is called so is written
/// with a '='.
inline constexpr std::array kTransferWords = std::to_array<std::string_view>(
    {"thing", "serial", "like", "in",       "on",    "under",   "behind", "worn",
     "held",  "part",   "rank", "property", "timer", "account", "letter", "correspondent",
     "world", "next",   "file", "script",   "fact",  "receipt"});

inline bool is_transfer_word(std::string_view word) {
  return std::find(kTransferWords.begin(), kTransferWords.end(), word) != kTransferWords.end();
}

/// One file of an export: its path in the folder and all that is in it.
struct TransferFile {
  std::string name;
  std::string text;
};

}  // namespace reality
