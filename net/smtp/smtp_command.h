// SPDX-License-Identifier: MIT
//
// What an SMTP client says, read: bytes to lines (SmtpLineReader), a line to an SmtpCommand, the
// arguments of MAIL and RCPT to paths and parameters (RFC 5321 4.1, 1870, 6152, 6531). Pure
// functions over text, and one reader that an SmtpDialogue owns.
// Must hold: a line ends at CR LF and at nothing else, and no line is longer than kSmtpLineLimit;
// what a path yields is bounded (local part 64, domain 255, together 256) and holds no control
// characters; a path that text() writes reads back as the same path.
// It does not know in which order commands may come, nor who lives here: that is the
// dialogue's (net/smtp/smtp_dialogue.h) and its host's.
// Tests: tests/net/smtp/smtp_command_test.cc, tests/fuzz/smtp_fuzz.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace reality {

/// With its CR LF. RFC 5321 4.5.3.1.4 asks for 512 and more for each extension.
inline constexpr size_t kSmtpLineLimit = 2048;
inline constexpr size_t kSmtpLocalLimit = 64;    // RFC 5321 4.5.3.1.1
inline constexpr size_t kSmtpDomainLimit = 255;  // 4.5.3.1.2
inline constexpr size_t kSmtpPathLimit = 256;    // 4.5.3.1.3, with the angle brackets

/// The text begins with the enhanced code (RFC 2034) where there is one: "2.1.5 ok".
struct SmtpReply {
  bool operator==(const SmtpReply&) const = default;

  int code = 0;
  std::string text;
};

/// An address without its quotes, route and brackets, in the letters in which it came. Both parts
/// empty: the null sender. An empty domain alone: <postmaster>. A domain may be "[127.0.0.1]".
struct SmtpPath {
  bool operator==(const SmtpPath&) const = default;
  bool null() const { return local.empty() && domain.empty(); }
  /// As it is written between the angle brackets, quoted again where it must be.
  std::string text() const;

  std::string local;
  std::string domain;
};

enum class SmtpVerb : uint8_t {
  kHelo,
  kEhlo,
  kMail,
  kRcpt,
  kData,
  kRset,
  kNoop,
  kQuit,
  kVrfy,
  kExpn,
  kHelp,
  kStartTls,
  kHttp,  // a method of another protocol: a browser that was sent here
  kUnknown,
};

struct SmtpCommand {
  SmtpVerb verb = SmtpVerb::kUnknown;
  std::string_view argument;  // into the line, without spaces at its end
};

struct SmtpMail {
  SmtpPath sender;
  uint64_t size = 0;  // as declared, capped at UINT64_MAX; 0 = not told
  bool eight_bit = false;
  bool utf8 = false;
};

/// `line` without its ending.
SmtpCommand read_smtp_command(std::string_view line);
/// "FROM:<path> parameters", or the reply that refuses it.
std::variant<SmtpMail, SmtpReply> parse_smtp_mail(std::string_view argument);
/// "TO:<path>", or the reply that refuses it. `utf8`: SMTPUTF8 was declared with MAIL.
std::variant<SmtpPath, SmtpReply> parse_smtp_rcpt(std::string_view argument, bool utf8);

enum class SmtpLine : uint8_t {
  kUnfinished,  // all bytes were taken
  kWhole,       // take() has it
  kTooLong,     // it has ended and is dropped
  kStray,       // a CR or an LF that stands alone: nothing after it can be trusted
};

class SmtpLineReader {
 public:
  /// Takes bytes from the front of `bytes`, at most up to the end of one line.
  SmtpLine read(std::string_view& bytes);
  /// The line that kWhole told of, without its ending; the reader keeps no memory.
  std::string take();

 private:
  void keep(std::string_view run);

  std::string text_;
  bool after_cr_ = false;
  bool overlong_ = false;  // the rest of this line is being dropped
};

}  // namespace reality
