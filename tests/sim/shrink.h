// SPDX-License-Identifier: MIT
//
// Shrink: from a plan that fails to a short one that still does, by leaving out steps, many at a
// time first and then one by one (delta debugging). Pure but for the runs that it asks for.
#pragma once

#include <cstddef>
#include <functional>

#include "tests/sim/plan.h"

namespace reality::sim {

/// `fails` is asked at most `most` times. The plan given must fail.
Plan shrink(Plan plan, const std::function<bool(const Plan&)>& fails, size_t most = 2000);

}  // namespace reality::sim
