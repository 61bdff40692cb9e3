// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_dialogue.h"

#include <algorithm>
#include <cassert>

namespace reality {
namespace {

constexpr size_t kReplyLimit = 512;  // RFC 5321 4.5.3.1.5, with the code and CR LF
constexpr int kClosing = 421;        // RFC 5321 3.8: whoever says it closes

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// No reply may end early or begin another one, whatever a host put into its text.
std::string one_line(std::string_view text) {
  std::string out(text.substr(0, kReplyLimit - 6));
  std::replace_if(out.begin(), out.end(), is_control, ' ');
  return out;
}

// Checked lightly, as RFC 5321 4.1.4 advises: many hosts do not know their name. It must only be
// harmless in a Received line.
bool is_host_name(std::string_view name) {
  auto fits = [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ||
           std::string_view("-._:[]").find(c) != std::string_view::npos;
  };
  return !name.empty() && name.size() <= kSmtpDomainLimit &&
         std::all_of(name.begin(), name.end(), fits);
}

SmtpReply refuse_flaw(SmtpFlaw flaw) {
  switch (flaw) {
    case SmtpFlaw::kTooBig:
      return {552, "5.3.4 the message is too big"};
    case SmtpFlaw::kLongLine:
      return {554, "5.6.0 a line of the message is too long"};
    default:
      return {550, "5.6.0 bare CR, bare LF or NUL in the message"};
  }
}

bool reached(size_t count, size_t most) {
  return most != 0 && count >= most;
}

}  // namespace

void SmtpDialogue::start(SmtpHost& host) {
  say({220, options_.host_name + " ESMTP"}, host);
}

void SmtpDialogue::receive(std::string_view bytes, SmtpHost& host) {
  act(bytes, host);
}

void SmtpDialogue::act(std::string_view bytes, SmtpHost& host) {
  while (!bytes.empty() && !closed_) {
    if (awaiting_) return keep_waiting(bytes);
    if (data_) {
      take_data(bytes, host);
    } else {
      take_line(bytes, host);
    }
  }
}

// A connection stops reading while a verdict is due, so this is at most what it had read. Beyond
// that the stream has a gap and nothing of it may be acted upon.
void SmtpDialogue::keep_waiting(std::string_view bytes) {
  torn_ = torn_ || bytes.size() > kSmtpWaitingLimit - waiting_.size();
  if (torn_) {
    std::string().swap(waiting_);
  } else {
    waiting_.append(bytes);
  }
}

void SmtpDialogue::verdict(const SmtpReply& reply, uint64_t turn, SmtpHost& host) {
  assert(awaiting_);
  awaiting_ = false;
  say(reply, host, turn);
  if (torn_) return finish({kClosing, "4.7.0 too much at once"}, host);
  const std::string waited = std::exchange(waiting_, {});
  act(waited, host);
}

void SmtpDialogue::take_data(std::string_view& bytes, SmtpHost& host) {
  data_->receive(bytes);
  if (data_->ended()) return end_data(host);
  if (data_->flooded()) finish({552, "5.3.4 the message is far too big"}, host);
}

void SmtpDialogue::end_data(SmtpHost& host) {
  SmtpEnvelope envelope = std::move(*envelope_);
  SmtpData data = std::move(*data_);
  envelope_.reset();
  data_.reset();
  tainted_ = tainted_ || data.flaw() == SmtpFlaw::kStrayByte;
  if (data.flaw() != SmtpFlaw::kNone) return refuse(refuse_flaw(data.flaw()), host);
  awaiting_ = true;
  host.message(std::move(envelope), data.take());
}

void SmtpDialogue::take_line(std::string_view& bytes, SmtpHost& host) {
  switch (lines_.read(bytes)) {
    case SmtpLine::kUnfinished:
      return;
    case SmtpLine::kStray:
      return finish({500, "5.5.2 a line ends with CR LF"}, host);
    case SmtpLine::kTooLong:
      return refuse({500, "5.5.2 the line is too long"}, host);
    case SmtpLine::kWhole:
      break;
  }
  const std::string line = lines_.take();
  const bool clean =
      std::none_of(line.begin(), line.end(), [](char c) { return is_control(c) && c != '\t'; });
  if (!clean) return refuse({500, "5.5.2 control characters in a command"}, host);
  const SmtpCommand command = read_smtp_command(line);
  // RFC 2920 3.1: DATA is the last of a group. Who sends on before our 354, whatever the reply
  // will be, takes us for somebody else; the rest might be a message read as commands.
  if (command.verb == SmtpVerb::kData && !bytes.empty()) {
    return finish({503, "5.5.1 wait for the reply to DATA"}, host);
  }
  obey(command, host);
}

void SmtpDialogue::obey(const SmtpCommand& command, SmtpHost& host) {
  switch (command.verb) {
    case SmtpVerb::kHelo:
    case SmtpVerb::kEhlo:
      return greet(command, host);
    case SmtpVerb::kMail:
      return begin_mail(command.argument, host);
    case SmtpVerb::kRcpt:
      return add_recipient(command.argument, host);
    case SmtpVerb::kNoop:
      return say({250, "2.0.0 ok"}, host);
    case SmtpVerb::kVrfy:
      // RFC 5321 7.3: who lives here is not told.
      return say({252, "2.0.0 send it and see"}, host);
    case SmtpVerb::kHelp:
      return say({214, "2.0.0 RFC 5321 tells all"}, host);
    case SmtpVerb::kExpn:
    case SmtpVerb::kStartTls:
      return refuse({502, "5.5.1 not offered here"}, host);
    case SmtpVerb::kHttp:
      return finish({554, "5.5.1 this is a mail server"}, host);
    case SmtpVerb::kUnknown:
      return refuse({500, "5.5.2 unknown command"}, host);
    default:
      if (!command.argument.empty()) return refuse({501, "5.5.4 it takes no argument"}, host);
      return obey_bare(command.verb, host);
  }
}

void SmtpDialogue::obey_bare(SmtpVerb verb, SmtpHost& host) {
  if (verb == SmtpVerb::kData) return begin_data(host);
  if (verb == SmtpVerb::kQuit) return finish({221, "2.0.0 bye"}, host);
  envelope_.reset();
  say({250, "2.0.0 ok"}, host);
}

// RFC 5321 4.1.4: in the middle of a session it also resets. Greetings have no enhanced code
// (RFC 2034 section 4).
void SmtpDialogue::greet(const SmtpCommand& command, SmtpHost& host) {
  if (!is_host_name(command.argument)) return refuse({501, "5.5.4 say who you are"}, host);
  helo_ = command.argument;
  envelope_.reset();
  if (command.verb == SmtpVerb::kHelo) return say({250, options_.host_name}, host);
  host.reply(extensions(), 0);
}

std::string SmtpDialogue::extensions() const {
  std::string out = "250-" + one_line(options_.host_name) + "\r\n";
  out += "250-PIPELINING\r\n250-SIZE " + std::to_string(options_.most_bytes) + "\r\n";
  out += "250-8BITMIME\r\n250-SMTPUTF8\r\n";
  // RFC 9422.
  std::string limits;
  if (options_.most_messages != 0) limits += " MAILMAX=" + std::to_string(options_.most_messages);
  if (options_.most_recipients != 0) {
    limits += " RCPTMAX=" + std::to_string(options_.most_recipients);
  }
  if (!limits.empty()) out += "250-LIMITS" + limits + "\r\n";
  return out + "250 ENHANCEDSTATUSCODES\r\n";
}

void SmtpDialogue::begin_mail(std::string_view argument, SmtpHost& host) {
  if (helo_.empty()) return refuse({503, "5.5.1 say EHLO first"}, host);
  if (envelope_) return refuse({503, "5.5.1 a message is begun already"}, host);
  // What follows a message with stray line ends may have been meant as a part of it, to be read as
  // commands here. It was refused; an honest sender brings the next one on a new connection.
  if (tainted_) return finish({kClosing, "4.7.0 come back on a new connection"}, host);
  if (reached(messages_, options_.most_messages)) {
    return finish({kClosing, "4.5.3 enough messages on this connection"}, host);
  }
  std::variant<SmtpMail, SmtpReply> read = parse_smtp_mail(argument);
  if (const auto* refusal = std::get_if<SmtpReply>(&read)) return refuse(*refusal, host);
  auto& mail = std::get<SmtpMail>(read);
  // RFC 1870 6.1.
  if (mail.size > options_.most_bytes) return refuse({552, "5.3.4 the message is too big"}, host);
  ++messages_;
  envelope_ = SmtpEnvelope{std::move(mail.sender), {}, mail.utf8, mail.eight_bit, helo_};
  say({250, "2.1.0 ok"}, host);
}

void SmtpDialogue::add_recipient(std::string_view argument, SmtpHost& host) {
  if (!envelope_) return refuse({503, "5.5.1 say MAIL first"}, host);
  std::variant<SmtpPath, SmtpReply> read = parse_smtp_rcpt(argument, envelope_->utf8);
  if (const auto* refusal = std::get_if<SmtpReply>(&read)) return refuse(*refusal, host);
  auto& recipients = envelope_->recipients;
  // No error: RFC 5321 4.5.3.1.10 has the sender try these again in a message of their own.
  if (reached(recipients.size(), options_.most_recipients)) {
    return say({452, "4.5.3 too many recipients"}, host);
  }
  auto& path = std::get<SmtpPath>(read);
  const RecipientVerdict verdict = host.check_recipient(path, envelope_->sender);
  if (verdict.reply.code / 100 == 2) recipients.push_back(std::move(path));
  if (verdict.reply.code == 550) ++unknown_;
  refuse(verdict.reply, host, verdict.turn);
  if (!closed_ && reached(unknown_, options_.most_unknown)) {
    finish({kClosing, "4.7.0 too many unknown recipients"}, host);
  }
}

void SmtpDialogue::begin_data(SmtpHost& host) {
  if (!envelope_) return refuse({503, "5.5.1 say MAIL first"}, host);
  if (envelope_->recipients.empty()) return refuse({554, "5.5.1 no valid recipients"}, host);
  data_.emplace(options_.most_bytes);
  say({354, "end with a dot on a line of its own"}, host);
}

void SmtpDialogue::say(const SmtpReply& reply, SmtpHost& host, uint64_t turn) {
  assert(reply.code >= 200 && reply.code <= 599);
  host.reply(std::to_string(reply.code) + " " + one_line(reply.text) + "\r\n", turn);
  if (reply.code == kClosing) end(host);
}

// Says it and, if it is of class 5, counts it against the peer.
void SmtpDialogue::refuse(const SmtpReply& reply, SmtpHost& host, uint64_t turn) {
  say(reply, host, turn);
  if (reply.code >= 500) ++errors_;
  if (!closed_ && reached(errors_, options_.most_errors)) {
    finish({kClosing, "4.7.0 too many errors"}, host);
  }
}

void SmtpDialogue::finish(const SmtpReply& reply, SmtpHost& host) {
  if (closed_) return;
  say(reply, host);
  end(host);
}

void SmtpDialogue::end(SmtpHost& host) {
  if (std::exchange(closed_, true)) return;
  envelope_.reset();
  data_.reset();
  host.close();
}

}  // namespace reality
