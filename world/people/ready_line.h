// SPDX-License-Identifier: MIT
//
// ReadyLine: from a typed line to its commands: the player's aliases are expanded, a line in the
// player's own language is put into the words of the grammar, and the line is cut into commands.
// Aliases may use other aliases, but none uses itself, directly or by way of others; together they
// make no more commands than one line may have. Pure but for what the player is told.
#pragma once

#include <string>

#include "world/language/parser.h"

namespace reality {

class PlayerSession;
class World;

/// No commands: nothing was said, or the player was told why nothing can be made of it.
CommandList ready_commands(World& world, PlayerSession& session, Surroundings& around,
                           const std::string& line);

/// What to do, for whoever typed nothing that could be done.
void tell_nothing_typed(World& world, PlayerSession& session);

}  // namespace reality
