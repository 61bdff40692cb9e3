// SPDX-License-Identifier: MIT
//
// Prose: a template and the roles of one event, worded for one reader. All readers who are in no
// role read the same words, so an event is worded once for all of them (reader null) and once for
// each of the few whom concerns() finds. Values are inert: what a string holds is never read as
// braces and never altered; the names of things get a capital at the start of a sentence.
// Tests: tests/world/prose/prose_test.cc.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "world/prose/template.h"
#include "world/state/thing.h"

namespace reality {

/// What fills a role: a thing (null reads "nothing"), text, digits, or several things.
using RoleValue =
    std::variant<const Thing*, std::string, int64_t, double, std::vector<const Thing*>>;

/// The roles of one event, by name. Holds things by pointer: made and used within one step.
class Roles {
 public:
  Roles() = default;
  Roles(std::initializer_list<std::pair<std::string, RoleValue>> roles) : roles_(roles) {}

  /// Sets the role; a value that it had before is replaced.
  void set(std::string_view name, RoleValue value);
  /// The value, or null when there is no such role.
  const RoleValue* find(std::string_view name) const;
  const std::vector<std::pair<std::string, RoleValue>>& all() const { return roles_; }

 private:
  std::vector<std::pair<std::string, RoleValue>> roles_;
};

/// True when the reader is one of the roles, so that its wording may differ from everybody's.
bool concerns(const Roles& roles, const Thing& reader);
/// The same, but only for roles that the template names: fewer readers need a wording of their own.
bool names_reader(const Template& message, const Roles& roles, const Thing& reader);
/// Whether a sentence begins after `before`: at the start, in a new line, after a full stop and a
/// space; quotes and brackets opened there do not matter.
bool starts_sentence(std::string_view before);
/// The first role that the message names and nobody fills; "" when all are there.
std::string_view missing_role(const Template& message, const Roles& roles);

/// Appends the message as `reader` reads it; null for everybody in no role. A role that is missing
/// shows as it is written, braces and all.
void render_to(std::string& out, const Template& message, const Roles& roles, const Thing* reader);
std::string render(const Template& message, const Roles& roles, const Thing* reader);

}  // namespace reality
