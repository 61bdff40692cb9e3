// SPDX-License-Identifier: MIT
#include "engine/disk_probe.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "engine/unique_fd.h"

namespace reality {
namespace {

constexpr size_t kBlock = 4096;
// The journal is written over, not made longer, most of the time; so is the scratch file.
constexpr int kBlocks = 4;
constexpr int kLeast = 3;

Error problem(const std::string& folder) {
  return Error{folder + ": " + std::generic_category().message(errno)};
}

}  // namespace

Result<std::vector<int64_t>> probe_disk(const std::string& folder, const Clock& clock,
                                        const DiskProbeLimits& limits) {
  const std::string path = folder + "/.disk_probe";
  ::unlink(path.c_str());  // of a server that was killed in the next two lines
  const UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file) return problem(folder);
  ::unlink(path.c_str());
  std::array<char, kBlock> block{};
  std::vector<int64_t> took;
  const int64_t start_us = clock.mono_us();
  int64_t now_us = start_us;
  for (int i = 0; i < limits.most; ++i) {
    if (i >= kLeast && now_us - start_us >= limits.most_us) break;
    block.fill(static_cast<char>('a' + i % 26));
    const auto at = static_cast<off_t>(kBlock) * (i % kBlocks);
    if (::pwrite(file.get(), block.data(), kBlock, at) != static_cast<ssize_t>(kBlock))
      return problem(folder);
    if (::fdatasync(file.get()) != 0) return problem(folder);
    const int64_t then_us = now_us;
    now_us = clock.mono_us();
    took.push_back(now_us - then_us);
  }
  return took;
}

}  // namespace reality
