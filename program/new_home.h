// SPDX-License-Identifier: MIT
//
// NewHome: a home that is being made of a backup or an export. The database is written as a draft
// and takes its name last, so that until then nobody serves what is not whole. Owned by a
// subcommand. Must hold: a folder with anything in it is refused, but for what a killed one of us
// has left; where the object goes without finish(), what it has made goes too.
// Tests: tests/real/backup_test.cc.
#pragma once

#include <string>
#include <vector>

#include "engine/draft_file.h"
#include "engine/result.h"
#include "program/home_files.h"

namespace reality {

class NewHome {
 public:
  /// Whether a home can be made at `dir`; writes nothing.
  static Status may_begin(const std::string& dir);
  /// Makes the folder (mode 0700) and an empty draft of the database.
  static Result<NewHome> begin(const std::string& dir);
  NewHome(NewHome&&) = default;
  NewHome& operator=(NewHome&&) = delete;
  ~NewHome();

  DraftFile& database() { return draft_; }
  /// Files of areas/ and the settings, synced. What is there stays.
  Status add(const std::vector<HomeFile>& files);
  /// Everything is on disk and the database has its name.
  Status finish();

 private:
  NewHome(std::string dir, std::vector<std::string> made, DraftFile draft);
  Status add(const HomeFile& file);
  Status make_folder(const std::string& folder);

  std::string dir_;
  std::vector<std::string> made_;  // in the order in which they were made
  DraftFile draft_;
};

}  // namespace reality
