// SPDX-License-Identifier: MIT
#include "net/http/http_response.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kDate = "Sun, 06 Nov 1994 08:49:37 GMT";

std::string written(const HttpResponse& response, bool keep_alive = true, bool head_only = false) {
  return write_response(response, kDate, keep_alive, head_only);
}

HttpResponse with_field(std::string_view name, std::string_view value) {
  HttpResponse response;
  response.headers.push_back({std::string(name), std::string(value)});
  return response;
}

const std::string kEmptyPage = written({});

TEST(HttpResponseTest, APageIsOneMessage) {
  EXPECT_EQ(written({.body = "<p>Hello"}),
            "HTTP/1.1 200 OK\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Length: 8\r\n"
            "\r\n"
            "<p>Hello");
}

TEST(HttpResponseTest, AnEmptyBodyHasALength) {
  EXPECT_TRUE(kEmptyPage.ends_with("Content-Length: 0\r\n\r\n")) << kEmptyPage;
}

TEST(HttpResponseTest, SaysWhenItCloses) {
  EXPECT_EQ(kEmptyPage.find("Connection"), std::string::npos);
  EXPECT_NE(written({}, false).find("\r\nConnection: close\r\n"), std::string::npos);
}

TEST(HttpResponseTest, AHeadHasTheLengthButNoBody) {
  const std::string bytes = written({.body = "12345"}, true, true);
  EXPECT_TRUE(bytes.ends_with("Content-Length: 5\r\n\r\n")) << bytes;
}

TEST(HttpResponseTest, StatusesWithoutContentHaveNeitherBodyNorLength) {
  for (int status : {100, 101, 204, 304}) {
    const std::string bytes = written({.status = status, .body = "x"});
    EXPECT_EQ(bytes.find("Content-"), std::string::npos) << bytes;
    EXPECT_TRUE(bytes.ends_with("GMT\r\n\r\n")) << bytes;
  }
}

TEST(HttpResponseTest, KnowsThePhrases) {
  EXPECT_TRUE(written({.status = 404}).starts_with("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_TRUE(written({.status = 303}).starts_with("HTTP/1.1 303 See Other\r\n"));
  EXPECT_TRUE(written({.status = 599}).starts_with("HTTP/1.1 599 \r\n"));
  for (int status : {400, 413, 414, 417, 431, 501, 505}) {  // what the parser refuses with
    EXPECT_EQ(written({.status = status}).find(" \r\n"), std::string::npos) << status;
  }
}

TEST(HttpResponseTest, AnEmptyTypeOrDateIsLeftOut) {
  EXPECT_EQ(written({.type = ""}).find("Content-Type"), std::string::npos);
  EXPECT_EQ(write_response({}, "", true, false).find("Date"), std::string::npos);
}

TEST(HttpResponseTest, FieldsComeInOrder) {
  HttpResponse response = with_field("Location", "/a");
  response.headers.push_back({"Set-Cookie", "a=1; HttpOnly"});
  response.headers.push_back({"Set-Cookie", "b=2"});
  EXPECT_TRUE(written(response).ends_with(
      "Content-Length: 0\r\nLocation: /a\r\nSet-Cookie: a=1; HttpOnly\r\nSet-Cookie: b=2\r\n\r\n"));
}

TEST(HttpResponseTest, AFieldThatWouldSplitIsDroppedWhole) {
  for (std::string_view value : {"/\r\nX: y"sv, "/\nX: y"sv, "/\rX"sv, "/\0"sv, "\x1b[1m"sv,
                                 "a\x7f"sv, "\r\n\r\n<script>"sv}) {
    EXPECT_EQ(written(with_field("Location", value)), kEmptyPage);
  }
  HttpResponse typed;
  typed.type = "text/html\r\nX: y";
  EXPECT_EQ(written(typed).find("X: y"), std::string::npos);
}

TEST(HttpResponseTest, AFieldNameThatIsNoTokenIsDropped) {
  for (std::string_view name : {""sv, "a b"sv, "a:"sv, "a\r\nb"sv, "a\0"sv, "\xc3\xa9"sv}) {
    EXPECT_EQ(written(with_field(name, "x")), kEmptyPage);
  }
}

TEST(HttpResponseTest, FramesTheMessageOnlyOnce) {
  for (std::string_view name : {"Content-Length"sv, "content-length"sv, "Transfer-Encoding"sv}) {
    EXPECT_EQ(written(with_field(name, "7")), kEmptyPage);
  }
}

TEST(HttpDateTest, WritesTheExampleOfTheRfc) {
  EXPECT_EQ(http_date(784111777000), kDate);
  EXPECT_EQ(http_date(784111777999), kDate);
}

TEST(HttpDateTest, KnowsLeapYearsAndEdges) {
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(951782400000), "Tue, 29 Feb 2000 00:00:00 GMT");
  EXPECT_EQ(http_date(1709251199000), "Thu, 29 Feb 2024 23:59:59 GMT");
  EXPECT_EQ(http_date(4107542400000), "Mon, 01 Mar 2100 00:00:00 GMT");
  EXPECT_EQ(http_date(1767225599999), "Wed, 31 Dec 2025 23:59:59 GMT");
}

TEST(HttpDateTest, StaysWithinFourDigits) {
  EXPECT_EQ(http_date(-1), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(INT64_MIN), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(INT64_MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
}

}  // namespace
}  // namespace reality
