// SPDX-License-Identifier: MIT
#include "tests/sim/shrink.h"

#include <algorithm>

namespace reality::sim {

Plan shrink(Plan plan, const std::function<bool(const Plan&)>& fails, size_t most) {
  size_t chunk = std::max<size_t>(plan.size() / 2, 1);
  while (most > 0) {
    bool shorter = false;
    for (size_t begin = 0; begin < plan.size() && most > 0; --most) {
      Plan less = plan;
      const size_t end = std::min(begin + chunk, plan.size());
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(begin),
                 less.begin() + static_cast<std::ptrdiff_t>(end));
      if (fails(less)) {
        plan = std::move(less);
        shorter = true;
      } else {
        begin += chunk;
      }
    }
    if (chunk == 1 && !shorter) break;
    chunk = std::max<size_t>(chunk / 2, 1);
  }
  return plan;
}

}  // namespace reality::sim
