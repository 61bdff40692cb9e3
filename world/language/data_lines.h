// SPDX-License-Identifier: MIT
//
// DataLines: the plain form of the files in data/language: `key: text` or, where no colon with a
// space behind it is found, text alone; # begins a comment line, an indented line goes on with the
// one above it. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace reality {

struct DataLine {
  uint32_t number = 0;
  std::string key;  // "" where there is none
  std::string text;
};

std::vector<DataLine> read_data_lines(std::string_view text);
/// "data/language/de.words:12: what is wrong".
Error data_error(std::string_view file, uint32_t line, std::string_view what);

}  // namespace reality
