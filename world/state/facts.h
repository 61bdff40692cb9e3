// SPDX-License-Identifier: MIT
//
// Facts: the few named numbers and texts that belong to the world as a whole (where newcomers
// start, the code by which somebody becomes keeper). Owned by the World; changes go through the
// journal. Nothing here is shown to scripts.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "world/state/journal.h"
#include "world/state/value.h"

namespace reality {

class Facts {
 public:
  explicit Facts(Journal& journal) : journal_(journal) {}

  /// The fact, or nil.
  const Value& get(std::string_view name) const;
  /// Sets an integer, string or thing; nil forgets the fact.
  void set(std::string_view name, Value value);

  /// Loading, past the journal.
  void load(std::string name, Value value) { put(name, std::move(value)); }
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [name, value] : facts_) visit(name, value);
  }

 private:
  void put(const std::string& name, Value value);

  Journal& journal_;
  std::map<std::string, Value, std::less<>> facts_;
};

}  // namespace reality
