// SPDX-License-Identifier: MIT
//
// ScratchShare: a copy of scripts/ and data/ in a temporary folder, for tests that add scripts or
// change them while the server runs. Goes with the object.
#pragma once

#include <filesystem>
#include <string>

namespace reality {

class ScratchShare {
 public:
  /// With the scripts of tests/scripts added.
  ScratchShare();
  ~ScratchShare();
  ScratchShare(const ScratchShare&) = delete;
  ScratchShare& operator=(const ScratchShare&) = delete;

  std::string path() const { return folder_.string(); }
  void write(const std::string& file, const std::string& text) const;
  void remove(const std::string& file) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace reality
