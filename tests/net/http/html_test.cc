// SPDX-License-Identifier: MIT
#include "net/http/html.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

TEST(HtmlTest, PlainTextStaysAsItIs) {
  EXPECT_EQ(escape_html(""), "");
  EXPECT_EQ(escape_html("A lamp; caf\xc3\xa9, 2 = 2.\n"), "A lamp; caf\xc3\xa9, 2 = 2.\n");
}

TEST(HtmlTest, MarkupBecomesText) {
  EXPECT_EQ(escape_html("<b>&</b>"), "&lt;b&gt;&amp;&lt;/b&gt;");
  EXPECT_EQ(escape_html("&amp;"), "&amp;amp;");
  EXPECT_EQ(escape_html("<<"), "&lt;&lt;");
}

TEST(HtmlTest, NoQuoteEndsAnAttribute) {
  EXPECT_EQ(escape_html("\" onclick='x'"), "&quot; onclick=&#39;x&#39;");
}

TEST(HtmlTest, AppendsToWhatIsThere) {
  std::string out = "<p>";
  escape_html_to(out, "a<b");
  EXPECT_EQ(out, "<p>a&lt;b");
}

TEST(HtmlTest, EveryByteByItself) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    const std::string escaped = escape_html(text);
    if (std::string_view("&<>\"'").find(text) == std::string_view::npos || byte == 0) {
      EXPECT_EQ(escaped, text);
    } else {
      EXPECT_TRUE(escaped.starts_with('&') && escaped.ends_with(';')) << escaped;
    }
  }
}

}  // namespace
}  // namespace reality
