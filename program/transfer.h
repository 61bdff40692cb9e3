// SPDX-License-Identifier: MIT
//
// export and import: the world of a home as a folder of readable text, and back. Each returns the
// program's exit code and is silent when all went well. docs/export.md describes the files.
// Must hold: an export beside a server works on a copy; an import makes a home or nothing, and
// never changes a world that is there.
// Tests: tests/real/export_test.cc.
#pragma once

#include <string>

namespace reality {

int export_home(const std::string& home, const std::string& folder);
int import_home(const std::string& home, const std::string& folder);

}  // namespace reality
