// SPDX-License-Identifier: MIT
#include "world/people/player_session.h"

#include <utility>

#include "engine/text.h"
#include "world/people/login.h"
#include "world/people/sessions.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

PlayerSession::PlayerSession(World& world, uint64_t serial, SessionSink& sink, std::string peer)
    : world_(world), sink_(&sink), serial_(serial), peer_(std::move(peer)) {
  last_input_us_ = world_.clock().mono_us();
}

PlayerSession::~PlayerSession() = default;

void PlayerSession::set_login(std::unique_ptr<LoginDialogue> login) {
  login_ = std::move(login);
  if (has_commands()) world_.sessions().has_input(*this);
}

double PlayerSession::idle_seconds() const {
  return static_cast<double>(world_.clock().mono_us() - last_input_us_) / 1e6;
}

void PlayerSession::line(std::string_view bytes) {
  last_input_us_ = world_.clock().mono_us();
  if (!lines_) lines_ = std::make_unique<std::vector<std::string>>();
  if (waiting_lines() >= kMostLines) {
    if (waiting_lines() > kMostLines) return;
    collect({EventKind::system, "[That was too much at once; the rest is lost.]"});
    lines_->emplace_back();
    return;
  }
  lines_->push_back(clean_line(bytes));
  world_.sessions().has_input(*this);
}

void PlayerSession::line_too_long() {
  collect({EventKind::system, "[That line was too long, and nothing of it was done.]"});
  world_.sessions().touch(*this);
}

std::string PlayerSession::take_line() {
  std::string taken = std::move((*lines_)[next_line_++]);
  if (next_line_ == lines_->size()) {
    lines_.reset();
    next_line_ = 0;
  } else if (next_line_ == kMostLines) {
    // Whoever always types ahead never gets to the end.
    lines_->erase(lines_->begin(), lines_->begin() + kMostLines);
    next_line_ = 0;
  }
  return taken;
}

void PlayerSession::set_busy(bool busy) {
  busy_ = busy;
  if (!busy && (has_input() || has_commands() || ended_)) world_.sessions().has_input(*this);
}

void PlayerSession::hang_up() {
  sink_ = nullptr;
  outbox_.clear();
  lines_.reset();
  next_line_ = 0;
  world_.sessions().lost(*this);
}

void PlayerSession::end_of_input() {
  ended_ = true;
  world_.sessions().has_input(*this);
}

void PlayerSession::close_if_ended() {
  if (!ended_ || busy_ || has_input() || has_commands()) return;
  close();
  world_.sessions().touch(*this);
}

// The wish is a property of the character, so that it lasts; the sink hears of each change.
void PlayerSession::tell_wrap() {
  const Thing* body = world_.things().find(character_);
  if (!body) return;
  const Value& wish = body->get(key::wrap);
  const bool on = wish.is_nil() || wish.truthy();
  if (on == wrap_) return;
  wrap_ = on;
  sink_->set_wrap(on);
}

void PlayerSession::remember(const std::vector<Event>& events) {
  if (!character_ || events.empty()) return;
  // What a place looks like and who comes and goes is no evidence; a report names the place.
  for (const Event& event : events) {
    if (event.kind == EventKind::room || event.kind == EventKind::movement) continue;
    if (!recent_) recent_ = std::make_unique<RecentLines>();
    recent_->add(event.text);
  }
}

std::vector<std::string> PlayerSession::recent_lines() const {
  return recent_ ? recent_->lines() : std::vector<std::string>();
}

void PlayerSession::flush(uint64_t turn) {
  const std::vector<Event> events = std::exchange(outbox_, {});
  if (!sink_) return;
  tell_wrap();
  remember(events);
  Delivery delivery;
  delivery.events = events;
  delivery.turn = turn;
  delivery.close = closing_;
  const bool asks = login_ && !busy_;
  if (!closing_ && !busy_) delivery.prompt = asks ? login_->prompt() : "> ";
  delivery.secret = asks && login_->secret();
  sink_->deliver(delivery);
  if (closing_) sink_ = nullptr;
}

}  // namespace reality
