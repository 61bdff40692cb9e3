// SPDX-License-Identifier: MIT
#include "net/line_buffer.h"

#include <algorithm>

namespace reality {
namespace {

constexpr char kBackspace = '\b';
constexpr char kDelete = '\x7f';

bool is_control(char c) {
  return c == '\r' || c == '\n' || c == '\0' || c == kBackspace || c == kDelete;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
bool is_lead(char c) {
  return static_cast<unsigned char>(c) >= 0xC0;
}

}  // namespace

void LineBuffer::feed(std::string_view data, LineEvents& out) {
  while (!data.empty()) {
    auto stop = std::find_if(data.begin(), data.end(), is_control);
    auto run = static_cast<size_t>(stop - data.begin());
    if (run == 0) {
      take_control(data.front(), out);
      data.remove_prefix(1);
      continue;
    }
    // A whole line that lies in the input is passed on from there, without a copy.
    bool whole = text_.empty() && !overlong_ && stop != data.end() &&
                 (*stop == '\r' || *stop == '\n') && (limit_ == 0 || run <= limit_);
    if (whole) {
      ending_ = *stop == '\r' ? Ending::kCr : Ending::kLf;
      deliver(data.substr(0, run), out);
      data.remove_prefix(run + 1);
    } else {
      take_text(data.substr(0, run), out);
      data.remove_prefix(run);
    }
  }
}

void LineBuffer::take_text(std::string_view run, LineEvents& out) {
  ending_ = Ending::kNone;
  if (overlong_) return;
  if (limit_ == 0 || run.size() <= limit_ - text_.size()) {
    text_.append(run);
    return;
  }
  overlong_ = true;
  erase_line();
  out.line_too_long();
}

void LineBuffer::take_control(char c, LineEvents& out) {
  Ending before = ending_;
  ending_ = Ending::kNone;
  switch (c) {
    case '\r':
      // RFC 854 knows no LF CR, but some clients send it. A CR after a bare LF may also open the
      // CR LF of an empty line: the byte after it tells.
      ending_ = before == Ending::kLf ? Ending::kLfCr : Ending::kCr;
      if (before != Ending::kLf) end_line(out);
      return;
    case '\n':
      if (before == Ending::kCr) return;
      ending_ = Ending::kLf;
      return end_line(out);
    case '\0':
      // CR NUL is a bare carriage return (RFC 854 page 12); any other NUL means nothing.
      if (before == Ending::kLfCr) return end_line(out);
      if (before != Ending::kCr) ending_ = before;
      return;
    default:
      return erase_letter();
  }
}

void LineBuffer::end_line(LineEvents& out) {
  if (overlong_) {
    overlong_ = false;
    seen_line_ = true;
    return;
  }
  // Moved out, so that nothing is held while the line is acted on or afterwards.
  std::string line;
  line.swap(text_);
  deliver(line, out);
}

void LineBuffer::deliver(std::string_view raw, LineEvents& out) {
  seen_line_ = true;
  out.line(raw);
}

void LineBuffer::erase_letter() {
  if (text_.empty()) return;
  size_t start = text_.size() - 1;
  while (start > 0 && text_.size() - start < 4 && is_continuation(text_[start])) --start;
  // Stray continuation bytes without a lead are taken back one by one.
  text_.resize(is_lead(text_[start]) ? start : text_.size() - 1);
  if (text_.empty()) erase_line();
}

void LineBuffer::erase_line() {
  std::string().swap(text_);
}

}  // namespace reality
