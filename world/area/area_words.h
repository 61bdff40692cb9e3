// SPDX-License-Identifier: MIT
//
// Area words: the vocabulary of area text as tables: tags and what they set, directions, and which
// property a key or a literal may set. Shared by the files that read area text; pure data.
// Tests: tests/world/area/area_text_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/state/keys.h"

namespace reality {

/// Which records may have a tag.
enum class TagScope : uint8_t { any, place, door };

/// A word in `tags:` sets one property and may imply another (a closed box can be opened).
struct TagWord {
  std::string_view word;
  std::string_view key;
  bool value = true;
  std::string_view implied_key = {};
  TagScope scope = TagScope::any;
};
const TagWord* find_tag(std::string_view word);
std::vector<std::string_view> tag_words();

/// True for "north", "up", "out"...
bool is_direction(std::string_view word);
/// "; did you mean `north`?" for "n" and "nroth"; "" when nothing is near.
std::string suggest_direction(std::string_view word);

/// The property that the server knows by this name, or null.
const KnownKey* find_known_key(std::string_view word);
/// True for a property that only other keys or the server itself set (id, joins, player...).
bool is_reserved_property(std::string_view word);

/// True for what may stand after `thing:`: small letters, digits, hyphens, underscores.
bool is_local_id(std::string_view word);
/// True for a behaviour's name: a name as in Lua, in small letters.
bool is_behaviour_name(std::string_view word);

/// In place of a holder's id: off the map, until something brings it on.
inline constexpr std::string_view kNowhereWord = "nowhere";

/// The word as it stands in messages: `quay`.
std::string quoted(std::string_view word);
/// "; did you mean `quay`?" or "".
std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace reality
