// SPDX-License-Identifier: MIT
//
// PrivateFolder: a temporary folder (mode 0700) for a copy that goes with the object. Owned by a
// subcommand. The name is "" where none could be made.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace reality {

class PrivateFolder {
 public:
  PrivateFolder() {
    std::error_code problem;
    path_ = (std::filesystem::temp_directory_path(problem) / "reality-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~PrivateFolder() {
    std::error_code problem;
    if (!path_.empty()) std::filesystem::remove_all(path_, problem);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace reality
