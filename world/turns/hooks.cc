// SPDX-License-Identifier: MIT
//
// Which hooks an action calls: those of the actor, of its room, and of every thing named, nearest
// concern first; each behaviour once for each role that its thing fills, also where what is
// attempted goes by a name that several actions have ("hit {thing}" of verbs and of behaviours).
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "world/senses/perception.h"
#include "world/turns/commands.h"
#include "world/world.h"

namespace reality {

namespace {

/// Somebody whose hooks are asked; role -1: the actor or the room, which is in no role.
struct Concerned {
  ThingId thing;
  int role;
};

std::vector<Concerned> concerned(const World& world, const Commands::Deed& deed) {
  std::vector<Concerned> all = {{deed.actor, -1}};
  const Thing* actor = world.things().find(deed.actor);
  if (const Thing* room = actor ? room_of(*actor) : nullptr) all.push_back({room->id(), -1});
  for (size_t i = 0; i < deed.roles.size(); ++i)
    if (deed.roles[i].thing) all.push_back({deed.roles[i].thing, static_cast<int>(i)});
  return all;
}

/// The hook's act, if the hook is about this action with its thing in this role.
std::optional<Act> act_for(const Hook& hook, const Commands::Deed& deed, const Concerned& who) {
  for (const HookTarget& target : hook.binding.targets) {
    if (target.action != deed.action) continue;
    const int self = hook.binding.self;
    const int role = self < 0 ? -1 : target.role_of[static_cast<size_t>(self)];
    if (role != who.role) continue;
    Act act{deed.actor, who.thing, deed.verb, deed.line, deed.many, {}};
    act.cause = deed.cause;
    for (size_t i = 0; i < target.role_of.size(); ++i) {
      ActRole named = deed.roles[target.role_of[i]];
      named.name = hook.binding.names[i];
      if (static_cast<int>(i) != self) act.roles.push_back(std::move(named));
    }
    return act;
  }
  return std::nullopt;
}

}  // namespace

CallResult Commands::run_hooks(const Deed& deed, bool before, std::vector<Asked>& asked) {
  CallResult result;
  for (const Concerned& who : concerned(world_, deed)) {
    const Thing* thing = world_.things().find(who.thing);
    if (!thing) continue;
    const std::string role = who.role < 0 ? "" : deed.roles[static_cast<size_t>(who.role)].name;
    world_.behaviours().visit(*thing, [&](const Behaviour& behaviour) {
      for (const Hook& hook : before ? behaviour.before : behaviour.after) {
        const std::optional<Act> act = act_for(hook, deed, who);
        Asked one{&hook, who.thing, role};
        if (!act || std::find(asked.begin(), asked.end(), one) != asked.end()) continue;
        asked.push_back(std::move(one));
        result = world_.calls().call(hook.function, *act);
        if (result.end == CallEnd::declined) result.end = CallEnd::finished;
        if (result.end != CallEnd::finished) return true;
        // A script may have moved or destroyed anything, the thing itself included.
        if (!world_.things().find(who.thing)) return true;
      }
      return false;
    });
    if (result.end != CallEnd::finished) break;
  }
  return result;
}

CallResult Commands::run_hooks(std::span<const Deed> deeds, bool before) {
  CallResult result;
  std::vector<Asked> asked;
  for (const Deed& deed : deeds) {
    result = run_hooks(deed, before, asked);
    if (result.end != CallEnd::finished) break;
  }
  return result;
}

}  // namespace reality
