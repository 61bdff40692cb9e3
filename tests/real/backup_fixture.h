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
#include "tests/real/running_program.h"

namespace reality {

using Strings = std::vector<std::string>;

class BackupTest : public testing::Test {
 protected:
  BackupTest() {
    std::string pattern = testing::TempDir() + "backupXXXXXX";
    base_ = mkdtemp(pattern.data());
    home_ = base_ + "/home";
    file_ = base_ + "/kept/world.db";
    std::filesystem::create_directory(base_ + "/kept");
  }
  ~BackupTest() override { std::filesystem::remove_all(base_); }

  static Strings serving(const std::string& home) {
    Strings all{"serve", "--home", home};
    for (const char* setting : {"telnet.listen=127.0.0.1:0", "http.listen=", "smtp.listen=",
                                "accounts.password_memory_kib=64", "log.level=warn"}) {
      all.emplace_back("--set");
      all.emplace_back(setting);
    }
    return all;
  }
  void make_home() const {
    RunningProgram server(serving(home_));
    ASSERT_GT(server.telnet_port(), 0) << server.err();
    server.signal(SIGTERM);
    ASSERT_EQ(server.wait(), 0) << server.err();
  }
  int run(const Strings& arguments, long file_limit_bytes = -1) {
    RunningProgram program(arguments, {"friendship\n", file_limit_bytes});
    const int code = program.wait();
    out_ = program.out();
    err_ = program.err();
    return code;
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
  /// Expects one line with `word` in it, and that nothing has changed anywhere.
  void expect_refusal(const Strings& arguments, const std::string& word, long limit = -1) {
    const auto before = files_in(base_);
    EXPECT_EQ(run(arguments, limit), 2) << word;
    EXPECT_EQ(out_, "");
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
    EXPECT_NE(err_.find(word), std::string::npos) << err_;
    EXPECT_EQ(files_in(base_), before) << word;
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
  static std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  bool has_account(const std::string& home, const std::string& name) {
    EXPECT_EQ(run({"account", "list", "--home", home}), 0) << err_;
    return out_.find(name) != std::string::npos;
  }
  void add_account(const std::string& name) {
    ASSERT_EQ(run({"account", "add", name, "--home", home_}), 0) << err_;
  }

  std::string base_;
  std::string home_;
  std::string file_;
  std::string out_;
  std::string err_;
};

}  // namespace reality
