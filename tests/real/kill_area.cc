// SPDX-License-Identifier: MIT
#include "tests/real/kill_area.h"

#include <array>

#include "tests/real/kill_room.h"

namespace reality {
namespace {

constexpr std::array<std::string_view, kMostHalls> kWays{"north", "northeast", "east", "southeast",
                                                         "south", "southwest", "west", "northwest",
                                                         "up",    "down"};

std::string id_of(const std::string& noun, size_t hall) {
  return noun + "-" + std::to_string(hall);
}

std::string thing(const std::string& noun, size_t hall, const std::string& name,
                  const std::string& tags) {
  return "thing: " + id_of(noun, hall) + "\nin: " + id_of("hall", hall) + "\nname: " + name + "\n" +
         (tags.empty() ? "" : "tags: " + tags + "\n") + "text: It is old.\n\n";
}

std::string name_of(const std::string& noun) {
  return (std::string("aeiou").find(noun.front()) == std::string::npos ? "a " : "an ") + noun;
}

std::string hall_text(size_t hall) {
  std::string text = "room: " + id_of("hall", hall) +
                     "\nname: a bare hall\ntags: lit\ntext: Four walls and an echo.\n\n";
  text += thing("chest", hall, "an iron chest", "container, fixed, scenery");
  text += thing("crate", hall, "a deal crate", "container, fixed, scenery");
  text += thing("shelf", hall, "a stone shelf", "surface, fixed, scenery");
  for (const std::string& noun : kill_things()) {
    const bool worn = is_kill_wearable(noun);
    text += thing(noun, hall, name_of(noun),
                  noun == "satchel" ? "container"
                  : worn            ? "wearable"
                                    : "");
  }
  return text;
}

}  // namespace

std::string_view way_to_hall(size_t hall) {
  return kWays[hall];
}

std::string kill_area(size_t halls) {
  std::string text =
      "area: killroom\ntitle: The Kill Room\nstart: lobby\n\nroom: lobby\nname: a lobby\n"
      "tags: lit\ntext: People come and go.\n";
  for (size_t hall = 0; hall < halls; ++hall)
    text += "exit " + std::string(way_to_hall(hall)) + ": " + id_of("hall", hall) + "\n";
  text += "\n";
  for (size_t hall = 0; hall < halls; ++hall) text += hall_text(hall);
  return text;
}

}  // namespace reality
