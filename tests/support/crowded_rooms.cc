// SPDX-License-Identifier: MIT
#include "tests/support/crowded_rooms.h"

#include <array>
#include <string_view>

namespace reality {

namespace {

constexpr auto kSizes = std::to_array<std::string_view>(
    {"small", "large", "bent", "dusty", "heavy", "narrow", "round", "cracked", "plain", "odd"});
constexpr auto kStuffs = std::to_array<std::string_view>(
    {"iron", "wooden", "tin", "copper", "glass", "paper", "woollen", "leather", "stone", "brass"});
constexpr auto kNouns = std::to_array<std::string_view>(
    {"key", "box", "spoon", "wheel", "book", "cup", "hammer", "bottle", "crate", "whistle"});

std::string room(const std::string& id, const std::string& text) {
  return "\nroom: " + id + "\nname: the " + id + "\ntags: lit\ntext: " + text +
         "\nexit north: plain\nexit south: plain\n";
}

std::string thing(const std::string& where, int number, const std::string& name,
                  const std::string& more = "") {
  return "\nthing: " + where + "-" + std::to_string(number) + "\nin: " + where + "\nname: a " +
         name + "\n" + more;
}

/// The first hundred have different adjectives, the next have another noun for them, and so on;
/// a small brass key is not among the first eighty.
std::string odd_thing(int number) {
  const auto n = static_cast<size_t>(number);
  const std::string_view noun = kNouns[(n + n / 100) % kNouns.size()];
  return std::string(kSizes[n / 10 % kSizes.size()]) + " " +
         std::string(kStuffs[n % kStuffs.size()]) + " " + std::string(noun);
}

}  // namespace

std::string crowded_rooms() {
  std::string out = "area: crowd\ntitle: Full Rooms\nstart: plain\n";
  out += room("plain", std::string(430, 'x') + ".");
  for (const char* id : {"workshop", "store", "loft"}) out += room(id, "There is hardly any room.");
  for (int i = 0; i < kWorkshopThings - 2; ++i) out += thing("workshop", i, odd_thing(i));
  out += thing("workshop", kWorkshopThings - 2, "small brass key");
  out += thing("workshop", kWorkshopThings - 1, "wooden box", "tags: container\n");
  for (int i = 0; i < kStoreThings; ++i) out += thing("store", i, odd_thing(i));
  for (int i = 0; i < kLoftThings; ++i) {
    const std::string lamp = std::string(kStuffs[static_cast<size_t>(i) / 7 % kStuffs.size()]);
    out += thing("loft", i, i % 4 == 0 ? odd_thing(i) : lamp + " lamp", "plural: lamps\n");
  }
  return out;
}

void use_crowded_rooms(const ScratchShare& share) {
  share.remove("data/world/pellwick.area");
  share.write("data/world/crowd.area", crowded_rooms());
}

}  // namespace reality
