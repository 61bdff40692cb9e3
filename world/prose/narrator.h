// SPDX-License-Identifier: MIT
//
// Narrator: who is told of what, in which words. Each event is worded once for all who are in no
// role of it and once for each who is; the one who acts is told first. Owned by the World; only
// ever used inside a turn, whose output it adds to.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/event.h"
#include "world/prose/gathering.h"
#include "world/prose/prose.h"
#include "world/state/thing.h"

namespace reality {

class PlayerSession;
class World;

/// Something that happens, to be told.
struct Happening {
  EventKind kind = EventKind::action;
  /// Whose doing it is: witnesses must perceive it. Never null.
  const Thing* source = nullptr;
  /// Told first and not counted among the others; may be null.
  const Thing* actor = nullptr;
  const Template* message = nullptr;
  /// What those read who hear but do not see it; null: they are told nothing.
  const Template* heard = nullptr;
  /// What those aboard (in the source itself) read instead.
  const Template* inside = nullptr;
  Carries carries = Carries::room;
  /// The actor is told nothing.
  bool others_only = false;
};

class Narrator {
 public:
  explicit Narrator(World& world) : world_(world) {}

  /// Words for one reader, if somebody plays it.
  void tell(const Thing& reader, EventKind kind, std::string text);
  void tell(const Thing& reader, EventKind kind, const Template& message, const Roles& roles);
  /// What the reader sees of a thing, or of the room that it is in, in its own language.
  void describe(const Thing& reader, const Thing& thing);
  void show(const Happening& happening, const Roles& roles);
  /// While a list of things is gone through, what is told is held back, to be told of all at once.
  void gather();
  void end_gathering();
  /// Tells what is held back so far: something that it speaks of is about to be gone.
  void release();
  /// How much is held back, and back to so much of it: the rest is undone.
  size_t held() const { return gathering_ ? gathering_->size() : 0; }
  void drop_held(size_t size) {
    if (gathering_ && gathering_->size() > size) gathering_->cut(size);
  }
  /// Whose will is done from now on, where somebody acts on an order; none: everybody's own. Those
  /// who ignore that one are spared the words and gestures that it orders, too.
  void act_for(ThingId behest) { behest_ = behest; }
  /// Lets behaviours with on_hear in the room know what was said, in turns of their own; `whom` is
  /// the one it was said to, if to anybody.
  void overhear(const Thing& speaker, std::string_view words, const Thing* whom = nullptr);

 private:
  struct Telling;
  void tell_all(Telling& telling, const std::vector<const Thing*>& readers);
  void tell_one(Telling& telling, const Thing& reader);
  bool wants(const Thing& reader, EventKind kind) const;
  bool tell_muffled(const Thing& reader, const Happening& happening);
  void tell_next_door(const Telling& telling, const Thing& room);
  /// Whether it is words or gestures of somebody of whom the reader wants to hear nothing.
  bool ignores(const Thing& reader, const Happening& happening) const;
  void carry(Telling& telling, const Thing& room);
  bool hold(const Thing& reader, EventKind kind, const std::string& text);
  bool hold(const Thing& reader, EventKind kind, const Template& message, const Roles& roles);
  bool hold(const Happening& happening, const Roles& roles);
  void tell_held(const Gathering::Held& held);

  World& world_;
  std::unique_ptr<Gathering> gathering_;
  ThingId behest_;
};

/// The people in the room whom somebody plays, wherever in it they are, in order.
std::vector<const Thing*> awake_in(const Thing& room);

}  // namespace reality
