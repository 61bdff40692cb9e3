// SPDX-License-Identifier: MIT
#include "tests/real/kill_room.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "tests/real/kill_story.h"

namespace reality {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kEnds = ".,:;()";
constexpr std::array<std::string_view, kMostPlayers> kNames{"Ann", "Bob", "Cid", "Dora",
                                                            "Eve", "Fay", "Gus", "Hal"};
// What the names of each hall's people end in.
constexpr std::array<std::string_view, 10> kFamilies{"",    "dal", "fen", "gil", "hurst",
                                                     "kin", "low", "mer", "nor", "pol"};

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_of_cast(std::string_view word) {
  for (const std::string_view name : kNames)
    if (word.starts_with(name))
      return std::find(kFamilies.begin(), kFamilies.end(), word.substr(name.size())) !=
             kFamilies.end();
  return false;
}

/// The words of a line, without what stands around them.
Words words_of(std::string_view line) {
  Words words;
  std::string word;
  for (const char c : std::string(line) + " ") {
    if (c != ' ' && c != '\r') {
      if (kEnds.find(c) == kEnds.npos) word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

// "The bell: taken." and "The bell: put in the iron chest.", one of several.
std::optional<Move> read_item(const Words& words, const std::string& reader) {
  if (words[2] == "taken") return Move{reader, words[1], reader};
  if (words[2] == "dropped") return Move{reader, words[1], std::string(kHall)};
  if (words[2] == "put") return Move{reader, words[1], words.back()};
  return std::nullopt;
}

/// The things that are named after the verb, before the words that say where they go.
std::vector<std::string> things_in(const Words& words, size_t from) {
  std::vector<std::string> things;
  for (size_t i = from; i < words.size(); ++i) {
    if (words[i] == "in" || words[i] == "on" || words[i] == "from" || words[i] == "to") break;
    if (has(kill_things(), words[i])) things.push_back(words[i]);
  }
  return things;
}

// Someone does something: "Ann takes off the kilt", "Ann gives a bell and a drum to you".
std::vector<Move> read_deed(const Words& words, const std::string& reader) {
  const std::string actor = words[0] == "You" ? reader : words[0];
  const std::string verb =
      words[1].ends_with('s') ? words[1].substr(0, words[1].size() - 1) : words[1];
  const bool moved_word = words.size() > 4 && (words[2] == "off" || words[2] == "on");
  std::string place;
  if (verb == "take") place = actor;
  if (verb == "drop") place = kHall;
  if (verb == "give") place = words.back() == "you" ? reader : words.back();
  if (verb == "put") place = moved_word ? worn_by(actor) : words.back();
  std::vector<Move> moves;
  if (place.empty()) return moves;
  for (const std::string& thing : things_in(words, moved_word ? 3 : 2))
    moves.push_back({actor, thing, place});
  return moves;
}

/// Where a sentence like this says that things are; "" = it speaks of something else.
std::string place_of(std::string_view sentence, const std::string& reader) {
  if (sentence.ends_with(" in the satchel")) return "satchel";
  const std::pair<std::string_view, std::string> beginnings[] = {
      {"You see ", std::string(kHall)}, {"In the iron chest ", "chest"},
      {"In the deal crate ", "crate"},  {"On the stone shelf ", "shelf"},
      {"You are carrying ", reader},    {"You are wearing ", worn_by(reader)}};
  for (const auto& [beginning, place] : beginnings)
    if (sentence.starts_with(beginning)) return place;
  return "";
}

// What stands in brackets lies in the satchel, which is looked into by itself.
void read_sentence(std::string_view sentence, const std::string& place, Findings& found) {
  std::string outside;
  int depth = 0;
  for (const char c : sentence) {
    depth += c == '(' ? 1 : 0;
    if (depth == 0) outside += c == ',' ? ' ' : c;
    depth -= c == ')' ? 1 : 0;
  }
  // The container's own name comes last and is not among the things found in it.
  if (place == "satchel") outside.resize(outside.size() - place.size());
  for (const std::string& word : words_of(outside))
    if (has(kill_things(), word)) found.emplace(word, place);
}

bool names(const Pending& pending, const std::string& thing) {
  return pending.thing == thing;
}

/// Whether the story already tells how this command ended.
bool is_told(const Pending& pending, const std::vector<Move>& story) {
  if (pending.thing.empty() || pending.since == Pending::kUnknown) return false;
  const Move end{pending.actor, pending.thing, pending.place};
  const auto since = static_cast<std::ptrdiff_t>(std::min(pending.since, story.size()));
  return std::find(story.begin() + since, story.end(), end) != story.end();
}

// Of all that one command was to move, what nobody else was after went with it or stayed.
void check_whole(const Pending& all, const std::vector<Pending>& open, const Places& expected,
                 const Places& found, std::vector<std::string>& problems) {
  size_t gone = 0;
  size_t left = 0;
  for (const auto& [thing, place] : expected) {
    const auto other = [&t = thing](const Pending& pending) { return names(pending, t); };
    if (place != all.from || std::any_of(open.begin(), open.end(), other)) continue;
    ++(found.at(thing) == place ? left : gone);
  }
  if (gone > 0 && left > 0)
    problems.push_back("of all that " + all.actor + " moved from " + all.from + " to " + all.place +
                       ", " + std::to_string(gone) + " went and " + std::to_string(left) +
                       " stayed");
}

}  // namespace

const std::vector<std::string>& kill_things() {
  static const std::vector<std::string> things{"anvil",  "bell",  "candle", "drum",
                                               "egg",    "flute", "goblet", "hammer",
                                               "jacket", "kilt",  "mantle", "satchel"};
  return things;
}

const std::vector<std::string>& kill_wearables() {
  static const std::vector<std::string> wearables{"jacket", "kilt", "mantle"};
  return wearables;
}

std::vector<std::string> kill_cast(size_t hall, size_t players) {
  std::vector<std::string> cast;
  for (size_t i = 0; i < std::min(players, kNames.size()); ++i)
    cast.push_back(std::string(kNames[i]) + std::string(kFamilies[hall]));
  return cast;
}

bool is_kill_wearable(const std::string& noun) {
  return has(kill_wearables(), noun);
}

std::string worn_by(const std::string& person) {
  return person + " worn";
}

std::vector<Move> read_moves(std::string_view line, const std::string& reader) {
  while (line.starts_with("> ")) line.remove_prefix(2);
  const Words words = words_of(line);
  if (words.size() < 3) return {};
  if (words.size() > 3 && (words[0] == "You" || is_of_cast(words[0])))
    return read_deed(words, reader);
  std::optional<Move> move;
  if (line.starts_with("(taking the ")) {
    move = Move{reader, words[2], reader};
  } else if (words[0] == "The") {
    move = read_item(words, reader);
  }
  if (!move || !has(kill_things(), move->thing)) return {};
  return {*move};
}

void read_places(std::string_view text, const std::string& reader, Findings& found) {
  size_t begin = 0;
  while (begin < text.size()) {
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '>')) ++begin;
    const size_t end = std::min(text.find_first_of(".\n", begin), text.size());
    const std::string_view sentence = text.substr(begin, end - begin);
    const std::string place = place_of(sentence, reader);
    if (!place.empty()) read_sentence(sentence, place, found);
    begin = end + 1;
  }
}

Places sole_places(const Findings& found, std::vector<std::string>& problems) {
  Places places;
  for (const std::string& thing : kill_things()) {
    const auto [first, last] = found.equal_range(thing);
    if (first == last) problems.push_back("the " + thing + " is lost");
    for (auto it = first; it != last; ++it)
      if (!places.emplace(thing, it->second).second)
        problems.push_back("the " + thing + " is doubled: " + places[thing] + ", " + it->second);
  }
  return places;
}

Places places_after(Places places, const std::vector<Move>& moves) {
  for (const Move& move : moves) places[move.thing] = move.place;
  return places;
}

std::vector<std::string> judge(const Testimony& testimony, const Places& found) {
  std::vector<std::string> problems;
  const std::vector<Move> story = whole_story(testimony, problems);
  const Places expected = places_after(testimony.start, story);
  std::vector<Pending> open;
  for (const Pending& pending : testimony.pending)
    if (!is_told(pending, story)) open.push_back(pending);
  for (const auto& [thing, place] : expected) {
    const std::string& now = found.at(thing);
    const auto explains = [&t = thing, &now](const Pending& pending) {
      return pending.place == now && (pending.thing.empty() || names(pending, t));
    };
    if (now != place && std::none_of(open.begin(), open.end(), explains))
      problems.push_back("the " + thing + " was last seen to come to " + place + " and is at " +
                         now);
  }
  for (const Pending& pending : open)
    if (pending.thing.empty()) check_whole(pending, open, expected, found, problems);
  return problems;
}

}  // namespace reality
