// SPDX-License-Identifier: MIT
#include "net/mail/mail_html.h"

#include <gtest/gtest.h>

#include "engine/text.h"

namespace reality {
namespace {

using namespace std::string_view_literals;

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// The text of `html`; on the way, every beginning of it must be read without harm.
std::string text_of(std::string_view html) {
  for (size_t size = 0; size < html.size(); ++size) {
    const std::string text = html_to_text(html.substr(0, size), 1000);
    EXPECT_LE(text.size(), 1000U);
  }
  return html_to_text(html, 100000);
}

TEST(MailHtmlTest, FoldsWhiteSpace) {
  EXPECT_EQ(text_of("  Hello,\r\n\t <b>dear</b> <i>friend</i>!  "), "Hello, dear friend!");
  EXPECT_EQ(text_of("a&nbsp;&nbsp;b\xc2\xa0 c"), "a b c");
}

TEST(MailHtmlTest, BlocksBreakLines) {
  EXPECT_EQ(text_of("<div>one</div><div>two</div>three<br>four<br><br>five"),
            "one\ntwo\nthree\nfour\n\nfive");
  EXPECT_EQ(text_of("<p>one<p>two</p><h1>three</h1>four"), "one\n\ntwo\n\nthree\n\nfour");
  EXPECT_EQ(text_of("<div><div><p></p>x</div></div>"), "x");
  EXPECT_EQ(text_of("a<p>&nbsp;</p><p> </p><br/><BR />b"), "a\n\nb");
}

TEST(MailHtmlTest, Tables) {
  EXPECT_EQ(text_of("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>d"),
            "a b\nc\nd");
}

TEST(MailHtmlTest, Lists) {
  EXPECT_EQ(text_of("Take:<ul><li>a <b>lamp</b></li><li>rope<li> <p>food</p></ul>Go."),
            "Take:\n- a lamp\n- rope\n- food\n\nGo.");
}

TEST(MailHtmlTest, Quotes) {
  EXPECT_EQ(text_of("Yes.<blockquote>May I?<br>Now?<blockquote>x</blockquote></blockquote>Bye"),
            "Yes.\n\n> May I?\n> Now?\n\n> > x\n\nBye");
  EXPECT_EQ(text_of("</blockquote>a"), "a");
}

TEST(MailHtmlTest, PreformattedTextKeepsItsLines) {
  EXPECT_EQ(text_of("<pre>a  b\r\n  c</pre>d  e"), "a  b\n  c\n\nd e");
}

TEST(MailHtmlTest, DropsWhatIsNotText) {
  EXPECT_EQ(text_of("<html><head><title>T</title><meta x>junk</head><body>a</body></html>"), "a");
  EXPECT_EQ(text_of("a<style>p { x: '</p>' }</style>b<SCRIPT>if (a</b) \"<p>\"</Script >c"), "abc");
  EXPECT_EQ(text_of("a<!-- <p>x</p> -- > -->b<!-->c<!DOCTYPE html>d<?xml ?>e</ x>f"), "abcdef");
  EXPECT_EQ(text_of("a<script>b"), "a");
  EXPECT_EQ(text_of("a<!-- b"), "a");
  EXPECT_EQ(text_of("a<img src='x>y' alt=z>b<o:p></o:p>c"), "abc");
}

TEST(MailHtmlTest, AHeadThatNobodyClosedEndsWhereTextBegins) {
  EXPECT_EQ(text_of("<head><title>t</title>junk<p>a"), "a");
  EXPECT_EQ(text_of("<head><style>x</style><body>a"), "a");
}

TEST(MailHtmlTest, CharacterReferences) {
  EXPECT_EQ(text_of("&lt;b&gt; &amp;amp; &quot;x&quot; &eacute;&Eacute;&yuml; &euro;&hellip;"),
            "<b> &amp; \"x\" éÉÿ €…");
  EXPECT_EQ(text_of("&#65;&#x42;&#X43 &#00000068;&#150;&#x1F600;"), "ABC D–😀");
  EXPECT_EQ(text_of("&#0;&#xD800;&#x110000;&#99999999999999999999;"), repeated("\xef\xbf\xbd", 4));
  EXPECT_EQ(text_of("a&#10;b&#32;c"), "a b c");
}

TEST(MailHtmlTest, WhatIsNoReferenceStays) {
  for (std::string_view text : {"AT&T"sv, "& b"sv, "&"sv, "&#"sv, "&#x"sv, "&#;"sv, "&;"sv,
                                "&bogus;"sv, "&ltx"sv, "&averyveryverylongname;"sv}) {
    EXPECT_EQ(text_of(text), text);
  }
}

TEST(MailHtmlTest, ABareLessThanIsText) {
  EXPECT_EQ(text_of("1 < 2 <3 <"), "1 < 2 <3 <");
}

TEST(MailHtmlTest, LinksNameTheirHosts) {
  EXPECT_EQ(
      text_of("See <a href=\"https://shop.test/x?y=z\">the <b>shop</b></a>, or "
              "<A class=x HREF='http://Other.test:80'>that</A>; <a href=https://shop.test>it</a>."),
      "See the shop [1], or that [2]; it [1].\n\n[1] shop.test\n[2] other.test");
  EXPECT_EQ(text_of("<a href=http://a.test><p>one</p></a>two"), "one [1]\n\ntwo\n\n[1] a.test");
  EXPECT_EQ(text_of("<a href=http://a.test>one<a href=http://b.test>two"),
            "one [1]two [2]\n\n[1] a.test\n[2] b.test");
}

TEST(MailHtmlTest, LinksThatLeadToNoHostAreText) {
  for (std::string_view href : {"mailto:x@y"sv, "#top"sv, "/x"sv, ""sv, "javascript:alert(1)"sv,
                                "http:"sv, "https://"sv, "https://a b&quot;c"sv, "http://?x"sv}) {
    EXPECT_EQ(text_of("<a href=\"" + std::string(href) + "\">x</a>"), "x");
  }
  EXPECT_EQ(text_of("<a href=https://x.test><img></a>a"), "a");
}

TEST(MailHtmlTest, TheTrueHostIsNamed) {
  const auto host = [](std::string_view href) {
    const std::string text = text_of("<a href=\"" + std::string(href) + "\">x</a>");
    return text.substr(text.rfind(' ') + 1);
  };
  EXPECT_EQ(host("https://bank.test@evil.test/bank.test"), "evil.test");
  EXPECT_EQ(host("https:\\\\evil.test\\@bank.test"), "evil.test");
  EXPECT_EQ(host(" ht\ntps&#58;//ev&#x69;l.test"), "evil.test");
  EXPECT_EQ(host("https:evil.test"), "evil.test");
  EXPECT_EQ(host("https://a:b@c@evil.test:443?@bank.test"), "evil.test");
  EXPECT_EQ(host("http://[::1]:80/"), "[::1]");
}

TEST(MailHtmlTest, ALongHostIsNone) {
  EXPECT_EQ(html_to_text("<a href=https://" + std::string(300, 'a') + ">x</a>", 1000), "x");
  EXPECT_EQ(html_to_text("<a href='" + repeated(" ", 2040) + "https://é.test'>x</a>", 1000), "x");
}

TEST(MailHtmlTest, OnlySoManyHosts) {
  std::string html;
  for (int i = 0; i < 30; ++i) html += "<a href=http://h" + std::to_string(i) + ">x</a> ";
  const std::string text = html_to_text(html, 10000);
  EXPECT_NE(text.find("[20] h19"), text.npos);
  EXPECT_EQ(text.find("[21]"), text.npos);
}

TEST(MailHtmlTest, TheOutputIsBoundedAndNeverCutsALetter) {
  const std::string html =
      "<ul><li>é<blockquote>日<a href=http://é.test>x</a></blockquote><pre> </ul>";
  for (size_t most = 0; most < 100; ++most) {
    const std::string text = html_to_text(html, most);
    EXPECT_LE(text.size(), most);
    EXPECT_TRUE(is_valid_utf8(text)) << most;
  }
}

TEST(MailHtmlTest, HostileInputIsReadOnce) {
  for (std::string_view piece :
       {"<"sv, "<a "sv, "<a href='"sv, "<!--"sv, "<script>"sv, "</"sv, "<blockquote>"sv, "<li>"sv,
        "&#"sv, "&#1"sv, "&"sv, "<a href=http://x>y"sv, "<pre>\n"sv, "<br>"sv, "<a href="sv,
        "<title></titl"sv, "<x =/ "sv, "\""sv}) {
    EXPECT_LE(html_to_text(repeated(piece, 100000), 65536).size(), 65536U) << piece;
  }
}

}  // namespace
}  // namespace reality
