// SPDX-License-Identifier: MIT
//
// Reading: one layout of a typed line with its roles resolved, and how it compares with others.
// What is possible beats what needs a question, and that beats what fails; then a behaviour's own
// verb beats the stock verb, more literal words beat fewer, things beat raw text, and better
// fitting nouns beat worse ones.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "world/language/command.h"
#include "world/language/layout.h"
#include "world/language/resolver.h"

namespace reality {

struct Reading {
  Layout layout;
  std::vector<Resolution> roles;  // by the line's positions; those that have tokens
  Thing* self = nullptr;          // of a behaviour's line
  Outcome outcome = Outcome::found;
  int decisive = -1;  // the role that fails or asks
  int resolved = 0;   // how many roles were found
  int score = 0;

  const Resolution& cause() const { return roles[static_cast<size_t>(decisive)]; }
};

/// Resolves the roles of a layout; nothing if the line is closed to this actor just now.
std::optional<Reading> read_layout(const Layout& layout, Resolver& resolver,
                                   std::span<const Declined> declined);

/// True when `a` is to be preferred. Equal readings keep the order of their lines.
bool better(const Reading& a, const Reading& b);

/// The commands of a reading that was found. Where it goes through a list, things whose own
/// behaviour has a line with the same words get that instead.
std::vector<Command> commands_of(const Reading& reading, const Tokens& tokens,
                                 std::string_view verb, const std::vector<Layout>& layouts,
                                 Surroundings& around, std::span<const Declined> declined);

}  // namespace reality
