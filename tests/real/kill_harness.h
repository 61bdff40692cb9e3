// SPDX-License-Identifier: MIT
//
// KillHarness: many clients who act at random in one world that lives on, and a server that is
// killed under them, again and again: people of several halls by telnet and in browsers
// (kill_hall.h), newcomers who make accounts and come and go (kill_newcomer.h), senders who write
// from outside (kill_sender.h). The world after each restart and the database after each kill are
// held to what each of them was told. Owned by a test; one home, one round after the other, all on
// one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/rng.h"
#include "tests/real/kill_hall.h"
#include "tests/real/kill_newcomer.h"
#include "tests/real/kill_sender.h"
#include "tests/real/running_program.h"

namespace reality {

/// How many clients there are; of a hall's players every fourth is in a browser.
struct KillSize {
  size_t halls = 1;    // at most kMostHalls
  size_t players = 1;  // in each; at most kMostPlayers
  size_t senders = 1;
  size_t newcomers_by_telnet = 1;
  size_t newcomers_by_web = 1;  // with the others at most 26

  size_t clients() const {
    return halls * players + senders + newcomers_by_telnet + newcomers_by_web;
  }
};

/// What a run has seen, so that an idle one cannot pass for a good one.
struct KillCounts {
  size_t rounds = 0;
  HallCounts halls;
  size_t killed_starts = 0;  // starts that were killed before they were ready
  size_t killed_stops = 0;   // stops that were killed before they were over
  size_t taken = 0;          // letters that were taken
  size_t sent_again = 0;     // attempts to hand in a letter once more
  size_t mail_open = 0;      // letters under way when the server was killed
  size_t mail_kept = 0;      // of those, the ones found there nevertheless
  size_t notes = 0;          // letters that were written in the world
  size_t posted = 0;         // of those, the ones that were posted
  size_t accounts = 0;       // that were made by newcomers
  size_t entries = 0;        // times that newcomers came in
};

class KillHarness {
 public:
  /// `home` is a folder that need not exist; all that is chosen at random follows from `seed`.
  KillHarness(std::string home, uint64_t seed, const KillSize& size);
  ~KillHarness();

  /// Lets all act, kills the server, starts it again and compares.
  void round();
  /// Hands in what was not taken yet, kills the server a last time and looks at every letter.
  void finish();
  /// What was found wrong so far.
  const std::vector<std::string>& problems() const { return problems_; }
  KillCounts counts() const;

 private:
  std::vector<std::string> serving() const;
  void start();
  void kill_some_starts();
  void enter();
  void inspect();
  void act();
  void write_letters(bool more);
  bool all_in();
  void poll_all(int64_t patience_us);
  void kill();
  void check(const std::string& when);
  void judge_database();
  void judge_letters(const std::string& database);
  void judge_accounts_in(const std::string& database);
  void count_letters(const std::vector<SentLetter>& sent, const PostFindings& found);
  std::vector<SentLetter> all_sent() const;
  void add(std::vector<std::string> problems);

  std::string home_;
  Rng rng_;
  std::unique_ptr<RunningProgram> server_;
  std::vector<std::unique_ptr<KillHall>> halls_;
  std::vector<std::unique_ptr<KillNewcomer>> newcomers_;
  std::vector<std::unique_ptr<KillSender>> senders_;
  std::vector<KillClient*> clients_;  // all of those
  std::vector<std::string> cast_;     // the people of all halls
  bool served_ = false;
  std::vector<std::string> problems_;
  KillCounts counts_;
};

}  // namespace reality
