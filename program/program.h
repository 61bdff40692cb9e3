// SPDX-License-Identifier: MIT
//
// Program: what every subcommand begins with: where the shared files are, which migrations they
// hold, which settings count; and the one way in which the program refuses. Used by main and the
// subcommands only.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/schema.h"
#include "engine/settings.h"

namespace reality {

/// What the shell is told. A refusal has changed nothing.
inline constexpr int kDone = 0;
inline constexpr int kBroken = 1;  // check has found something
inline constexpr int kRefused = 2;
inline constexpr int kDiskFailed = 3;

struct Program {
  /// The folder with scripts/ and data/.
  std::string share;
  std::vector<Migration> migrations;
};

/// Finds the shared files: in $REALITY_SHARE, else in the nearest folder above the program that
/// holds them.
Result<Program> find_program();

/// The settings of the home at `dir` (which may be missing; "" = no home), changed by `sets`.
Result<Settings> home_settings(const std::string& dir, const std::vector<std::string>& sets);

/// Says why, in one line on standard error; kRefused.
int refuse(const std::string& message);

/// One line from standard input, unseen where a person types it.
Result<std::string> read_password();

/// As many connections as the system grants, and no death by a peer that has gone.
void prepare_process();

/// A number that nobody can foresee.
uint64_t random_seed();

}  // namespace reality
