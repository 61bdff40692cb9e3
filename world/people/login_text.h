// SPDX-License-Identifier: MIT
//
// The words of the front door: greeting, who is here, what to type. In one place, so that login.cc
// holds the steps and nothing else.
#pragma once

#include <string>

namespace reality {

class World;

/// data/text/greeting.txt, or a plain greeting where it is missing.
std::string greeting_text(const World& world);
std::string login_help_text();
std::string who_text(World& world);
std::string guest_welcome_text(const std::string& name);
std::string newcomer_text(const std::string& name);
std::string registered_text(const std::string& name);

}  // namespace reality
