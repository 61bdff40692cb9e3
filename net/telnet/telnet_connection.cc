// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_connection.h"

#include <algorithm>
#include <utility>

#include "net/telnet/render.h"

namespace reality {
namespace {

// A player may type this far ahead; beyond it the lines wait in the player's own machine.
constexpr size_t kLinesAhead = 64;
constexpr size_t kLinesToResume = 32;
constexpr int64_t kMicroseconds = 1'000'000;
constexpr int64_t kStallLimitUs = 60 * kMicroseconds;

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kLostNotice = "[... output lost: your connection is too slow ...]\r\n";
constexpr std::string_view kLoginTooSlow = "Nobody has logged in here for a long time. Goodbye.\n";

bool has_text(const Delivery& delivery) {
  return std::any_of(delivery.events.begin(), delivery.events.end(),
                     [](const Event& event) { return !event.text.empty(); });
}

}  // namespace

TelnetConnection::TelnetConnection(TelnetHost& host, std::unique_ptr<Transport> transport)
    : host_(host),
      transport_(std::move(transport)),
      codec_(static_cast<uint32_t>(host.limits.line_bytes)),
      held_(host.gate, *this),
      opened_us_(host.clock.mono_us()) {}

TelnetConnection::~TelnetConnection() {
  end_session();
}

// The session is there before the first byte is read, so no line can come too early for it.
void TelnetConnection::open(Door& door) {
  codec_.start(*this);
  Session& session = door.open(*this, transport_->peer(), "telnet");
  if (!closing_) session_ = &session;
  transport_->attach(this);
}

void TelnetConnection::dismiss(std::string_view line) {
  end_session();
  transport_->attach(this);
  held_.put(TelnetCodec::encode(line), 0);
  closing_ = true;
  close_when_released();
}

void TelnetConnection::abandon(std::string_view line) {
  end_session();
  transport_->attach(this);
  transport_->send(TelnetCodec::encode(line));
  transport_->close_when_sent();
  closing_ = true;
}

void TelnetConnection::sweep(int64_t now_us) {
  const int64_t login_us = host_.limits.login_seconds * kMicroseconds;
  const bool late = login_us > 0 && now_us - opened_us_ >= login_us;
  if (late && session_ != nullptr && session_->anonymous()) return dismiss(kLoginTooSlow);
  if (!lossy_) return;
  if (transport_->unsent() < unsent_then_) {
    unsent_then_ = transport_->unsent();
    progress_us_ = now_us;
  } else if (now_us - progress_us_ >= kStallLimitUs) {
    abandon({});
  }
}

void TelnetConnection::on_bytes(std::string_view bytes) {
  if (session_ == nullptr) return;
  codec_.receive(bytes, *this);
  update_reading(kLinesAhead);
}

void TelnetConnection::on_closed() {
  end_session();
  host_.gone(*this);
}

bool TelnetConnection::on_end_of_input() {
  if (session_ != nullptr) session_->end_of_input();
  return session_ != nullptr || closing_;
}

void TelnetConnection::on_drained() {
  if (!lossy_) return;
  lossy_ = false;
  if (at_prompt_) held_.put(kLineEnd, 0);
  held_.put(kLostNotice, 0);
  at_prompt_ = false;
  update_reading(kLinesToResume);
}

// A client that hides what is typed hides the end of the line as well.
void TelnetConnection::line(std::string_view raw) {
  if (session_ == nullptr) return;
  host_.lines.add();
  at_prompt_ = false;
  if (secret_) held_.put(kLineEnd, 0);
  session_->line(raw);
}

void TelnetConnection::line_too_long() {
  if (session_ == nullptr) return;
  at_prompt_ = false;
  session_->line_too_long();
}

void TelnetConnection::window_size(uint16_t columns, uint16_t /*rows*/) {
  columns_ = columns;
}

void TelnetConnection::reply(std::string_view bytes) {
  if (building_) {
    host_.scratch += bytes;
  } else {
    held_.put(bytes, 0);
  }
}

// A command has been carried out before the next byte is read: there is nothing to interrupt.
void TelnetConnection::interrupted(TelnetSignal /*signal*/) {}

// Negotiation passes even where text is dropped: a client that missed the end of a secret would
// hide all that its player types from then on.
void TelnetConnection::deliver(const Delivery& delivery) {
  std::string& out = host_.scratch;
  out.clear();
  building_ = true;
  // A prompt that stands there already is not said again.
  const bool repeats = at_prompt_ && delivery.secret == secret_ && !has_text(delivery);
  const bool speaks = !repeats && !too_slow();
  if (speaks) add_events(delivery, out);
  if (delivery.secret != secret_) codec_.set_echo(delivery.secret, *this);
  secret_ = delivery.secret;
  if (speaks) add_prompt(delivery.prompt, out);
  building_ = false;
  held_.put(out, delivery.turn);
  if (delivery.close) {
    session_ = nullptr;
    closing_ = true;
    close_when_released();
  }
  update_reading(kLinesToResume);
}

void TelnetConnection::add_events(const Delivery& delivery, std::string& out) {
  const bool speaks = has_text(delivery) || !delivery.prompt.empty();
  if (at_prompt_ && speaks) out += kLineEnd;
  if (speaks) at_prompt_ = false;
  const TelnetProfile profile{columns_, wrap_};
  for (const Event& event : delivery.events) {
    if (event.text.empty()) continue;
    render_telnet_to(event.text, profile, out);
    if (!out.ends_with(kLineEnd)) out += kLineEnd;
  }
}

void TelnetConnection::add_prompt(std::string_view prompt, std::string& out) {
  if (prompt.empty()) return;
  TelnetCodec::encode_to(prompt, out);
  out += codec_.prompt_end();
  at_prompt_ = true;
}

void TelnetConnection::release(std::string_view bytes) {
  host_.bytes_out.add(bytes.size());
  transport_->send(bytes);
  close_when_released();
}

void TelnetConnection::end_session() {
  if (session_ != nullptr) std::exchange(session_, nullptr)->hang_up();
}

void TelnetConnection::close_when_released() {
  if (closing_ && held_.empty()) transport_->close_when_sent();
}

// True while text is to be dropped. Decided where text comes in, so that what was said before
// stays whole; what is held for the disk does not count, that wait is ours.
bool TelnetConnection::too_slow() {
  const auto limit = static_cast<size_t>(host_.limits.output_bytes);
  const size_t unsent = transport_->unsent();
  if (lossy_ || limit == 0 || unsent <= limit) return lossy_;
  lossy_ = true;
  unsent_then_ = unsent;
  progress_us_ = host_.clock.mono_us();
  return true;
}

// Whoever does not take the answers is not asked for more.
void TelnetConnection::update_reading(size_t lines_allowed) {
  const bool ahead = session_ != nullptr && session_->waiting_lines() > lines_allowed;
  const bool wanted = ahead || lossy_;
  if (wanted == paused_) return;
  paused_ = wanted;
  transport_->pause_reading(wanted);
}

}  // namespace reality
