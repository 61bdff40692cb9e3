// SPDX-License-Identifier: MIT
//
// Lines that nobody types who means well: some 2,000 words each, made to cost a parser as much as
// they can in a room full of lamps. Used by tests, which bound the steps, and by the bench.
#pragma once

#include <string>
#include <vector>

namespace reality {

struct HostileLine {
  std::string what;
  std::string line;
};

std::vector<HostileLine> hostile_lines();

}  // namespace reality
