// SPDX-License-Identifier: MIT
#include "world/language/scene.h"

#include <algorithm>

#include "engine/text.h"
#include "world/language/languages.h"
#include "world/people/sessions.h"
#include "world/prose/naming.h"
#include "world/state/keys.h"
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

bool Scene::takes_orders(const Thing& thing) {
  if (thing.flag(key::obedient)) return true;
  return world_.behaviours().visit(
      thing, [](const Behaviour& behaviour) { return static_cast<bool>(behaviour.obeys); });
}

bool Scene::in_the_dark() {
  const Thing* space = world_.perception().space_of(actor_);
  return space && !world_.perception().lit(*space);
}

namespace {

std::string_view commonplaces(const Thing& room) {
  return room.flag(key::outdoors) ? "ground sky air" : "floor ground ceiling walls wall air";
}

}  // namespace

// In the dark nothing of it is to be seen.
std::string_view Scene::prose() {
  const Thing* space = world_.perception().space_of(actor_);
  return space && world_.perception().lit(*space) ? space->string(key::text) : std::string_view();
}

// What there is in every place is there without a word of its author's, who may still have one.
std::string_view Scene::mentions() {
  const Thing* space = world_.perception().space_of(actor_);
  if (!space || !world_.perception().lit(*space)) return {};
  if (!mentions_) {
    mentions_ = space->string(key::mentions);
    if (space->flag(key::room)) {
      const char between = mentions_->find('=') == std::string::npos ? ',' : ';';
      for (const std::string_view word : split(commonplaces(*space), ' '))
        mentions_->append(1, between).append(word);
    }
  }
  return *mentions_;
}

std::span<Thing* const> Scene::known_places() {
  if (known_places_) return *known_places_;
  known_places_.emplace();
  const Value& visited = actor_.get(key::visited);
  if (visited.type() == ValueType::list)
    for (const Value& room : visited.as_list())
      if (Thing* place =
              room.type() == ValueType::thing ? world_.things().find(room.as_thing()) : nullptr)
        known_places_->push_back(place);
  if (Thing* here = room_of(actor_);
      here && std::find(known_places_->begin(), known_places_->end(), here) == known_places_->end())
    known_places_->push_back(here);
  return *known_places_;
}

std::vector<std::pair<Thing*, Thing*>> Scene::seen_going() {
  std::vector<std::pair<Thing*, Thing*>> seen;
  PlayerSession* session = world_.sessions().playing(actor_.id());
  if (!session) return seen;
  for (const SeenGoing& one : session->dialogue().seen_going) {
    Thing* who = world_.things().find(one.who);
    Thing* to = world_.things().find(one.to);
    if (who && to) seen.emplace_back(who, to);
  }
  return seen;
}

namespace {

/// "your hat", "Bob's hat", "the hat on the shelf".
std::string name_with_place(const Thing& thing, const Thing& reader) {
  const Thing* holder = thing.holder();
  const std::string noun(name_parts(thing).noun);
  if (!holder) return name_for(thing, &reader, Article::definite);
  if (holder->flag(key::person)) {
    std::string name;
    append_possessive(name, *holder, &reader, Article::definite);
    return name + " " + noun;
  }
  const std::string name = name_for(thing, &reader, Article::definite);
  if (holder->flag(key::room)) return name + " that lies here";
  return name + " " + std::string(relation_name(thing.relation())) + " " +
         name_for(*holder, &reader, Article::definite);
}

}  // namespace

Wording Scene::namer(const Question& question) {
  Wording wording = namer();
  // Only English tells them apart by their places.
  if (world_.languages().of(actor_)) return wording;
  wording.name_of = [this, plain = wording.name_of, candidates = question.candidates](
                        ThingId id, std::string_view word) {
    const Thing* thing = world_.things().find(id);
    if (!thing) return plain(id, word);
    const std::string_view name = thing->string(key::name);
    const bool shared = std::any_of(candidates.begin(), candidates.end(), [&](ThingId other) {
      const Thing* one = other == id ? nullptr : world_.things().find(other);
      return one && one->string(key::name) == name;
    });
    return shared ? name_with_place(*thing, actor_) : plain(id, word);
  };
  return wording;
}

Wording Scene::namer() {
  const Languages& languages = world_.languages();
  return {&languages.messages(actor_), [this, &languages](ThingId id, std::string_view word) {
            const Thing* thing = world_.things().find(id);
            return thing ? languages.name_for(*thing, actor_, word) : std::string("something");
          }};
}

}  // namespace reality
