// SPDX-License-Identifier: MIT
//
// How the kill harness reads a web player's page: in order, without gaps, nothing twice.
#include "tests/real/kill_terminal.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reality {
namespace {

std::string section(const std::vector<std::string>& lines) {
  std::string html;
  for (const std::string& line : lines) html += "<p class=\"event reply\">" + line + "</p>\n";
  return html;
}

/// As the site shows it: what is new first.
std::string page(const std::vector<std::string>& now, const std::vector<std::string>& earlier) {
  return "<h1>World</h1><section>" + section(now) + "</section><details class=\"earlier\">" +
         section(earlier) + "</details>";
}

TEST(KillWebLogTest, ReadsEachLineOnce) {
  WebLog log;
  EXPECT_EQ(log.read(page({"&gt; zork1", "a &quot;b&quot;"}, {"one<br>\ntwo"})),
            "one\ntwo\n> zork1\na \"b\"\n");
  EXPECT_EQ(log.read(page({"&gt; zork1", "a &quot;b&quot;", "c"}, {"one<br>\ntwo"})), "c\n");
  EXPECT_EQ(log.read(page({"&gt; zork2", "f"}, {"&gt; zork1", "a &quot;b&quot;", "c", "d", "e"})),
            "d\ne\n> zork2\nf\n");
  EXPECT_EQ(log.read(page({"&gt; zork3"}, {"&gt; zork2", "f"})), "> zork3\n");
}

TEST(KillWebLogTest, SaysWhenSomethingIsMissing) {
  WebLog log;
  ASSERT_TRUE(log.read(page({"&gt; zork1", "a"}, {})));
  EXPECT_EQ(log.read(page({"&gt; zork2"}, {"b", "c"})), std::nullopt);
}

TEST(KillWebLogTest, DecodesOnce) {
  WebLog log;
  EXPECT_EQ(log.read(page({"&amp;lt;b&amp;gt; &#39;x&#39; &lt;i&gt;"}, {})), "&lt;b&gt; 'x' <i>\n");
}

}  // namespace
}  // namespace reality
