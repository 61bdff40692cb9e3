// SPDX-License-Identifier: MIT
#include "world/people/ready_line.h"

#include <optional>

#include "engine/text.h"
#include "world/language/languages.h"
#include "world/people/aliases.h"
#include "world/people/player_session.h"
#include "world/world.h"

namespace reality {

bool make_ready(World& world, PlayerSession& session, std::string& line) {
  const Thing* actor = world.things().find(session.character());
  if (!actor) return true;
  if (std::optional<std::string> expanded = expand_alias(*actor, line)) {
    line = trim(*expanded);
    if (line.empty()) {
      session.collect({EventKind::reply, "That alias makes a line too long to be done."});
      return false;
    }
  }
  if (const Language* language = world.languages().of(*actor))
    line = language->grammar.to_english(line, static_cast<bool>(session.dialogue().question));
  return true;
}

}  // namespace reality
