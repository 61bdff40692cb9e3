// SPDX-License-Identifier: MIT
#include "tests/bench/bench_home.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace reality::bench {

Workshop::Workshop() {
  std::string name = std::filesystem::temp_directory_path() / "reality_bench_XXXXXX";
  if (mkdtemp(name.data()) != nullptr) folder_ = name;
}

Workshop::~Workshop() {
  std::error_code failed;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, failed);
}

Result<ServerProcess> start_reality(const ServeOptions& options, int core) {
  std::vector<std::string> words = {REALITY_PROGRAM, "serve", "--home", options.home};
  std::vector<std::string> sets = {
      "telnet.listen=127.0.0.1:0", "smtp.listen=",           "limits.guests=0",
      "limits.connections=0",      "limits.login_seconds=0", "log.level=error"};
  sets.insert(sets.end(), options.sets.begin(), options.sets.end());
  for (const std::string& set : sets) {
    words.emplace_back("--set");
    words.push_back(set);
  }
  return ServerProcess::start(words, core, options.environment);
}

Status copy_home(const std::string& from, const std::string& to) {
  std::error_code failed;
  std::filesystem::create_directory(to, failed);
  std::filesystem::copy_file(from + "/world.db", to + "/world.db", failed);
  if (failed) return Error{from + ": cannot be copied: " + failed.message()};
  // A world that was stopped cleanly is complete in one file.
  std::filesystem::copy_file(from + "/world.db-wal", to + "/world.db-wal", failed);
  return {};
}

int64_t file_bytes(const std::string& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  return failed ? 0 : static_cast<int64_t>(size);
}

}  // namespace reality::bench
