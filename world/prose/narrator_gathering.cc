// SPDX-License-Identifier: MIT
//
// The part of the narrator that holds back what is told of a list of things until it is done.
#include <utility>

#include "world/prose/narrator.h"
#include "world/state/things.h"
#include "world/world.h"

namespace reality {

void Narrator::gather() {
  if (!gathering_) gathering_ = std::make_unique<Gathering>();
}

void Narrator::end_gathering() {
  release();
  gathering_.reset();
}

void Narrator::release() {
  if (!gathering_ || gathering_->size() == 0) return;
  // What is undone after this was held back before it.
  world_.journal().record({}, [this, before = *gathering_] {
    if (gathering_) *gathering_ = before;
  });
  std::unique_ptr<Gathering> gathering = std::exchange(gathering_, nullptr);
  for (const Gathering::Held& held : gathering->take(world_.things())) tell_held(held);
  gathering_ = std::move(gathering);
}

void Narrator::tell_held(const Gathering::Held& held) {
  const Things& things = world_.things();
  const Roles roles = Gathering::roles_of(held, things);
  if (held.reader) {
    const Thing* reader = things.find(held.reader);
    if (!reader) return;
    return held.message ? tell(*reader, held.kind, *held.message, roles)
                        : tell(*reader, held.kind, held.text);
  }
  Happening happening;
  happening.kind = held.kind;
  happening.source = things.find(held.source);
  happening.actor = things.find(held.actor);
  happening.message = &*held.message;
  happening.heard = held.heard ? &*held.heard : nullptr;
  happening.inside = held.inside ? &*held.inside : nullptr;
  happening.carries = held.carries;
  happening.others_only = true;
  if (happening.source) show(happening, roles);
}

bool Narrator::hold(const Thing& reader, EventKind kind, const std::string& text) {
  if (!gathering_) return false;
  Gathering::Held held;
  held.reader = reader.id();
  held.kind = kind;
  held.text = text;
  gathering_->add(std::move(held));
  return true;
}

bool Narrator::hold(const Thing& reader, EventKind kind, const Template& message,
                    const Roles& roles) {
  if (!gathering_) return false;
  Gathering::Held held;
  held.reader = reader.id();
  held.kind = kind;
  held.message = message;
  held.roles = Gathering::keep(roles);
  gathering_->add(std::move(held));
  return true;
}

bool Narrator::hold(const Happening& happening, const Roles& roles) {
  if (!gathering_) return false;
  if (happening.actor && !happening.others_only)
    hold(*happening.actor, happening.kind, *happening.message, roles);
  Gathering::Held held;
  held.source = happening.source->id();
  if (happening.actor) held.actor = happening.actor->id();
  held.kind = happening.kind;
  held.message = *happening.message;
  if (happening.heard) held.heard = *happening.heard;
  if (happening.inside) held.inside = *happening.inside;
  held.carries = happening.carries;
  held.roles = Gathering::keep(roles);
  gathering_->add(std::move(held));
  return true;
}

}  // namespace reality
