// SPDX-License-Identifier: MIT
#include "world/people/login_text.h"

#include <fstream>
#include <sstream>
#include <vector>

#include "engine/text.h"
#include "world/people/sessions.h"
#include "world/state/keys.h"
#include "world/world.h"

namespace reality {

std::string greeting_text(const World& world) {
  std::ifstream file(world.parts().share + "/data/text/greeting.txt");
  std::stringstream text;
  text << file.rdbuf();
  const std::string greeting = clean_prose(text.str());
  if (!greeting.empty()) return greeting;
  return "Welcome to " + world.parts().settings.world.name +
         ". Type your name, or \"guest\" to look around.";
}

std::string login_help_text() {
  return "Type your name. If it is new here you are asked for a password, and a character is made "
         "for you.\n\"guest\" lets you look around without one. \"who\" tells who is here. "
         "\"quit\" leaves.";
}

std::string who_text(World& world) {
  std::vector<std::string> names;
  for (const auto& [character, session] : world.sessions().players())
    if (const Thing* body = world.things().find(character))
      names.emplace_back(body->string(key::name));
  if (names.empty()) return "Nobody is here just now. It is a good hour to look around.";
  const std::string verb = names.size() == 1 ? " is here." : " are here.";
  return join_words(names) + verb;
}

std::string guest_welcome_text(const std::string& name) {
  return "You are here as " + name +
         ". \"look\" shows where you are, \"help\" what you can do; \"register\" and a name keeps "
         "the character.\n";
}

std::string newcomer_text(const std::string& name) {
  return "Welcome, " + name + ". \"look\" shows where you are, \"help\" what you can do.\n";
}

std::string registered_text(const std::string& name) {
  return "From now on you are " + name +
         ", with all that you carry. Your password brings you back.";
}

}  // namespace reality
