// SPDX-License-Identifier: MIT
#include "tests/bench/trade_world.h"

#include <array>
#include <string_view>

#include "tests/bench/bench_text.h"

namespace reality::bench {
namespace {

constexpr std::array<std::string_view, kPairsARoom> kGoods = {"apple", "drum", "fork", "lantern",
                                                              "saddle"};
// The hall has a way to each of the first ten rooms, each of which has one further on.
constexpr size_t kNear = kDirections.size();
static_assert(kTradeRooms == 2 * kNear);

std::string store_id(size_t room) {
  return "store-" + std::to_string(room);
}

std::string store_name(size_t room) {
  return "Store " + std::to_string(room);
}

std::string article(std::string_view noun) {
  return std::string(noun.front() == 'a' ? "an " : "a ") + std::string(noun);
}

std::string store_text(size_t room) {
  std::string out = "\nroom: " + store_id(room) + "\nname: " + store_name(room) +
                    "\ntags: lit\ntext: Shelves of pine stand here to the roof.\n";
  if (room < kNear) {
    out += "exit north: " + store_id(room + kNear) + "\nexit south: hall\n";
  } else {
    out += "exit south: " + store_id(room - kNear) + "\n";
  }
  out += "\nthing: crate-" + std::to_string(room) + "\nin: " + store_id(room) +
         "\nname: a crate\ntags: container, fixed\ntext: It has no lid.\n";
  for (const std::string_view noun : kGoods)
    out += "\nthing: " + std::string(noun) + "-" + std::to_string(room) +
           "\nin: " + store_id(room) + "\nname: " + article(noun) + "\ntext: It is for sale.\n";
  return out;
}

}  // namespace

std::string trade_area() {
  std::string out = "area: trade\ntitle: The House of Trade\nstart: hall\n";
  out += "\nroom: hall\nname: Hall\ntags: lit\ntext: Ten ways lead out of this hall.\n";
  for (size_t room = 0; room < kNear; ++room)
    out += "exit " + std::string(kDirections[room]) + ": " + store_id(room) + "\n";
  for (size_t room = 0; room < kTradeRooms; ++room) out += store_text(room);
  return out;
}

// Letters alone, and no two alike but for one of them.
std::string trader_name(size_t trader) {
  const auto letter = [](size_t number) { return static_cast<char>('a' + number); };
  return std::string("Zo") + letter(trader / 26) + letter(trader % 26) + letter(trader % 23) + "x";
}

std::vector<std::string> way_in(size_t trader) {
  const size_t room = trader / (2 * kPairsARoom);
  std::vector<std::string> lines = {"create " + trader_name(trader) + " secret"};
  lines.emplace_back(kDirections[room % kNear]);
  if (room >= kNear) lines.emplace_back("north");
  return lines;
}

std::vector<TradeStep> trade_steps(size_t pair) {
  const size_t a = 2 * pair;
  const size_t b = a + 1;
  const std::string it(kGoods[pair % kPairsARoom]);
  const std::string to_a = " to " + trader_name(a);
  const std::string to_b = " to " + trader_name(b);
  return {{a, "take " + it, "You take the " + it + "."},
          {a, "put " + it + " in crate", "You put the " + it + " in the crate."},
          {a, "take " + it, "You take the " + it + " from the crate."},
          {a, "give " + it + to_b, "You give the " + it + to_b + "."},
          {b, "drop " + it, "You drop the " + it + "."},
          {b, "take " + it, "You take the " + it + "."},
          {b, "give " + it + to_a, "You give the " + it + to_a + "."},
          {a, "drop " + it, "You drop the " + it + "."}};
}

std::string room_mark(size_t trader) {
  return store_name(trader / (2 * kPairsARoom));
}

}  // namespace reality::bench
