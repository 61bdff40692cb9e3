// SPDX-License-Identifier: MIT
//
// English: the parser's messages as the server has them, for tests without a world.
#pragma once

#include "world/language/parser_messages.h"

namespace reality {

ParserMessages english_messages();

}  // namespace reality
