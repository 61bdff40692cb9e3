// SPDX-License-Identifier: MIT
//
// Description: what a player reads on looking around, at a thing, through a way into the next room,
// and at its own belongings. Plain text without wrapping; every datum is a line of its own, in an
// order that reads well aloud: title, text, things, people, exits. Functions of the world as it is
// and of what behaviours compute (Contributions); whether the actor may look at all is for
// Perception to say. Lists are bounded, and so is how deep they go into boxes.
// Tests: tests/world/prose/description_test.cc; speed: tests/bench/description_bench.cc.
#pragma once

#include <string>

#include "world/prose/fragments.h"
#include "world/senses/perception.h"
#include "world/state/thing.h"

namespace reality {

/// The room as the actor sees it from where it is: in the dark, or shut up in a box, too. What is
/// told of the state of its doors stands after its text.
std::string describe_room(const Thing& actor, const Thing& room, const Perception& perception,
                          Contributions* contributions = nullptr);
/// "Through the archway you see the lit hall: Bob and a red ball."
std::string describe_view(const Thing& actor, const Way& way, const Perception& perception);
/// The thing's text (a door's text is that of the actor's side), then whether it is open and what
/// is seen in and on it; of a person, its posture, what it wears and holds.
std::string describe_thing(const Thing& actor, const Thing& thing,
                           Contributions* contributions = nullptr);
/// "You hold a lamp and two coins. You are wearing a hat."
std::string describe_inventory(const Thing& actor);

}  // namespace reality
