// SPDX-License-Identifier: MIT
//
// Fuzzes net/http_parser and what reads its requests: any bytes, cut anywhere, give the same
// requests and the same refusal; requests keep the limits and are clean; written anew, they read
// back as they were; no path leads upward; no value of theirs splits an answer. Input: two bytes of
// settings, then the stream.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/text.h"
#include "net/http/html.h"
#include "net/http/http_form.h"
#include "net/http/http_parser.h"
#include "net/http/http_response.h"

namespace {

using namespace reality;
using Progress = HttpParser::Progress;

constexpr std::string_view kControls("\0\x01\x02\x03\x04\x05\x06\x07\x08\x0a\x0b\x0c\x0d\x1b\x7f",
                                     15);

void require(bool holds) {
  if (!holds) std::abort();
}

bool same(const HttpRequest& a, const HttpRequest& b) {
  return a.method == b.method && a.target == b.target && a.path == b.path && a.query == b.query &&
         a.minor == b.minor && a.headers == b.headers && a.body == b.body &&
         a.keep_alive == b.keep_alive;
}

struct Outcome {
  std::vector<HttpRequest> requests;
  int refused = 0;
  std::string_view reason;
  bool idle = true;
};

// Feeds `input` in pieces of `chunk` bytes, growing by one each time if `grows`.
Outcome feed(std::string_view input, const HttpLimits& limits, size_t chunk, bool grows) {
  Outcome outcome;
  HttpParser parser(limits);
  while (!input.empty()) {
    const size_t size = std::min(chunk, input.size());
    std::string_view bytes = input.substr(0, size);
    input.remove_prefix(size);
    if (grows) ++chunk;
    while (parser.take(bytes) == Progress::complete) {
      require(outcome.refused == 0 && !parser.wants_continue());
      outcome.requests.push_back(parser.request());
      require(parser.idle());
    }
    require(bytes.empty());
    if (parser.take(bytes) != Progress::refused) continue;
    outcome.refused = parser.refusal().status;
    outcome.reason = parser.refusal().reason;
    require(outcome.refused >= 400 && !outcome.reason.empty());
  }
  outcome.idle = parser.idle();
  return outcome;
}

void require_same(const Outcome& a, const Outcome& b) {
  require(a.refused == b.refused && a.reason == b.reason && a.idle == b.idle);
  require(
      std::equal(a.requests.begin(), a.requests.end(), b.requests.begin(), b.requests.end(), same));
}

void check_head(const HttpRequest& request, const HttpLimits& limits) {
  require(is_http_token(request.method));
  require(request.target.size() <= limits.target_bytes);
  require(request.path == "*" || request.path.starts_with('/'));
  require(request.minor == 0 || request.header("host") != nullptr);
  size_t bytes = request.method.size() + request.target.size();
  for (const HttpHeader& field : request.headers) {
    require(is_http_token(field.name));
    require(field.value.find_first_of(kControls) == field.value.npos);
    bytes += field.name.size() + field.value.size();
  }
  // The host of an absolute target may have been put in place of a shorter one, or added.
  require(bytes <= limits.header_bytes + limits.target_bytes);
  require(request.headers.size() <= limits.headers + 1);
  require(request.body.size() <= limits.body_bytes);
}

// The request as we would send it, its body by length.
std::string sent(const HttpRequest& request) {
  std::string out =
      request.method + " " + request.target + " HTTP/1." + std::to_string(request.minor) + "\r\n";
  for (const HttpHeader& field : request.headers) {
    const bool frames = field.name == "content-length" || field.name == "transfer-encoding";
    if (!frames) out.append(field.name).append(": ").append(field.value).append("\r\n");
  }
  out.append("content-length: ").append(std::to_string(request.body.size())).append("\r\n\r\n");
  return out + request.body;
}

void check_reads_back(const HttpRequest& request) {
  const HttpLimits wide{.header_bytes = 1U << 20U, .headers = 1000, .target_bytes = 1U << 20U};
  const std::string bytes = sent(request);
  const Outcome outcome = feed(bytes + bytes, wide, bytes.size() * 2, false);
  require(outcome.refused == 0 && outcome.idle && outcome.requests.size() == 2);
  for (HttpRequest back : outcome.requests) {
    HttpRequest expected = request;
    for (HttpRequest* one : {&back, &expected}) {
      std::erase_if(one->headers, [](const HttpHeader& field) {
        return field.name == "content-length" || field.name == "transfer-encoding";
      });
    }
    require(same(back, expected));
  }
}

void check_path(std::string_view path) {
  const std::optional<std::vector<std::string>> segments = split_path(path);
  if (!segments) return;
  require(segments->size() <= kPathSegments);
  std::string again;
  for (const std::string& segment : *segments) {
    require(!segment.empty() && segment != "." && segment != "..");
    require(segment.find_first_of("/\\") == segment.npos && is_valid_utf8(segment));
    require(segment.find_first_of(kControls) == segment.npos);
    again += "/" + percent_encode(segment);
  }
  require(split_path(again.empty() ? "/" : again) == segments);
}

void check_form(std::string_view text) {
  const std::optional<HttpForm> form = parse_form(text);
  if (!form) return;
  require(form->fields.size() <= kFormFields);
  std::string again;
  for (const HttpForm::Field& field : form->fields) {
    again += percent_encode(field.name) + "=" + percent_encode(field.value) + "&";
    require(form->find(field.name) != nullptr);
  }
  require(parse_form(again)->fields == form->fields);
}

// Any bytes in a field of an answer: it stays one message with the lines that it has.
void check_answer(std::string_view value, bool head_only) {
  HttpResponse response;
  response.headers.push_back({"Location", std::string(value)});
  response.headers.push_back({std::string(value), "x"});
  response.body = escape_html(value);
  require(response.body.find_first_of("<>\"'") == response.body.npos);
  const std::string bytes = write_response(response, http_date(0), false, head_only);
  const size_t end = bytes.find("\r\n\r\n");
  require(end != bytes.npos && bytes.substr(end + 4) == (head_only ? "" : response.body));
  const std::string_view head = std::string_view(bytes).substr(0, end);
  const auto lines = std::count(head.begin(), head.end(), '\n');
  require(lines >= 4 && lines <= 6 && std::count(head.begin(), head.end(), '\r') == lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const size_t chunk = 1U + data[0] % 32U;
  HttpLimits limits;
  if ((data[1] & 1U) != 0) limits = {.header_bytes = 128, .headers = 4, .target_bytes = 16};
  if ((data[1] & 2U) != 0) limits.body_bytes = 12;
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);

  const Outcome whole = feed(input, limits, input.size() + 1, false);
  for (auto [piece, grows] : {std::pair{size_t{1}, false}, {chunk, false}, {chunk, true}}) {
    require_same(feed(input, limits, piece, grows), whole);
  }
  for (const HttpRequest& request : whole.requests) {
    check_head(request, limits);
    check_reads_back(request);
    check_path(request.path);
    check_form(request.query);
    check_form(request.body);
    const std::string* cookie = request.header("cookie");
    if (cookie != nullptr) cookie_value(*cookie, "s");
    check_answer(request.target, false);
  }
  // These read more than what a parser lets through.
  check_path(input);
  check_form(input);
  cookie_value(input, "s");
  check_answer(input, (data[1] & 4U) != 0);
  return 0;
}
