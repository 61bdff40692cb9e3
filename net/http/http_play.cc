// SPDX-License-Identifier: MIT
#include "net/http/http_play.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/text.h"
#include "net/http/http_layout.h"
#include "net/http/http_page.h"
#include "net/http/http_play_page.h"
#include "net/http/http_same_site.h"
#include "net/peer_limits.h"

namespace reality {
namespace {

constexpr int64_t kSecondUs = 1'000'000;
constexpr int64_t kSweepUs = 5 * kSecondUs;
// The world acts in milliseconds; a password takes a little, many passwords longer.
constexpr int64_t kWaitLimitUs = 20 * kSecondUs;
constexpr size_t kPlayersPerAddress = 20;
constexpr size_t kWaitingAtOnce = 16;
constexpr size_t kDoorLineBytes = 1000;
constexpr size_t kSecretLetters = 32;

constexpr std::string_view kForeign = "That form did not come from a page of this site.";
constexpr std::string_view kStale = "That form is out of date. Please go back to /play.";
constexpr std::string_view kBadForm = "That form cannot be read.";

/// What is to be said at the door, or why it is not said.
struct DoorLine {
  std::string line;
  std::string_view refusal;
};

std::string field(const HttpForm& form, std::string_view name) {
  const std::string* value = form.find(name);
  return value != nullptr ? *value : std::string();
}

DoorLine door_line(const HttpForm& form) {
  if (form.find("guest") != nullptr) return {"guest", {}};
  const std::string name = clean_line(field(form, "name"));
  const std::string password = clean_line(field(form, "password"));
  if (name.empty()) return {{}, "Please give a name."};
  if (name.find(' ') != name.npos) return {{}, "A name is one word."};
  if (password.empty()) return {{}, "Please give a password as well."};
  const std::string_view verb = form.find("new") != nullptr ? "create " : "connect ";
  std::string line = std::string(verb) + name + " " + password;
  if (line.size() > kDoorLineBytes) return {{}, "That is too long."};
  return {std::move(line), {}};
}

std::string next_of(const HttpForm& form, std::string_view field_name) {
  return way_back(field(form, field_name)).value_or("/play");
}

HttpResponse without_cookie(HttpResponse response) {
  response.headers.push_back(clear_cookie());
  return response;
}

}  // namespace

PlayRoom::PlayRoom(Scheduler& scheduler, ReleaseGate& gate, const Settings& settings,
                   Secrets secrets)
    : scheduler_(scheduler), gate_(gate), settings_(settings), secrets_(secrets) {}

PlayRoom::~PlayRoom() {
  scheduler_.cancel(settle_);
  scheduler_.cancel(sweep_);
}

void PlayRoom::clear() {
  seats_.clear();
}

WebSeat* PlayRoom::visitor(const HttpRequest& request) {
  const auto found = seats_.find(session_cookie(request));
  if (found == seats_.end()) return nullptr;
  WebSeat& seat = *found->second;
  if (seat.entering || seat.leaving) return nullptr;
  seat.seen_us = scheduler_.clock().mono_us();
  return &seat;
}

void PlayRoom::show(const HttpQuestion& question, const HttpReply& reply) {
  WebSeat* seat = visitor(question.request);
  const bool keep = question.request.method == "HEAD";
  if (seat != nullptr && seat->player.closed()) return show_over(*seat, keep, reply);
  if (seat == nullptr) {
    const auto form = parse_form(question.request.query);
    return show_door(reply, 200, form ? next_of(*form, "next") : "/play", {}, {});
  }
  const PlayView view{seat->player, seat->token, settings_.world.name};
  reply({html_response(200, play_document(view)), 0});
}

// The last words are shown once, with the way in again.
void PlayRoom::show_over(WebSeat& seat, bool keep, const HttpReply& reply) {
  const PlayView view{seat.player, seat.token, settings_.world.name};
  HttpResponse response = without_cookie(html_response(200, over_document(view)));
  if (!keep) end_seat(seat);
  reply({std::move(response), 0});
}

WebSeat* PlayRoom::actor(const HttpQuestion& question, const HttpForm& form,
                         const HttpReply& reply) {
  WebSeat* seat = visitor(question.request);
  if (seat == nullptr) {
    show_door(reply, 200, next_of(form, "back"), {}, "You are not in. Please come in again.");
    return nullptr;
  }
  if (field(form, "token") == seat->token) return seat;
  refuse(reply, 403, kStale);
  return nullptr;
}

void PlayRoom::say(const HttpQuestion& question, const HttpReply& reply) {
  if (!is_same_site(question.request)) return refuse(reply, 403, kForeign);
  const auto form = parse_form(question.request.body);
  if (!form) return refuse(reply, 400, kBadForm);
  WebSeat* seat = actor(question, *form, reply);
  if (seat == nullptr) return;
  if (seat->player.session() == nullptr) return reply({see_other("/play"), 0});
  // An answer that was late is given up, the line still waits: a world that does not get to it is
  // told no more.
  if (std::max(seat->waiting.size(), seat->player.session()->waiting_lines()) >= kWaitingAtOnce)
    return refuse(reply, 429, "That was too much at once. Please go back and wait a little.");
  const uint64_t after = seat->player.steps() + 1;
  speak(*seat, *form);
  seat->waiting.push_back({after, scheduler_.clock().mono_us(), next_of(*form, "back"), reply});
  changed(seat->player);
}

void PlayRoom::speak(WebSeat& seat, const HttpForm& form) {
  const std::string raw = field(form, "line");
  const auto limit = static_cast<size_t>(settings_.limits.line_bytes);
  if (limit > 0 && raw.size() > limit) return seat.player.type_too_long();
  const std::string line = clean_line(raw);
  const bool secret = seat.player.secret() || form.find("secret") != nullptr;
  seat.player.type(line, secret ? std::string_view() : line);
}

void PlayRoom::enter(const HttpQuestion& question, const HttpReply& reply) {
  if (!is_same_site(question.request)) return refuse(reply, 403, kForeign);
  const auto form = parse_form(question.request.body);
  if (!form) return refuse(reply, 400, kBadForm);
  const std::string next = next_of(*form, "next");
  const WebSeat* present = visitor(question.request);
  if (present != nullptr && !present->player.closed()) return reply({see_other(next), 0});
  const DoorLine said = door_line(*form);
  const std::string name = clean_line(field(*form, "name"));
  if (!said.refusal.empty()) return show_door(reply, 200, next, name, said.refusal);
  WebSeat* seat = add_seat(question, reply);
  if (seat == nullptr) return;
  seat->name = name;
  seat->player.open(*door_, seat->peer);
  const uint64_t after = seat->player.steps() + 1;
  seat->player.type(said.line, {});
  seat->waiting.push_back({after, seat->seen_us, next, reply});
  changed(seat->player);
}

WebSeat* PlayRoom::add_seat(const HttpQuestion& question, const HttpReply& reply) {
  const auto most = static_cast<size_t>(settings_.limits.connections);
  const bool full = most > 0 && seats_.size() >= most;
  const bool many =
      !is_local_peer(question.peer) && players_from(question.peer) >= kPlayersPerAddress;
  if (full || many || door_ == nullptr) {
    refuse(reply, many ? 429 : 503,
           many ? "Very many play from your address already. Please come back a little later."
                : "The town is full just now. Please come back a little later.");
    return nullptr;
  }
  const std::string key = secrets_.token(kSecretLetters);
  auto seat = std::make_unique<WebSeat>(gate_, *this, key);
  seat->token = secrets_.token(kSecretLetters);
  seat->peer = question.peer;
  seat->secure = question.secure;
  seat->entering = true;
  seat->seen_us = scheduler_.clock().mono_us();
  plan_sweep();
  return seats_.emplace(key, std::move(seat)).first->second.get();
}

size_t PlayRoom::players_from(std::string_view peer) const {
  return static_cast<size_t>(std::count_if(seats_.begin(), seats_.end(), [peer](const auto& entry) {
    return entry.second->peer == peer && !entry.second->player.closed();
  }));
}

void PlayRoom::leave(const HttpQuestion& question, const HttpReply& reply) {
  if (!is_same_site(question.request)) return refuse(reply, 403, kForeign);
  const auto form = parse_form(question.request.body);
  if (!form) return refuse(reply, 400, kBadForm);
  WebSeat* seat = actor(question, *form, reply);
  if (seat == nullptr) return;
  // Not by typing "quit": a script may wait for an answer just now, and would take it for one.
  seat->leaving = true;
  changed(seat->player);
  reply({without_cookie(see_other("/")), 0});
}

// Whoever still waits is sent to the door; the character falls asleep.
void PlayRoom::end_seat(WebSeat& seat) {
  const std::vector<WebSeat::Waiting> waiting = std::exchange(seat.waiting, {});
  const std::string key = seat.player.key();
  seats_.erase(key);
  for (const WebSeat::Waiting& each : waiting) each.reply({see_other("/play"), 0});
}

// What follows is done outside the pump.
void PlayRoom::changed(WebPlayer& player) {
  changed_.push_back(player.key());
  if (settle_ != 0) return;
  settle_ = scheduler_.after_us(0, [this] {
    settle_ = 0;
    settle();
  });
}

void PlayRoom::settle() {
  for (const std::string& key : std::exchange(changed_, {})) {
    const auto found = seats_.find(key);
    if (found == seats_.end()) continue;
    settle_seat(*found->second);
  }
}

void PlayRoom::settle_seat(WebSeat& seat) {
  if (seat.leaving) return end_seat(seat);
  const auto first_kept = std::find_if(
      seat.waiting.begin(), seat.waiting.end(),
      [&seat](const auto& waiting) { return !seat.player.settled_after(waiting.after); });
  const std::vector<WebSeat::Waiting> ready(std::make_move_iterator(seat.waiting.begin()),
                                            std::make_move_iterator(first_kept));
  seat.waiting.erase(seat.waiting.begin(), first_kept);
  for (const WebSeat::Waiting& waiting : ready) {
    if (seat.entering) return finish_entering(seat, waiting);
    waiting.reply({see_other(seat.player.closed() ? "/play" : waiting.next), 0});
  }
}

void PlayRoom::finish_entering(WebSeat& seat, const WebSeat::Waiting& waiting) {
  Session* session = seat.player.session();
  seat.player.forget_earlier();
  if (session == nullptr || session->anonymous()) {
    show_door(waiting.reply, 200, waiting.next, seat.name, last_said(seat.player));
    return end_seat(seat);
  }
  seat.entering = false;
  HttpResponse response = see_other(waiting.next);
  response.headers.push_back(set_cookie(seat.player.key(), seat.secure));
  waiting.reply({std::move(response), 0});
}

void PlayRoom::plan_sweep() {
  if (sweep_ != 0) return;
  sweep_ = scheduler_.after_us(kSweepUs, [this] {
    sweep_ = 0;
    sweep();
  });
}

void PlayRoom::sweep() {
  const int64_t now_us = scheduler_.clock().mono_us();
  std::vector<WebSeat*> over;
  for (const auto& [key, seat] : seats_)
    if (sweep_seat(*seat, now_us)) over.push_back(seat.get());
  for (WebSeat* seat : over) end_seat(*seat);
  if (!seats_.empty()) plan_sweep();
}

// True for a seat that is to be given up.
bool PlayRoom::sweep_seat(WebSeat& seat, int64_t now_us) {
  const bool late = !seat.waiting.empty() && now_us - seat.waiting.front().since_us >= kWaitLimitUs;
  if (late) {
    const WebSeat::Waiting waiting = std::move(seat.waiting.front());
    seat.waiting.erase(seat.waiting.begin());
    if (seat.entering) {
      show_door(waiting.reply, 503, waiting.next, seat.name,
                "That took too long. Please try again in a moment.");
      return true;
    }
    waiting.reply({see_other(waiting.next), 0});
  }
  const int64_t unseen_us = now_us - seat.seen_us;
  const int64_t limit_us = settings_.http.session_minutes * 60 * kSecondUs;
  return limit_us > 0 && unseen_us >= limit_us;
}

void PlayRoom::refuse(const HttpReply& reply, int status, std::string_view why) const {
  reply({message_page(status, settings_.world.name, "Not like this", why), 0});
}

void PlayRoom::show_door(const HttpReply& reply, int status, std::string_view next,
                         std::string_view name, std::string_view alert) const {
  const DoorView view{settings_.world.name, next, name, alert};
  reply({html_response(status, door_document(view)), 0});
}

}  // namespace reality
