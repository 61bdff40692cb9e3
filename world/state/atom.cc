// SPDX-License-Identifier: MIT
#include "world/state/atom.h"

#include "world/state/keys.h"

namespace reality {

Atoms::Atoms() {
  for (const KnownKey& known : kKnownKeys) intern(known.word);
}

Atom Atoms::intern(std::string_view word) {
  if (auto it = numbers_.find(word); it != numbers_.end()) return Atom{it->second};
  const auto number = static_cast<uint32_t>(words_.size());
  words_.emplace_back(word);
  numbers_.emplace(words_.back(), number);
  return Atom{number};
}

Atom Atoms::find(std::string_view word) const {
  auto it = numbers_.find(word);
  return it == numbers_.end() ? Atom{} : Atom{it->second};
}

}  // namespace reality
