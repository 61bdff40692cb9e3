// SPDX-License-Identifier: MIT
//
// Literals: property values as authors write them, typed as in Lua: nil, true, 12, 0x1f, 1.5,
// "text", {1, 2}, {deep = 3, ["two words"] = 4}, and @id for a thing. Pure functions; whoever calls
// them says which thing an id means.
// Must hold: parse(print(v)) == v for every value that is not or holds not an empty map (in Lua's
// notation an empty map is an empty list) and whose strings are text in the sense of engine/text.h.
// Tests: tests/world/area/literal_test.cc, tests/fuzz/area_fuzz.cc.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "world/state/value.h"

namespace reality {

/// Lists and maps stand at most this deep within each other.
inline constexpr int kDeepestLiteral = 16;
/// Values in one literal, lists and maps and what they hold counted alike.
inline constexpr int kLargestLiteral = 10'000;

/// Finds the thing for what stands after an @: "quay", "saltpan.jetty".
using ResolveThing = std::function<Result<ThingId>(std::string_view id)>;
/// The id to write after the @, or "" for a thing that has none (nil is written for it).
using NameThing = std::function<std::string(ThingId thing)>;

Result<Value> parse_literal(std::string_view text, const ResolveThing& resolve);
std::string print_literal(const Value& value, const NameThing& name);

/// The value with every thing in it, at any depth, replaced by what `replace` gives for it.
Value replace_things(const Value& value, const std::function<Value(ThingId)>& replace);

/// True for a name as in Lua (letters, digits, underscores, no digit first; no reserved word).
bool is_lua_name(std::string_view word);

}  // namespace reality
