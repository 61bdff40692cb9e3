// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_codec.h"

#include <algorithm>

namespace reality {
namespace {

constexpr char kIacChar = static_cast<char>(telnet::kIac);
constexpr std::string_view kEndByRecord = "\xff\xef";   // IAC EOR
constexpr std::string_view kEndByGoAhead = "\xff\xf9";  // IAC GA
constexpr std::string_view kHere = "[Yes]\r\n";

void append_request(uint8_t verb, uint8_t code, std::string& out) {
  out.push_back(kIacChar);
  out.push_back(static_cast<char>(verb));
  out.push_back(static_cast<char>(code));
}

void encode_bytes(std::string_view text, std::string& out) {
  for (char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out.push_back('\r');
    if (c == kIacChar) out.push_back(kIacChar);
    out.push_back(c);
  }
}

uint16_t window_cells(std::string_view two_bytes) {
  unsigned high = static_cast<unsigned char>(two_bytes[0]);
  unsigned low = static_cast<unsigned char>(two_bytes[1]);
  return static_cast<uint16_t>(std::min<unsigned>(high << 8 | low, kWindowSizeLimit));
}

}  // namespace

// Offered at once, as nearly every game does: many clients never speak first, and a server that
// waits for them to do so would have neither width nor marks for the first screen. Six bytes are
// all that a bare TCP terminal sees of it; everything else comes only to peers that answer.
void TelnetCodec::start(TelnetEvents& out) {
  std::string offers;
  for (const OptionRow& row : kTelnetOptions) {
    for (OptionSide side : {OptionSide::kUs, OptionSide::kPeer}) {
      OptionPolicy policy = side == OptionSide::kUs ? row.us : row.peer;
      if (policy != OptionPolicy::kOffered) continue;
      uint8_t verb = options_.ask(side, row.code, true, false);
      if (verb != 0) append_request(verb, row.code, offers);
    }
  }
  if (!offers.empty()) out.reply(offers);
}

void TelnetCodec::receive(std::string_view bytes, TelnetEvents& out) {
  while (!bytes.empty()) {
    if (state_ == State::kData) {
      size_t run = std::min(bytes.find(kIacChar), bytes.size());
      lines_.feed(bytes.substr(0, run), out);
      bytes.remove_prefix(run);
      if (bytes.empty()) return;
    }
    take_byte(static_cast<uint8_t>(bytes.front()), out);
    bytes.remove_prefix(1);
  }
}

void TelnetCodec::take_byte(uint8_t byte, TelnetEvents& out) {
  switch (state_) {
    case State::kData:
      state_ = State::kIac;  // receive() hands on nothing but IAC here
      return;
    case State::kIac:
      return take_command(byte, out);
    case State::kVerb:
      return take_verb(byte, out);
    case State::kSubCode:
      return begin_subnegotiation(byte);
    case State::kSub:
      return take_sub_byte(byte);
    case State::kSubIac:
      return take_sub_iac(byte, out);
  }
}

void TelnetCodec::take_command(uint8_t command, TelnetEvents& out) {
  state_ = State::kData;
  switch (command) {
    case telnet::kWill:
    case telnet::kWont:
    case telnet::kDo:
    case telnet::kDont:
      verb_ = command;
      state_ = State::kVerb;
      return;
    case telnet::kSb:
      state_ = State::kSubCode;
      return;
    case telnet::kIac:
      return lines_.feed({&kIacChar, 1}, out);
    case telnet::kInterruptProcess:
    case telnet::kBreak:
      return out.interrupted(TelnetSignal::kInterrupt);
    case telnet::kAbortOutput:
      return out.interrupted(TelnetSignal::kAbortOutput);
    case telnet::kAreYouThere:
      return out.reply(kHere);
    case telnet::kEraseCharacter:
      return lines_.erase_letter();
    case telnet::kEraseLine:
      return lines_.erase_line();
    default:
      // NOP, the data mark, GA, EOR, a stray SE, and codes that no RFC defines: no operation.
      return;
  }
}

void TelnetCodec::take_verb(uint8_t code, TelnetEvents& out) {
  state_ = State::kData;
  TelnetOptions::Outcome outcome = options_.received(verb_, code);
  if (outcome.verb != 0) send(outcome.verb, code, out);
  bool naws_ended = outcome.changed && code == telnet::kNaws && verb_ == telnet::kWont;
  if (naws_ended) out.window_size(0, 0);
}

void TelnetCodec::begin_subnegotiation(uint8_t code) {
  sub_.reset();
  sub_code_ = code;
  // An IAC in place of the code: the empty IAC SB IAC SE that some clients send, if SE follows.
  state_ = code == telnet::kIac ? State::kSubIac : State::kSub;
  const OptionRow* row = find_option(code);
  if (row == nullptr || row->subnegotiation_limit == 0) return;
  // Some clients answer DO NAWS by the size alone: having been asked is enough. After a refusal,
  // or unasked, it is dropped.
  OptionState state = options_.state(OptionSide::kPeer, code);
  bool expected = state == OptionState::kYes || state == OptionState::kWantYes ||
                  options_.is_on(OptionSide::kUs, code);
  if (expected) sub_ = std::make_unique<std::string>();
}

void TelnetCodec::take_sub_byte(uint8_t byte) {
  if (byte == telnet::kIac) {
    state_ = State::kSubIac;
    return;
  }
  if (!sub_) return;
  if (sub_->size() < find_option(sub_code_)->subnegotiation_limit) {
    sub_->push_back(static_cast<char>(byte));
  } else {
    sub_.reset();
  }
}

void TelnetCodec::take_sub_iac(uint8_t byte, TelnetEvents& out) {
  state_ = State::kSub;
  if (byte == telnet::kSe) return end_subnegotiation(out);
  if (byte > telnet::kSe && byte < telnet::kIac) {
    // The peer forgot IAC SE: what it began is dropped, the new command counts.
    sub_.reset();
    return take_command(byte, out);
  }
  // IAC IAC is one 255 (RFC 855). Before a byte that is no command, the peer forgot to double it.
  if (sub_ && sub_->size() < find_option(sub_code_)->subnegotiation_limit) {
    sub_->push_back(kIacChar);
  } else {
    sub_.reset();
  }
  if (byte != telnet::kIac) take_sub_byte(byte);
}

void TelnetCodec::end_subnegotiation(TelnetEvents& out) {
  state_ = State::kData;
  std::unique_ptr<std::string> payload = std::move(sub_);
  if (!payload) return;
  // RFC 1073: columns and rows, two bytes each, high byte first.
  if (sub_code_ == telnet::kNaws && payload->size() == 4) {
    std::string_view size = *payload;
    out.window_size(window_cells(size.substr(0, 2)), window_cells(size.substr(2, 2)));
  }
}

// A client may obey and never answer. WONT ECHO must not wait for the answer of one that answers
// nothing, or the player's typing would stay hidden; and WILL ECHO waits for nobody (TinTin++ does
// not answer WONT), or the next secret would be shown.
void TelnetCodec::set_echo(bool server_hides, TelnetEvents& out) {
  const bool silent = server_hides || peer_is_plain();
  const uint8_t verb = options_.ask(OptionSide::kUs, telnet::kEcho, server_hides, silent);
  if (verb != 0) send(verb, telnet::kEcho, out);
}

void TelnetCodec::ask(OptionSide side, uint8_t code, bool on, TelnetEvents& out) {
  const uint8_t verb = options_.ask(side, code, on, peer_is_plain());
  if (verb != 0) send(verb, code, out);
}

void TelnetCodec::send(uint8_t verb, uint8_t code, TelnetEvents& out) {
  std::string bytes;
  append_request(verb, code, bytes);
  out.reply(bytes);
}

std::string_view TelnetCodec::prompt_end() const {
  if (options_.is_on(OptionSide::kUs, telnet::kEndOfRecord)) return kEndByRecord;
  if (options_.is_on(OptionSide::kUs, telnet::kSuppressGoAhead)) return {};
  // RFC 854 wants GA by default; in a bare TCP terminal it would be rubbish after each prompt.
  if (peer_is_plain()) return {};
  return kEndByGoAhead;
}

std::string TelnetCodec::encode(std::string_view text) {
  std::string out;
  encode_to(text, out);
  return out;
}

void TelnetCodec::encode_to(std::string_view text, std::string& out) {
  out.reserve(out.size() + text.size() + 16);
  bool only_breaks = text.find('\r') == text.npos && text.find(kIacChar) == text.npos;
  if (!only_breaks) return encode_bytes(text, out);
  // Nearly all text: found by memchr, copied line by line.
  for (size_t stop; (stop = text.find('\n')) != text.npos; text.remove_prefix(stop + 1)) {
    out.append(text.substr(0, stop)).append("\r\n");
  }
  out.append(text);
}

}  // namespace reality
