// SPDX-License-Identifier: MIT
//
// Markers: nonsense words, one for the name of each thing and one for what is written about it, so
// that a search decides which things a text speaks of. Whatever takes its name or text from a kind
// bears that kind's word. Owned by the playground.
// Must hold: no two markers are equal, none begins another, and none is a word of the world.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "world/state/things.h"

namespace reality {

class Markers {
 public:
  enum class Of : uint8_t { name, text };

  /// Gives every thing its words; inside a turn. Players keep their names, which are markers too.
  void mark_all(Things& things);

  /// The markers that stand in a text, each once.
  std::set<std::string> in(std::string_view text) const;
  Of kind(const std::string& marker) const { return kinds_.at(marker); }
  /// The markers of a thing's name as it is now.
  std::set<std::string> of_name(const Thing& thing) const;
  /// Those of its descriptions.
  std::set<std::string> of_texts(const Thing& thing) const;
  /// A name without its markers and article: "brass lamp".
  std::string plain(std::string_view name) const;

 private:
  std::string next(Of what);
  void mark_name(Things& things, Thing& thing);
  void mark_texts(Things& things, Thing& thing);

  std::map<std::string, Of, std::less<>> kinds_;
  size_t count_ = 0;
};

/// The words of a text in lower case, without punctuation.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace reality
