// SPDX-License-Identifier: MIT
//
// Area check: the second half of reading area text, when all records are known: every reference
// leads to something of the right kind, places and prototypes form no circles, exits and doors fit
// together. Fills in what follows from that: where exits lead, where players start. Used by
// world/area/area_text.cc alone. Tests: tests/world/area/area_text_test.cc.
#pragma once

#include "world/area/area_text.h"
#include "world/area/record_text.h"

namespace reality {

void check_areas(AreaSource& source, Problems& problems, const KnownOutside& outside);

}  // namespace reality
