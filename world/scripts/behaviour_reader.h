// SPDX-License-Identifier: MIT
//
// BehaviourReader: reads the table that a script file returned. Every method checks shape and type
// and names the field in its error. Lives for the reading of one file, inside
// protect_reading(), since odd keys and values raise.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lua_machine.h"
#include "engine/result.h"
#include "world/scripts/behaviour.h"

namespace reality {

struct NamedFunction {
  std::string name;
  LuaRef function;
  const void* identity = nullptr;  // the same for the same function
};

class BehaviourReader {
 public:
  BehaviourReader(LuaMachine& machine, Atoms& atoms, ScriptId script)
      : machine_(machine), atoms_(atoms), script_(script) {}

  /// Refuses fields that are not among `known`, naming the nearest.
  Status check_fields(std::initializer_list<std::string_view> known);
  /// The string field, or "".
  Result<std::string> text(const char* field);
  /// False when it is absent.
  Result<bool> truth(const char* field);
  Result<std::vector<std::string>> text_list(const char* field);
  Result<std::vector<NamedFunction>> functions(const char* field);
  Status function(const char* field, LuaRef& into);
  Status named_functions(const char* field, std::map<std::string, LuaRef, std::less<>>& into);
  Status hooks(const char* field, std::vector<Hook>& into);
  Status properties(std::vector<DeclaredProperty>& into);
  Status computed(std::vector<ComputedProperty>& into);
  Status fragments(std::vector<DeclaredFragment>& into);

 private:
  /// Calls visit(L) with key at -2 and value at -1 for each pair of the table field; an error for
  /// a field that is something else. A missing field has no pairs.
  template <class Visit>
  Status each(const char* field, Visit visit);
  Result<DeclaredFragment> fragment();

  LuaMachine& machine_;
  Atoms& atoms_;
  ScriptId script_;
};

}  // namespace reality
