// SPDX-License-Identifier: MIT
//
// ReadyLine: what happens to a typed line before it is split into commands: the player's alias is
// expanded, and a line in the player's own language is put into the words of the grammar. Pure but
// for what the player is told.
#pragma once

#include <string>

namespace reality {

class PlayerSession;
class World;

/// Changes the line in place; false: the player was told why nothing can be made of it.
bool make_ready(World& world, PlayerSession& session, std::string& line);

}  // namespace reality
