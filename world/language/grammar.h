// SPDX-License-Identifier: MIT
//
// Grammar: the table of all lines that players can type and of all actions that hooks can name,
// indexed by first word. Owned by the world; changed line by line when Lua files load and reload.
// An action is what several lines mean together: `take/get {things}` and `pick up {things}` with
// the same handler are one action, so a hook on `take {self}` sees all of them.
// Must hold: numbers of lines and actions are never used again; references to lines are good until
// the line is removed. Hooks must be bound anew whenever generation() has changed.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "world/language/grammar_line.h"
#include "world/state/atom.h"

namespace reality {

struct LineId {
  uint32_t number = 0;  // 0 is no line
  constexpr explicit operator bool() const { return number != 0; }
  constexpr auto operator<=>(const LineId&) const = default;
};

struct ActionId {
  uint32_t number = 0;  // 0 is no action
  constexpr explicit operator bool() const { return number != 0; }
  constexpr auto operator<=>(const ActionId&) const = default;
};

/// How the lines of a verb file want to be taken.
struct LineManner {
  bool yields = false;    // it stands behind all lines of the same verb that do not yield
  bool careful = false;   // it must be typed in full: no slip and no beginning stands for its verb
  bool personal = false;  // it is between a player and the game: nobody can be ordered to do it
};

/// A line in the table.
struct GrammarEntry {
  LineId id;
  ActionId action;
  Atom owner;            // the behaviour that brought it; none for a verb file
  uint32_t handler = 0;  // the caller's number
  uint32_t group = 0;
  LineManner manner;
  bool typed = true;  // false for actions without player grammar
  GrammarLine line;
  std::vector<uint8_t> role_of;  // line role i is the action's role role_of[i]
};

/// One action that a hook's line names.
struct HookTarget {
  ActionId action;
  std::vector<uint8_t> role_of;  // hook role i is the action's role role_of[i]
};

struct HookBinding {
  std::vector<HookTarget> targets;  // at least one
  std::vector<std::string> names;   // the hook's own names of the roles, by its positions
  int self = -1;                    // which of them is {self}; -1: the actor or the actor's room
};

class Grammar {
 public:
  Grammar() = default;
  Grammar(const Grammar&) = delete;
  Grammar& operator=(const Grammar&) = delete;

  /// Adds a line. Lines of one owner with the same non-zero group and equally many roles are one
  /// action. Where they use the same role names, roles are matched by name, else by position.
  Result<LineId> add(std::string_view line, Atom owner, uint32_t handler, uint32_t group = 0,
                     LineManner manner = {});
  /// Adds an action that players cannot type but hooks and act:attempt() can name. The same
  /// skeleton added again is the same action.
  Result<LineId> add_action(std::string_view line, Atom owner = {});
  void remove(LineId id);
  /// Removes all lines that a behaviour brought.
  void remove_owner(Atom owner);
  /// Changes with every line added or removed.
  uint64_t generation() const { return generation_; }

  /// Finds the actions whose verb, literals and number of roles fit a hook's line (also the line
  /// of act:attempt()). An unknown action is an error that names the nearest known verb.
  Result<HookBinding> bind_hook(std::string_view line) const;

  /// The line, or null when it was removed.
  const GrammarEntry* find(LineId id) const;
  /// The lines that begin with this word (in lower case), in the order they were added.
  std::span<const GrammarEntry* const> lines(std::string_view folded_word) const;
  /// True when the word is a literal of any typed line.
  bool knows_word(std::string_view folded_word) const;
  /// The verbs that begin so, in alphabetical order; none that is careful or takes raw text.
  std::vector<std::string_view> verbs_beginning(std::string_view folded) const;
  /// The verbs that behaviours bring, in alphabetical order.
  std::vector<std::string_view> own_verbs() const;
  /// The verbs one slip away, in alphabetical order; none that is careful or takes raw text.
  std::vector<std::string_view> verbs_near(std::string_view folded) const;
  /// The prepositions and the like of typed lines one slip away, in alphabetical order.
  std::vector<std::string_view> literals_near(std::string_view folded) const;
  /// False for a verb that no slip and no beginning may stand for.
  bool is_guessable(std::string_view folded_verb) const;
  /// The verb of a verb file at edit distance 1 from the word, or "". Behaviours' verbs are left
  /// out: a suggestion must not give away what is hidden.
  std::string_view nearest_verb(std::string_view folded_word) const;
  /// The line's text by which an action was first added: "take/get {things}".
  std::string_view action_name(ActionId action) const;

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <class T>
  using ByWord = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  LineId enter(std::unique_ptr<GrammarEntry> entry);
  void choose_action(GrammarEntry& entry);
  const GrammarEntry* sibling(const GrammarEntry& entry) const;
  void index(const GrammarEntry& entry);
  void unindex(const GrammarEntry& entry);
  void bind_verb(const GrammarLine& hook, std::string_view verb, HookBinding& binding) const;
  Error unknown_action(std::string_view line, std::string_view verb) const;

  std::vector<std::unique_ptr<GrammarEntry>> entries_{1};  // by number; null when removed
  std::vector<std::string> actions_{1};                    // names by number
  ByWord<std::vector<const GrammarEntry*>> typed_;
  ByWord<std::vector<const GrammarEntry*>> untyped_;
  ByWord<uint32_t> literals_;  // how many typed lines use the word
  uint64_t generation_ = 0;
};

}  // namespace reality
