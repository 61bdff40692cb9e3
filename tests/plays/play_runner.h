// SPDX-License-Identifier: MIT
//
// PlayRunner: plays a .play file on a stage: cast, lines typed, what each one sees, time passing.
// A file is one or more records; the first names the play and its cast, the others hold steps:
//   in: LINE            typed by the first of the cast      in NAME: LINE    by another one
//   has: A | B          one of these was shown to the first of the cast since the last step
//   not: A              this was not
//   sees NAME: A | B    the same for another one            sees-not NAME: A
//   wait: 90s, 10m, 2h  time passes
//   then: LUA           an expression about the world that must be true
// Matching folds white space and ignores case.
#pragma once

#include <string>

namespace reality {

/// Plays the file; every failure is a sentence with file and line. Empty: all went as written.
std::string run_play(const std::string& path);

}  // namespace reality
