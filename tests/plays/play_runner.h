// SPDX-License-Identifier: MIT
//
// PlayRunner: plays a .play file on a stage: cast, lines typed, what each one sees, time passing.
// A file is one or more records; the first names the play and its cast, the others hold steps:
//   area: tests/areas/NAME  stands before the cast: where it plays, if not in the starter world
//   cast: Ann, Tom, Eve by web                              Eve plays in a browser
//   area: FOLDER        before the cast: the world, if not the starter world
//   in: LINE            typed by the first of the cast      in NAME: LINE    by another one
//   has: A | B          one of these was shown to the first of the cast since the last step
//   not: A              this was not
//   sees NAME: A | B    the same for another one            sees-not NAME: A
//   wait: 90s, 10m, 2h  time passes
//   then: LUA           an expression about the world that must be true
//   page NAME: /PATH    one who has a browser, or "stranger", asks for a page
//   page-has NAME: A | B    one of these is on the page that this one fetched last
//   page-not NAME: A    this is not
//   press NAME: LABEL   presses the button with that label on it
//   letter TO: NAME@DOMAIN | SUBJECT | TEXT    somebody outside, called Name, writes to that name
//   script verbs/NAME.lua: LUA    that file of scripts/ is written anew, and read by the server
//   code: 250           the reply to the letter, or the first refusal on the way to it
// Matching folds white space and ignores case. The screen of who plays in a browser is what is new
// on /play. The same letter sent again is the same message. Only fetching pages and looking at
// them leaves the screens as they are.
#pragma once

#include <string>

namespace reality {

/// Plays the file; every failure is a sentence with file and line. Empty: all went as written.
std::string run_play(const std::string& path);

}  // namespace reality
