// SPDX-License-Identifier: MIT
//
// Gathering: what is told while a command goes through a list of things, held back until the list
// is done, so that "Ann takes a lamp, a rope and two gold coins." is one sentence for those who
// watch, and what cannot be told apart is one for the one who acts. Owned by the Narrator while a
// list is gone through. Keeps ids, for scripts run in between.
// Must hold: what one reader is told stays in order; nothing is held beyond the turn.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "world/event.h"
#include "world/prose/prose.h"
#include "world/state/things.h"

namespace reality {

/// How far it is heard: in its room alone; by those in the next rooms, too, where a way stands
/// open; what is heard of it (`heard`) in all rooms of the area.
enum class Carries : uint8_t { room, next, area };

class Gathering {
 public:
  /// The value of a role, with things by id.
  using HeldValue = std::variant<ThingId, std::string, int64_t, double, std::vector<ThingId>>;
  struct Held {
    ThingId reader;  // told to this one alone; none: to all who perceive the source
    ThingId source;
    ThingId actor;
    EventKind kind = EventKind::action;
    std::string text;  // ready words, without a template
    std::optional<Template> message;
    std::optional<Template> heard;
    std::optional<Template> inside;
    Carries carries = Carries::room;
    std::vector<std::pair<std::string, HeldValue>> roles;
    int merged = -1;  // the role in which several are told of at once
  };

  static std::vector<std::pair<std::string, HeldValue>> keep(const Roles& roles);

  void add(Held held) { held_.push_back(std::move(held)); }
  size_t size() const { return held_.size(); }
  void cut(size_t size) { held_.resize(size); }
  /// What is to be told, with neighbours in meaning made one; nothing is held after that.
  std::vector<Held> take(const Things& things);
  /// The roles again, for telling; things that are gone are left out.
  static Roles roles_of(const Held& held, const Things& things);

 private:
  std::vector<Held> held_;
};

}  // namespace reality
