// SPDX-License-Identifier: MIT
//
// LineBuffer: data bytes of a network terminal in, bounded lines out. The line discipline of
// RFC 854 with the liberties real clients take: CR LF, CR NUL, LF, LF CR and a bare CR each end a
// line exactly once, at the first byte of the ending, however the bytes are cut into chunks.
// Backspace and DEL edit, other NULs vanish, every other byte is passed on as it came; cleaning is
// the world's (engine/text.h clean_line). Owned by one codec. Must hold: no line delivered is
// longer than the limit; an empty buffer holds no memory of its own.
// Tests: tests/net/telnet/telnet_codec_test.cc, tests/fuzz/telnet_fuzz.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace reality {

/// Receives lines. It may call back into the owner of the buffer but not feed it.
class LineEvents {
 public:
  virtual ~LineEvents() = default;
  /// One line as it was sent, without its ending. The view dies with the call.
  virtual void line(std::string_view raw) = 0;
  /// The present line passed the limit: told once, when that happens; nothing of that line is
  /// delivered, because half a command must not be carried out.
  virtual void line_too_long() = 0;
};

class LineBuffer {
 public:
  /// `limit` counts bytes of one line; 0 = no limit.
  explicit LineBuffer(uint32_t limit) : limit_(limit) {}

  void feed(std::string_view data, LineEvents& out);
  /// Takes back the last letter (a whole UTF-8 sequence) of the line under way.
  void erase_letter();
  /// Takes back the line under way.
  void erase_line();
  /// Has any line ended so far? Already true inside the first line()'s call.
  bool seen_line() const { return seen_line_; }

 private:
  enum class Ending : uint8_t { kNone, kCr, kLf, kLfCr };

  void take_text(std::string_view run, LineEvents& out);
  void take_control(char c, LineEvents& out);
  void end_line(LineEvents& out);
  void deliver(std::string_view raw, LineEvents& out);

  std::string text_;
  uint32_t limit_;
  Ending ending_ = Ending::kNone;  // what the last bytes were, to join the halves of an ending
  bool overlong_ = false;          // the rest of this line is being dropped
  bool seen_line_ = false;
};

}  // namespace reality
