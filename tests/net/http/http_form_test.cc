// SPDX-License-Identifier: MIT
#include "net/http/http_form.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

using namespace std::string_view_literals;

using Field = HttpForm::Field;
using Fields = std::vector<Field>;
using Segments = std::vector<std::string>;

Fields fields_of(std::string_view text) {
  std::optional<HttpForm> form = parse_form(text);
  return form ? form->fields : Fields{{"error", ""}};
}

TEST(PercentTest, DecodesEscapes) {
  EXPECT_EQ(percent_decode(""), "");
  EXPECT_EQ(percent_decode("a%20b%2fC%2F%c3%A9+"), "a b/C/\xc3\xa9+");
  EXPECT_EQ(percent_decode("%00%25"), std::string("\0%", 2));
}

TEST(PercentTest, DecodesOnce) {
  EXPECT_EQ(percent_decode("%252e"), "%2e");
}

TEST(PercentTest, RefusesWrongEscapes) {
  for (std::string_view text :
       {"%"sv, "a%2"sv, "%zz"sv, "%2g"sv, "%+1"sv, "% 1"sv, "%%20"sv, "%u0041"sv, "%0x"sv,
        "%\0"
        "00"sv}) {
    EXPECT_EQ(percent_decode(text), std::nullopt) << text;
  }
}

TEST(PercentTest, EncodesAllButTheUnreserved) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("a/b c?&=+%\"\xc3\xa9"), "a%2Fb%20c%3F%26%3D%2B%25%22%C3%A9");
}

TEST(PercentTest, EveryByteComesBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
}

TEST(FormTest, ReadsPairsInOrder) {
  EXPECT_EQ(fields_of("name=Fred&say=go+north%21&name=x"),
            (Fields{{"name", "Fred"}, {"say", "go north!"}, {"name", "x"}}));
  EXPECT_EQ(fields_of(""), Fields{});
}

TEST(FormTest, EveryPartMayBeMissing) {
  EXPECT_EQ(fields_of("a"), (Fields{{"a", ""}}));
  EXPECT_EQ(fields_of("a="), (Fields{{"a", ""}}));
  EXPECT_EQ(fields_of("=a"), (Fields{{"", "a"}}));
  EXPECT_EQ(fields_of("a=b=c"), (Fields{{"a", "b=c"}}));
  EXPECT_EQ(fields_of("&&a=1&"), (Fields{{"a", "1"}}));
}

TEST(FormTest, SeparatorsMayBeEscaped) {
  EXPECT_EQ(fields_of("a%3Db=c%26d%2B"), (Fields{{"a=b", "c&d+"}}));
}

TEST(FormTest, LeavesBytesToOthers) {
  EXPECT_EQ(fields_of("a=%ff%00\xfe"), (Fields{{"a", std::string("\xff\0\xfe", 3)}}));
}

TEST(FormTest, AWrongEscapeSpoilsAll) {
  EXPECT_FALSE(parse_form("a=1&b=%zz"));
  EXPECT_FALSE(parse_form("%=1"));
  EXPECT_FALSE(parse_form("a=%2&b=0"));  // the escape does not reach over the separator
}

TEST(FormTest, HasAtMostSixtyFourFields) {
  std::string text;
  for (size_t i = 0; i < kFormFields; ++i) text += "a=b&";
  EXPECT_EQ(fields_of(text).size(), kFormFields);
  EXPECT_FALSE(parse_form(text + "c=d"));
}

TEST(FormTest, FindsTheFirstOfAName) {
  const HttpForm form = *parse_form("a=1&b=2&a=3");
  ASSERT_NE(form.find("a"), nullptr);
  EXPECT_EQ(*form.find("a"), "1");
  EXPECT_EQ(form.find("A"), nullptr);
}

TEST(CookieTest, FindsItsName) {
  EXPECT_EQ(cookie_value("session=abc", "session"), "abc");
  EXPECT_EQ(cookie_value("a=1; session=abc; b=2", "session"), "abc");
  EXPECT_EQ(cookie_value("a=1;session=abc;b=2", "session"), "abc");
  EXPECT_EQ(cookie_value("session=a=b==", "session"), "a=b==");
  EXPECT_EQ(cookie_value("session=", "session"), "");
  EXPECT_EQ(cookie_value("session=\"abc\"", "session"), "\"abc\"");
}

TEST(CookieTest, OnlyTheWholeNameCounts) {
  EXPECT_EQ(cookie_value("xsession=1; sessionx=2; Session=3; session", "session"), std::nullopt);
  EXPECT_EQ(cookie_value("a=session=1", "session"), std::nullopt);
  EXPECT_EQ(cookie_value("", "session"), std::nullopt);
  EXPECT_EQ(cookie_value(";;=;", "session"), std::nullopt);
}

TEST(CookieTest, TheFirstOfANameCounts) {
  EXPECT_EQ(cookie_value("session=1; session=2", "session"), "1");
}

TEST(CookieTest, RefusesBytesThatNoCookieHas) {
  for (std::string_view header : {"s=a b"sv, "s=a,b"sv, "s=a\\b"sv, "s=\xc3\xa9"sv, "s=a\0"sv}) {
    EXPECT_EQ(cookie_value(header, "s"), std::nullopt) << header;
  }
}

TEST(PathTest, SplitsIntoDecodedSegments) {
  EXPECT_EQ(split_path("/"), Segments{});
  EXPECT_EQ(split_path("/help"), Segments{"help"});
  EXPECT_EQ(split_path("/help/go%20north/caf%C3%A9+"),
            (Segments{"help", "go north", "caf\xc3\xa9+"}));
  EXPECT_EQ(split_path("/..a/.b/..."), (Segments{"..a", ".b", "..."}));
  EXPECT_EQ(split_path("/%252e%252e"), Segments{"%2e%2e"});
}

TEST(PathTest, RefusesWhatIsNoPlainPath) {
  for (std::string_view path : {""sv,
                                "*"sv,
                                "help"sv,
                                "//"sv,
                                "/help/"sv,
                                "//help"sv,
                                "/a//b"sv,
                                "/."sv,
                                "/.."sv,
                                "/../etc/passwd"sv,
                                "/a/../b"sv,
                                "/a/./b"sv,
                                "/%2e"sv,
                                "/%2e%2E"sv,
                                "/.%2e/a"sv,
                                "/a%2fb"sv,
                                "/..%2f..%2fetc"sv,
                                "/%2f"sv,
                                "/..%5c..%5cetc"sv,
                                "/a\\b"sv,
                                "/%00"sv,
                                "/a%00.html"sv,
                                "/a%0d%0aX:y"sv,
                                "/%1b"sv,
                                "/%7f"sv,
                                "/a\tb"sv,
                                "/%"sv,
                                "/%zz"sv,
                                "/%c3"sv,
                                "/%c0%ae%c0%ae"sv,
                                "/%c0%af"sv,
                                "/%ff"sv,
                                "/%ed%a0%80"sv}) {
    EXPECT_EQ(split_path(path), std::nullopt) << path;
  }
}

TEST(PathTest, HasAtMostEightSegments) {
  EXPECT_EQ(split_path("/1/2/3/4/5/6/7/8")->size(), kPathSegments);
  EXPECT_FALSE(split_path("/1/2/3/4/5/6/7/8/9"));
}

}  // namespace
}  // namespace reality
