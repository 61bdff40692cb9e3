// SPDX-License-Identifier: MIT
#include "tests/support/scratch_share.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace reality {

namespace fs = std::filesystem;

ScratchShare::ScratchShare() {
  std::string pattern = testing::TempDir() + "reality-share-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  const fs::path source = REALITY_SOURCE_DIR;
  constexpr auto kAll = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(source / "scripts", folder_ / "scripts", kAll);
  fs::copy(source / "data", folder_ / "data", kAll);
  fs::copy(source / "tests/scripts", folder_ / "scripts", kAll);
}

ScratchShare::~ScratchShare() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void ScratchShare::write(const std::string& file, const std::string& text) const {
  fs::create_directories((folder_ / file).parent_path());
  std::ofstream(folder_ / file) << text;
}

void ScratchShare::remove(const std::string& file) const {
  fs::remove(folder_ / file);
}

}  // namespace reality
