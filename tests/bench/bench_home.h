// SPDX-License-Identifier: MIT
//
// Where a bench keeps its homes, and how it starts the release program on one: the folder is gone
// with the Workshop, the server is bound to a core of its own and has no limits that a crowd of
// players from one address would meet. Owned by each bench's main.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "tests/bench/server_process.h"

namespace reality::bench {

inline constexpr int kPlayersCore = 0;
inline constexpr int kServerCore = 1;

/// A folder that is gone with the bench.
class Workshop {
 public:
  Workshop();
  ~Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  std::string path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  std::string folder_;
};

struct ServeOptions {
  std::string home;
  /// section.key=value
  std::vector<std::string> sets;
  /// NAME=VALUE
  std::vector<std::string> environment;
};

/// The release program, telnet on a free port; the rest as `options` say.
Result<ServerProcess> start_reality(const ServeOptions& options, int core);

/// Copies a home that nobody serves; an error where there is no world in it.
Status copy_home(const std::string& from, const std::string& to);

/// Bytes of a file; 0 where there is none.
int64_t file_bytes(const std::string& path);

}  // namespace reality::bench
