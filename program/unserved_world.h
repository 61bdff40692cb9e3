// SPDX-License-Identifier: MIT
//
// unserved: a world that nobody serves, opened for one request and closed again. It runs the very
// same turns as a server, on a store that commits when told to, without a loop or a thread.
#pragma once

#include <string>
#include <vector>

#include "engine/home.h"
#include "engine/result.h"
#include "net/control/control_request.h"
#include "program/program.h"

namespace reality {

/// The item lines of the answer. What was changed is on disk when this returns.
Result<std::vector<std::string>> ask_unserved(const Program& program, const Home& home,
                                              const ControlRequest& request);

}  // namespace reality
