// SPDX-License-Identifier: MIT
#include "world/scripts/behaviour_prose.h"

#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

const LuaRef* BehaviourProse::function_for(const Thing& thing, Atom property) const {
  if (thing.get(key::behaviour).is_nil()) return nullptr;
  const LuaRef* found = nullptr;
  world_.behaviours().visit(thing, [&](const Behaviour& behaviour) {
    found = behaviour.computes(property);
    return found != nullptr;
  });
  return found;
}

std::optional<std::string> BehaviourProse::computed(const Thing& thing, Atom property,
                                                    const Thing& reader) {
  const LuaRef* function = function_for(thing, property);
  if (!function) return std::nullopt;
  return world_.calls().compute_text(*function, thing.id(), world_.atoms().word(property),
                                     reader.id());
}

void BehaviourProse::add_fragments(const Thing& carrier, const Thing& thing, const Thing& reader,
                                   Fragments& into) {
  for (const Behaviour* behaviour : world_.behaviours().own(carrier)) {
    if (behaviour->set_aside) continue;
    for (const DeclaredFragment& fragment : behaviour->fragments) {
      if (!into.claim(fragment.key)) continue;
      if (!fragment.function) {
        into.add(fragment.key, fragment.priority, fragment.text);
      } else if (auto text = world_.calls().compute_text(
                     fragment.function, thing.id(), "the fragment " + fragment.key, reader.id())) {
        into.add(fragment.key, fragment.priority, *std::move(text));
      }
    }
  }
}

std::string BehaviourProse::text(const Thing& thing, Atom property, const Thing& reader) {
  if (auto made = computed(thing, property, reader)) return *made;
  if (const std::string_view stored = thing.string(property); !stored.empty())
    return std::string(stored);
  if (thing.get(key::behaviour).is_nil()) return {};
  const DeclaredProperty* declared = world_.behaviours().declared(thing, property);
  const bool words = declared && declared->preset.type() == ValueType::string;
  return words ? std::string(declared->preset.as_string()) : std::string();
}

}  // namespace reality
