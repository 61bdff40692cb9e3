// SPDX-License-Identifier: MIT
//
// ControlClient: asks a running server over its control socket and waits for the answer. For the
// subcommands of the program, which have no loop; a server never calls this.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "net/control/control_request.h"

namespace reality {

/// The item lines of the answer, or the server's error. `path` is the socket's.
Result<std::vector<std::string>> ask_server(const std::string& path, const ControlRequest& request);

/// Whether a server listens there, be it too busy to answer.
bool server_listens(const std::string& path);

/// Takes an answer apart: its item lines, or its error.
Result<std::vector<std::string>> read_answer(const std::string& answer);

}  // namespace reality
