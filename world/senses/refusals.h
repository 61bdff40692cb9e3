// SPDX-License-Identifier: MIT
//
// Refusals: the sentence for each reason that Perception gives, as the actor reads it. All the
// words are in one table of messages in refusals.cc. Tests: tests/world/senses/refusals_test.cc.
#pragma once

#include <string>
#include <string_view>

#include "world/senses/perception.h"
#include "world/state/thing.h"

namespace reality {

class Languages;

/// The message for a barrier, with the roles {target} and, where a thing is in the way, {by}.
std::string_view refusal_message(Barrier barrier);
/// "The glass jar is closed." The obstacle must not be clear.
/// In the actor's language, where languages are given.
std::string refusal(const Obstacle& obstacle, const Thing& actor, const Thing& target,
                    const Languages* languages = nullptr);

}  // namespace reality
