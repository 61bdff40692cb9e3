// SPDX-License-Identifier: MIT
//
// KillSender: somebody outside who writes to the people of the halls, one letter after the other,
// over real connections that come and go. A letter is handed in again, the very same bytes, until a
// 250 was read behind it; often once more after that, as one does who has missed it. Owned by the
// KillHarness; lives on from one life of the server to the next. Tested by its use in
// tests/real/kill_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/rng.h"
#include "tests/real/kill_client.h"
#include "tests/real/kill_post.h"
#include "tests/real/smtp_client.h"

namespace reality {

class KillSender final : public KillClient {
 public:
  explicit KillSender(std::string name) : name_(std::move(name)) {}

  /// Where the server is to be found in its new life.
  void move_to(int port);
  /// Hands in what is to be handed in next, if nothing is under way. A letter that is not taken
  /// comes first; otherwise one time in `new_in` a new one is begun, to some of `readers`, and the
  /// last one is handed in once more the other times. 0 = neither.
  void go_on(const std::vector<std::string>& readers, uint64_t new_in, Rng& rng);
  void read() override;
  void read_rest() override;

  int fd() const override { return client_ ? client_->fd() : -1; }
  bool busy() const { return client_ && client_->state() == SmtpClient::State::busy; }
  /// Whether a letter waits to be taken.
  bool open() const { return open_; }
  const std::vector<SentLetter>& sent() const { return sent_; }
  /// What no letter of this sender should have met.
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void begin_letter(const std::vector<std::string>& readers, Rng& rng);
  void hand_in(Rng& rng);
  void note();

  std::string name_;
  int port_ = 0;
  std::unique_ptr<SmtpClient> client_;
  std::vector<SentLetter> sent_;  // the last one is the one at hand
  bool open_ = false;
  bool noted_ = true;     // what became of the last attempt
  size_t handed_in_ = 0;  // on this connection
  std::vector<std::string> problems_;
};

}  // namespace reality
