// SPDX-License-Identifier: MIT
//
// KillVoice: somebody who types at a terminal (kill_terminal.h) and knows when all of it has been
// answered: behind the lines goes a word that no verb is, and what the server says to that word is
// the end of the answer. Owned by a player or a newcomer, for one connection.
// Who is sent away at the door hangs up, and may knock again.
// Must hold: a line that the kill has cut short was read by nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/real/kill_client.h"
#include "tests/real/kill_terminal.h"

namespace reality {

class KillVoice {
 public:
  /// Comes by the web or by telnet, and says nothing yet.
  KillVoice(const KillDoors& doors, bool by_web);

  /// Types these lines; busy until they are answered, or cannot be any more.
  void begin(const std::vector<std::string>& lines);
  /// Types these lines and then hangs up, without a look at what comes of it.
  void hang_up_after(const std::vector<std::string>& lines);
  bool busy() const { return busy_ && !over(); }
  /// How often all that was typed has been answered.
  size_t answers() const { return answers_; }
  /// Whether nothing more will come.
  bool over() const { return terminal_->over(); }
  int fd() const { return terminal_->fd(); }
  /// The whole lines that have come since, without telnet's commands and line ends.
  std::vector<std::string> read() { return take_in(terminal_->arrived()); }
  std::vector<std::string> read_rest() { return take_in(terminal_->rest()); }
  /// Types `line`; answer() is all that is read until it is answered. Nothing else may be asked in
  /// between.
  void ask(const std::string& line);
  std::string answer();

 private:
  std::vector<std::string> take_in(const std::string& bytes);
  void type(const std::vector<std::string>& lines);
  std::string end_of_answer() const;

  std::unique_ptr<KillTerminal> terminal_;
  std::string unread_;
  uint64_t marks_ = 0;
  bool busy_ = false;
  size_t answers_ = 0;
};

}  // namespace reality
