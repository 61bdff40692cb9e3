// SPDX-License-Identifier: MIT
//
// A hall of the kill harness's world (kill_area.h) as the kill harness reads it: which thing a line
// of output moves where, where a text says that things are, and whether what is found after a
// restart agrees with what was read before it. Pure functions over text; nothing here knows a
// server.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

/// The things of the room by their nouns; each word stands for one thing and for nothing else.
const std::vector<std::string>& kill_things();
const std::vector<std::string>& kill_wearables();
bool is_kill_wearable(const std::string& noun);
inline constexpr size_t kMostPlayers = 8;
/// The names of those who live in a hall, at most kMostPlayers.
std::vector<std::string> kill_cast(size_t hall, size_t players = kMostPlayers);
inline constexpr std::string_view kHall = "hall";

/// Where a thing is: "hall", "chest", "crate", "shelf", "satchel", "Ann", "Ann worn".
std::string worn_by(const std::string& person);

struct Move {
  std::string actor;
  std::string thing;
  std::string place;
  bool operator==(const Move&) const = default;
};

/// The moves that a line of `reader`'s output tells of, in order.
std::vector<Move> read_moves(std::string_view line, const std::string& reader);

/// Every mention of a thing, with its place: more than one is a thing doubled.
using Findings = std::multimap<std::string, std::string>;
/// Adds what `reader` read in answer to `look`, `look in satchel` or `inventory`.
void read_places(std::string_view text, const std::string& reader, Findings& found);

using Places = std::map<std::string, std::string>;
/// One place for each thing; what is doubled or lost is added to `problems`.
Places sole_places(const Findings& found, std::vector<std::string>& problems);

/// A command that was typed and whose end its actor did not read.
struct Pending {
  std::string actor;
  std::string thing;  // "" = all that the actor holds, or all that lies in the hall for a take
  std::string from;   // for all: where those things are
  std::string place;  // where it brings them
  size_t since = 0;   // moves that the actor had read when typing it, or kUnknown

  static constexpr size_t kUnknown = std::numeric_limits<size_t>::max();
};

/// What somebody read who had hung up and come back.
struct Returned {
  std::string reader;
  size_t from = 0;  // moves that anybody had read when they knocked
  std::vector<Move> moves;
};

/// What the players of one hall can swear to, for one life of the server.
struct Testimony {
  Places start;
  std::map<std::string, std::vector<Move>> read;  // by reader, in order, from the beginning
  std::vector<Returned> returned;
  std::vector<Pending> pending;
};

Places places_after(Places places, const std::vector<Move>& moves);

/// What `found` contradicts: a move that was read must hold; beyond the last that was read, only
/// commands that were under way may have moved things, each wholly or not at all.
std::vector<std::string> judge(const Testimony& testimony, const Places& found);

}  // namespace reality
