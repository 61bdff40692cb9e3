// SPDX-License-Identifier: MIT
//
// Sessions: all connections, by serial number and by the character they play; whose input waits,
// whose output does. Owned by the World.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "world/people/player_session.h"
#include "world/state/value.h"

namespace reality {

class World;

class Sessions {
 public:
  explicit Sessions(World& world) : world_(world) {}

  PlayerSession& open(SessionSink& sink, std::string_view peer);
  PlayerSession* find(uint64_t serial) const;
  /// Who plays that character now, or null.
  PlayerSession* playing(ThingId character) const;
  void set_playing(ThingId character, PlayerSession* session);
  /// Who plays, by character: in the order of ids.
  const std::map<ThingId, PlayerSession*>& players() const { return playing_; }
  size_t count() const { return all_.size(); }
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [serial, session] : all_) visit(*session);
  }

  void has_input(PlayerSession& session);
  /// The next session whose turn it is to be heard, taken from the queue; null when all is quiet.
  PlayerSession* next_input();
  bool input_waits() const { return !ready_.empty(); }

  /// The session will be flushed even if it got no text.
  void touch(PlayerSession& session);
  /// Flushes up to `most` sessions; true when there are more.
  bool flush(size_t most, uint64_t turn);
  /// Flushes this one at once.
  void flush_now(PlayerSession& session, uint64_t turn);
  bool output_waits() const { return !touched_.empty(); }

  /// The connection is gone.
  void lost(PlayerSession& session);

 private:
  void finish(PlayerSession& session);

  World& world_;
  uint64_t last_serial_ = 0;
  std::map<uint64_t, std::unique_ptr<PlayerSession>> all_;
  std::map<ThingId, PlayerSession*> playing_;
  std::deque<PlayerSession*> ready_;
  std::deque<PlayerSession*> touched_;
};

}  // namespace reality
