// SPDX-License-Identifier: MIT
//
// BackupTest: the fixture of the tests of backup and restore: a home, a place for backups beside
// it, and the real program run on them. All of it is in a folder that goes with the test.
#pragma once

#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "engine/db.h"
#include "engine/draft_file.h"
#include "engine/unique_fd.h"
#include "tests/real/home_fixture.h"

namespace reality {

class BackupTest : public HomeTest {
 protected:
  BackupTest() {
    file_ = base_ + "/kept/world.db";
    std::filesystem::create_directory(base_ + "/kept");
  }

  void make_home() const {
    RunningProgram server(serving(home_));
    ASSERT_GT(server.telnet_port(), 0) << server.err();
    server.signal(SIGTERM);
    ASSERT_EQ(server.wait(), 0) << server.err();
  }
  int backup(const Strings& more = {}) {
    Strings all{"backup", "--home", home_, file_};
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  }
  void expect_silent_backup(const Strings& more = {}) {
    EXPECT_EQ(backup(more), 0) << err_;
    EXPECT_EQ(out_ + err_, "");
  }
  Strings backing_up() const { return {"backup", "--home", home_, file_}; }
  Strings restoring() const { return {"restore", "--home", base_ + "/new", file_}; }
  std::vector<std::string> kept() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(base_ + "/kept"))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  static unsigned mode(const std::string& path) {
    struct stat info {};
    return stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
  }
  bool has_account(const std::string& home, const std::string& name) {
    EXPECT_EQ(run({"account", "list", "--home", home}), 0) << err_;
    return out_.find(name) != std::string::npos;
  }
  void add_account(const std::string& name) {
    ASSERT_EQ(run({"account", "add", name, "--home", home_}), 0) << err_;
  }

  std::string file_;
};

}  // namespace reality
