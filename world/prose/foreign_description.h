// SPDX-License-Identifier: MIT
//
// Foreign description: rooms and things for a reader whose language is not English: plainer than
// world/prose/description.h, made of whole messages, each of which has its translation. The text of
// a thing in the language stands in its property `texts` under the locale; where there is none, the
// text is shown as it was written or is computed. Fragments follow it in any case.
// Tests: tests/plays/german.play, tests/world/scripts/computed_test.cc.
#pragma once

#include <string>

#include "world/language/languages.h"
#include "world/prose/fragments.h"
#include "world/senses/perception.h"
#include "world/state/thing.h"

namespace reality {

std::string describe_room_in(const Languages& languages, const Reader& reader, const Thing& room,
                             const Perception& perception);
std::string describe_thing_in(const Languages& languages, const Reader& reader, const Thing& thing);

}  // namespace reality
