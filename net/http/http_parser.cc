// SPDX-License-Identifier: MIT
#include "net/http/http_parser.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <utility>

namespace reality {
namespace {

constexpr size_t kEmptyLines = 4;       // skipped before a request line (RFC 9112 2.2)
constexpr size_t kMethodBytes = 24;     // the longest one registered is UPDATEREDIRECTREF, 17
constexpr size_t kHeadEnd = 4;          // the last field's line break and the empty line
constexpr size_t kAroundTarget = 34;    // such a method, two spaces and the version
constexpr size_t kLengthDigits = 18;    // fits in 64 bits
constexpr size_t kChunkSizeDigits = 8;  // fits in 32 bits
constexpr size_t kHostBytes = 255 + 6;  // a name of the DNS and a port
constexpr size_t kUsualFields = 16;     // what browsers send, about

// What a byte may stand in, as bits.
constexpr uint8_t kToken = 1;     // tchar (RFC 9110 5.6.2)
constexpr uint8_t kTarget = 2;    // a request target
constexpr uint8_t kText = 4;      // a line: HTAB, SP, VCHAR and obs-text
constexpr uint8_t kHost = 8;      // a host that is a name
constexpr uint8_t kLiteral = 16;  // a host that is an address, between its brackets

constexpr bool is_digit(unsigned c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(unsigned c) {
  return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
}
constexpr bool is_hex_letter(unsigned c) {
  return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'f';
}
constexpr bool is_one_of(std::string_view set, unsigned c) {
  return set.find(static_cast<char>(c)) != set.npos;
}

// Browsers leave bytes such as '|' and '{' in a query that RFC 3986 does not allow, and they harm
// nobody. Quotes, angle brackets and '#' none of them leaves.
constexpr uint8_t uses_of(unsigned c) {
  const bool visible = c > 0x20 && c < 0x7f;
  const bool alnum = is_digit(c) || is_letter(c);
  unsigned uses = 0;
  if (alnum || (visible && is_one_of("!#$%&'*+-.^_`|~", c))) uses |= kToken;
  if (visible && !is_one_of("\"#<>", c)) uses |= kTarget;
  if (c == '\t' || c == ' ' || visible || c > 0x7f) uses |= kText;
  if (alnum || (visible && is_one_of("-._~", c))) uses |= kHost;
  if (is_digit(c) || is_hex_letter(c) || c == ':' || c == '.') uses |= kLiteral;
  return static_cast<uint8_t>(uses);
}

constexpr std::array<uint8_t, 256> make_uses() {
  std::array<uint8_t, 256> table{};
  for (unsigned c = 0; c < table.size(); ++c) table[c] = uses_of(c);
  return table;
}
constexpr std::array<uint8_t, 256> kUses = make_uses();

bool may_stand(char c, uint8_t use) {
  return (kUses[static_cast<unsigned char>(c)] & use) != 0;
}

// The bytes at the front that all may stand in `use`.
size_t run_of(std::string_view bytes, uint8_t use) {
  size_t at = 0;
  while (at < bytes.size() && may_stand(bytes[at], use)) ++at;
  return at;
}

bool consists_of(std::string_view text, uint8_t use) {
  return !text.empty() && run_of(text, use) == text.size();
}

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_folded(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return to_lower(a) == b; });
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// OWS at both ends (RFC 9110 5.6.3).
std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Whether a comma-separated list has this member (RFC 9110 5.6.1).
bool list_has(std::string_view list, std::string_view lower_member) {
  for (bool more = true; more;) {
    const size_t comma = list.find(',');
    if (equal_folded(without_blanks(list.substr(0, comma)), lower_member)) return true;
    more = comma != list.npos;
    if (more) list.remove_prefix(comma + 1);
  }
  return false;
}

std::optional<uint64_t> read_decimal(std::string_view text, size_t digits_limit) {
  if (text.empty() || text.size() > digits_limit) return std::nullopt;
  uint64_t value = 0;
  for (char c : text) {
    if (!is_digit(static_cast<unsigned char>(c))) return std::nullopt;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  return value;
}

std::optional<size_t> read_hex(std::string_view text, size_t digits_limit) {
  if (text.empty() || text.size() > digits_limit) return std::nullopt;
  size_t value = 0;
  for (char c : text) {
    const unsigned byte = static_cast<unsigned char>(c);
    if (!is_digit(byte) && !is_hex_letter(byte)) return std::nullopt;
    value = value * 16 + (is_digit(byte) ? byte - '0' : (byte | 0x20U) - 'a' + 10);
  }
  return value;
}

// uri-host [ ":" port ] (RFC 9110 7.2). Neither part may be empty: an http URI without a host is
// to be refused (RFC 9110 4.2.1), and no client sends the colon alone.
bool is_host(std::string_view text) {
  if (text.size() > kHostBytes) return false;
  size_t end = 0;
  if (text.starts_with('[')) {
    end = 1 + run_of(text.substr(1), kLiteral);
    if (end < 3 || end == text.size() || text[end] != ']') return false;
    ++end;
  } else {
    end = run_of(text, kHost);
  }
  if (end == 0) return false;
  if (end == text.size()) return true;
  const std::optional<uint64_t> port = read_decimal(text.substr(end + 1), 5);
  return text[end] == ':' && port && *port > 0 && *port <= 65535;
}

}  // namespace

bool is_http_token(std::string_view text) {
  return consists_of(text, kToken);
}

bool is_http_value(std::string_view text) {
  return run_of(text, kText) == text.size();
}

const std::string* HttpRequest::header(std::string_view lower_name) const {
  for (const HttpHeader& field : headers) {
    if (field.name == lower_name) return &field.value;
  }
  return nullptr;
}

HttpParser::Progress HttpParser::take(std::string_view& bytes) {
  while (!bytes.empty() && state_ != State::complete && state_ != State::refused) {
    wants_continue_ = false;
    if (state_ == State::body || state_ == State::chunk_data) {
      take_data(bytes);
      continue;
    }
    std::string_view line;
    if (!read_line(bytes, line)) continue;
    take_line(line);
    line_.clear();
  }
  if (state_ == State::complete) return Progress::complete;
  if (state_ != State::refused) return Progress::more;
  bytes = {};
  return Progress::refused;
}

HttpRequest HttpParser::request() {
  assert(state_ == State::complete);
  state_ = State::request_line;
  head_ = {};
  std::string().swap(line_);  // its memory too: the connection may be idle for long
  return std::exchange(request_, {});
}

bool HttpParser::refuse(int status, std::string_view reason) {
  state_ = State::refused;
  refusal_ = {status, reason};
  request_ = {};
  head_ = {};
  std::string().swap(line_);
  wants_continue_ = false;
  return false;
}

// Of the line under way, without its line break.
size_t HttpParser::line_limit() const {
  const size_t taken = std::min(head_.bytes + kHeadEnd, limits_.header_bytes);
  const size_t left = limits_.header_bytes - taken;
  switch (state_) {
    case State::request_line:
      return std::min(limits_.target_bytes + kAroundTarget, left);
    case State::field:
      return left;
    case State::chunk_size:
      return kChunkSizeDigits;
    default:
      return 0;  // of these lines there is only the break
  }
}

bool HttpParser::refuse_long_line() {
  switch (state_) {
    case State::request_line:
      return refuse(414, "request line too long");
    case State::field:
      return refuse(431, "fields too large");
    case State::chunk_size:
      return refuse(400, "malformed chunk size");
    case State::chunk_end:
      return refuse(400, "chunk does not end where it said");
    default:
      return refuse(400, "trailers are not taken");
  }
}

// RFC 9112 2.2 lets a server take a bare LF for a line break. This one does not, and every other
// control byte but tab is refused where it stands, so no later check need look for them. A line
// that came in one piece is looked at where it lies.
bool HttpParser::read_line(std::string_view& bytes, std::string_view& line) {
  const size_t run = cr_seen_ ? 0 : run_of(bytes, kText);
  if (line_.size() + run > line_limit()) return refuse_long_line();
  size_t at = run;
  if (!cr_seen_ && at < bytes.size()) {
    if (bytes[at] == '\n') return refuse(400, "bare line feed");
    if (bytes[at] != '\r') return refuse(400, "control byte");
    cr_seen_ = true;
    ++at;
  }
  if (at < bytes.size() && bytes[at] != '\n') return refuse(400, "bare carriage return");
  const bool ended = at < bytes.size();
  line = bytes.substr(0, run);
  if (!ended || !line_.empty()) line = line_.append(line);
  if (ended) cr_seen_ = false;
  bytes.remove_prefix(ended ? at + 1 : at);
  return ended;
}

bool HttpParser::take_line(std::string_view line) {
  switch (state_) {
    case State::request_line:
      return take_request_line(line);
    case State::field:
      return take_field(line);
    case State::chunk_size:
      return take_chunk_size(line);
    case State::chunk_end:
      state_ = State::chunk_size;
      return true;
    default:
      state_ = State::complete;
      return true;
  }
}

bool HttpParser::take_request_line(std::string_view line) {
  if (line.empty()) return ++head_.empty_lines <= kEmptyLines || refuse(400, "only empty lines");
  head_.bytes += line.size() + 2;
  // Exactly one space at each place (RFC 9112 3); a further one falls into the version.
  const size_t first = line.find(' ');
  const size_t second = first == line.npos ? first : line.find(' ', first + 1);
  if (second == line.npos) return refuse(400, "malformed request line");
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, second - first - 1);
  if (!is_http_token(method)) return refuse(400, "malformed method");
  if (method.size() > kMethodBytes) return refuse(501, "method too long");
  if (target.size() > limits_.target_bytes) return refuse(414, "target too long");
  if (!take_version(line.substr(second + 1))) return false;
  request_.method = method;
  if (!take_target(target)) return false;
  request_.headers.reserve(std::min(kUsualFields, limits_.headers));
  state_ = State::field;
  return true;
}

// RFC 9112 2.3. A higher minor version is taken as 1.1, as RFC 9110 2.5 asks: it can add nothing
// that changes how a message is read.
bool HttpParser::take_version(std::string_view version) {
  const bool formed = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' &&
                      is_digit(static_cast<unsigned char>(version[5])) &&
                      is_digit(static_cast<unsigned char>(version[7]));
  if (!formed) return refuse(400, "malformed version");
  if (version[5] != '1') return refuse(505, "not HTTP/1");
  request_.minor = version[7] == '0' ? 0 : 1;
  request_.keep_alive = request_.minor == 1;
  return true;
}

// RFC 9112 3.2. The authority form belongs to CONNECT, which only a proxy serves.
bool HttpParser::take_target(std::string_view target) {
  if (!consists_of(target, kTarget)) return refuse(400, "malformed target");
  request_.target = target;
  const bool asterisk = target == "*" && request_.method == "OPTIONS";
  if (!asterisk && target.front() != '/' && !take_absolute(target)) return false;
  const size_t mark = std::min(target.find('?'), target.size());
  request_.path = mark == 0 ? "/" : target.substr(0, mark);
  if (mark < target.size()) request_.query = target.substr(mark + 1);
  return true;
}

// Leaves the path and query of a target in absolute form (RFC 9112 3.2.2). One of https is refused
// here: it must not be served over a connection that is not secure (RFC 9110 7.4).
bool HttpParser::take_absolute(std::string_view& target) {
  constexpr std::string_view kScheme = "http://";
  if (!equal_folded(target.substr(0, kScheme.size()), kScheme)) return refuse(400, "target's form");
  target.remove_prefix(kScheme.size());
  const std::string_view authority = target.substr(0, target.find_first_of("/?"));
  if (!is_host(authority)) return refuse(400, "malformed authority");
  head_.authority = authority;
  target.remove_prefix(authority.size());
  return true;
}

// field-name ":" OWS field-value OWS (RFC 9112 5). Blanks before the colon and at the start of a
// line, which once folded a long value, are refused (5.1, 5.2): neither is in a token.
bool HttpParser::take_field(std::string_view line) {
  head_.bytes += line.size() + 2;
  if (line.empty()) return end_head();
  if (request_.headers.size() >= limits_.headers) return refuse(431, "too many fields");
  const size_t name = run_of(line, kToken);
  if (name == 0 || name == line.size() || line[name] != ':') {
    return refuse(400, is_blank(line.front()) ? "folded field" : "malformed field name");
  }
  HttpHeader& field = request_.headers.emplace_back();
  field.name = line.substr(0, name);
  std::transform(field.name.begin(), field.name.end(), field.name.begin(), to_lower);
  field.value = without_blanks(line.substr(name + 1));
  return note_field(field);
}

bool HttpParser::note_field(const HttpHeader& field) {
  if (field.name == "host") return note_host(field.value);
  if (field.name == "content-length") return note_length(field.value);
  if (field.name == "transfer-encoding") return note_coding(field.value);
  if (field.name == "expect") return note_expectation(field.value);
  if (field.name == "connection" && list_has(field.value, "close")) request_.keep_alive = false;
  return true;
}

// RFC 9112 3.2.
bool HttpParser::note_host(std::string_view value) {
  if (head_.has_host) return refuse(400, "repeated host");
  if (!is_host(value)) return refuse(400, "malformed host");
  head_.has_host = true;
  return true;
}

// RFC 9112 6.2, 6.3. Repeated equal values might be taken as one; who sends them is broken. A
// leading zero might be read as octal by somebody else on the way.
bool HttpParser::note_length(std::string_view value) {
  if (head_.has_length) return refuse(400, "repeated length");
  const std::optional<uint64_t> length = read_decimal(value, kLengthDigits);
  const bool padded = value.size() > 1 && value.front() == '0';
  if (!length || padded) return refuse(400, "malformed length");
  head_.has_length = true;
  head_.length = *length;
  return true;
}

// RFC 9112 6.1. HTTP/1.0 has no codings: such a message is faulty in its framing.
bool HttpParser::note_coding(std::string_view value) {
  if (request_.minor == 0) return refuse(400, "transfer coding in HTTP/1.0");
  if (head_.chunked) return refuse(400, "repeated transfer coding");
  if (value != "chunked") return refuse(400, "unknown transfer coding");
  head_.chunked = true;
  return true;
}

// RFC 9110 10.1.1. HTTP/1.0 clients do not mean it.
bool HttpParser::note_expectation(std::string_view value) {
  if (request_.minor == 0) return true;
  if (!equal_folded(value, "100-continue")) return refuse(417, "unknown expectation");
  head_.expects_continue = true;
  return true;
}

bool HttpParser::end_head() {
  if (head_.chunked && head_.has_length) return refuse(400, "both length and transfer coding");
  if (!head_.has_host && request_.minor > 0) return refuse(400, "no host");
  if (head_.length > limits_.body_bytes) return refuse(413, "body too large");
  if (!head_.authority.empty()) set_host();
  return begin_body();
}

// The host of an absolute target counts, whatever the field says (RFC 9112 3.2.2).
void HttpParser::set_host() {
  for (HttpHeader& field : request_.headers) {
    if (field.name != "host") continue;
    field.value = std::move(head_.authority);
    return;
  }
  request_.headers.push_back({"host", std::move(head_.authority)});
}

bool HttpParser::begin_body() {
  data_left_ = static_cast<size_t>(head_.length);
  if (head_.chunked) {
    state_ = State::chunk_size;
  } else {
    state_ = data_left_ > 0 ? State::body : State::complete;
  }
  wants_continue_ = head_.expects_continue && state_ != State::complete;
  return true;
}

void HttpParser::take_data(std::string_view& bytes) {
  const size_t size = std::min(data_left_, bytes.size());
  request_.body.append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  data_left_ -= size;
  if (data_left_ > 0) return;
  state_ = state_ == State::body ? State::complete : State::chunk_end;
}

// RFC 9112 7.1. Extensions should be ignored (7.1.1), but nobody sends them in good faith, and
// programs differ in where they end.
bool HttpParser::take_chunk_size(std::string_view line) {
  const std::optional<size_t> size = read_hex(line, kChunkSizeDigits);
  if (!size) return refuse(400, "malformed chunk size");
  const size_t left = limits_.body_bytes - request_.body.size();
  if (*size > left) return refuse(413, "body too large");
  data_left_ = *size;
  state_ = *size > 0 ? State::chunk_data : State::last_end;
  return true;
}

}  // namespace reality
