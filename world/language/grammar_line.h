// SPDX-License-Identifier: MIT
//
// GrammarLine: one line of grammar as authors write it, `put {things:held} in/into {container}`,
// taken apart: literals with their alternatives, and roles. A plain value; knows no handlers.
// Must hold: the first token is a literal (the verb); no two roles share a name; at most one role
// is plural, at most one is `self`; literals are in lower case.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

/// More roles than that a line cannot have.
inline constexpr size_t kMostRoles = 4;

/// What may stand in a role: `{NAME}` is a thing, `{NAME:held}` prefers things held, and so on.
/// `{NAME:place}` is a place that the actor knows, or something here.
enum class RoleKind : uint8_t { thing, held, worn, person, anyone, text, word, direction, place };

/// What is likely of what stands in a role, `{NAME?open}`: it is preferred if it is so.
enum class Likely : uint8_t { nothing, open, shut, locked, unlocked, on, off };

/// True for the kinds that things in scope fill.
constexpr bool names_things(RoleKind kind) {
  return kind <= RoleKind::person;
}

struct Role {
  std::string name;  // as the handler sees it: `{things}` is plural and named "thing"
  RoleKind kind = RoleKind::thing;
  bool plural = false;
  bool self = false;
  Likely likely = Likely::nothing;
};

struct GrammarToken {
  std::vector<std::string> words;  // the alternatives of a literal; none for a role
  int role = -1;                   // index of the role; -1 for a literal
  bool literal() const { return role < 0; }
  bool accepts(std::string_view folded_word) const;
};

struct GrammarLine {
  std::string text;
  std::vector<GrammarToken> tokens;
  std::vector<Role> roles;

  /// The role named self, or -1.
  int self_role() const;
};

/// Takes a line apart; the error says what is wrong with which line.
Result<GrammarLine> compile_grammar_line(std::string_view text);

}  // namespace reality
