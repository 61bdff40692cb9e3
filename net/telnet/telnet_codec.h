// SPDX-License-Identifier: MIT
//
// TelnetCodec: the telnet protocol of one connection (RFC 854, 855, 857, 858, 885, 1073, 1143) as a
// strict state machine without I/O: bytes in, events out; text in, bytes out. Owned by a telnet
// gateway's connection. What a line means, when a prompt is due and where text is wrapped are the
// gateway's (and net/render's).
// Must hold: events do not depend on how the input is cut; lines are bounded by the limit and
// subnegotiations by kSubnegotiationLimit; replies total at most four bytes for each byte received;
// an idle codec holds no memory besides itself (and the refusals of net/telnet/telnet_options.h).
// Tests: tests/net/telnet/telnet_codec_test.cc, tests/fuzz/telnet_fuzz.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "net/line_buffer.h"
#include "net/telnet/telnet_options.h"

namespace reality {

inline constexpr uint32_t kTelnetLineLimit = 4096;
inline constexpr uint16_t kWindowSizeLimit = 1000;

enum class TelnetSignal : uint8_t {
  kInterrupt,    // IAC IP or IAC BRK: stop what I asked for
  kAbortOutput,  // IAC AO: spare me the rest of the present output
};

/// What a codec tells its owner; line() and line_too_long() come from LineEvents. A receiver may
/// call every member of the codec from inside an event except receive(), and must not destroy it
/// there.
class TelnetEvents : public LineEvents {
 public:
  /// The peer's window in cells, each 1 to kWindowSizeLimit; 0 = unknown (so never wrap). Comes
  /// with each report, changed or not, and with 0, 0 when the peer stops reporting.
  virtual void window_size(uint16_t columns, uint16_t rows) = 0;
  /// Bytes for the peer, ready for the wire. Belongs into the connection's one output queue, in
  /// order with the text (turn 0).
  virtual void reply(std::string_view bytes) = 0;
  virtual void interrupted(TelnetSignal signal) = 0;
};

class TelnetCodec {
 public:
  /// `line_limit` in bytes; 0 = no limit.
  explicit TelnetCodec(uint32_t line_limit = kTelnetLineLimit) : lines_(line_limit) {}

  /// Once, before anything is received: offers what the option table marks kOffered, in one
  /// reply(): IAC WILL EOR IAC DO NAWS.
  void start(TelnetEvents& out);
  void receive(std::string_view bytes, TelnetEvents& out);

  /// Takes over the echo (true: a password follows, the peer shall not show it) or gives it back.
  void set_echo(bool server_hides, TelnetEvents& out);
  /// What marks the end of a prompt for this peer: IAC EOR, IAC GA or nothing. Static storage.
  std::string_view prompt_end() const;

  /// Text with '\n' for line breaks as it goes over the wire: CR LF for each break, IAC doubled.
  /// A '\r' in the text is dropped.
  static std::string encode(std::string_view text);
  static void encode_to(std::string_view text, std::string& out);

 private:
  enum class State : uint8_t { kData, kIac, kVerb, kSubCode, kSub, kSubIac };

  /// A peer that has typed a line without answering our offers does not speak telnet.
  bool peer_is_plain() const { return lines_.seen_line() && !options_.peer_negotiates(); }
  void take_byte(uint8_t byte, TelnetEvents& out);
  void take_command(uint8_t command, TelnetEvents& out);
  void take_verb(uint8_t code, TelnetEvents& out);
  void begin_subnegotiation(uint8_t code);
  void take_sub_byte(uint8_t byte);
  void take_sub_iac(uint8_t byte, TelnetEvents& out);
  void end_subnegotiation(TelnetEvents& out);
  void ask(OptionSide side, uint8_t code, bool on, TelnetEvents& out);
  static void send(uint8_t verb, uint8_t code, TelnetEvents& out);

  LineBuffer lines_;
  std::unique_ptr<std::string> sub_;  // payload being collected; null = none, or dropped
  TelnetOptions options_;
  State state_ = State::kData;
  uint8_t verb_ = 0;      // of the negotiation under way
  uint8_t sub_code_ = 0;  // of the subnegotiation under way
};

}  // namespace reality
