// SPDX-License-Identifier: MIT
//
// serve: the server in the foreground, from the first check to the last byte. The order of its
// start is what keeps a refused start harmless: settings, lock, listeners, database, world; what
// was made on the way is taken back. Returns the program's exit code.
#pragma once

#include <string>
#include <vector>

namespace reality {

struct ServeOptions {
  std::string home;
  std::vector<std::string> sets;  // "section.key=value"
};

int serve(const ServeOptions& options);

}  // namespace reality
