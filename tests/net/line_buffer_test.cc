// SPDX-License-Identifier: MIT
#include "net/line_buffer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace reality {
namespace {

using Lines = std::vector<std::string>;
using namespace std::string_view_literals;

class Sink : public LineEvents {
 public:
  void line(std::string_view raw) override { got.emplace_back(raw); }
  void line_too_long() override { got.emplace_back("<too long>"); }
  Lines got;
};

// The lines of `data`, which must not depend on where it is cut.
Lines lines_of(std::string_view data, uint32_t limit = 4096) {
  Sink whole;
  LineBuffer(limit).feed(data, whole);
  for (size_t chunk = 1; chunk < 4; ++chunk) {
    Sink cut;
    LineBuffer buffer(limit);
    for (size_t at = 0; at < data.size(); at += chunk) buffer.feed(data.substr(at, chunk), cut);
    EXPECT_EQ(cut.got, whole.got) << "in chunks of " << chunk;
  }
  return whole.got;
}

TEST(LineBuffer, EveryEndingEndsOneLine) {
  EXPECT_EQ(lines_of("look\r\nwest\r\n"), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("look\r\0west\r\0"sv), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("look\nwest\n"), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("look\rwest\r"), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("look\n\rwest\n\r"), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("a\r\nb\nc\r\0d\re\n\rf\r\n"sv), (Lines{"a", "b", "c", "d", "e", "f"}));
}

TEST(LineBuffer, EmptyLinesCount) {
  EXPECT_EQ(lines_of("\r\n\r\n"), (Lines{"", ""}));
  EXPECT_EQ(lines_of("\r\0\r\0"sv), (Lines{"", ""}));
  EXPECT_EQ(lines_of("\n\n"), (Lines{"", ""}));
  EXPECT_EQ(lines_of("\r\r"), (Lines{"", ""}));
  EXPECT_EQ(lines_of("\n\r\n\r"), (Lines{"", ""}));
  EXPECT_EQ(lines_of("look\n\r\n\r\n"), (Lines{"look", "", ""}));
  EXPECT_EQ(lines_of("look\n\r\0west\n"sv), (Lines{"look", "", "west"}));
}

TEST(LineBuffer, ALineComesWithTheFirstByteOfItsEnding) {
  EXPECT_EQ(lines_of("look\r"), (Lines{"look"}));
  EXPECT_EQ(lines_of("look"), (Lines{}));
}

TEST(LineBuffer, NulMeansNothingElsewhere) {
  EXPECT_EQ(lines_of("lo\0ok\r\n\0west\r\n"sv), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("look\n\0\rwest\n"sv), (Lines{"look", "west"}));
  EXPECT_EQ(lines_of("look\r\0\nwest\n"sv), (Lines{"look", "", "west"}));
}

TEST(LineBuffer, OtherBytesPassUntouched) {
  EXPECT_EQ(lines_of("\x1b[A\t\x03 \xff\xc3\n"), (Lines{"\x1b[A\t\x03 \xff\xc3"}));
}

TEST(LineBuffer, BackspaceAndDeleteTakeBackALetter) {
  EXPECT_EQ(lines_of("loook\b\bk\r\n"), (Lines{"look"}));
  EXPECT_EQ(lines_of("lookx\x7f\r\n"), (Lines{"look"}));
  EXPECT_EQ(lines_of("\b\b\x7flook\n"), (Lines{"look"}));
  EXPECT_EQ(lines_of("ab\b\b\b\b\n"), (Lines{""}));
  EXPECT_EQ(lines_of("west\r\n\b\blook\r\n"), (Lines{"west", "look"}));
}

TEST(LineBuffer, BackspaceTakesAWholeSequence) {
  EXPECT_EQ(lines_of("caf\xc3\xa9\b\n"), (Lines{"caf"}));
  EXPECT_EQ(lines_of("a\xe4\xb8\xad\x7f\n"), (Lines{"a"}));
  EXPECT_EQ(lines_of("a\xf0\x9f\x90\x88\b\n"), (Lines{"a"}));
  EXPECT_EQ(lines_of("a\xe4\xb8\xad\xc3\xa9\b\b\n"), (Lines{"a"}));
}

TEST(LineBuffer, BackspaceOverBrokenSequencesEatsNoLetter) {
  EXPECT_EQ(lines_of("a\x80\b\n"), (Lines{"a"}));
  EXPECT_EQ(lines_of("a\x80\x80\x80\x80\x80\b\b\n"), (Lines{"a\x80\x80\x80"}));
  EXPECT_EQ(lines_of("\x80\b\n"), (Lines{""}));
  EXPECT_EQ(lines_of("a\xf0\b\n"), (Lines{"a"}));
}

TEST(LineBuffer, TheLimitIsExact) {
  EXPECT_EQ(lines_of("12345678\nx\n", 8), (Lines{"12345678", "x"}));
  EXPECT_EQ(lines_of("123456789\nx\n", 8), (Lines{"<too long>", "x"}));
}

TEST(LineBuffer, AnOverlongLineIsToldOnceAndDroppedToItsEnd) {
  EXPECT_EQ(lines_of("123456789012345678901234567890\r\nlook\r\n", 8),
            (Lines{"<too long>", "look"}));
  EXPECT_EQ(lines_of("123456789\b\b\b\b\b\b\b\b\b\b\bx\rlook\r", 8), (Lines{"<too long>", "look"}));
  EXPECT_EQ(lines_of("123456789", 8), (Lines{"<too long>"}));
  EXPECT_EQ(lines_of("123456789\n123456789\n", 8), (Lines{"<too long>", "<too long>"}));
}

TEST(LineBuffer, EditingCountsAgainstTheLimitByWhatIsLeft) {
  EXPECT_EQ(lines_of("1234567\b8\b9\b0\n", 7), (Lines{"1234560"}));
}

TEST(LineBuffer, NoLimitIsZero) {
  std::string text(100'000, 'x');
  EXPECT_EQ(lines_of(text + "\n", 0), (Lines{text}));
}

TEST(LineBuffer, ALineThatDependsOnItsBufferIsSafeFromReentry) {
  struct Eraser : LineEvents {
    void line(std::string_view raw) override {
      buffer.erase_line();
      buffer.erase_letter();
      got = raw;
    }
    void line_too_long() override {}
    LineBuffer buffer{4096};
    std::string got;
  } eraser;
  std::string text(200, 'y');
  eraser.buffer.feed(text, eraser);
  eraser.buffer.feed("\n", eraser);
  EXPECT_EQ(eraser.got, text);
}

TEST(LineBuffer, SeenLineIsTrueWithinTheFirstLine) {
  struct Asker : LineEvents {
    void line(std::string_view) override { seen = buffer.seen_line(); }
    void line_too_long() override {}
    LineBuffer buffer{4096};
    bool seen = false;
  } asker;
  asker.buffer.feed("lo", asker);
  EXPECT_FALSE(asker.buffer.seen_line());
  asker.buffer.feed("ok\n", asker);
  EXPECT_TRUE(asker.seen);
}

}  // namespace
}  // namespace reality
