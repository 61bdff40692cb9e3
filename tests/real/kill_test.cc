// SPDX-License-Identifier: MIT
//
// The server killed at random moments under acting players: whatever anybody was told is so after
// the restart. REALITY_KILL_ROUNDS makes it long and REALITY_KILL_SEED repeats its choices.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "engine/clock.h"
#include "tests/real/kill_harness.h"

namespace reality {
namespace {

constexpr uint64_t kShortRounds = 3;
constexpr uint64_t kMoreRounds = 30;
constexpr uint64_t kRoundsATell = 50;

uint64_t number_from(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

bool has_seen_enough(const KillCounts& counts) {
  const size_t least = counts.rounds;
  return counts.halls.moves > least && counts.halls.by_web > least && counts.taken > least &&
         counts.sent_again > least && counts.entries > least;
}

/// On a machine that is busy with other things, the first few lives may be too short to see enough.
bool goes_on(const KillHarness& harness, uint64_t rounds) {
  if (!harness.problems().empty()) return false;
  const KillCounts counts = harness.counts();
  return counts.rounds < rounds ||
         (counts.rounds < rounds + kMoreRounds && !has_seen_enough(counts));
}

// 100 clients for a long run; few in a short one.
constexpr KillSize kCrowd{8, 8, 15, 15, 6};
constexpr KillSize kFew{2, 6, 4, 3, 1};

void report(const KillCounts& counts, const KillSize& size, uint64_t seed, size_t problems) {
  const HallCounts& halls = counts.halls;
  std::cout << "killed " << counts.rounds << " times under " << size.clients() << " clients, seed "
            << seed << ": answered " << halls.by_telnet << " commands by telnet, " << halls.by_web
            << " by web and " << counts.taken << " letters by mail (" << counts.sent_again
            << " sent again); " << halls.moves << " moves read; " << counts.notes
            << " letters written in play, " << counts.posted << " posted; " << counts.accounts
            << " accounts made, come in " << counts.entries << " times; " << halls.came_back
            << " players hung up and came back; under way: " << halls.open << " commands ("
            << halls.open_kept << " things moved), " << counts.mail_open << " letters ("
            << counts.mail_kept << " kept); " << counts.killed_starts << " kills during start, "
            << counts.killed_stops << " during stop; ";
  if (problems == 0) {
    std::cout << "0 lost, 0 doubled, 0 repaired by hand\n";
  } else {
    std::cout << problems << " PROBLEMS\n";
  }
}

TEST(KillTest, WhatWasReadIsSoAfterEveryKill) {
  const uint64_t rounds = number_from("REALITY_KILL_ROUNDS", kShortRounds);
  const KillSize& size = std::getenv("REALITY_KILL_ROUNDS") != nullptr ? kCrowd : kFew;
  const uint64_t seed =
      number_from("REALITY_KILL_SEED", static_cast<uint64_t>(SystemClock().mono_us()));
  SCOPED_TRACE("REALITY_KILL_SEED=" + std::to_string(seed));
  std::string folder = testing::TempDir() + "killXXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  KillHarness harness(folder + "/home", seed, size);
  while (goes_on(harness, rounds)) {
    harness.round();
    const size_t done = harness.counts().rounds;
    if (done % kRoundsATell == 0) std::cerr << "killed " << done << " times\n";
  }
  if (harness.problems().empty()) harness.finish();
  const KillCounts counts = harness.counts();
  for (const std::string& problem : harness.problems())
    ADD_FAILURE() << "round " << counts.rounds << ": " << problem;
  EXPECT_GE(counts.rounds, rounds);
  EXPECT_TRUE(has_seen_enough(counts)) << "nothing went on";
  report(counts, size, seed, harness.problems().size());
  // What went wrong can be looked at.
  if (harness.problems().empty()) std::filesystem::remove_all(folder);
}

// The judge itself. A harness that finds nothing must be one that could.

Testimony testimony() {
  Testimony told;
  for (const std::string& thing : kill_things()) told.start[thing] = "hall";
  for (const std::string& reader : kill_cast(0)) told.read[reader] = {};
  return told;
}

Places start_with(const Places& changes) {
  Places places = testimony().start;
  for (const auto& [thing, place] : changes) places[thing] = place;
  return places;
}

TEST(KillJudgeTest, ReadsMoves) {
  const auto reads = [](const std::string& line, const Move& move) {
    EXPECT_EQ(read_moves(line, "Ann"), std::vector<Move>{move}) << line;
  };
  reads("> You take the bell from the stone shelf.", {"Ann", "bell", "Ann"});
  reads("(taking the egg first)", {"Ann", "egg", "Ann"});
  reads("(taking the kilt off first)", {"Ann", "kilt", "Ann"});
  reads("The flute: taken.", {"Ann", "flute", "Ann"});
  reads("The flute: put in the iron chest.", {"Ann", "flute", "chest"});
  reads("The flute: dropped.", {"Ann", "flute", "hall"});
  reads("Bob gives the drum to you.", {"Bob", "drum", "Ann"});
  reads("Bob gives the drum to Cid.", {"Bob", "drum", "Cid"});
  reads("You put on the kilt.", {"Ann", "kilt", "Ann worn"});
  reads("Bob puts on the kilt.", {"Bob", "kilt", "Bob worn"});
  reads("Bob puts the kilt on the stone shelf.", {"Bob", "kilt", "shelf"});
  reads("Bob takes off the kilt.", {"Bob", "kilt", "Bob"});
  reads("Bob drops the satchel.", {"Bob", "satchel", "hall"});
  reads("Bobdal drops the satchel.", {"Bobdal", "satchel", "hall"});
}

TEST(KillJudgeTest, ReadsListsInOneSentence) {
  const std::vector<Move> put{{"Bob", "bell", "satchel"}, {"Bob", "egg", "satchel"}};
  EXPECT_EQ(read_moves("Bob puts a bell and an egg in the satchel.", "Ann"), put);
  const std::vector<Move> taken{
      {"Bob", "bell", "Bob"}, {"Bob", "drum", "Bob"}, {"Bob", "satchel", "Bob"}};
  EXPECT_EQ(read_moves("Bob takes a bell, a drum and a satchel from the iron chest.", "Ann"),
            taken);
}

TEST(KillJudgeTest, ReadsNoMovesWhereThereAreNone) {
  for (const char* line :
       {"Bob wakes up.", "Bob is holding that.", "> ", "", "You see a bell here.",
        "You aren't holding the satchel.", "There is nothing in the satchel."})
    EXPECT_TRUE(read_moves(line, "Ann").empty()) << line;
}

TEST(KillJudgeTest, ReadsPlaces) {
  Findings found;
  read_places(
      "> A bare hall\nFour walls and an echo.\nYou see a bell here. In the iron chest are a drum "
      "and a satchel (in which is an egg).\nBob is here.\n",
      "Ann", found);
  read_places("You see an egg in the satchel.\n", "Ann", found);
  read_places("> You are carrying a flute and a candle.\nYou are wearing a kilt.\n", "Ann", found);
  const Findings expected{{"bell", "hall"},    {"candle", "Ann"}, {"drum", "chest"},
                          {"egg", "satchel"},  {"flute", "Ann"},  {"kilt", "Ann worn"},
                          {"satchel", "chest"}};
  EXPECT_EQ(found, expected);
  std::vector<std::string> problems;
  sole_places(found, problems);
  EXPECT_EQ(problems.size(), kill_things().size() - expected.size());
  problems.clear();
  found.emplace("bell", "Bob");
  sole_places(found, problems);
  EXPECT_NE(problems.front().find("lost"), std::string::npos);
  EXPECT_NE(std::find(problems.begin(), problems.end(), "the bell is doubled: hall, Bob"),
            problems.end());
}

TEST(KillJudgeTest, AllReadOneStoryWhateverTheOrderOfAList) {
  const Move bell{"Bob", "bell", "Bob"};
  const Move drum{"Bob", "drum", "Bob"};
  const Move dropped{"Bob", "bell", "hall"};
  Testimony told = testimony();
  const auto found = start_with({{"drum", "Bob"}});
  told.read["Bob"] = {drum, bell, dropped};
  for (const std::vector<Move>& same :
       {std::vector<Move>{bell, drum, dropped}, {bell, drum}, {bell}, {drum}, {}}) {
    told.read["Ann"] = same;
    EXPECT_TRUE(judge(told, found).empty());
  }
  for (const std::vector<Move>& other : {std::vector<Move>{dropped},
                                         {bell, dropped, drum},
                                         {{"Cid", "bell", "Cid"}},
                                         {bell, bell}}) {
    told.read["Ann"] = other;
    EXPECT_FALSE(judge(told, found).empty());
  }
}

TEST(KillJudgeTest, AMoveThatWasReadMustHold) {
  Testimony told = testimony();
  told.read["Bob"] = {{"Ann", "bell", "Ann"}};
  EXPECT_TRUE(judge(told, start_with({{"bell", "Ann"}})).empty());
  EXPECT_FALSE(judge(told, start_with({})).empty());
  // Nor does a command that was seen to end explain what is found.
  told.pending = {{"Ann", "bell", "", "Ann"}};
  told.read["Bob"].push_back({"Ann", "bell", "hall"});
  EXPECT_FALSE(judge(told, start_with({{"bell", "Ann"}})).empty());
}

TEST(KillJudgeTest, WhatWasUnderWayMayBeThereOrNot) {
  Testimony told = testimony();
  told.pending = {{"Ann", "bell", "", "chest"}};
  EXPECT_TRUE(judge(told, start_with({{"bell", "chest"}})).empty());
  EXPECT_TRUE(judge(told, start_with({})).empty());
  EXPECT_FALSE(judge(told, start_with({{"bell", "Ann"}})).empty()) << "half of a put";
  EXPECT_FALSE(judge(told, start_with({{"drum", "chest"}})).empty());
}

TEST(KillJudgeTest, OneCommandMovesAllOrNothing) {
  Testimony told = testimony();
  told.read["Bob"] = {{"Ann", "bell", "Ann"}, {"Ann", "drum", "Ann"}, {"Ann", "egg", "Ann"}};
  told.pending = {{"Ann", "", "Ann", "crate", 3}};
  const Places none = start_with({{"bell", "Ann"}, {"drum", "Ann"}, {"egg", "Ann"}});
  const Places all = start_with({{"bell", "crate"}, {"drum", "crate"}, {"egg", "crate"}});
  const Places half = start_with({{"bell", "crate"}, {"drum", "Ann"}, {"egg", "Ann"}});
  EXPECT_TRUE(judge(told, none).empty());
  EXPECT_TRUE(judge(told, all).empty());
  EXPECT_FALSE(judge(told, half).empty());
}

TEST(KillJudgeTest, WhoComesBackReadsTheSameStory) {
  const Move bell{"Bob", "bell", "Bob"};
  const Move drum{"Bob", "drum", "Bob"};
  const Move dropped{"Bob", "bell", "hall"};
  const Move egg{"Cid", "egg", "Cid"};
  Testimony told = testimony();
  told.read["Ann"] = {bell, drum, dropped, egg};
  const Places found = start_with({{"drum", "Bob"}, {"egg", "Cid"}});
  for (const std::vector<Move>& part :
       {std::vector<Move>{}, {dropped}, {dropped, egg}, {drum, dropped}, {egg}}) {
    told.returned = {{"Dora", 1, part}};
    EXPECT_TRUE(judge(told, found).empty());
  }
  // They may have read further than all others, and then that must hold.
  const Move flute{"Cid", "flute", "Cid"};
  told.returned = {{"Dora", 1, {dropped, egg, flute}}};
  EXPECT_FALSE(judge(told, found).empty());
  EXPECT_TRUE(judge(told, start_with({{"drum", "Bob"}, {"egg", "Cid"}, {"flute", "Cid"}})).empty());
  told.returned = {{"Dora", 0, {bell}}};
  EXPECT_TRUE(judge(told, found).empty());
  told.returned = {{"Dora", 3, {bell}}};
  EXPECT_FALSE(judge(told, found).empty()) << "what was over when they came";
  told.returned = {{"Dora", 1, {egg, {"Cid", "egg", "chest"}}}};
  EXPECT_FALSE(judge(told, found).empty()) << "what nobody else read, and is not so";
}

TEST(KillJudgeTest, AllReadTheSameStory) {
  Testimony told = testimony();
  told.read["Bob"] = {{"Ann", "bell", "Ann"}, {"Ann", "bell", "chest"}};
  told.read["Cid"] = {{"Ann", "bell", "chest"}};
  EXPECT_FALSE(judge(told, start_with({{"bell", "chest"}})).empty());
}

}  // namespace
}  // namespace reality
