// SPDX-License-Identifier: MIT
//
// What a server says of itself at /metrics, for a bench that serves the web on loopback. One
// request on a connection of its own, bounded in time.
#pragma once

#include <map>
#include <string>

#include "engine/result.h"

namespace reality::bench {

/// Samples by name, labels included, as in `reality_turn_seconds{quantile="0.5"}`.
using WebFigures = std::map<std::string, double>;

Result<WebFigures> read_figures(int http_port);
/// 0 for a figure that the server does not have.
double figure(const WebFigures& figures, const std::string& name);

}  // namespace reality::bench
