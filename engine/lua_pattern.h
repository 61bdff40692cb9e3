// SPDX-License-Identifier: MIT
//
// LuaPattern: Lua's patterns (manual section 6.4.1), compiled and matched under a budget of steps.
// A pattern is a straight line of items, of which only those with a quantifier can be tried in
// more than one way; so matching recurses once for each of these, at most kMaxTries deep, and
// captures need no undoing. A step is one item tried or one byte passed over.
// Malformed patterns are found when compiled, also where stock Lua would not have come to look.
// Tests: tests/engine/lua_pattern_test.cc.
#pragma once

#include <array>
#include <csignal>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

/// A set of bytes.
struct ByteSet {
  std::array<uint64_t, 4> words{};
  constexpr void add(uint8_t byte) { words[byte / 64U] |= uint64_t{1} << (byte % 64U); }
  constexpr bool has(uint8_t byte) const { return (words[byte / 64U] >> (byte % 64U) & 1U) != 0; }
  constexpr void add(const ByteSet& other) {
    for (size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
  }
  constexpr ByteSet complement() const {
    ByteSet other;
    for (size_t i = 0; i < words.size(); ++i) other.words[i] = ~words[i];
    return other;
  }
};

struct LuaCapture {
  size_t start = 0;
  size_t size = 0;
  bool position = false;  ///< "()": the place `start` itself
};

/// What matching may use up, and the flag that stops it early.
struct PatternBudget {
  int64_t steps = 0;
  const volatile std::sig_atomic_t* stop = nullptr;
  bool spent() const { return steps < 0; }
};

class LuaPattern {
 public:
  static constexpr size_t kMaxCaptures = 32;
  static constexpr size_t kMaxTries = 200;
  static constexpr size_t kNoMatch = SIZE_MAX;

  /// `anchors`: a leading '^' ties the match to its start (not so in gmatch).
  static Result<LuaPattern> compile(std::string_view pattern, bool anchors);

  bool anchored() const { return anchored_; }
  size_t capture_count() const { return captures_; }

  /// Matches at exactly `start`. Returns where the match ends, or kNoMatch, also when the budget
  /// is spent. `captures` has room for capture_count().
  size_t match(std::string_view subject, size_t start, LuaCapture* captures,
               PatternBudget* budget) const;

 private:
  friend class PatternParser;
  enum class Kind : uint8_t { byte, any, set, open, close, place, back, balance, frontier, end };
  enum class Repeat : uint8_t { once, maybe, any, some, few };
  struct Item {
    Kind kind = Kind::byte;
    Repeat repeat = Repeat::once;
    uint8_t first = 0;   // byte; capture of open, close, place and back; start of balance
    uint8_t second = 0;  // end of balance
    uint32_t set = 0;    // index into sets_
  };
  struct Run;

  std::vector<Item> items_;
  std::vector<ByteSet> sets_;
  size_t captures_ = 0;
  bool anchored_ = false;
};

}  // namespace reality
