// SPDX-License-Identifier: MIT
#include "net/http/http_parser.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace reality {
namespace {

using namespace std::string_view_literals;
using Progress = HttpParser::Progress;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

struct Outcome {
  bool operator==(const Outcome&) const = default;

  std::vector<std::string> requests;
  int refused = 0;  // with which status; 0 = not
};

std::string shown(const HttpRequest& request) {
  std::string out = request.method + " " + request.path + " ?" + request.query + " 1." +
                    std::to_string(request.minor) + (request.keep_alive ? " keep" : " close");
  for (const HttpHeader& field : request.headers) out += "|" + field.name + "=" + field.value;
  return out + "|" + request.body;
}

Outcome outcome_of(std::string_view input, size_t chunk, const HttpLimits& limits) {
  Outcome outcome;
  HttpParser parser(limits);
  for (; !input.empty(); input.remove_prefix(std::min(chunk, input.size()))) {
    std::string_view bytes = input.substr(0, chunk);
    Progress progress = parser.take(bytes);
    for (; progress == Progress::complete; progress = parser.take(bytes)) {
      outcome.requests.push_back(shown(parser.request()));
    }
    EXPECT_TRUE(bytes.empty());
    if (progress == Progress::refused) outcome.refused = parser.refusal().status;
  }
  return outcome;
}

// Whatever the cuts.
Outcome read(std::string_view input, const HttpLimits& limits = {}) {
  const Outcome whole = outcome_of(input, input.size(), limits);
  for (size_t chunk : {1U, 2U, 3U, 7U, 64U}) {
    EXPECT_EQ(outcome_of(input, chunk, limits), whole) << "in chunks of " << chunk;
  }
  return whole;
}

Outcome requests(std::vector<std::string> shown) {
  return {std::move(shown), 0};
}

Outcome refused(int status) {
  return {{}, status};
}

Outcome read_target(std::string_view method, std::string_view target) {
  return read(std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n");
}

Outcome read_field(std::string_view field) {
  return read("GET / HTTP/1.1\r\nHost: a\r\n" + std::string(field) + "\r\n\r\n");
}

Outcome read_host(std::string_view host) {
  return read("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
}

Outcome read_chunks(std::string_view chunks, const HttpLimits& limits = {}) {
  return read(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks),
      limits);
}

TEST(HttpParserTest, ReadsAPlainGet) {
  EXPECT_EQ(
      read("GET /help/go?x=1&y=%20 HTTP/1.1\r\nHost: mud.example:8080\r\nAccept: */*\r\n\r\n"),
      requests({"GET /help/go ?x=1&y=%20 1.1 keep|host=mud.example:8080|accept=*/*|"}));
}

TEST(HttpParserTest, KeepsTheTargetAsSent) {
  HttpParser parser;
  std::string_view bytes = "GET http://a/b?c?d HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_EQ(parser.take(bytes), Progress::complete);
  const HttpRequest request = parser.request();
  EXPECT_EQ(request.target, "http://a/b?c?d");
  EXPECT_EQ(request.path, "/b");
  EXPECT_EQ(request.query, "c?d");
  EXPECT_EQ(*request.header("host"), "a");
  EXPECT_EQ(request.header("cookie"), nullptr);
}

TEST(HttpParserTest, FieldNamesAreFoldedAndValuesTrimmed) {
  EXPECT_EQ(read_field("X-Thing:\t two  words \t"),
            requests({"GET / ? 1.1 keep|host=a|x-thing=two  words|"}));
  EXPECT_EQ(read_field("Empty:"), requests({"GET / ? 1.1 keep|host=a|empty=|"}));
  EXPECT_EQ(read_field("Blank: \t "), requests({"GET / ? 1.1 keep|host=a|blank=|"}));
  EXPECT_EQ(read_field("!#$%&'*+-.^_`|~09aZ: \xc3\xa9\ta:b"),
            requests({"GET / ? 1.1 keep|host=a|!#$%&'*+-.^_`|~09az=\xc3\xa9\ta:b|"}));
}

TEST(HttpParserTest, UnknownMethodsArePassedOn) {
  EXPECT_EQ(read_target("get", "/"), requests({"get / ? 1.1 keep|host=a|"}));
  EXPECT_EQ(read_target("UPDATEREDIRECTREF", "/").refused, 0);
  EXPECT_EQ(read_target(std::string(24, 'M'), "/").refused, 0);
  EXPECT_EQ(read_target(std::string(25, 'M'), "/"), refused(501));
}

TEST(HttpParserTest, ReadsABodyOfALength) {
  EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na\r\n\0b"sv),
            requests({"POST / ? 1.1 keep|host=a|content-length=5|a\r\n" + std::string("\0b", 2)}));
  EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").requests.size(), 1U);
}

TEST(HttpParserTest, ABodyOnGetIsFramedToo) {
  const Outcome outcome =
      read("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 27\r\n\r\n" + std::string(kGet));
  ASSERT_EQ(outcome.requests.size(), 1U);
  EXPECT_TRUE(outcome.requests[0].ends_with(kGet));
}

TEST(HttpParserTest, ReadsChunks) {
  const Outcome outcome = read_chunks("5\r\nhello\r\n00A\r\n, \r\n world\r\n0\r\n\r\n");
  EXPECT_EQ(outcome, requests({"POST / ? 1.1 keep|host=a|transfer-encoding=chunked|"
                               "hello, \r\n world"}));
  EXPECT_EQ(read_chunks("0\r\n\r\n").requests.size(), 1U);
  EXPECT_EQ(read_chunks("00000000\r\n\r\n").requests.size(), 1U);
}

TEST(HttpParserTest, PipelinedRequestsComeOneByOne) {
  std::string input;
  for (char name : {'1', '2', '3'}) {
    input +=
        std::string("POST /") + name + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n" + name;
    input += std::string("POST /") + name +
             "c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
  }
  const Outcome outcome = read(input);
  ASSERT_EQ(outcome.requests.size(), 6U);
  EXPECT_EQ(outcome.requests[4], "POST /3 ? 1.1 keep|host=a|content-length=1|3");
  EXPECT_EQ(outcome.requests[5], "POST /3c ? 1.1 keep|host=a|transfer-encoding=chunked|x");
}

TEST(HttpParserTest, StopsBehindARequestUntilItIsFetched) {
  HttpParser parser;
  std::string_view bytes = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: b\r\n\r\n";
  EXPECT_EQ(parser.take(bytes), Progress::complete);
  const std::string_view rest = bytes;
  EXPECT_TRUE(rest.starts_with("GET /2"));
  EXPECT_EQ(parser.take(bytes), Progress::complete);
  EXPECT_EQ(bytes, rest);
  EXPECT_EQ(parser.request().path, "/1");
  EXPECT_TRUE(parser.idle());
  EXPECT_EQ(parser.take(bytes), Progress::complete);
  EXPECT_EQ(parser.request().path, "/2");
  EXPECT_TRUE(bytes.empty());
}

TEST(HttpParserTest, IsIdleUntilARequestBegins) {
  HttpParser parser;
  EXPECT_TRUE(parser.idle());
  std::string_view bytes = "\r\n";
  EXPECT_EQ(parser.take(bytes), Progress::more);
  EXPECT_TRUE(parser.idle());
  for (char c : kGet) {
    bytes = {&c, 1};
    parser.take(bytes);
    EXPECT_FALSE(parser.idle());
  }
  parser.request();
  EXPECT_TRUE(parser.idle());
}

TEST(HttpParserTest, SkipsAFewEmptyLinesBeforeARequest) {
  EXPECT_EQ(read("\r\n\r\n\r\n\r\n" + std::string(kGet)).requests.size(), 1U);
  EXPECT_EQ(read("\r\n\r\n\r\n\r\n\r\n" + std::string(kGet)), refused(400));
  const std::string twice = std::string(kGet) + "\r\n\r\n\r\n" + std::string(kGet) + "\r\n\r\n";
  EXPECT_EQ(read(twice).requests.size(), 2U);
}

TEST(HttpParserTest, PersistenceFollowsVersionAndConnection) {
  EXPECT_TRUE(read_field("Connection: keep-alive").requests[0].starts_with("GET / ? 1.1 keep"));
  for (std::string_view value :
       {"close", "Close", "TE ,\tclose", "close,TE", "keep-alive, close"}) {
    const Outcome outcome = read_field("Connection: " + std::string(value));
    EXPECT_TRUE(outcome.requests[0].starts_with("GET / ? 1.1 close")) << value;
  }
  EXPECT_TRUE(read_field("Connection: closed").requests[0].starts_with("GET / ? 1.1 keep"));
  EXPECT_EQ(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
            requests({"GET / ? 1.0 close|connection=keep-alive|"}));
}

TEST(HttpParserTest, VersionsOfMajorOneAreRead) {
  EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n"), requests({"GET / ? 1.0 close|"}));
  EXPECT_EQ(read("GET / HTTP/1.2\r\nHost: a\r\n\r\n"), requests({"GET / ? 1.1 keep|host=a|"}));
  EXPECT_EQ(read("GET / HTTP/1.9\r\n\r\n"), refused(400));  // as 1.1: no host
  EXPECT_EQ(read("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), refused(505));
  EXPECT_EQ(read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), refused(505));
  EXPECT_EQ(read("GET / HTTP/0.9\r\n\r\n"), refused(505));
}

TEST(HttpParserTest, ReadsTheFormsOfTargets) {
  EXPECT_EQ(read_target("OPTIONS", "*"), requests({"OPTIONS * ? 1.1 keep|host=a|"}));
  EXPECT_EQ(read_target("GET", "*"), refused(400));
  EXPECT_EQ(read_target("GET", "HTTP://b:81"), requests({"GET / ? 1.1 keep|host=b:81|"}));
  EXPECT_EQ(read_target("GET", "http://b?c/d"), requests({"GET / ?c/d 1.1 keep|host=b|"}));
  EXPECT_EQ(read_target("GET", "http://[::1]/x"), requests({"GET /x ? 1.1 keep|host=[::1]|"}));
  EXPECT_EQ(read_target("GET", "//b/c"), requests({"GET //b/c ? 1.1 keep|host=a|"}));
  EXPECT_EQ(read_target("GET", "/?a={b}|c"), requests({"GET / ?a={b}|c 1.1 keep|host=a|"}));
  EXPECT_EQ(read("GET http://b/ HTTP/1.0\r\n\r\n"), requests({"GET / ? 1.0 close|host=b|"}));
}

TEST(HttpParserTest, RefusesOtherTargets) {
  for (std::string_view target :
       {"a"sv, "help"sv, "a:80"sv, "https://a/"sv, "ftp://a/"sv, "http:/a"sv, "http:///x"sv,
        "http://u@a/"sv, "http://a:x/"sv, "http://a%41/"sv, "/a#b"sv, "/\xc3\xa9"sv, "/a\x7f"sv,
        "/a\tb"sv, "/a\"b"sv, "/<b>"sv, "?a"sv, "**"sv}) {
    EXPECT_EQ(read_target("GET", target), refused(400)) << target;
  }
  EXPECT_EQ(read_target("CONNECT", "a:80"), refused(400));
}

TEST(HttpParserTest, ReadsHosts) {
  for (std::string_view host : {"a", "MUD.example", "127.0.0.1:8080", "[::1]", "[fe80::1]:80",
                                "a-b_c~.d.", "a:1", "a:65535"}) {
    EXPECT_EQ(read_host(host), requests({"GET / ? 1.1 keep|host=" + std::string(host) + "|"}));
  }
  EXPECT_EQ(read_host(std::string(255, 'h') + ":65535").refused, 0);
}

TEST(HttpParserTest, RefusesMalformedHosts) {
  for (std::string_view host :
       {""sv,     ":"sv,   ":80"sv, "a:"sv,     "a:0"sv, "a:65536"sv, "a:+8"sv,  "a:123456"sv,
        "a b"sv,  "a,b"sv, "a/b"sv, "a@b"sv,    "a?b"sv, "<b>"sv,     "a\"b"sv,  "\xc3\xa9"sv,
        "[::1"sv, "[]"sv,  "::1"sv, "[::1]x"sv, "[g]"sv, "a:8:8"sv,   "a%2eb"sv, "[::1]:"sv}) {
    EXPECT_EQ(read_host(host), refused(400)) << host;
  }
  EXPECT_EQ(read_host(std::string(262, 'h')), refused(400));
  EXPECT_EQ(read("GET / HTTP/1.0\r\nHost: a b\r\n\r\n"), refused(400));
}

TEST(HttpParserTest, RefusesABareLineFeed) {
  EXPECT_EQ(read("GET / HTTP/1.1\nHost: a\n\n"), refused(400));
  EXPECT_EQ(read("\n"), refused(400));
}

TEST(HttpParserTest, RefusesAtTheFirstWrongByte) {
  for (std::string_view start : {"\x16\x03\x01"sv, "GET / HTTP/1.1\r\nX\0"sv, "GET /\r "sv,
                                 "GET / HTTP/1.1\r\n\r\r"sv, "GET \x1b"sv}) {
    EXPECT_EQ(read(start), refused(400));
  }
}

TEST(HttpParserTest, StaysRefused) {
  HttpParser parser;
  std::string_view bytes = "GET  / HTTP/1.1\r\n";
  EXPECT_EQ(parser.take(bytes), Progress::refused);
  EXPECT_TRUE(bytes.empty());
  for (int i = 0; i < 3; ++i) {
    bytes = kGet;
    EXPECT_EQ(parser.take(bytes), Progress::refused);
    EXPECT_TRUE(bytes.empty());
  }
  EXPECT_EQ(parser.refusal().status, 400);
  EXPECT_FALSE(parser.refusal().reason.empty());
  EXPECT_FALSE(parser.idle());
  EXPECT_FALSE(parser.wants_continue());
}

TEST(HttpParserTest, AnExpectationIsToBeAnsweredOnce) {
  for (std::string_view framing : {"Content-Length: 2", "Transfer-Encoding: chunked"}) {
    HttpParser parser;
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n" +
                             std::string(framing) + "\r\n\r\n";
    std::string_view bytes = std::string_view(head).substr(0, head.size() - 1);
    EXPECT_EQ(parser.take(bytes), Progress::more);
    EXPECT_FALSE(parser.wants_continue());
    bytes = "\n";
    EXPECT_EQ(parser.take(bytes), Progress::more);
    EXPECT_TRUE(parser.wants_continue());
    bytes = "2";
    EXPECT_EQ(parser.take(bytes), Progress::more);
    EXPECT_FALSE(parser.wants_continue());
  }
}

TEST(HttpParserTest, NoContinueIsOwedWithoutABodyOrToOldClients) {
  for (std::string_view input :
       {"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n"sv,
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nx"sv,
        "POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"sv}) {
    HttpParser parser;
    parser.take(input);
    EXPECT_FALSE(parser.wants_continue());
  }
  EXPECT_EQ(read_field("Expect: 200-ok"), refused(417));
  EXPECT_EQ(read_field("Expect: 100-continue, x"), refused(417));
}

TEST(HttpParserTest, ABodyTooLargeIsRefusedBeforeItComes) {
  HttpParser parser;
  std::string_view bytes =
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65537\r\n\r\n";
  EXPECT_EQ(parser.take(bytes), Progress::refused);
  EXPECT_EQ(parser.refusal().status, 413);
  EXPECT_FALSE(parser.wants_continue());
}

TEST(HttpParserTest, BodiesReachTheirLimitExactly) {
  const HttpLimits limits{.body_bytes = 8};
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ";
  EXPECT_EQ(read(head + "8\r\n\r\n12345678", limits).requests.size(), 1U);
  EXPECT_EQ(read(head + "9\r\n\r\n123456789", limits), refused(413));
  EXPECT_EQ(read(head + "999999999999999999\r\n\r\n", limits), refused(413));
  EXPECT_EQ(read_chunks("5\r\n12345\r\n3\r\n678\r\n0\r\n\r\n", limits).requests.size(), 1U);
  EXPECT_EQ(read_chunks("5\r\n12345\r\n4\r\n", limits), refused(413));
  EXPECT_EQ(read_chunks("ffffffff\r\n", limits), refused(413));
}

TEST(HttpParserTest, TargetsReachTheirLimitExactly) {
  const std::string target = "/" + std::string(4095, 'x');
  EXPECT_EQ(read_target("GET", target).requests.size(), 1U);
  EXPECT_EQ(read_target(std::string(24, 'M'), target).requests.size(), 1U);
  EXPECT_EQ(read_target("GET", target + "x"), refused(414));
  EXPECT_EQ(read("GET /" + std::string(5000, 'x')), refused(414));  // with no end in sight
}

TEST(HttpParserTest, HeadsReachTheirLimitExactly) {
  const std::string field = "X: " + std::string(16384 - kGet.size() - "X: \r\n"sv.size(), 'v');
  EXPECT_EQ(read_field(field).requests.size(), 1U);
  EXPECT_EQ(read_field(field + "v"), refused(431));
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(16384, 'v')), refused(431));
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  while (many.size() < 20000) many += "X: " + std::string(400, 'v') + "\r\n";
  EXPECT_EQ(read(many), refused(431));
}

TEST(HttpParserTest, FieldsAreCounted) {
  std::string input = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 1; i < 100; ++i) input += "X:\r\n";
  EXPECT_EQ(read(input + "\r\n").requests.size(), 1U);
  EXPECT_EQ(read(input + "X:\r\n\r\n"), refused(431));
}

TEST(HttpParserTest, LimitsOfZeroRefuseEverything) {
  const HttpLimits none{.header_bytes = 0, .headers = 0, .target_bytes = 0, .body_bytes = 0};
  EXPECT_EQ(read(kGet, none), refused(414));
  EXPECT_EQ(read(kGet, {.headers = 0}), refused(431));
}

TEST(HttpParserTest, NothingOfOneRequestReachesTheNext) {
  const Outcome outcome = read(
      "POST /1?q HTTP/1.0\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"
      "OPTIONS http://h HTTP/1.1\r\nHost: b\r\n\r\n" +
      std::string(kGet) + "GET / HTTP/1.1\r\n\r\n");
  ASSERT_EQ(outcome.requests.size(), 3U);
  EXPECT_EQ(outcome.requests[1], "OPTIONS / ? 1.1 keep|host=h|");
  EXPECT_EQ(outcome.requests[2], "GET / ? 1.1 keep|host=a|");
  EXPECT_EQ(outcome.refused, 400);  // the host of the one before does not count
}

}  // namespace
}  // namespace reality
