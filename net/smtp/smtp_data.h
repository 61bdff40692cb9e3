// SPDX-License-Identifier: MIT
//
// SmtpData: what follows a 354, up to the line with a single dot (RFC 5321 4.1.1.4, 4.5.2). Bytes
// in, one message out, as it was received but for the stuffed dots. Owned by an SmtpDialogue for
// the length of one message.
// Must hold: CR LF . CR LF ends the data, at their start also . CR LF, and nothing else does
// (servers that take less let a second message be smuggled in inside the first); a message with a
// bare CR, a bare LF or a NUL is read to its true end and has a flaw; what is kept is never more
// than the limit; the outcome does not depend on how the input is cut.
// It does not look into the message.
// Tests: tests/net/smtp/smtp_data_test.cc, tests/fuzz/smtp_fuzz.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace reality {

/// With its CR LF, without a stuffed dot. RFC 5321 4.5.3.1.6 asks for 1000; some senders take more.
inline constexpr size_t kSmtpTextLineLimit = 8192;
/// How many times the limit is read, and thrown away, for the sake of a proper reply.
inline constexpr size_t kSmtpPatience = 8;

/// Why a message cannot be taken: the first thing that was wrong with it.
enum class SmtpFlaw : uint8_t { kNone, kStrayByte, kLongLine, kTooBig };

class SmtpData {
 public:
  /// `most_bytes` counts what is kept: without stuffed dots and without the ending.
  explicit SmtpData(size_t most_bytes);

  /// Takes bytes from the front of `bytes`, none after the end of the data or once flooded.
  void receive(std::string_view& bytes);
  bool ended() const { return state_ == State::kEnded; }
  /// The peer sends on and on: there is no point in waiting for the end.
  bool flooded() const { return received_ > patience_; }
  SmtpFlaw flaw() const { return flaw_; }
  /// The message, lines ended by CR LF; empty if there is a flaw.
  std::string take();

 private:
  enum class State : uint8_t { kLineStart, kDot, kDotCr, kText, kCr, kEnded };

  void take_run(std::string_view& bytes);
  void take_byte(char byte);
  void take_text_byte(char byte);
  void take_line_feed();
  void keep(std::string_view run);
  void spoil(SmtpFlaw flaw);

  std::string text_;
  size_t most_bytes_;
  size_t patience_;       // bytes that are read at all
  size_t received_ = 0;   // all bytes, kept or not
  size_t line_size_ = 0;  // of the line under way, without a stuffed dot
  SmtpFlaw flaw_ = SmtpFlaw::kNone;
  State state_ = State::kLineStart;
};

}  // namespace reality
