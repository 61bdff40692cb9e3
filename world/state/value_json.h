// SPDX-License-Identifier: MIT
//
// Lists and maps as JSON text, for the database. A thing is written {"thing": 7}; a map that has
// that one key itself is wrapped as {"map": {...}}, so that every value reads back equal.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.h"
#include "world/state/value.h"

namespace reality {

std::string to_json(const Value& value);
Result<Value> from_json(std::string_view text);

}  // namespace reality
