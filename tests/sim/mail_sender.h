// SPDX-License-Identifier: MIT
//
// MailSender: somebody outside who writes to the simulated world by SMTP, one letter after the
// other, over connections that come and go. A letter is handed in again, the very same bytes, until
// a 250 was read behind it, as relays do; sometimes once more after that, as one does who has
// missed it. Owned by the run; lives over all lives of the server.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/rng.h"
#include "tests/sim/sim_network.h"

namespace reality::sim {

/// A letter that somebody has begun to hand in.
struct SentLetter {
  std::string token;  // its subject
  std::vector<std::string> recipients;
  bool taken = false;    // 250 was read behind the final dot
  bool refused = false;  // no one of the recipients was accepted, or the message was not
  size_t times = 0;      // handed in
};

class MailSender {
 public:
  explicit MailSender(std::string name) : name_(std::move(name)) {}

  /// Hands in the letter that waits to be taken, or a new one; nothing while one is under way.
  void hand_in(SimNetwork& network, const LinkStyle& style, Rng& rng);
  /// The same letter once more although it was taken.
  void repeat() { repeat_ = true; }
  void hang_up();
  /// Reads what has come and goes on; true if something had.
  bool listen(std::string& transcript);
  void lose_server(std::string& transcript);

  bool busy() const { return transport_ != nullptr; }
  /// A letter waits to be taken.
  bool open() const { return !sent_.empty() && !sent_.back().taken && !sent_.back().refused; }
  const std::vector<SentLetter>& sent() const { return sent_; }

 private:
  void begin_letter(Rng& rng);
  void go_on(int code);
  std::string message() const;

  std::string name_;
  std::unique_ptr<MemoryTransport> transport_;
  std::string unread_;
  std::vector<std::string> rest_;  // of the dialogue, the last line first
  std::vector<SentLetter> sent_;
  bool repeat_ = false;
};

}  // namespace reality::sim
