// SPDX-License-Identifier: MIT
#include "world/turns/signals.h"

#include <string>

#include "world/turns/commands.h"
#include "world/world.h"

namespace reality {

void send_signal(World& world, const Thing& thing, std::string_view name, const Value::Map& vals) {
  world.behaviours().visit(thing, [&](Behaviour& behaviour) {
    if (!behaviour.signals.contains(name)) return false;
    world.turns().wake_later([&world, &behaviour, id = thing.id(), name = std::string(name), vals] {
      auto handler = behaviour.signals.find(name);
      if (handler != behaviour.signals.end())
        world.commands().wake_behaviour(id, behaviour, handler->second, Value(vals));
    });
    return false;
  });
}

}  // namespace reality
