// SPDX-License-Identifier: MIT
//
// ControlRequest: what a keeper's program asks of a world, as text: one line, and a second one with
// a password where the first needs it. The answer is any number of lines "item ...", then "ok" or
// "error MESSAGE", each ended by '\n'. The same words serve on the control socket of a running
// server and, without any socket, on a home that nobody serves. Pure functions besides the Operator
// that they call.
//   ping
//   account add NAME ROLE | password NAME   (a password follows)
//   account list | role NAME ROLE | remove NAME
//   snapshot PATH
// Must hold: a password is in no answer and no log.
// Tests: tests/net/control/control_gateway_test.cc.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "world/operator.h"

namespace reality {

struct ControlRequest {
  std::string line;
  std::string password;  // "" where the line needs none
};

/// Whether a password follows this line.
bool needs_password(std::string_view line);

/// Carries the request out; `answer` is called once, with all of the answer, now or later.
void answer_request(Operator& world, const ControlRequest& request,
                    std::function<void(std::string)> answer);

/// An account as an item line carries it, and back; an error when it is none.
std::string write_account(const AccountLine& account);
Result<AccountLine> read_account(std::string_view item);

}  // namespace reality
