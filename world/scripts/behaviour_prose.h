// SPDX-License-Identifier: MIT
//
// BehaviourProse: what behaviours have to say about the things that carry them, for descriptions
// and for whoever reads a property: computed properties and declared fragments, nearest first.
// Made where it is needed, inside a turn; keeps nothing. Must hold: the functions may change
// nothing (BehaviourCalls::compute sees to it), so that things stay good across the calls.
#pragma once

#include <optional>
#include <string>

#include "world/prose/fragments.h"

namespace reality {

class LuaRef;
class World;

class BehaviourProse final : public Contributions {
 public:
  explicit BehaviourProse(World& world) : world_(world) {}

  /// The function by which the thing or a prototype of it computes the property; or null.
  const LuaRef* function_for(const Thing& thing, Atom property) const;
  std::optional<std::string> computed(const Thing& thing, Atom property,
                                      const Thing& reader) override;
  void add_fragments(const Thing& carrier, const Thing& thing, const Thing& reader,
                     Fragments& into) override;
  /// The text property as it is for the reader: computed, stored, or a behaviour's default.
  std::string text(const Thing& thing, Atom property, const Thing& reader);

 private:
  World& world_;
};

}  // namespace reality
