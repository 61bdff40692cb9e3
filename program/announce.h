// SPDX-License-Identifier: MIT
//
// Announce: what a keeper is told when the doors are open, and the words of the ready line. Pure
// text; used by the Server only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/settings.h"

namespace reality {

/// " telnet=127.0.0.1:4000,[::1]:4000" for the ready line; "" for a door that is shut.
std::string door(std::string_view name, const std::vector<std::string>& addresses);

/// Tells on standard error how to play, look and write, and what the world can be seen of from
/// other machines.
void announce_doors(const Settings& settings, const std::vector<std::string>& telnet,
                    const std::vector<std::string>& http, const std::vector<std::string>& smtp);

}  // namespace reality
