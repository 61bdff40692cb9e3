// SPDX-License-Identifier: MIT
#include "world/area/area_words.h"

#include <algorithm>
#include <array>

#include "engine/text.h"
#include "world/area/literal.h"

namespace reality {

namespace {

constexpr size_t kLongestId = 64;

constexpr std::array kTags = std::to_array<TagWord>({
    {"open", "open", true, "openable"},
    {"closed", "open", false, "openable"},
    {"openable", "openable"},
    {"locked", "locked", true, "openable"},
    {"unlocked", "locked", false, "openable"},
    {"container", "container"},
    {"surface", "surface"},
    {"transparent", "transparent"},
    {"wearable", "wearable"},
    {"fixed", "fixed"},
    {"portable", "fixed", false},
    {"scenery", "scenery"},
    {"light", "light"},
    {"proper", "proper"},
    {"person", "person"},
    {"obedient", "obedient"},
    {"lit", "lit", true, {}, TagScope::place},
    {"dark", "lit", false, {}, TagScope::place},
    {"outdoors", "outdoors", true, {}, TagScope::place},
    {"indoors", "outdoors", false, {}, TagScope::place},
    {"behind_door", "behind_door", true, {}, TagScope::door},
    {"seat", "seat"},
    {"bed", "bed", true, "seat"},
    {"enterable", "enterable"},
    {"switchable", "switchable"},
    {"on", "on", true, "switchable"},
    {"off", "on", false, "switchable"},
    {"luminous", "luminous", true, "switchable"},
    {"flame", "flame", true, "luminous"},
    {"endless", "endless"},
    {"edible", "edible"},
    {"tieable", "tieable"},
    {"fragile", "fragile"},
    {"sharp", "sharp"},
    {"flammable", "flammable"},
    {"embarrassing", "embarrassing"},
    {"obedient", "obedient"},
    {"archway", "openable", false, {}, TagScope::door},
    {"foggy", "fog", true, {}, TagScope::place},
    {"aloof", "aloof"},
});

struct Direction {
  std::string_view word;
  std::string_view letters;
};
constexpr std::array kDirections = std::to_array<Direction>({{"north", "n"},
                                                             {"northeast", "ne"},
                                                             {"east", "e"},
                                                             {"southeast", "se"},
                                                             {"south", "s"},
                                                             {"southwest", "sw"},
                                                             {"west", "w"},
                                                             {"northwest", "nw"},
                                                             {"up", "u"},
                                                             {"down", "d"},
                                                             {"in", ""},
                                                             {"out", ""}});

constexpr std::array kReserved = std::to_array<std::string_view>(
    {"id",    "area",       "behaviour", "room",   "player",    "guest",  "role", "asleep",
     "home",  "mute_kinds", "wrap",      "exit",   "direction", "to",     "door", "door_thing",
     "joins", "sides",      "authored",  "astray", "fragments", "windows"});

}  // namespace

const TagWord* find_tag(std::string_view word) {
  const auto tag =
      std::find_if(kTags.begin(), kTags.end(), [&](const TagWord& t) { return t.word == word; });
  return tag == kTags.end() ? nullptr : &*tag;
}

std::vector<std::string_view> tag_words() {
  std::vector<std::string_view> words;
  for (const TagWord& tag : kTags) words.push_back(tag.word);
  return words;
}

bool is_direction(std::string_view word) {
  return std::any_of(kDirections.begin(), kDirections.end(),
                     [&](const Direction& d) { return d.word == word; });
}

std::string suggest_direction(std::string_view word) {
  std::vector<std::string_view> words;
  for (const Direction& direction : kDirections) {
    if (direction.letters == word && !word.empty())
      return "; write `" + std::string(direction.word) + "`";
    words.push_back(direction.word);
  }
  return suggest(word, words);
}

const KnownKey* find_known_key(std::string_view word) {
  const auto known = std::find_if(kKnownKeys.begin() + 1, kKnownKeys.end(),
                                  [&](const KnownKey& k) { return k.word == word; });
  return known == kKnownKeys.end() ? nullptr : &*known;
}

bool is_reserved_property(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

bool is_local_id(std::string_view word) {
  if (word.empty() || word.size() > kLongestId || word.front() < 'a' || word.front() > 'z')
    return false;
  return word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == word.npos;
}

bool is_behaviour_name(std::string_view word) {
  return is_local_id(word) && is_lua_name(word);
}

std::string quoted(std::string_view word) {
  return '`' + std::string(word) + '`';
}

std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates) {
  // Any other letter is near to a single one.
  if (word.size() < 2) return "";
  const auto near = nearest(word, candidates, word.size() <= 3 ? 1 : 2);
  return near ? "; did you mean `" + std::string(*near) + "`?" : "";
}

}  // namespace reality
