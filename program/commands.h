// SPDX-License-Identifier: MIT
//
// The subcommands beside serve. Each one also works beside a running server: what must change or be
// read there is asked for over the control socket, everything else is done here. Each returns the
// program's exit code.
#pragma once

#include <string>
#include <vector>

#include "net/control/control_request.h"

namespace reality {

/// Asks the world of `home`, served or not, and prints the outcome: the items of the answer if it
/// has any, else `done`.
int account(const std::string& home, const ControlRequest& request, const std::string& done);

/// Verifies the world's invariants: prints what is broken, a line each, and nothing of a sound
/// world unless its `counts` are wanted.
int check(const std::string& home, bool counts);

/// Prints every setting with its comment, value and origin. `home` may be "".
int config(const std::string& home, const std::vector<std::string>& sets);

}  // namespace reality
