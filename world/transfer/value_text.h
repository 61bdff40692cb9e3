// SPDX-License-Identifier: MIT
//
// Value text: any value of a property as an entry of a record, and back: text as prose where that
// is the very same text (`name: a small brass key`), else a literal (`hour = 6`), else JSON in
// ASCII (`note json = "a\u200bb"`), for what area text cannot hold. Long values go on in further
// lines. Pure functions. Must hold: read_value(write_value(v)) == v for every stored value.
// Tests: tests/world/transfer/value_text_test.cc.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.h"
#include "world/area/literal.h"
#include "world/area/record_text.h"
#include "world/state/value.h"

namespace reality {

/// Whether `key` can stand before a separator as it is.
bool is_plain_key(std::string_view key);

/// `key: words` for text; anything else, and text that prose would change, as write_literal().
RecordEntry write_value(const std::string& key, const Value& value, const NameThing& name);
/// `key = literal` with that separator, or `key json = ...`.
RecordEntry write_literal(const std::string& key, char separator, const Value& value,
                          const NameThing& name);

/// What an entry says: words for ':', a literal for '=', JSON where it says so.
Result<Value> read_value(const RecordEntry& entry, const ResolveThing& resolve);
/// The same, with a literal for ':' too.
Result<Value> read_literal(const RecordEntry& entry, const ResolveThing& resolve);

/// The serial number that the text is, or no thing: "57".
ThingId parse_serial(std::string_view text);

}  // namespace reality
