// SPDX-License-Identifier: MIT
//
// Whether the places of things make a tree, judged on a plain picture of them: every list of
// contents, every holder, both ways. Pure functions; a test can spoil the picture to see that each
// fault is found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "world/state/things.h"

namespace reality {

/// One thing in the picture.
struct Placed {
  uint64_t id = 0;
  uint64_t holder = 0;  // 0: nowhere
  Relation relation = Relation::nowhere;
  bool person = false;
  std::vector<uint64_t> holds;       // in order
  std::vector<uint64_t> holds_back;  // the same, followed from the other end
  bool operator==(const Placed&) const = default;
};

std::vector<Placed> picture_of(const Things& things);

/// What is wrong, a sentence each: a thing inside itself, in two places or in none of its
/// holder's lists; a person worn or held; something held by a thing that has no hands.
std::vector<std::string> tree_problems(const std::vector<Placed>& picture);

}  // namespace reality
