// SPDX-License-Identifier: MIT
//
// ReadingJudge: whether everybody may read what he reads. A text may name what its reader could
// perceive before the line or after it (SlowEye), and besides: what he typed himself; what somebody
// said, word for word; whose voice it is; places he has been to and the ways from there; who is
// awake in the world; that something is no longer there. Owned by the playground.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/properties/markers.h"
#include "tests/properties/slow_eye.h"
#include "world/event.h"

namespace reality {

using Words = std::set<std::string>;
/// What each player may read of.
using Knowledge = std::vector<Words>;
/// What each player read.
using Readings = std::vector<std::span<const Event>>;

class ReadingJudge {
 public:
  ReadingJudge(const Things& things, const Markers& markers, EyeRules rules,
               std::vector<ThingId> players);

  /// What can be perceived now.
  Knowledge look();
  /// What came of a line, or of time that passed (an empty line): "" or what nobody should read.
  std::string judge(size_t typist, const std::string& line, const Readings& readings,
                    const Knowledge& before, const Knowledge& after);

 private:
  struct Typed {
    std::string line;
    bool raw = false;  // others read it word for word
  };
  /// What is remembered of a player.
  struct Memory {
    std::vector<Typed> typed;
    Words met;  // all that he could ever read of
    std::set<ThingId> visited;
    std::string question;     // that his last line was answered with
    int answers = 0;          // so many further lines may answer a question
    bool rest_waits = false;  // behind the question, further commands of the same line
  };
  struct Case;

  const Thing& player(size_t number) const { return *things_.find(players_[number]); }
  void add_places(size_t number, Words& words);
  bool note_line(size_t typist, const std::string& line, const Readings& readings);
  std::string judge_event(const Case& now, const Event& event) const;
  bool is_excused(const Case& now, const Event& event, const std::string& word) const;
  bool was_typed(const Case& now, const std::string& word) const;
  bool is_missed(const Case& now, const Event& event, const std::string& word) const;
  bool is_player(const std::string& word) const;
  bool is_roster(std::span<const Event> events) const;
  Words persons_near(size_t number) const;

  const Things& things_;
  const Markers& markers_;
  EyeRules rules_;
  std::vector<ThingId> players_;
  std::vector<Memory> memories_;
};

}  // namespace reality
