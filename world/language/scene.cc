// SPDX-License-Identifier: MIT
#include "world/language/scene.h"

#include "world/language/languages.h"
#include "world/people/sessions.h"
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

Wording Scene::namer() {
  const Languages& languages = world_.languages();
  return {&languages.messages(actor_), [this, &languages](ThingId id, std::string_view word) {
            const Thing* thing = world_.things().find(id);
            return thing ? languages.name_for(*thing, actor_, word) : std::string("something");
          }};
}

}  // namespace reality
