// SPDX-License-Identifier: MIT
//
// Patience: what whoever finds a home taken does about it. A subcommand has it for a moment, and a
// server has it before its control socket is there: both are waited for, a few seconds long. Owned
// by the caller; sleeps, so for programs without a loop yet.
#pragma once

#include <string>

#include "engine/home.h"

namespace reality {

/// For Home::open() and Home::try_open() of the home at `dir`: looks again every 50 ms for up to
/// 5 s, but no more once a server answers at its control socket.
OnHeld wait_for_home(const std::string& dir);

}  // namespace reality
