// SPDX-License-Identifier: MIT
//
// MailActor: somebody outside who sends a letter over SMTP, for tests: one connection, one message,
// and the code of every reply. Belongs to the test.
// Must hold: the same letter is the same message to the byte, so that sending it twice is sending
// it again. Does not pipeline, and does not go on after a refusal.
// Tests: the plays with a `letter` step (tests/plays).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/memory_transport.h"

namespace reality {

struct MailToSend {
  std::string from;  // an address; its local part, capitalised, is the name shown
  std::string to;    // an address
  std::string subject;
  std::string text;
};

class MailActor {
 public:
  /// `settle` lets everything happen that follows from what was sent.
  MailActor(std::unique_ptr<MemoryTransport> transport, std::function<void()> settle);

  void send(const MailToSend& mail);
  /// Of every reply, the greeting's first. 0: none came.
  const std::vector<int>& codes() const { return codes_; }
  /// Of the reply to the message, or of the refusal that came before it.
  int outcome() const { return outcome_; }

 private:
  bool ask(const std::string& bytes);
  int read_code();

  std::unique_ptr<MemoryTransport> transport_;
  std::function<void()> settle_;
  std::vector<int> codes_;
  int outcome_ = 0;
};

}  // namespace reality
