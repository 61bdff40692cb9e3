// SPDX-License-Identifier: MIT
#include "tests/properties/move_maker.h"

#include <array>

#include "world/state/keys.h"

namespace reality {

namespace {

// {n} a noun, {p} somebody, {d} a direction, {w} free words, {q} a number. Those that change most
// stand here more than once. `s` stands for the socials.
constexpr auto kPatterns = std::to_array<std::string_view>({
    "take {n}",
    "take {n}",
    "take {n}",
    "take {n} from {n}",
    "get {n} out of {n}",
    "take all",
    "take all but {n}",
    "take {q} {n}",
    "take {n}, {n} and {n}",
    "take {n} from under {n}",
    "drop {n}",
    "drop {n}",
    "drop all",
    "drop it",
    "drop them",
    "drop my {n}",
    "put {n} in {n}",
    "put {n} in {n}",
    "put {n} on {n}",
    "put {n} under {n}",
    "put {n} behind {n}",
    "put all in {n}",
    "put {q} {n} in {n}",
    "put it in {n}",
    "give {n} to {p}",
    "give {p} {n}",
    "give all to {p}",
    "give it to {p}",
    "throw {n} at {n}",
    "open {n}",
    "open {n}",
    "close {n}",
    "close {n}",
    "lock {n}",
    "unlock {n}",
    "lock {n} with {n}",
    "unlock {n} with {n}",
    "knock on {n}",
    "wear {n}",
    "wear {n}",
    "remove {n}",
    "take off {n}",
    "go {d}",
    "go {d}",
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
    "x {n}",
    "look in {n}",
    "look on {n}",
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
    "laugh",
    "turn on {n}",
    "turn on {n}",
    "turn {n} off",
    "light {n}",
    "extinguish {n}",
    "push {n}",
    "pull {n}",
    "turn {n}",
    "rub {n}",
    "shake {n}",
    "squeeze {n}",
    "kick {n}",
    "use {n}",
    "sit",
    "sit on {n}",
    "lie on {n}",
    "stand",
    "stand on {n}",
    "get up",
    "get in {n}",
    "get off {n}",
    "climb {n}",
    "jump",
    "sleep",
    "wake {p}",
    "eat {n}",
    "drink {n}",
    "drink from {n}",
    "fill {n} from {n}",
    "pour {n} into {n}",
    "pour {n}",
    "empty {n}",
    "tie {n} to {n}",
    "untie {n}",
    "cut {n}",
    "burn {n}",
    "ring {n}",
    "count {n}",
    "inventory",
    "i",
    "exits",
    "who",
    "wait",
    "z",
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
    "take {n}. go {d}. drop {n}",
    "take {n} then x it",
    "take {n} and go {d}",
    "please take the {n}",
    "take any {n}",
    "take the other {n}",
    "open {n}; look in it; close it",
    "{w}",
    "the",
    "and",
    "take",
    "put {n}",
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

Move MoveMaker::next() {
  Move move;
  move.who = rng_.below(Playground::kPlayers);
  if (chance(3)) {
    move.seconds = static_cast<int64_t>(1 + rng_.below(20));
    return move;
  }
  const Thing& actor = playground_.player(move.who);
  move.line = fill(any(kPatterns), actor);
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
  if (name == "p") return person(actor);
  if (name == "d") return direction(actor);
  if (name == "q") return std::string(any(kNumbers));
  return words(actor);
}

std::string MoveMaker::noun(const Thing& actor) {
  if (chance(8)) return std::string(any(kNothings));
  const Thing* thing = chance(80) ? near(actor) : anywhere();
  return thing ? noun_of(*thing) : std::string(any(kNothings));
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
    const Thing* thing = chance(85) ? near(actor) : anywhere();
    if (thing && thing->flag(key::person)) return noun_of(*thing);
  }
  return noun(actor);
}

// Ways that there are, as a rule.
std::string MoveMaker::direction(const Thing& actor) {
  std::vector<std::string> ways;
  if (const Thing* room = room_around(actor))
    for (const Thing& exit : contents(*room))
      if (exit.flag(key::exit)) ways.emplace_back(exit.string(key::direction));
  if (ways.empty() || chance(15)) return std::string(any(kDirections));
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

/// Something in the same room, at any depth, also what is hidden there.
const Thing* MoveMaker::near(const Thing& actor) {
  std::vector<const Thing*> found;
  const Thing* room = room_around(actor);
  playground_.world().things().for_each([&](const Thing& thing) {
    if (room_around(thing) == room && !thing.string(key::name).empty()) found.push_back(&thing);
  });
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
