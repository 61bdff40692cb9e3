// SPDX-License-Identifier: MIT
#include "world/people/sessions.h"

#include <algorithm>
#include <string>

#include "world/people/characters.h"
#include "world/turns/sleepers.h"
#include "world/world.h"

namespace reality {

PlayerSession& Sessions::open(SessionSink& sink, std::string_view peer) {
  const uint64_t serial = ++last_serial_;
  auto session = std::make_unique<PlayerSession>(world_, serial, sink, std::string(peer));
  return *all_.emplace(serial, std::move(session)).first->second;
}

PlayerSession* Sessions::find(uint64_t serial) const {
  auto it = all_.find(serial);
  return it == all_.end() ? nullptr : it->second.get();
}

PlayerSession* Sessions::playing(ThingId character) const {
  auto it = playing_.find(character);
  return it == playing_.end() ? nullptr : it->second;
}

void Sessions::set_playing(ThingId character, PlayerSession* session) {
  if (session) {
    playing_[character] = session;
  } else {
    playing_.erase(character);
  }
}

void Sessions::has_input(PlayerSession& session) {
  if (session.queued || session.busy()) return;
  session.queued = true;
  ready_.push_back(&session);
}

PlayerSession* Sessions::next_input() {
  while (!ready_.empty()) {
    PlayerSession* session = ready_.front();
    ready_.pop_front();
    session->queued = false;
    if (!session->busy() && !session->closing() && !session->gone()) return session;
  }
  return nullptr;
}

void Sessions::touch(PlayerSession& session) {
  if (session.touched || session.gone()) return;
  session.touched = true;
  touched_.push_back(&session);
}

bool Sessions::flush(size_t most, uint64_t turn) {
  while (!touched_.empty() && most-- > 0) {
    PlayerSession& session = *touched_.front();
    touched_.pop_front();
    session.touched = false;
    session.flush(turn);
    if (session.closing()) finish(session);
  }
  return !touched_.empty();
}

void Sessions::flush_now(PlayerSession& session, uint64_t turn) {
  std::erase(touched_, &session);
  session.touched = false;
  session.flush(turn);
}

void Sessions::lost(PlayerSession& session) {
  const uint64_t serial = session.serial();
  world_.wake([this, serial] {
    if (PlayerSession* gone = find(serial)) finish(*gone);
  });
}

// The session goes at once; a character that it still plays falls asleep in a turn of its own.
void Sessions::finish(PlayerSession& session) {
  const ThingId character = session.character();
  if (character && playing(character) == &session) {
    set_playing(character, nullptr);
    world_.wake([this, character] { world_.characters().fall_asleep(character); });
  }
  world_.sleepers().give_up(session);
  if (session.queued) std::erase(ready_, &session);
  if (session.touched) std::erase(touched_, &session);
  all_.erase(session.serial());
}

}  // namespace reality
