// SPDX-License-Identifier: MIT
//
// Atom: an interned word. Property keys, behaviour names and verbs are atoms, so that a thing's
// properties are small flat slots and names compare as numbers. Atoms live as long as their table
// (the world's); atom numbers follow the order of interning and never reach disk or output.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace reality {

struct Atom {
  uint32_t number = 0;
  constexpr explicit operator bool() const { return number != 0; }
  constexpr auto operator<=>(const Atom&) const = default;
};

class Atoms {
 public:
  /// Starts with the well-known words of world/state/keys.h, at their fixed numbers.
  Atoms();
  Atoms(const Atoms&) = delete;
  Atoms& operator=(const Atoms&) = delete;

  Atom intern(std::string_view word);
  /// The atom of a word that was interned before; no atom otherwise.
  Atom find(std::string_view word) const;
  std::string_view word(Atom atom) const { return words_[atom.number]; }
  size_t size() const { return words_.size(); }

 private:
  std::deque<std::string> words_;  // a deque: views of its strings stay valid
  std::unordered_map<std::string_view, uint32_t> numbers_;
};

}  // namespace reality
