// SPDX-License-Identifier: MIT
//
// Messages that two programs might read in two ways, each with a second request hidden in it or
// behind it. All are refused, however they are cut, and the second request is never seen.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "net/http/http_parser.h"

namespace reality {
namespace {

using namespace std::string_view_literals;
using Progress = HttpParser::Progress;

constexpr std::string_view kHidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

struct Attack {
  std::string_view name;
  std::string_view bytes;
  int status = 400;
};

// What stands in the head, behind "POST / HTTP/1.1" and a host; its empty line and a short body
// that is whole by a length of 5, and whole by chunks, follow.
constexpr auto kFieldAttacks = std::to_array<Attack>({
    {"length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked"},
    {"chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5"},
    {"length 0 and chunks", "Content-Length: 0\r\nTransfer-Encoding: chunked"},
    {"two lengths that differ", "Content-Length: 5\r\nContent-Length: 0"},
    {"two lengths that agree", "Content-Length: 5\r\nContent-Length: 5"},
    {"two lengths in two cases", "Content-Length: 5\r\ncontent-LENGTH: 6"},
    {"a list of equal lengths", "Content-Length: 5, 5"},
    {"a list of lengths", "Content-Length: 5,0"},
    {"a length with a plus", "Content-Length: +5"},
    {"a length with a minus", "Content-Length: -5"},
    {"a length of minus zero", "Content-Length: -0"},
    {"a length in hex", "Content-Length: 0x5"},
    {"a length of hex digits", "Content-Length: a"},
    {"a length with a space inside", "Content-Length: 5 0"},
    {"a length with a tab inside", "Content-Length: 5\t0"},
    {"a length in octal", "Content-Length: 010"},
    {"a length with a fraction", "Content-Length: 5.0"},
    {"a length with an exponent", "Content-Length: 5e0"},
    {"a length in quotes", "Content-Length: \"5\""},
    {"a length of 2^64 + 5", "Content-Length: 18446744073709551621"},
    {"a length of 2^32 + 5", "Content-Length: 4294967301", 413},
    {"a length of many zeros", "Content-Length: 0000000000000000000000005"},
    {"an empty length", "Content-Length:"},
    {"a length in other digits", "Content-Length: \xd9\xa5"},
    {"a length with a comment", "Content-Length: 5 (five)"},
    {"a length and a parameter", "Content-Length: 5;x=y"},
    {"space before the colon of a length", "Content-Length : 5"},
    {"tab before the colon of a length", "Content-Length\t: 5"},
    {"space before the colon of a coding", "Transfer-Encoding : chunked"},
    {"a folded length", "Content-Length:\r\n 5"},
    {"a folded coding", "Transfer-Encoding:\r\n\tchunked"},
    {"a folded value", "X: y\r\n Content-Length: 5"},
    {"a field behind a bare LF", "X: y\nContent-Length: 5"},
    {"a field behind a bare CR", "X: y\rContent-Length: 5"},
    {"a field behind LF CR", "X: y\n\rContent-Length: 5"},
    {"a field behind CR CR LF", "X: y\r\r\nContent-Length: 5"},
    {"a field behind a NUL", "X: y\0Content-Length: 5"sv},
    {"a NUL in a name", "Content-Length\0X: 5"sv},
    {"a NUL before a coding", "Transfer-Encoding: \0chunked"sv},
    {"a vertical tab before a coding", "Transfer-Encoding: \vchunked"},
    {"a form feed behind a coding", "Transfer-Encoding: chunked\f"},
    {"an escape byte", "X: \x1b[2J"},
    {"a DEL", "X: y\x7f"},
    {"a coding in upper case", "Transfer-Encoding: CHUNKED"},
    {"identity", "Transfer-Encoding: identity"},
    {"an unknown coding", "Transfer-Encoding: cow"},
    {"xchunked", "Transfer-Encoding: xchunked"},
    {"gzip, chunked", "Transfer-Encoding: gzip, chunked"},
    {"chunked, gzip", "Transfer-Encoding: chunked, gzip"},
    {"chunked, identity", "Transfer-Encoding: chunked, identity"},
    {"chunked twice in a list", "Transfer-Encoding: chunked, chunked"},
    {"chunked with a comma", "Transfer-Encoding: chunked,"},
    {"a comma and chunked", "Transfer-Encoding: ,chunked"},
    {"chunked in quotes", "Transfer-Encoding: \"chunked\""},
    {"chunked with a parameter", "Transfer-Encoding: chunked;q=1"},
    {"two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"},
    {"two codings that differ", "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow"},
    {"an empty coding", "Transfer-Encoding:"},
    {"a no-break space before a coding",
     "Transfer-Encoding: \xa0"
     "chunked"},
    {"a second host", "Host: b"},
    {"the same host again", "Host: a"},
    {"a line without a colon", "Content-Length 5"},
    {"an empty name", ": 5"},
    {"a space in a name", "Content Length: 5"},
    {"a name with a quote", "\"Content-Length\": 5"},
    {"a name beyond ASCII", "Content-Length\xc2\xa0: 5"},
    {"a name in brackets", "(Content-Length): 5"},
    {"a request line as a field", "GET /hidden HTTP/1.1"},
    {"an unknown expectation", "Expect: 100-continued", 417},
});

// What follows the head of a chunked POST.
constexpr auto kChunkAttacks = std::to_array<Attack>({
    {"a size with 0x", "0x5\r\nhello\r\n0\r\n\r\n"},
    {"a size with a plus", "+5\r\nhello\r\n0\r\n\r\n"},
    {"a size with a minus", "-5\r\nhello\r\n0\r\n\r\n"},
    {"a size behind a space", " 5\r\nhello\r\n0\r\n\r\n"},
    {"a size before a space", "5 \r\nhello\r\n0\r\n\r\n"},
    {"a size before a tab", "5\t\r\nhello\r\n0\r\n\r\n"},
    {"a size of no digit", "\r\nhello\r\n0\r\n\r\n"},
    {"a size of other letters", "g\r\nhello\r\n0\r\n\r\n"},
    {"a size with an underscore", "0_5\r\nhello\r\n0\r\n\r\n"},
    {"a size of 2^64 + 5", "10000000000000005\r\nhello\r\n0\r\n\r\n"},
    {"a size of 2^32 + 5", "100000005\r\nhello\r\n0\r\n\r\n"},
    {"a size of many zeros", "000000005\r\nhello\r\n0\r\n\r\n"},
    {"a size over the limit", "10001\r\n", 413},
    {"an extension", "5;a=b\r\nhello\r\n0\r\n\r\n"},
    {"an empty extension", "5;\r\nhello\r\n0\r\n\r\n"},
    {"an extension with a bare LF", "5;\nhello\r\n0\r\n\r\n"},
    {"an extension of the last chunk", "0;a\r\n\r\n"},
    {"a size before a bare LF", "5\nhello\r\n0\r\n\r\n"},
    {"a size before a bare CR", "5\rhello\r\n0\r\n\r\n"},
    {"a size before CR CR LF", "5\r\r\nhello\r\n0\r\n\r\n"},
    {"a size before a NUL", "5\0\r\nhello\r\n0\r\n\r\n"sv},
    {"data before a bare LF", "5\r\nhello\n0\r\n\r\n"},
    {"data before a bare CR", "5\r\nhello\r0\r\n\r\n"},
    {"data without an end", "5\r\nhello0\r\n\r\n"},
    {"data longer than its size", "5\r\nhello, you\r\n0\r\n\r\n"},
    {"data shorter than its size", "6\r\nhello\r\n0\r\n\r\n"},
    {"data before two other bytes", "5\r\nhelloXX0\r\n\r\n"},
    {"the end by a bare LF", "5\r\nhello\r\n0\r\n\n"},
    {"the last size before a bare LF", "5\r\nhello\r\n0\n\r\n"},
    {"the end by a bare CR", "5\r\nhello\r\n0\r\n\rX"},
    {"a trailer", "5\r\nhello\r\n0\r\nX: y\r\n\r\n"},
    {"a trailer with a length", "5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n"},
    {"a trailer with a coding", "0\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"a trailer with a host", "0\r\nHost: b\r\n\r\n"},
    {"a next request for a trailer", "0\r\n"},
});

// Whole messages.
constexpr auto kHeadAttacks = std::to_array<Attack>({
    {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"both in HTTP/1.0",
     "POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {"no host", "GET / HTTP/1.1\r\n\r\n"},
    {"no host but an absolute target", "GET http://a/ HTTP/1.1\r\n\r\n"},
    {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
    {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
    {"a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"},
    {"two hosts in one", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"},
    {"a host and a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
    {"a folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
    {"a folded empty line", "GET / HTTP/1.1\r\nHost: a\r\n \r\n\r\n"},
    {"two spaces before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"two spaces before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a tab for a space", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a tab in the target", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a space at the start", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
    {"no version", "GET /\r\nHost: a\r\n\r\n"},
    {"no version but a space", "GET / \r\nHost: a\r\n\r\n"},
    {"no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n"},
    {"a version of two digits", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"},
    {"a version with a zero", "GET / HTTP/01.1\r\nHost: a\r\n\r\n"},
    {"a version without a point", "GET / HTTP/11\r\nHost: a\r\n\r\n"},
    {"a version of something else", "GET / HTCP/1.1\r\nHost: a\r\n\r\n"},
    {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505},
    {"a NUL in the target", "GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"sv},
    {"a NUL in the method", "GE\0T / HTTP/1.1\r\nHost: a\r\n\r\n"sv},
    {"a method with brackets", "GET() / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a method with a colon", "GET: / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a target beyond ASCII", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a target of no form", "GET a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an authority", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an absolute target with a user", "GET http://b@a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an absolute target without a host", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an absolute target of https", "GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a head with bare LFs", "GET / HTTP/1.1\nHost: a\n\n"},
    {"an end with a bare LF", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
    {"an end with LF CR LF", "GET / HTTP/1.1\r\nHost: a\n\r\n"},
    {"an end with a bare CR", "GET / HTTP/1.1\r\nHost: a\r\n\rX"},
    {"an empty line with a bare LF", "\n"},
    {"a CR before the request", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"many empty lines", "\r\n\r\n\r\n\r\n\r\n"},
    {"the first bytes of TLS", "\x16\x03\x01\x02\0\x01\0\x01\xfc"sv},
    {"a byte order mark", "\xef\xbb\xbfGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
});

// Feeds all of `bytes` in pieces, as a gateway that does not close would.
void expect_refused(const Attack& attack, const std::string& bytes, size_t chunk) {
  HttpParser parser;
  Progress progress = Progress::more;
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    std::string_view piece = std::string_view(bytes).substr(at, chunk);
    const Progress before = progress;
    progress = parser.take(piece);
    ASSERT_NE(progress, Progress::complete) << attack.name << ", chunk " << chunk;
    if (before == Progress::refused) {
      ASSERT_EQ(progress, Progress::refused) << attack.name;
    }
  }
  EXPECT_EQ(progress, Progress::refused) << attack.name << ", chunk " << chunk;
  EXPECT_EQ(parser.refusal().status, attack.status) << attack.name << ", chunk " << chunk;
  EXPECT_FALSE(parser.idle());
}

void expect_refused(const Attack& attack, std::string bytes) {
  bytes.append(kHidden).append(kHidden);
  for (size_t chunk : {bytes.size(), size_t{1}, size_t{2}, size_t{5}}) {
    expect_refused(attack, bytes, chunk);
  }
}

TEST(HttpSmugglingTest, FieldsAreRefused) {
  for (const Attack& attack : kFieldAttacks) {
    expect_refused(
        attack, "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(attack.bytes) + "\r\n\r\n0\r\n\r\n");
  }
}

TEST(HttpSmugglingTest, FieldsAreRefusedInFrontOfTheHostToo) {
  for (const Attack& attack : kFieldAttacks) {
    expect_refused(
        attack, "POST / HTTP/1.1\r\n" + std::string(attack.bytes) + "\r\nHost: a\r\n\r\n0\r\n\r\n");
  }
}

TEST(HttpSmugglingTest, ChunksAreRefused) {
  for (const Attack& attack : kChunkAttacks) {
    expect_refused(attack, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
                               std::string(attack.bytes));
  }
}

TEST(HttpSmugglingTest, HeadsAreRefused) {
  for (const Attack& attack : kHeadAttacks) expect_refused(attack, std::string(attack.bytes));
}

// The tables would prove nothing if what surrounds the attacks were refused as well.
TEST(HttpSmugglingTest, TheSurroundingsAreAccepted) {
  for (std::string_view head : {"Content-Length: 5"sv, "Transfer-Encoding: chunked"sv}) {
    const std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(head) +
                              "\r\n\r\n0\r\n\r\n" + std::string(kHidden);
    HttpParser parser;
    std::string_view rest = bytes;
    ASSERT_EQ(parser.take(rest), Progress::complete) << head;
    parser.request();
    ASSERT_EQ(parser.take(rest), Progress::complete) << head;
    EXPECT_EQ(parser.request().path, "/hidden");
  }
}

TEST(HttpSmugglingTest, EveryControlByteIsRefusedEverywhere) {
  const std::string good =
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "1\r\nx\r\n0\r\n\r\n";
  for (size_t at = 0; at < good.size(); ++at) {
    if (good[at] == 'x') continue;  // data may be anything
    for (int byte = 0; byte < 0x20; ++byte) {
      const char c = static_cast<char>(byte);
      if (c == good[at] || c == '\r' || c == '\t') continue;
      std::string bytes = good;
      bytes[at] = c;
      // A tab alone may be in a value; a CR may be part of a line break: both have their own cases.
      expect_refused({"a control byte", bytes}, bytes);
    }
  }
}

}  // namespace
}  // namespace reality
