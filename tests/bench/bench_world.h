// SPDX-License-Identifier: MIT
//
// Homes for the bench: the folder of area text that fills one, and the world of very many things
// that is written straight into a database, past the server.
#pragma once

#include <cstddef>
#include <string>

#include "engine/result.h"

namespace reality::bench {

/// Writes the bench world's area text into `folder`, which is made.
Status write_area(const std::string& folder);

/// Adds `count` things to the world in `home`, which no server has open. As in DESIGN.md section
/// 10: 50 prototypes; 60% are plain instances of them; all have five properties (two integers, a
/// boolean, a thing, a text of 14 letters), 20% a text of 120 letters as well. They stand in rooms
/// of a hundred.
Status add_things(const std::string& home, size_t count);

}  // namespace reality::bench
