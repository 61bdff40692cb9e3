// SPDX-License-Identifier: MIT
//
// Scene: the surroundings of one actor for the parser, made of the world's perception. Lives for
// one line.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "world/language/parser_messages.h"
#include "world/language/surroundings.h"

namespace reality {

class World;

class Scene final : public Surroundings {
 public:
  /// `speaker`: who gives the actor an order; null: the actor speaks for itself.
  Scene(World& world, Thing& actor, Thing* speaker = nullptr)
      : world_(world), actor_(actor), speaker_(speaker) {}

  Thing& actor() override { return actor_; }
  std::span<Thing* const> scope() override;
  std::span<Thing* const> players() override;
  Thing* find(ThingId id) override;
  bool reaches(const Thing& thing) override;
  bool is_beyond(const Thing& thing) override;
  bool has_behaviour(const Thing& thing, Atom behaviour) override;
  Thing& speaker() override { return speaker_ ? *speaker_ : actor_; }
  bool takes_orders(const Thing& thing) override;
  bool in_the_dark() override;
  std::string_view prose() override;
  std::string_view mentions() override;
  std::span<Thing* const> known_places() override;
  std::vector<std::pair<Thing*, Thing*>> seen_going() override;

  /// Names things as the actor reads them, for questions and failures.
  Wording namer();
  /// The same for the candidates of a question: those that are called the same are told apart by
  /// who has them or where they are: "your hat", "the hat on the shelf".
  Wording namer(const Question& question);

 private:
  World& world_;
  Thing& actor_;
  Thing* speaker_;
  std::optional<std::vector<Thing*>> scope_;
  std::optional<std::vector<Thing*>> players_;
  std::optional<std::vector<Thing*>> known_places_;
  std::optional<std::string> mentions_;
};

}  // namespace reality
