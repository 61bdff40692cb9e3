// SPDX-License-Identifier: MIT
//
// HttpStatus: the server's numbers for programs: /status.json for everybody, /metrics for a
// Prometheus server (text format 0.0.4). Pure functions. Must hold: what comes out parses, whatever
// the names are; no number depends on the locale.
// Tests: tests/net/http/http_status_test.cc.
#pragma once

#include <string>

#include "engine/metrics.h"
#include "net/http/http_response.h"
#include "world/page.h"

namespace reality {

/// One JSON object whose keys are the fields' names.
std::string status_json(const WorldFigures& figures);
/// The world's figures as gauges; counters as reality_NAME_total, gauges as reality_NAME,
/// histograms as a summary reality_NAME_seconds with reality_NAME_max_seconds beside it.
std::string metrics_text(const Metrics& metrics, const WorldFigures& figures);

/// An answer for programs: not kept by anybody, and taken for nothing else than `type`.
HttpResponse data_response(std::string type, std::string body);

}  // namespace reality
