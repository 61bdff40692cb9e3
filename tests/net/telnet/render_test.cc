// SPDX-License-Identifier: MIT
#include "net/telnet/render.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "engine/text.h"

namespace reality {
namespace {

std::string rendered(std::string_view text, uint16_t columns, bool wrap = true) {
  return render_telnet(text, {.columns = columns, .wrap = wrap});
}

size_t widest_line(const std::string& bytes) {
  size_t widest = 0;
  for (std::string_view line : split(bytes, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

std::string without_breaks(std::string text) {
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n' || c == ' '; });
  return text;
}

TEST(Render, ShortTextOnlyGetsItsLineBreaks) {
  EXPECT_EQ(rendered("", 80), "");
  EXPECT_EQ(rendered("You see a lamp.\n", 80), "You see a lamp.\r\n");
  EXPECT_EQ(rendered("\n\nx", 80), "\r\n\r\nx");
}

TEST(Render, NothingIsWrappedWithoutAWidth) {
  std::string text(500, 'x');
  for (size_t at = 5; at < text.size(); at += 6) text[at] = ' ';
  EXPECT_EQ(rendered(text, 0), text);
  EXPECT_EQ(rendered(text, 40, false), text);
}

TEST(Render, LongLinesAreWrappedAtTheWidth) {
  EXPECT_EQ(rendered("one two three four", 9), "one two\r\nthree\r\nfour");
  EXPECT_EQ(rendered("one two\nthree four five\n", 10), "one two\r\nthree four\r\nfive\r\n");
}

TEST(Render, ALineThatFitsExactlyIsLeftAlone) {
  EXPECT_EQ(rendered("1234 6789\n1234 6789", 9), "1234 6789\r\n1234 6789");
}

TEST(Render, WidthIsCountedInCells) {
  // Nine bytes but three letters of two cells each; six cells fit, five do not.
  std::string wide = "\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97";
  EXPECT_EQ(rendered(wide, 6), wide);
  EXPECT_LE(widest_line(rendered(wide, 5)), 5U);
  // Four letters with accents are eight bytes and four cells.
  std::string accented = "\xc3\xa9\xc3\xa8\xc3\xaa\xc3\xab";
  EXPECT_EQ(rendered(accented, 4), accented);
}

TEST(Render, NoLineIsWiderThanAnyWindowAndNoLetterIsLost) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "The caf\xc3\xa9 of \xe4\xb8\xad\xe6\x96\x87 letters, no. ";
  for (uint16_t columns : std::initializer_list<uint16_t>{2, 3, 10, 40, 79, 100, 1000}) {
    std::string out = rendered(text, columns);
    EXPECT_LE(widest_line(out), columns);
    EXPECT_EQ(without_breaks(out), without_breaks(text)) << columns << " columns";
  }
}

TEST(Render, AppendsToWhatIsThere) {
  std::string out = "x";
  render_telnet_to("a b\n", {.columns = 2}, out);
  EXPECT_EQ(out, "xa\r\nb\r\n");
}

}  // namespace
}  // namespace reality
