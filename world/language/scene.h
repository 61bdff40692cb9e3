// SPDX-License-Identifier: MIT
//
// Scene: the surroundings of one actor for the parser, made of the world's perception. Lives for
// one line.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "world/language/parser_messages.h"
#include "world/language/surroundings.h"

namespace reality {

class World;

class Scene final : public Surroundings {
 public:
  Scene(World& world, Thing& actor) : world_(world), actor_(actor) {}

  Thing& actor() override { return actor_; }
  std::span<Thing* const> scope() override;
  std::span<Thing* const> players() override;
  Thing* find(ThingId id) override;
  bool reaches(const Thing& thing) override;
  bool is_beyond(const Thing& thing) override;
  bool has_behaviour(const Thing& thing, Atom behaviour) override;

  /// Names things as the actor reads them, for questions and failures.
  Wording namer();

 private:
  World& world_;
  Thing& actor_;
  std::optional<std::vector<Thing*>> scope_;
  std::optional<std::vector<Thing*>> players_;
};

}  // namespace reality
