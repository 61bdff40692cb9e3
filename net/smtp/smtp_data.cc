// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_data.h"

#include <algorithm>
#include <utility>

namespace reality {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_plain(char c) {
  return c != '\r' && c != '\n' && c != '\0';
}

}  // namespace

SmtpData::SmtpData(size_t most_bytes)
    : most_bytes_(most_bytes),
      patience_(most_bytes > SIZE_MAX / kSmtpPatience ? SIZE_MAX : most_bytes * kSmtpPatience) {}

void SmtpData::receive(std::string_view& bytes) {
  while (!bytes.empty() && !ended() && !flooded()) {
    if (state_ == State::kText) take_run(bytes);
    if (bytes.empty() || flooded()) return;
    take_byte(bytes.front());
    ++received_;
    bytes.remove_prefix(1);
  }
}

// Text up to what is not plain, no further than patience goes: what is left over must not depend
// on how the input is cut.
void SmtpData::take_run(std::string_view& bytes) {
  const std::string_view window = bytes.substr(0, patience_ - received_ + 1);
  auto stop = std::find_if_not(window.begin(), window.end(), is_plain);
  const auto run = static_cast<size_t>(stop - window.begin());
  keep(window.substr(0, run));
  received_ += run;
  bytes.remove_prefix(run);
}

void SmtpData::take_byte(char byte) {
  switch (state_) {
    case State::kLineStart:
      if (byte != '.') return take_text_byte(byte);
      state_ = State::kDot;  // stuffed, or the end: in neither case it is text (RFC 5321 4.5.2)
      return;
    case State::kDot:
      if (byte != '\r') return take_text_byte(byte);
      state_ = State::kDotCr;
      return;
    case State::kDotCr:
      if (byte != '\n') {
        spoil(SmtpFlaw::kStrayByte);
        return take_text_byte(byte);
      }
      state_ = State::kEnded;
      return;
    case State::kCr:
      if (byte == '\n') return take_line_feed();
      spoil(SmtpFlaw::kStrayByte);
      return take_text_byte(byte);
    case State::kText:
      return take_text_byte(byte);
    case State::kEnded:
      return;
  }
}

void SmtpData::take_text_byte(char byte) {
  state_ = byte == '\r' ? State::kCr : State::kText;
  if (byte == '\r') return;  // kept with its LF
  if (!is_plain(byte)) return spoil(SmtpFlaw::kStrayByte);
  keep({&byte, 1});
}

void SmtpData::take_line_feed() {
  state_ = State::kLineStart;
  line_size_ = 0;
  if (flaw_ != SmtpFlaw::kNone) return;
  if (most_bytes_ - text_.size() < kLineEnd.size()) return spoil(SmtpFlaw::kTooBig);
  text_.append(kLineEnd);
}

void SmtpData::keep(std::string_view run) {
  if (flaw_ != SmtpFlaw::kNone) return;
  const size_t line_room = kSmtpTextLineLimit - kLineEnd.size() - line_size_;
  const size_t room = most_bytes_ - text_.size();
  if (run.size() > std::min(line_room, room)) {
    return spoil(line_room <= room ? SmtpFlaw::kLongLine : SmtpFlaw::kTooBig);
  }
  line_size_ += run.size();
  text_.append(run);
}

void SmtpData::spoil(SmtpFlaw flaw) {
  if (flaw_ == SmtpFlaw::kNone) flaw_ = flaw;
  std::string().swap(text_);
}

std::string SmtpData::take() {
  return std::exchange(text_, {});
}

}  // namespace reality
