// SPDX-License-Identifier: MIT
//
// The house rules as functions over a source file; tidy_test.cc applies them to the whole tree, and
// tidy_rules_test.cc to planted offences, so that no rule can go blind. Each answers with its
// offences, "engine/clock.cc:12: what is wrong". Tests may include anything.
#pragma once

#include <string>
#include <vector>

#include "tests/support/source_scan.h"

namespace reality {

using Offences = std::vector<std::string>;
using TidyRule = Offences (*)(const Source&);

/// engine < world < world/api, net < program < main.cc; quoted paths start at the root.
Offences check_layers(const Source& source);
/// net sees of the world session.h and event.h; net/control* operator.h as well.
Offences check_world_doors(const Source& source);
/// world/api is for itself, program and tests.
Offences check_world_api(const Source& source);
/// What belongs to one gateway includes nothing of another's.
Offences check_gateways(const Source& source);
/// Foreign libraries are included by the files named for them.
Offences check_foreign_headers(const Source& source);

/// At most 50 lines from the signature to the closing brace.
Offences check_function_length(const Source& source);
/// At most 500 lines.
Offences check_file_length(const Source& source);
/// At most 100 letters in a line.
Offences check_line_width(const Source& source);

/// The first line of C++ is the licence.
Offences check_licence(const Source& source);
/// A header says after the licence what it is for.
Offences check_prologue(const Source& source);
/// What is left to do names the issue where it is kept.
Offences check_open_ends(const Source& source);
/// Calls and types that the house does without.
Offences check_banned_words(const Source& source);
/// One seed is one run: no other clocks and lots than the seams', no order that is nobody's.
Offences check_repeatable(const Source& source);
/// No path that exists on one machine only.
Offences check_machine_paths(const Source& source);

}  // namespace reality
