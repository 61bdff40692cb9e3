// SPDX-License-Identifier: MIT
#include "tests/real/kill_story.h"

#include <algorithm>
#include <cstddef>

namespace reality {
namespace {

/// The first move after the run that begins at this one: things that one person brings to one
/// place. The list of one command is such a run; its order is the teller's.
std::vector<Move>::iterator end_of_run(std::vector<Move>::iterator at,
                                       std::vector<Move>::iterator end) {
  return std::find_if(at, end, [&](const Move& move) {
    return move.actor != at->actor || move.place != at->place;
  });
}

/// The story with the things of each run in the order of their names.
std::vector<Move> in_order(std::vector<Move> story) {
  for (auto run = story.begin(); run != story.end();) {
    const auto end = end_of_run(run, story.end());
    std::sort(run, end, [](const Move& a, const Move& b) { return a.thing < b.thing; });
    run = end;
  }
  return story;
}

/// Whether somebody who read no further than this can have read the whole: the last run may have
/// been cut short.
bool is_part_of(const std::vector<Move>& story, const std::vector<Move>& whole) {
  const std::vector<Move> part = in_order(story);
  const std::vector<Move> all = in_order(whole);
  const auto [at, other] = std::mismatch(part.begin(), part.end(), all.begin(), all.end());
  return std::all_of(at, part.end(), [&, other = other](const Move& move) {
    const auto same = [&](const Move& one) {
      return one.actor == move.actor && one.place == move.place;
    };
    const auto end = std::find_if_not(other, all.end(), same);
    return std::find(other, end, move) != end;
  });
}

const std::vector<Move>& longest_story(const Testimony& testimony) {
  const auto longest = std::max_element(
      testimony.read.begin(), testimony.read.end(),
      [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  return longest->second;
}

/// Fits in what somebody read after coming back, which goes on where the others end if it is
/// further. Who comes back does so between two turns, so no list is cut there.
bool join(std::vector<Move>& whole, const Returned& returned) {
  for (size_t at = std::min(returned.from, whole.size()); at <= whole.size(); ++at) {
    const std::vector<Move> rest(whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end());
    const bool within = returned.moves.size() <= rest.size();
    if (!within && is_part_of(rest, returned.moves)) {
      whole.resize(at);
      whole.insert(whole.end(), returned.moves.begin(), returned.moves.end());
      return true;
    }
    if (within && is_part_of(returned.moves, rest)) return true;
  }
  return false;
}

}  // namespace

std::vector<Move> whole_story(const Testimony& testimony, std::vector<std::string>& problems) {
  std::vector<Move> whole = longest_story(testimony);
  for (const auto& [reader, story] : testimony.read)
    if (!is_part_of(story, whole))
      problems.push_back(reader + " read another story than the others");
  for (const Returned& returned : testimony.returned)
    if (!join(whole, returned))
      problems.push_back(returned.reader + " came back and read another story than the others");
  return whole;
}

}  // namespace reality
