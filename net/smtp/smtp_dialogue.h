// SPDX-License-Identifier: MIT
//
// SmtpDialogue: our side of one SMTP connection (RFC 5321, with 1870, 2034, 2920, 6152, 6531 and
// 9422) as a state machine without I/O: bytes in, replies and messages out. Owned by the mail
// gateway's connection, which is its SmtpHost and knows who lives here, when a turn is durable and
// how long is too long.
// Must hold: every command has its reply, in order; a message is told of only after a 354, with
// recipients that the host accepted, and is answered by verdict() alone; while a verdict is due
// nothing further is acted upon; nothing that a peer sends to smuggle a second message in is taken
// for one; all that is kept is bounded by the options; after close() nothing more is said.
// Replies do not depend on how the input is cut, but for this: what arrives in one piece with DATA
// cannot have seen our 354.
// It does not offer TLS, AUTH or CHUNKING, never relays by itself and never speaks of a peer's
// words in its replies.
// Tests: tests/net/smtp/smtp_dialogue_test.cc, tests/fuzz/smtp_fuzz.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/smtp/smtp_command.h"
#include "net/smtp/smtp_data.h"

namespace reality {

/// What may wait while a verdict is due: one read of a connection.
inline constexpr size_t kSmtpWaitingLimit = size_t{64} << 10U;

struct SmtpEnvelope {
  SmtpPath sender;
  std::vector<SmtpPath> recipients;
  bool utf8 = false;
  bool eight_bit = false;
  std::string helo;  // what the peer calls itself: letters, digits and -._:[] only
};

struct SmtpOptions {
  std::string host_name;  // in the banner and in the reply to EHLO
  size_t most_bytes = size_t{1} << 20U;
  size_t most_recipients = 100;  // of one message. From here on, 0 = no limit
  size_t most_messages = 20;     // begun on one connection
  size_t most_errors = 10;       // replies of class 5 before the connection is ended
  size_t most_unknown = 3;       // recipients answered 550 before that
};

struct RecipientVerdict {
  SmtpReply reply;    // class 2 accepts; 550 counts as unknown
  uint64_t turn = 0;  // that must be durable before the reply is shown
};

/// May call no member of the dialogue from inside an event but the const ones and, in message(),
/// verdict(); must not destroy it there.
class SmtpHost {
 public:
  virtual ~SmtpHost() = default;
  /// `to` may be <postmaster>, without a domain.
  virtual RecipientVerdict check_recipient(const SmtpPath& to, const SmtpPath& from) = 0;
  /// A whole message. Its verdict follows by verdict(), at once or later.
  virtual void message(SmtpEnvelope envelope, std::string data) = 0;
  /// Bytes for the peer, in order; turn 0 for what no turn stands behind.
  virtual void reply(std::string_view bytes, uint64_t turn) = 0;
  /// Once, behind what was replied. Nothing follows.
  virtual void close() = 0;
};

class SmtpDialogue {
 public:
  explicit SmtpDialogue(SmtpOptions options) : options_(std::move(options)) {}

  /// Once, before anything is received: says the banner.
  void start(SmtpHost& host);
  void receive(std::string_view bytes, SmtpHost& host);
  /// The answer to the last message(); what arrived meanwhile is acted upon.
  void verdict(const SmtpReply& reply, uint64_t turn, SmtpHost& host);

  bool awaiting_verdict() const { return awaiting_; }
  /// After a 354: other deadlines hold.
  bool in_data() const { return data_.has_value(); }
  bool closed() const { return closed_; }

 private:
  void act(std::string_view bytes, SmtpHost& host);
  void keep_waiting(std::string_view bytes);
  void take_data(std::string_view& bytes, SmtpHost& host);
  void end_data(SmtpHost& host);
  void take_line(std::string_view& bytes, SmtpHost& host);
  void obey(const SmtpCommand& command, SmtpHost& host);
  void obey_bare(SmtpVerb verb, SmtpHost& host);
  void greet(const SmtpCommand& command, SmtpHost& host);
  void begin_mail(std::string_view argument, SmtpHost& host);
  void add_recipient(std::string_view argument, SmtpHost& host);
  void begin_data(SmtpHost& host);
  std::string extensions() const;

  void say(const SmtpReply& reply, SmtpHost& host, uint64_t turn = 0);
  void refuse(const SmtpReply& reply, SmtpHost& host, uint64_t turn = 0);
  void finish(const SmtpReply& reply, SmtpHost& host);
  void end(SmtpHost& host);

  SmtpOptions options_;
  SmtpLineReader lines_;
  std::string helo_;                      // empty until greeted
  std::optional<SmtpEnvelope> envelope_;  // from MAIL to the end of its data
  std::optional<SmtpData> data_;          // from 354 to the end of data
  std::string waiting_;                   // bytes that came while a verdict is due
  size_t messages_ = 0;
  size_t errors_ = 0;
  size_t unknown_ = 0;
  bool awaiting_ = false;
  bool torn_ = false;     // more came while a verdict was due than could be kept
  bool tainted_ = false;  // a message held what is used to smuggle: no further one is taken
  bool closed_ = false;
};

}  // namespace reality
