// SPDX-License-Identifier: MIT
//
// What the readers of one hall have read, put together: all of them read the same story, each as
// far as the kill let them. Who hung up and came back has read two pieces of it. Pure functions.
// Tests: tests/real/kill_test.cc.
#pragma once

#include <string>
#include <vector>

#include "tests/real/kill_room.h"

namespace reality {

/// The moves that somebody read, in order; whose reading does not fit is added to `problems`.
/// Somebody must have read from the beginning without a gap.
std::vector<Move> whole_story(const Testimony& testimony, std::vector<std::string>& problems);

}  // namespace reality
