// SPDX-License-Identifier: MIT
//
// HttpParser: the requests of one HTTP/1.1 connection (RFC 9110, 9112), read strictly and without
// I/O: bytes in, whole requests out. Owned by the HTTP gateway's connection. Where the RFCs leave a
// choice between repair and refusal it refuses: what two programs may read in two ways is how
// requests are smuggled. Answers, time limits and the meaning of methods and paths are the
// gateway's.
// Must hold: requests do not depend on how the input is cut; never more is held than the limits,
// and nothing while idle; after a refusal no byte is read again, so the gateway must close.
// Deliberately narrower than the RFCs: no chunk extensions, no trailers, `chunked` in lower case
// only, no leading zero in a Content-Length, hosts of letters, digits and "-._~" or an address in
// brackets; HTTP/1.0 connections never persist (RFC 9112 9.3 leaves that to the server).
// Tests: tests/net/http/http_parser_test.cc, tests/net/http/http_smuggling_test.cc,
// tests/fuzz/http_fuzz.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

struct HttpHeader {
  bool operator==(const HttpHeader&) const = default;

  std::string name;  // in lower case when received
  std::string value;
};

struct HttpRequest {
  /// The value of the first field of that name; null if absent.
  const std::string* header(std::string_view lower_name) const;

  std::string method;  // any token, as sent: "GET" and "get" differ
  std::string target;  // as sent; may be in absolute form
  std::string path;    // "/..." or "*", still percent-encoded
  std::string query;   // behind the first '?', still percent-encoded
  int minor = 1;       // of the version: 0, or 1 for 1.1 and above
  std::vector<HttpHeader> headers;
  std::string body;
  bool keep_alive = true;
};

/// 0 = nothing at all. `header_bytes` counts request line, fields and their line breaks.
struct HttpLimits {
  size_t header_bytes = 16384;
  size_t headers = 100;
  size_t target_bytes = 4096;
  size_t body_bytes = 65536;
};

/// What to answer before closing: 400, 413, 414, 417, 431, 501 or 505.
struct HttpRefusal {
  int status = 400;
  std::string_view reason;  // for the log; static storage
};

/// Whether `text` may stand as a method or a field name (RFC 9110 5.6.2).
bool is_http_token(std::string_view text);
/// Whether `text` may stand in a field's value: no control byte but tab (RFC 9110 5.5).
bool is_http_value(std::string_view text);

class HttpParser {
 public:
  enum class Progress : uint8_t { more, complete, refused };

  explicit HttpParser(const HttpLimits& limits = {}) : limits_(limits) {}

  /// Takes bytes from the front. Stops behind a complete request and leaves the rest, which belongs
  /// to the next one; until request() is called it takes nothing more. Drops all once refused.
  Progress take(std::string_view& bytes);
  /// The complete request; the parser then waits for the next one.
  HttpRequest request();
  const HttpRefusal& refusal() const { return refusal_; }
  /// Nothing of a request has arrived: the connection may be closed without an answer.
  bool idle() const { return state_ == State::request_line && line_.empty() && !cr_seen_; }
  /// The head of the request under way has ended: its body comes, or has come.
  bool head_done() const { return state_ >= State::body && state_ <= State::complete; }
  /// The client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1). True from the
  /// take() that ended the head, if no byte of the body came with it, to the next byte: who asks
  /// after each take() answers once.
  bool wants_continue() const { return wants_continue_; }

 private:
  enum class State : uint8_t {
    request_line,
    field,
    body,
    chunk_size,
    chunk_data,
    chunk_end,  // the line break behind a chunk's data
    last_end,   // the line break behind the last chunk
    complete,
    refused
  };

  // What the head under way has said so far.
  struct Head {
    size_t bytes = 0;
    size_t empty_lines = 0;  // before the request line
    std::string authority;   // of a target in absolute form
    uint64_t length = 0;
    bool has_host = false;
    bool has_length = false;
    bool chunked = false;
    bool expects_continue = false;
  };

  // These return false when they refused, except read_line(), also when the line is not complete.
  bool refuse(int status, std::string_view reason);
  bool refuse_long_line();
  bool read_line(std::string_view& bytes, std::string_view& line);
  bool take_line(std::string_view line);
  bool take_request_line(std::string_view line);
  bool take_version(std::string_view version);
  bool take_target(std::string_view target);
  bool take_absolute(std::string_view& target);
  bool take_field(std::string_view line);
  bool note_field(const HttpHeader& field);
  bool note_host(std::string_view value);
  bool note_length(std::string_view value);
  bool note_coding(std::string_view value);
  bool note_expectation(std::string_view value);
  bool end_head();
  bool begin_body();
  bool take_chunk_size(std::string_view line);

  size_t line_limit() const;
  void set_host();
  void take_data(std::string_view& bytes);

  HttpLimits limits_;
  HttpRequest request_;
  Head head_;
  std::string line_;      // the part of the present line that came with earlier bytes
  size_t data_left_ = 0;  // of the body or the chunk
  HttpRefusal refusal_;
  State state_ = State::request_line;
  bool cr_seen_ = false;  // the line's CR has come, its LF has not
  bool wants_continue_ = false;
};

}  // namespace reality
