// SPDX-License-Identifier: MIT
//
// Behaviours: what the Lua files declare, read once when a file is loaded: verbs with their
// grammar, properties with defaults or computed, parts of texts, hooks, timers, signals. Verb files
// (scripts/verbs) and behaviour files (scripts/behaviours and areas) are kept by name; loading a
// name again replaces it, and a file with an error leaves what was there before. Owned by the
// World; calls nothing itself. Must hold: a Behaviour* stays good for the life of the world,
// whatever is reloaded.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/lua_machine.h"
#include "engine/result.h"
#include "world/language/grammar.h"
#include "world/state/atom.h"
#include "world/state/thing.h"
#include "world/state/value.h"

namespace reality {

/// A property that a behaviour declares; `ref` in Lua is a thing or nil.
struct DeclaredProperty {
  Atom name;
  Value preset;
  ValueType type = ValueType::nil;
};

/// A property that a function(self, observer) computes each time it is read.
struct ComputedProperty {
  Atom name;
  LuaRef function;
};

/// A part of the carrier's text: words, or a function(self, observer) that has some or nil.
struct DeclaredFragment {
  std::string key;
  int64_t priority = 0;
  std::string text;
  LuaRef function;
};

/// One entry of `before` or `after`.
struct Hook {
  std::string line;
  LuaRef function;
  HookBinding binding;
};

struct Behaviour {
  Atom name;
  std::string file;  // "behaviours/lamp.lua"
  ScriptId script;
  std::vector<DeclaredProperty> properties;  // sorted by name
  std::vector<ComputedProperty> computed;
  std::vector<DeclaredFragment> fragments;
  std::vector<Hook> before;
  std::vector<Hook> after;
  std::map<std::string, LuaRef, std::less<>> timers;
  std::map<std::string, LuaRef, std::less<>> signals;
  LuaRef on_attach;
  LuaRef on_hear;
  LuaRef on_letter;
  LuaRef on_page;
  LuaRef obeys;         // of a person: it may carry out orders; refuses those that it does not
  std::string address;  // "oracle": the name by which letters and the web reach the carrier
  uint64_t bound = 0;   // the grammar's generation that the hooks are bound to
  int faults = 0;       // since it was loaded
  bool set_aside = false;

  const DeclaredProperty* property(Atom name) const;
  /// The function that computes the property, or null.
  const LuaRef* computes(Atom name) const;
};

/// A verb file's page in `help`.
struct VerbHelp {
  std::string name;
  std::string text;
};

/// What a grammar line's handler number stands for.
struct VerbHandler {
  LuaRef function;
  std::string file;
};

class BehaviourReader;

class Behaviours {
 public:
  Behaviours(LuaMachine& machine, Grammar& grammar, Atoms& atoms)
      : machine_(machine), grammar_(grammar), atoms_(atoms) {}

  /// scripts/lib/NAME.lua: becomes the global NAME of all scripts. At start-up only.
  Status load_library(std::string_view name, std::string_view file, std::string_view source);
  /// scripts/verbs/NAME.lua; with `yields = true` its lines stand behind those of other verb files
  /// where both fit. The error reads "file:line: message"; nothing has changed then.
  Status load_verbs(std::string_view file, std::string_view source);
  Status load_behaviour(std::string_view name, std::string_view file, std::string_view source);
  /// The file is gone: so are its verbs.
  void unload_verbs(std::string_view file);
  /// Binds all hooks to the actions of the grammar as it is now; lists what fits no action. From
  /// then on a behaviour with a hook that fits none is not loaded: at start-up the verb it is about
  /// may stand in a file that is read later.
  std::vector<std::string> bind_hooks();

  /// The behaviour of that name, or null.
  Behaviour* find(std::string_view name) const;
  /// Those that a thing carries itself, in the order that its `behaviour` property names them.
  const std::vector<Behaviour*>& own(const Thing& thing) const;
  bool carries(const Thing& thing, const Behaviour& behaviour) const;
  /// Calls visit(Behaviour&) for those of the thing and of its prototypes, nearest first, until it
  /// returns true.
  template <class Visit>
  bool visit(const Thing& thing, Visit visit) const {
    for (const Thing* at = &thing; at; at = at->like())
      for (Behaviour* behaviour : own(*at))
        if (!behaviour->set_aside && visit(*behaviour)) return true;
    return false;
  }

  /// What is called when this timer of the thing is due: of its behaviours, or of `any_thing`,
  /// whose timers all things have. Null when nobody has a timer of that name.
  const LuaRef* timer(const Thing& thing, std::string_view name) const;

  const VerbHandler& handler(uint32_t number) const { return handlers_[number]; }
  std::vector<VerbHelp> help() const;
  /// The declared property, by way of the thing's behaviours and its prototypes'; null if none.
  const DeclaredProperty* declared(const Thing& thing, Atom name) const;
  /// All property names that the thing's behaviours declare, for "did you mean".
  std::vector<std::string_view> declared_names(const Thing& thing) const;

 private:
  struct VerbFile {
    ScriptId script;
    std::vector<LineId> lines;
    std::string help;
  };

  static Status read_address(BehaviourReader& reader, Behaviour& behaviour);
  Status read_verbs(VerbFile& file, const std::string& name);
  Status read_behaviour(Behaviour& behaviour, std::vector<LineId>& lines);
  Status add_lines(const char* field, ScriptId script, const std::string& file, Atom owner,
                   std::vector<LineId>& lines, LineManner manner = {});
  Status add_actions(ScriptId script, std::vector<LineId>& lines);
  Status check_hooks(const Behaviour& behaviour) const;
  void bind(std::vector<Hook>& hooks, const Behaviour& behaviour,
            std::vector<std::string>& problems);
  const std::vector<Behaviour*>& parse_list(std::string_view names) const;

  LuaMachine& machine_;
  Grammar& grammar_;
  Atoms& atoms_;
  std::map<std::string, VerbFile, std::less<>> verbs_;
  std::map<std::string, std::unique_ptr<Behaviour>, std::less<>> behaviours_;
  std::map<std::string, std::vector<LineId>, std::less<>> lines_;  // by behaviour
  std::vector<VerbHandler> handlers_;
  uint32_t group_ = 0;
  bool all_read_ = false;
  mutable std::unordered_map<std::string, std::vector<Behaviour*>> lists_;
};

}  // namespace reality
