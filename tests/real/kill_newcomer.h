// SPDX-License-Identifier: MIT
//
// KillNewcomer: somebody who makes accounts, says what they look like, quits or hangs up in the
// middle and comes back, as the same or as somebody new; all of it in the lobby of the kill
// harness's world. Owned by the KillHarness, lives on from one life of the server to the next.
// Must hold: what it swears to in accounts() was read whole.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/rng.h"
#include "tests/real/kill_accounts.h"
#include "tests/real/kill_client.h"
#include "tests/real/kill_voice.h"

namespace reality {

class KillNewcomer final : public KillClient {
 public:
  /// `number` is below 26 and differs from that of all others.
  KillNewcomer(size_t number, bool by_web);

  /// Comes in again as one of its characters, if it has any.
  void begin_life(const KillDoors& doors, Rng& rng);
  bool busy() const { return voice_ && voice_->busy(); }
  bool by_web() const { return by_web_; }
  /// Does the next thing, if it is idle; never makes a character unless `more`.
  void go_on(bool more, Rng& rng);
  /// What became of accounts and looks that were under way.
  void settle(const AccountFindings& found);

  int fd() const override { return voice_ ? voice_->fd() : -1; }
  void read() override;
  void read_rest() override;

  const std::vector<KnownAccount>& accounts() const { return accounts_; }
  /// Commands that were answered, and how often it came in, since the beginning.
  size_t answered() const { return answered_; }
  size_t entries() const { return entries_; }

 private:
  void come_in(bool more, Rng& rng);
  std::string describe();
  void take_in(const std::vector<std::string>& lines, bool answered);

  std::string family_;
  bool by_web_;
  KillDoors doors_;
  std::unique_ptr<KillVoice> voice_;
  std::vector<KnownAccount> accounts_;
  size_t made_ = 0;  // names that were used
  size_t self_ = 0;  // who it is now, among the accounts
  bool entering_ = false;
  size_t signs_ = 0;
  size_t answered_ = 0;
  size_t entries_ = 0;
};

}  // namespace reality
