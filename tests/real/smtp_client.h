// SPDX-License-Identifier: MIT
//
// SmtpClient: for tests, a sender's end of an SMTP connection (RFC 5321) on loopback. It hands in
// one message after another and is told by whoever polls its fd() that something has arrived, so it
// stands in one loop with other clients. Owned by its user. A connection that is refused, closed or
// cut is no failure of the test but over(): the server is meant to be killed under it.
// Tested by its use in tests/real/kill_test.cc.
#pragma once

#include <cstddef>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/unique_fd.h"

namespace reality {

struct SmtpMessage {
  std::string sender;  // "" for the null sender
  std::vector<std::string> recipients;
  std::string data;  // with CR LF and its dots stuffed, without the final dot
};

class SmtpClient {
 public:
  static constexpr size_t kAll = std::numeric_limits<size_t>::max();
  enum class State { free, busy, taken, refused, lost };

  /// Connects and says EHLO.
  explicit SmtpClient(int port);

  /// Hands in a message; `grouped` sends the envelope as one group (RFC 2920). Of the text with its
  /// final dot only the first `bytes` are sent, and if they are given it hangs up behind them.
  void hand_in(const SmtpMessage& message, bool grouped, size_t bytes = kAll);
  /// Takes in what has arrived.
  void read();
  /// Takes in what arrives until the end of the connection.
  void read_rest();

  /// What became of the last message; refused and lost are the end of the connection.
  State state() const { return state_; }
  bool over() const { return !fd_; }
  /// The last reply, for the report.
  const std::string& last_reply() const { return last_reply_; }
  int fd() const { return fd_.get(); }

 private:
  struct Step {
    std::string bytes;
    size_t replies = 1;
    bool hang_up = false;
  };
  bool receive(int timeout_ms);
  void take_in();
  void take_reply(std::string_view line);
  void go_on();
  void end(State state);

  UniqueFd fd_;
  std::string unread_;
  std::string last_reply_;
  std::deque<Step> steps_;
  size_t due_ = 1;  // replies; the greeting is the first
  State state_ = State::free;
};

}  // namespace reality
