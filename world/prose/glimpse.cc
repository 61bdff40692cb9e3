// SPDX-License-Identifier: MIT
#include "world/prose/glimpse.h"

#include "world/prose/narrator.h"
#include "world/prose/prose.h"
#include "world/world.h"

namespace reality {

void show_glimpse(World& world, ThingId actor, const Glimpse& glimpse) {
  const Thing* source = world.things().find(actor);
  if (!source || glimpse.message.empty()) return;
  const Result<Template> message = Template::compile(glimpse.message);
  if (!message) return;
  Roles roles;
  for (const ActRole& role : glimpse.roles) {
    if (!role.thing) {
      roles.set(role.name, role.text);
      continue;
    }
    const Thing* thing = world.things().find(role.thing);
    if (!thing) return;
    roles.set(role.name, thing);
  }
  Happening happening;
  happening.source = happening.actor = source;
  happening.message = &*message;
  happening.others_only = true;
  world.narrator().show(happening, roles);
}

}  // namespace reality
