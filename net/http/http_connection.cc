// SPDX-License-Identifier: MIT
#include "net/http/http_connection.h"

#include <utility>

namespace reality {
namespace {

constexpr int64_t kMicroseconds = 1'000'000;
constexpr int64_t kHeadLimitUs = 9 * kMicroseconds;
constexpr int64_t kBodyLimitUs = 15 * kMicroseconds;
constexpr int64_t kIdleLimitUs = 60 * kMicroseconds;
constexpr int64_t kStallLimitUs = 60 * kMicroseconds;
// More than this is not put behind an answer that waits for the disk.
constexpr size_t kHeldBytes = 256 * 1024;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

HttpResponse plain(int status, std::string_view line) {
  HttpResponse response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.headers.push_back({"Cache-Control", "no-store"});
  if (status == 503) response.headers.push_back({"Retry-After", "30"});
  response.body = line;
  if (!response.body.ends_with('\n')) response.body += '\n';
  return response;
}

}  // namespace

HttpHost::HttpHost(ReleaseGate& release_gate, Scheduler& s, Metrics& metrics)
    : gate(release_gate),
      scheduler(s),
      clock(s.clock()),
      requests(metrics.counter("http_requests")),
      refused(metrics.counter("http_refused")),
      bytes_out(metrics.counter("http_bytes_out")),
      request_time(metrics.histogram("http_request")) {}

const std::string& HttpHost::date() {
  const int64_t now_ms = clock.wall_ms();
  if (now_ms / 1000 != date_second_) {
    date_second_ = now_ms / 1000;
    date_ = http_date(now_ms);
  }
  return date_;
}

HttpConnection::HttpConnection(HttpHost& host, std::unique_ptr<Transport> transport)
    : host_(host),
      transport_(std::move(transport)),
      held_(host.gate, *this),
      since_us_(host.clock.mono_us()) {}

HttpConnection::~HttpConnection() {
  host_.scheduler.cancel(resume_);
}

void HttpConnection::dismiss(int status, std::string_view line) {
  transport_->attach(this);
  refuse(status, line);
}

void HttpConnection::abandon(std::string_view line) {
  const bool waits = ticket_ != 0 || !held_.empty();
  end_ticket();
  if (waits) transport_->send(write_response(plain(503, line), host_.date(), false, false));
  closing_ = true;
  transport_->close_when_sent();
}

void HttpConnection::answer(const HttpAnswer& answer) {
  if (closing_) return;
  const int64_t now_us = host_.clock.mono_us();
  host_.request_time.record_us(now_us - asked_us_);
  end_ticket();
  since_us_ = now_us;
  if (!keep_alive_) closing_ = true;
  held_.put(write_response(answer.response, host_.date(), keep_alive_, head_only_), answer.turn);
  close_when_released();
  if (!taking_) resume_soon();
}

void HttpConnection::sweep(int64_t now_us) {
  if (stalled(now_us)) return abandon({});
  if (closing_ || ticket_ != 0 || !rest_.empty()) return;
  const int64_t waited_us = now_us - since_us_;
  if (!begun_) {
    if (waited_us >= kIdleLimitUs && held_.empty()) abandon({});
  } else if (waited_us >= (head_done_ ? kBodyLimitUs : kHeadLimitUs)) {
    refuse(408, "The request took too long.");  // RFC 9110 15.5.9
  }
}

// True for a reader who takes nothing of what is sent, for too long.
bool HttpConnection::stalled(int64_t now_us) {
  const size_t unsent = transport_->unsent();
  if (unsent == 0 || unsent != unsent_then_) {
    unsent_then_ = unsent;
    progress_us_ = now_us;
    return false;
  }
  return now_us - progress_us_ >= kStallLimitUs;
}

void HttpConnection::on_bytes(std::string_view bytes) {
  if (closing_) return;
  rest_.append(bytes);
  take();
}

void HttpConnection::on_closed() {
  host_.gone(*this);
}

// Somebody who has closed one half, such as `nc`, still gets the answers.
bool HttpConnection::on_end_of_input() {
  ended_ = true;
  return closing_ || busy() || !rest_.empty() || !held_.empty();
}

void HttpConnection::on_drained() {
  since_us_ = host_.clock.mono_us();
  take();
}

void HttpConnection::release(std::string_view bytes) {
  host_.bytes_out.add(bytes.size());
  transport_->send(bytes);
  close_when_released();
  if (!taking_) resume_soon();
}

// Hands on what has come, as far as it may be handed on now.
void HttpConnection::take() {
  if (taking_) return;
  taking_ = true;
  while (!closing_ && !busy() && !rest_.empty()) {
    const HttpParser::Progress progress = take_some();
    if (progress == HttpParser::Progress::complete) ask();
    if (progress == HttpParser::Progress::refused)
      refuse(parser_.refusal().status, parser_.refusal().reason);
  }
  taking_ = false;
  if (ended_ && !closing_ && !busy()) closing_ = true;
  close_when_released();
  update_reading();
}

HttpParser::Progress HttpConnection::take_some() {
  const std::string_view before = rest_.view();
  std::string_view left = before;
  const HttpParser::Progress progress = parser_.take(left);
  const size_t taken = before.size() - left.size();
  note_progress(taken > 0);
  rest_.drop(taken);
  if (parser_.wants_continue()) held_.put(kContinue, 0);
  return progress;
}

// Where the head ends decides which time limit holds.
void HttpConnection::note_progress(bool anything) {
  const int64_t now_us = host_.clock.mono_us();
  if (!begun_ && anything) {
    begun_ = true;
    since_us_ = now_us;
  }
  if (!head_done_ && parser_.head_done()) {
    head_done_ = true;
    since_us_ = now_us;
  }
}

void HttpConnection::ask() {
  HttpRequest request = parser_.request();
  begun_ = false;
  head_done_ = false;
  keep_alive_ = request.keep_alive;
  head_only_ = request.method == "HEAD";
  asked_us_ = host_.clock.mono_us();
  host_.requests.add();
  ticket_ = host_.new_ticket();
  host_.asked(*this, std::move(request));
}

void HttpConnection::refuse(int status, std::string_view reason) {
  host_.refused.add();
  closing_ = true;
  held_.put(write_response(plain(status, reason), host_.date(), false, false), 0);
  close_when_released();
}

bool HttpConnection::busy() const {
  return ticket_ != 0 || transport_->unsent() > 0 || held_.held_bytes() > kHeldBytes;
}

void HttpConnection::end_ticket() {
  if (ticket_ != 0) host_.answered(std::exchange(ticket_, 0));
}

void HttpConnection::resume_soon() {
  if (closing_ || resume_ != 0 || (rest_.empty() && !ended_)) return;
  resume_ = host_.scheduler.after_us(0, [this] {
    resume_ = 0;
    take();
  });
}

// While nothing more has come than is being answered, reading goes on: so a peer that leaves is
// noticed. One piece that came too early is kept; then the rest waits in the peer's own machine.
void HttpConnection::update_reading() {
  const bool wanted = !closing_ && !rest_.empty();
  if (wanted == paused_) return;
  paused_ = wanted;
  transport_->pause_reading(wanted);
}

void HttpConnection::close_when_released() {
  if (closing_ && held_.empty()) transport_->close_when_sent();
}

}  // namespace reality
