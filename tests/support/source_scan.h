// SPDX-License-Identifier: MIT
//
// A small reader of C++ source text for the tidy tests: it tells code from comments and strings,
// lists includes and finds where functions begin and end, by braces alone. It expands no macros and
// sees all branches of an #if, so a brace opened in two branches would mislead it; the house style
// has none. Of Lua it knows only that a comment starts with two dashes. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reality {

/// A file in three views of the same lines; what a view leaves out is blank in it.
struct Source {
  std::string path;  // from the root of the repo, "engine/clock.h"
  std::vector<std::string> lines;
  std::vector<std::string> code;  // without comments and without what is inside quotes
  std::vector<std::string> comments;
};

struct Include {
  std::string target;
  size_t line;  // from 1, as everywhere here
};

/// From the first line of the signature to the closing brace. Lambdas and local classes count
/// within the function they stand in.
struct FunctionSpan {
  size_t first_line;
  size_t last_line;
  size_t length() const { return last_line - first_line + 1; }
};

Source scan_source(std::string path, std::string_view text);
std::vector<Include> includes_of(const Source& source);
std::vector<FunctionSpan> functions_of(const Source& source);

/// Where `word` stands in `line`, at or after `from`, with no letter, digit or _ running on at
/// either end; npos when nowhere.
size_t find_word(std::string_view line, std::string_view word, size_t from = 0);
bool is_word_letter(char c);

}  // namespace reality
