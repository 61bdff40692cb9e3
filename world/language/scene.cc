// SPDX-License-Identifier: MIT
#include "world/language/scene.h"

#include "world/people/sessions.h"
#include "world/prose/naming.h"
#include "world/world.h"

namespace reality {

std::span<Thing* const> Scene::scope() {
  if (!scope_) scope_ = world_.perception().scope(actor_);
  return *scope_;
}

std::span<Thing* const> Scene::players() {
  if (!players_) {
    players_.emplace();
    for (const auto& [character, session] : world_.sessions().players())
      if (Thing* player = world_.things().find(character)) players_->push_back(player);
  }
  return *players_;
}

Thing* Scene::find(ThingId id) {
  return world_.things().find(id);
}

bool Scene::reaches(const Thing& thing) {
  return world_.perception().reaches(actor_, thing).clear();
}

bool Scene::is_beyond(const Thing& thing) {
  return world_.perception().is_beyond(actor_, thing);
}

bool Scene::has_behaviour(const Thing& thing, Atom behaviour) {
  const Behaviour* wanted = world_.behaviours().find(world_.atoms().word(behaviour));
  return wanted && world_.behaviours().carries(thing, *wanted);
}

NameOf Scene::namer() {
  return [this](ThingId id) {
    const Thing* thing = world_.things().find(id);
    return thing ? name_for(*thing, &actor_, Article::definite) : std::string("something");
  };
}

}  // namespace reality
