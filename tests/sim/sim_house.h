// SPDX-License-Identifier: MIT
//
// SimFolder: the scripts of simulated servers in a temporary folder of their own: the library, the
// verbs and behaviours that the simulated world needs, and those of tests/sim/scripts. Few, since a
// run starts its server several times. Goes with the object.
#pragma once

#include <filesystem>
#include <string>

#include "engine/result.h"
#include "tests/sim/life.h"

namespace reality::sim {

class SimFolder {
 public:
  SimFolder();
  ~SimFolder();
  SimFolder(const SimFolder&) = delete;
  SimFolder& operator=(const SimFolder&) = delete;

  /// Applies a patch (unified diff, paths as in the source tree) to what it holds.
  Status patch(const std::string& file) const;
  /// What lives need to know of it.
  Result<SimHouse> house() const;

 private:
  void take(const std::string& folder, const std::string& name) const;

  std::filesystem::path path_;
};

}  // namespace reality::sim
