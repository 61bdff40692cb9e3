// SPDX-License-Identifier: MIT
#include "tests/bench/bench_text.h"

#include <cassert>

namespace reality::bench {
namespace {

constexpr size_t kLetters = 431;

std::string room(const std::string& id, std::string_view name, std::string_view text) {
  return "\nroom: " + id + "\nname: " + std::string(name) +
         "\ntags: lit\ntext: " + std::string(text) + "\n";
}

std::string exit(std::string_view direction, const std::string& to) {
  return "exit " + std::string(direction) + ": " + to + "\n";
}

std::string chamber_id(int number) {
  return "chamber-" + std::to_string(number % kChambers);
}

}  // namespace

std::string chamber_name(int number) {
  return "Chamber " + std::to_string(number);
}

std::string chamber_text(int number) {
  const std::string text =
      "This is chamber number " + std::to_string(number) +
      " of a house that was built for counting. Its walls are of grey brick, laid so evenly that "
      "the eye slides off them, and a lamp of frosted glass hangs from the middle of the vault. "
      "A bench of ash runs along three sides. Over the lintel somebody cut a row of strokes in "
      "bundles of five, and under it a clerk's desk waits, with a ledger and a dry inkwell. "
      "Behind the bricks something ticks, never quite in time.";
  assert(text.size() == kLetters);
  return text;
}

std::string area_text() {
  std::string out = "area: bench\ntitle: The House of Counting\nstart: hall\n";
  out += room("hall", kHallName, kHallText);
  for (int n = 0; n < kChambers; ++n)
    out += exit(kDirections[static_cast<size_t>(n)], chamber_id(n));
  for (int n = 0; n < kChambers; ++n) {
    out += room(chamber_id(n), chamber_name(n), chamber_text(n));
    out += exit(kChamberWays[0], chamber_id(n + 1)) + exit(kChamberWays[1], "hall");
  }
  return out;
}

}  // namespace reality::bench
