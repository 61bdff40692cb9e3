// SPDX-License-Identifier: MIT
//
// StoredCells: the rows of the store as the judges of the simulation read them, and the hash by
// which they compare them. Functions; the same values on every compiler.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/row_writer.h"
#include "world/state/journal.h"

namespace reality::sim {

/// The number by which the store's rows name a table.
inline size_t table(TableId id) {
  return static_cast<size_t>(id) - 1;
}

/// 0 where the cell holds no whole number.
inline int64_t number_of(const Cell& cell) {
  const auto* number = std::get_if<int64_t>(&cell);
  return number ? *number : 0;
}

/// FNV-1a, 64 bits.
inline constexpr uint64_t kFnvOffset = 0xcbf29ce484222325U;
inline constexpr uint64_t kFnvPrime = 0x100000001b3U;
inline void mix_bytes(uint64_t& hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
}

}  // namespace reality::sim
