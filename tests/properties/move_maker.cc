// SPDX-License-Identifier: MIT
#include "tests/properties/move_maker.h"

#include <array>

#include "world/state/keys.h"

namespace reality {

namespace {

// {n} a noun, {t} of what lies about, {h} of what one has, {c} of what holds or opens; {p}
// somebody, {d} a direction, {w} free words, {q} a number. What changes most stands here more than
// once.
// The first kCore of them make up half of all lines.
constexpr int kTries = 6;
constexpr size_t kCore = 61;
constexpr auto kPatterns = std::to_array<std::string_view>({
    "take {t}",
    "take {t}",
    "take {t}",
    "take {t}",
    "take {n}",
    "take {t} from {c}",
    "get {t} out of {c}",
    "take all",
    "take all but {t}",
    "take {q} {t}",
    "take {t}, {n} and {t}",
    "take {t} from under {n}",
    "take all from {c}",
    "drop {h}",
    "drop {h}",
    "drop {h}",
    "drop all",
    "drop all",
    "drop all but {h}",
    "drop it",
    "drop them",
    "drop my {h}",
    "drop {n}",
    "put {h} in {c}",
    "put {h} in {c}",
    "put {t} in {c}",
    "put {h} on {c}",
    "put {h} under {n}",
    "put {h} behind {n}",
    "put all in {c}",
    "put {q} {t} in {c}",
    "put it in {c}",
    "put {n} in {n}",
    "put {c} in {c}",
    "put {n} on {h}",
    "give {h} to {p}",
    "give {h} to {p}",
    "give {p} {t}",
    "give all to {p}",
    "give it to {p}",
    "throw {h} at {n}",
    "open {c}",
    "open {c}",
    "open {n}",
    "close {c}",
    "close {c}",
    "lock {c}",
    "unlock {c}",
    "lock {c} with {n}",
    "unlock {c} with {n}",
    "knock on {c}",
    "wear {t}",
    "wear {h}",
    "wear {n}",
    "remove {h}",
    "take off {h}",
    "go {d}",
    "{d}",
    "{d}",
    "{d}",
    "run {d}",
    "enter {n}",
    "exit",
    "go to {n}",
    "follow {p}",
    "push {n} {d}",
    "look",
    "look",
    "look at {n}",
    "x {n}",
    "x {p}",
    "look in {c}",
    "look on {c}",
    "look under {n}",
    "look behind {n}",
    "look through {n}",
    "look {d}",
    "search {n}",
    "read {n}",
    "x all",
    "x {p}'s {n}",
    "x it",
    "x him",
    "x her",
    "listen",
    "smell",
    "listen to {n}",
    "smell {n}",
    "touch {n}",
    "taste {n}",
    "say {w}",
    "'{w}",
    "\"{w}",
    "shout {w}",
    "whisper {w} to {p}",
    "whisper to {p} {w}",
    "tell {p} {w}",
    "emote {w}",
    ":{w}",
    ":waves to {p} and looks at {n}",
    "{p}, go {d}",
    "{p}, take {n}",
    "{p}, drop {n}",
    "ask {p} about {n}",
    "greet {p}",
    "hello",
    "smile",
    "smile at {p}",
    "nod {n}",
    "bow {p}",
    "dance",
    "wave to {p}",
    "hug {p}",
    "turn on {t}",
    "turn on {h}",
    "turn {h} off",
    "light {t}",
    "extinguish {h}",
    "push {n}",
    "pull {n}",
    "turn {n}",
    "rub {n}",
    "shake {h}",
    "kick {n}",
    "use {n}",
    "sit",
    "sit on {c}",
    "lie on {n}",
    "stand",
    "stand on {n}",
    "get up",
    "get in {c}",
    "get off {n}",
    "climb {n}",
    "jump",
    "sleep",
    "wake {p}",
    "eat {t}",
    "drink {h}",
    "drink from {c}",
    "fill {h} from {n}",
    "pour {h} into {c}",
    "empty {h}",
    "tie {h} to {n}",
    "untie {n}",
    "cut {n}",
    "burn {h}",
    "ring {n}",
    "count {n}",
    "inventory",
    "exits",
    "who",
    "wait",
    "again",
    "g",
    "oops {n}",
    "help",
    "what do i do now",
    "where can i go",
    "undo",
    "{n}",
    "the {n}",
    "{q}",
    "the first",
    "both",
    "all",
    "yes",
    "no",
    "{q}. {n}",
    "take {t}. go {d}. drop {h}",
    "take {t} then x it",
    "take {t} and go {d}",
    "please take the {t}",
    "take any {t}",
    "take the other {t}",
    "open {c}; look in it; close it",
    "{w}",
    "the",
    "and",
    "take",
    "put {h}",
    "give",
    "put",
});

constexpr auto kDirections = std::to_array<std::string_view>(
    {"north", "south", "east", "west", "up", "down", "in", "out", "n", "e", "s", "w", "northeast"});
constexpr auto kNothings = std::to_array<std::string_view>(
    {"unicorn", "xyzzy",      "it",     "them",    "him",          "her",   "me",
     "all",     "everything", "one",    "red",     "the blue one", "balls", "coins",
     "door",    "here",       "myself", "3 coins", "second coin",  "fred's"});
constexpr auto kNumbers =
    std::to_array<std::string_view>({"1", "2", "3", "two", "four", "9", "0", "third"});
constexpr auto kWords = std::to_array<std::string_view>({"hello", "the", "lamp", "is", "take",
                                                         "{actor}", "and", "go", "north", "please",
                                                         "\xc3\xbc"
                                                         "ber",
                                                         "me", "who", "."});

}  // namespace

GameMove MoveMaker::next() {
  GameMove move;
  move.who = rng_.below(Playground::kPlayers);
  if (chance(3)) {
    move.seconds = static_cast<int64_t>(1 + rng_.below(20));
    return move;
  }
  const Thing& actor = playground_.player(move.who);
  const size_t most = chance(50) ? kCore : kPatterns.size();
  nothing_fits_ = true;
  for (int tries = 0; nothing_fits_ && tries < kTries; ++tries) {
    nothing_fits_ = false;
    move.line = fill(kPatterns[rng_.below(most)], actor);
  }
  if (chance(4)) move.line = misspell(move.line);
  return move;
}

std::string MoveMaker::fill(std::string_view pattern, const Thing& actor) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      out += pattern[i];
      continue;
    }
    const size_t end = pattern.find('}', i);
    out += slot(pattern.substr(i + 1, end - i - 1), actor);
    i = end;
  }
  return out;
}

std::string MoveMaker::slot(std::string_view name, const Thing& actor) {
  if (name == "n") return noun(actor);
  if (name == "t" || name == "h" || name == "c") return fitting_noun(name.front(), actor);
  if (name == "p") return person(actor);
  if (name == "d") return direction(actor);
  if (name == "q") return std::string(any(kNumbers));
  return words(actor);
}

std::string MoveMaker::noun(const Thing& actor) {
  if (chance(8)) return std::string(any(kNothings));
  const Thing* thing = chance(80) ? one_near(actor) : anywhere();
  return thing ? noun_of(*thing) : std::string(any(kNothings));
}

bool MoveMaker::fits(char slot, const Thing& thing, const Thing& actor) {
  if (slot == 'h') return thing.holder() == &actor;
  if (slot == 'c')
    return thing.flag(key::container) || thing.flag(key::surface) || thing.flag(key::openable);
  const bool carried = thing.relation() == Relation::held || thing.relation() == Relation::worn;
  return !carried && thing.relation() != Relation::part && !thing.flag(key::fixed) &&
         !thing.flag(key::person) && !thing.flag(key::room);
}

// What makes sense, as a rule. Where nothing does, another line is made.
std::string MoveMaker::fitting_noun(char slot, const Thing& actor) {
  if (chance(8)) return noun(actor);
  std::vector<const Thing*> found;
  for (const Thing* thing : near(actor))
    if (fits(slot, *thing, actor)) found.push_back(thing);
  if (found.empty()) nothing_fits_ = true;
  return found.empty() ? noun(actor) : noun_of(*found[rng_.below(found.size())]);
}

// Its whole name, its last word, or the word that is its alone.
std::string MoveMaker::noun_of(const Thing& thing) {
  const std::string plain = playground_.markers().plain(thing.string(key::name));
  if (chance(20) || plain.empty()) {
    const auto markers = playground_.markers().of_name(thing);
    if (!markers.empty()) return *markers.begin();
  }
  if (plain.empty()) return std::string(any(kNothings));
  if (chance(50)) return plain;
  const size_t last = plain.rfind(' ');
  return last == std::string::npos ? plain : plain.substr(last + 1);
}

std::string MoveMaker::person(const Thing& actor) {
  for (int tries = 0; tries < 20; ++tries) {
    const Thing* thing = chance(85) ? one_near(actor) : anywhere();
    if (thing && thing->flag(key::person)) return noun_of(*thing);
  }
  return noun(actor);
}

// Ways that there are, as a rule; now and then to where somebody is, for company.
std::string MoveMaker::direction(const Thing& actor) {
  std::vector<std::string> ways;
  std::vector<std::string> to_company;
  const Thing* room = room_around(actor);
  if (!room || chance(10)) return std::string(any(kDirections));
  for (const Thing& exit : contents(*room)) {
    if (!exit.flag(key::exit)) continue;
    const Thing* to = playground_.world().things().find(exit.get(key::to));
    ways.emplace_back(exit.string(key::direction));
    for (size_t i = 0; i < Playground::kPlayers; ++i)
      if (room_around(playground_.player(i)) == to) to_company.push_back(ways.back());
  }
  if (!to_company.empty() && chance(30)) return to_company[rng_.below(to_company.size())];
  if (ways.empty()) return std::string(any(kDirections));
  return ways[rng_.below(ways.size())];
}

std::string MoveMaker::words(const Thing& actor) {
  std::string out;
  for (uint64_t i = 1 + rng_.below(5); i > 0; --i) {
    out += out.empty() ? "" : " ";
    out += chance(30) ? noun(actor) : std::string(any(kWords));
  }
  return out;
}

std::string MoveMaker::misspell(std::string line) {
  const size_t at = rng_.below(line.size());
  if (chance(50) && at + 1 < line.size()) {
    std::swap(line[at], line[at + 1]);
  } else if (chance(50)) {
    line.erase(at, 1);
  } else {
    line.insert(at, 1, static_cast<char>('a' + rng_.below(26)));
  }
  return line.empty() ? "x" : line;
}

/// All in the same room, at any depth, also what is hidden there.
std::vector<const Thing*> MoveMaker::near(const Thing& actor) {
  std::vector<const Thing*> found;
  const Thing* room = room_around(actor);
  playground_.world().things().for_each([&](const Thing& thing) {
    if (room_around(thing) == room && !thing.string(key::name).empty()) found.push_back(&thing);
  });
  return found;
}

const Thing* MoveMaker::one_near(const Thing& actor) {
  const std::vector<const Thing*> found = near(actor);
  return found.empty() ? nullptr : found[rng_.below(found.size())];
}

const Thing* MoveMaker::anywhere() {
  std::vector<const Thing*> found;
  playground_.world().things().for_each([&](const Thing& thing) {
    if (!thing.string(key::name).empty()) found.push_back(&thing);
  });
  return found.empty() ? nullptr : found[rng_.below(found.size())];
}

}  // namespace reality
