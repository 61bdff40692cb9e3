// SPDX-License-Identifier: MIT
#include "net/http/http_page.h"

#include <gtest/gtest.h>

#include <string>

#include "net/http/http_layout.h"

namespace reality {
namespace {

using Kind = PageBlock::Kind;

std::string made(const Page& page, const PageReader& reader = {{}, "/thing/x"}) {
  std::string out;
  append_page(out, page, reader);
  return out;
}

TEST(HttpPageTest, MakesEachKindOfBlock) {
  const Page page{"T",
                  {{Kind::heading, "One", {}, {}, {}},
                   {Kind::text, "a\nb", {}, {}, {}},
                   {Kind::heading, "Two", {}, {}, {}},
                   {Kind::list, {}, {}, {"x", "y"}, {}},
                   {Kind::figures, {}, {}, {}, {{"rooms", "Rooms", "12"}, {"", "Moon", "full"}}},
                   {Kind::link, "Go", "/thing/y", {}, {}}}};
  EXPECT_EQ(made(page),
            "<h1>One</h1>\n<p>a<br>\nb</p>\n<h2>Two</h2>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n"
            "<dl class=\"figures\">\n<div><dt>Rooms</dt><dd data-figure=\"rooms\">12</dd></div>\n"
            "<div><dt>Moon</dt><dd>full</dd></div>\n</dl>\n"
            "<p><a href=\"/thing/y\">Go</a></p>\n");
}

TEST(HttpPageTest, EscapesAllOfIt) {
  const std::string bad = "<b a=\"'&";
  const Page page{bad,
                  {{Kind::text, bad, {}, {}, {}},
                   {Kind::list, {}, {}, {bad}, {}},
                   {Kind::figures, {}, {}, {}, {{bad, bad, bad}}},
                   {Kind::button, bad, bad, {}, {}},
                   {Kind::link, bad, "/" + bad, {}, {}}}};
  EXPECT_EQ(made(page).find("<b "), std::string::npos);
  EXPECT_EQ(made(page, {"tok", "/thing/x"}).find("<b "), std::string::npos);
  EXPECT_EQ(html_document({bad, bad}, {}).find("<b "), std::string::npos);
}

TEST(HttpPageTest, APageWithoutAHeadingHasItsTitle) {
  EXPECT_EQ(made({"A bell", {{Kind::text, "It hangs.", {}, {}, {}}}}),
            "<h1>A bell</h1>\n<p>It hangs.</p>\n");
}

TEST(HttpPageTest, LinksStayOnTheSite) {
  for (const char* target : {"//evil", "/\\evil", "http://evil", "javascript:x", "", "x", "/a b"}) {
    const std::string html = made({"T", {{Kind::link, "Go", target, {}, {}}}});
    EXPECT_EQ(html, "<h1>T</h1>\n<p>Go</p>\n") << target;
  }
}

TEST(HttpPageTest, ButtonsAreFormsForWhoPlays) {
  const Page page{"T", {{Kind::button, "Ring", "ring bell", {}, {}}}};
  EXPECT_EQ(made(page, {"tok", "/thing/x"}),
            "<h1>T</h1>\n<div class=\"buttons\">\n<form method=\"post\" action=\"/play\">"
            "<input type=\"hidden\" name=\"token\" value=\"tok\">"
            "<input type=\"hidden\" name=\"back\" value=\"/thing/x\">"
            "<input type=\"hidden\" name=\"line\" value=\"ring bell\">"
            "<button>Ring</button></form>\n</div>\n");
  EXPECT_EQ(made(page),
            "<h1>T</h1>\n<p>Here one may:</p>\n<ul>\n<li>Ring</li>\n</ul>\n"
            "<p><a href=\"/play?next=%2Fthing%2Fx\">Come in to do it</a></p>\n");
}

TEST(HttpPageTest, FormsLeadBackOnlyToPagesOfThisSite) {
  EXPECT_EQ(way_back("/"), "/");
  EXPECT_EQ(way_back("/play"), "/play");
  EXPECT_EQ(way_back("/thing/old%20bell"), "/thing/old%20bell");
  for (const char* path : {"", "//evil", "/\\evil", "/play/leave", "/thing", "/thing/..", "/thing/",
                           "http://evil/", "/metrics", "/thing/a\r\nX: y", "/thing/a/b"})
    EXPECT_FALSE(way_back(path)) << path;
}

TEST(HttpPageTest, TheFrameHasItsLandmarks) {
  const std::string page = html_document({"Bell", "Pellwick"}, "<h1>x</h1>");
  for (const char* part :
       {"<!doctype html>\n<html lang=\"en\">", "<title>Bell</title>", "name=\"viewport\"",
        "href=\"#main\"", "<header>", "<nav aria-label=", "<main id=\"main\"", "<footer>"})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

}  // namespace
}  // namespace reality
