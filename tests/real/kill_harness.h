// SPDX-License-Identifier: MIT
//
// KillHarness: players who act at random in one world that lives on, by telnet and one in a
// browser, senders who write to them from outside, and a server that is killed under them, again
// and again. It notes what each of them read, and holds the world after each restart (kill_room.h)
// and the database after each kill (kill_post.h) to it. Owned by a test; one home, one round after
// the other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/rng.h"
#include "tests/real/kill_room.h"
#include "tests/real/kill_sender.h"
#include "tests/real/kill_terminal.h"
#include "tests/real/running_program.h"

namespace reality {

/// One of the cast at work: what was typed, and what was read.
class KillPlayer {
 public:
  KillPlayer(std::string name, std::unique_ptr<KillTerminal> terminal);

  const std::string& name() const { return name_; }
  int fd() const { return terminal_->fd(); }
  /// Logs in, as somebody new or known, and waits until that is done.
  void enter(bool known);
  /// Types `line` and returns all that is read until it is answered.
  std::string ask(const std::string& line);
  /// Types a command of which `pending` tells what it would do.
  void begin(const std::string& line, Pending pending);
  bool busy() const { return busy_; }
  /// Takes in what has arrived.
  void read();
  /// Takes in what arrives until the end of the connection.
  void read_rest();

  const std::vector<Move>& moves() const { return moves_; }
  const Pending& pending() const { return pending_; }
  size_t answered() const { return answered_; }

 private:
  void take_in(const std::string& bytes);
  /// A word that no verb is: it is answered when all before it has been.
  std::string mark();
  std::string answer_to(const std::string& marker) const;

  std::string name_;
  std::unique_ptr<KillTerminal> terminal_;
  std::string unread_;
  std::string marker_;
  uint64_t marks_ = 0;
  bool busy_ = false;
  Pending pending_;
  std::vector<Move> moves_;
  size_t answered_ = 0;
};

/// What a run has seen, so that an idle one cannot pass for a good one.
struct KillCounts {
  size_t rounds = 0;
  size_t answered = 0;       // commands
  size_t by_web = 0;         // of those
  size_t moves = 0;          // moves that somebody read
  size_t open = 0;           // commands under way when the server was killed
  size_t open_kept = 0;      // things found moved by those
  size_t killed_starts = 0;  // starts that were killed before they were ready
  size_t killed_stops = 0;   // stops that were killed before they were over
  size_t taken = 0;          // letters that were taken
  size_t sent_again = 0;     // attempts to hand in a letter once more
  size_t mail_open = 0;      // letters under way when the server was killed
  size_t mail_kept = 0;      // of those, the ones found there nevertheless
};

class KillHarness {
 public:
  /// `home` is a folder that need not exist; all that is chosen at random follows from `seed`.
  KillHarness(std::string home, uint64_t seed);
  ~KillHarness();

  /// Lets the players act, kills the server, starts it again and compares.
  void round();
  /// Hands in what was not taken yet, kills the server a last time and looks at every letter.
  void finish();
  /// What was found wrong so far.
  const std::vector<std::string>& problems() const { return problems_; }
  const KillCounts& counts() const { return counts_; }

 private:
  std::vector<std::string> serving() const;
  void start();
  void kill_some_starts();
  Places inspect();
  void act();
  void begin_command(KillPlayer& player);
  void begin_all(KillPlayer& player, const Places& places);
  void begin_one(KillPlayer& player, const Places& places);
  void write_letters(bool more);
  void poll_all(int64_t patience_us);
  void kill();
  void check(const std::string& when);
  void compare(const Places& found);
  void judge_letters();
  void count_letters(const std::vector<SentLetter>& sent, const PostFindings& found);
  std::vector<SentLetter> all_sent() const;
  const std::string& any_of(const std::vector<std::string>& all);

  std::string home_;
  Rng rng_;
  bool known_ = false;
  std::unique_ptr<RunningProgram> server_;
  std::vector<std::unique_ptr<KillPlayer>> players_;
  std::vector<KillSender> senders_;
  Testimony testimony_;
  std::vector<std::string> problems_;
  KillCounts counts_;
};

}  // namespace reality
