// SPDX-License-Identifier: MIT
#include "net/http/http_player.h"

#include <utility>

namespace reality {
namespace {

constexpr size_t kMostLines = 400;
constexpr size_t kMostBytes = 256 * 1024;
constexpr std::string_view kMark = ".";

}  // namespace

WebPlayer::WebPlayer(ReleaseGate& gate, WebPlayerHost& host, std::string key)
    : gate_(gate), host_(host), key_(std::move(key)), held_(gate, *this) {}

WebPlayer::~WebPlayer() {
  if (session_ != nullptr) session_->hang_up();
  for (const Step& step : steps_) gate_.discharge(step.bytes);
}

void WebPlayer::open(Door& door, std::string_view peer) {
  Session& session = door.open(*this, peer, "web");
  if (!ended_) session_ = &session;
}

// The line takes its place behind what the player has not yet seen, and before its answer.
void WebPlayer::type(std::string_view line, std::string_view shown) {
  if (session_ == nullptr) return;
  Step step;
  step.typed = true;
  step.lines.push_back({EventKind::reply, true, std::string(shown)});
  put(std::move(step), 0);
  session_->line(line);
}

void WebPlayer::type_too_long() {
  if (session_ == nullptr) return;
  Step step;
  step.typed = true;
  step.lines.push_back({EventKind::reply, true, {}});
  put(std::move(step), 0);
  session_->line_too_long();
}

void WebPlayer::forget_earlier() {
  for (size_t i = 0; i < now_; ++i) log_bytes_ -= log_[i].text.size();
  log_.erase(log_.begin(), log_.begin() + static_cast<std::ptrdiff_t>(now_));
  now_ = 0;
}

void WebPlayer::deliver(const Delivery& delivery) {
  Step step;
  for (const Event& event : delivery.events)
    if (!event.text.empty()) step.lines.push_back({event.kind, false, event.text});
  step.prompt = delivery.prompt;
  step.secret = delivery.secret;
  step.close = delivery.close;
  const bool idle = session_ != nullptr && session_->waiting_lines() == 0;
  step.settled = idle && !delivery.prompt.empty();
  if (delivery.close) {
    session_ = nullptr;
    ended_ = true;
  }
  put(std::move(step), delivery.turn);
}

size_t WebPlayer::size_of(const Step& step) {
  size_t bytes = sizeof(Step) + step.prompt.capacity();
  for (const WebLine& line : step.lines) bytes += sizeof(WebLine) + line.text.capacity();
  return bytes;
}

void WebPlayer::put(Step step, uint64_t turn) {
  step.bytes = size_of(step);
  gate_.charge(step.bytes);
  steps_.push_back(std::move(step));
  ++steps_so_far_;
  held_.put(kMark, turn);
}

// Called with as many marks as steps have become durable.
void WebPlayer::release(std::string_view marks) {
  for (size_t i = 0; i < marks.size(); ++i) {
    Step step = std::move(steps_.front());
    steps_.pop_front();
    gate_.discharge(step.bytes);
    apply(std::move(step));
  }
  host_.changed(*this);
}

void WebPlayer::apply(Step step) {
  ++steps_applied_;
  if (step.typed) now_ = log_.size();
  for (WebLine& line : step.lines) add(std::move(line));
  if (step.typed) return;
  if (!step.prompt.empty()) {
    prompt_ = std::move(step.prompt);
    secret_ = step.secret;
  }
  if (step.settled) settled_ = steps_applied_;
  closed_ = closed_ || step.close;
}

void WebPlayer::add(WebLine line) {
  if (line.kind == EventKind::room && !line.typed)
    place_ = line.text.substr(0, line.text.find('\n'));
  log_bytes_ += line.text.size();
  log_.push_back(std::move(line));
  while (log_.size() > kMostLines || (log_bytes_ > kMostBytes && log_.size() > 1)) {
    log_bytes_ -= log_.front().text.size();
    log_.pop_front();
    if (now_ > 0) --now_;
  }
}

}  // namespace reality
