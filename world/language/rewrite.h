// SPDX-License-Identifier: MIT
//
// Rewrites: matching a typed line with the lexicon's patterns for newcomers' sentences. Pure
// functions; whether what comes of it makes sense is for the parser to find out.
#pragma once

#include <optional>
#include <string>

#include "world/language/tokens.h"

namespace reality {

/// The command that the tokens from `start` on stand for by this pattern, or nothing.
std::optional<std::string> rewrite_line(const Tokens& tokens, size_t start, const Rewrite& rewrite);

}  // namespace reality
