// SPDX-License-Identifier: MIT
//
// HomeFiles: what makes a world beside its database: the authors' files in HOME/areas and the
// settings in HOME/reality.toml. A backup carries them in a table of its own (home_file), which no
// world has; an export carries those of areas/ as files. Functions.
// Must hold: a path that comes from a backup or an export leads nowhere but into the home.
// Tests: tests/real/backup_test.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/db.h"
#include "engine/result.h"

namespace reality {

struct HomeFile {
  std::string path;  // "areas/quay/lamp.lua", "reality.toml"
  std::string content;
};

inline constexpr std::string_view kSettingsFile = "reality.toml";

/// areas/AREA/NAME.lua and .area below `folder`, by path. None where there is no such folder.
Result<std::vector<HomeFile>> read_area_files(const std::string& folder);
/// Those and the settings.
Result<std::vector<HomeFile>> read_home_files(const std::string& home);

/// Whether a file of that path belongs into a home.
bool is_home_file(std::string_view path);

Status put_home_files(Db& db, const std::vector<HomeFile>& files);
/// Takes them out of the database again; none where it has none. What is no path of a home's file
/// is an error.
Result<std::vector<HomeFile>> take_home_files(Db& db);

}  // namespace reality
