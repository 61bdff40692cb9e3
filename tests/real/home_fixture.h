// SPDX-License-Identifier: MIT
//
// HomeTest: the fixture of tests that run the real program on a home: a folder that goes with the
// test, the home in it, and what the program last said.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/real/running_program.h"

namespace reality {

using Strings = std::vector<std::string>;

class HomeTest : public testing::Test {
 protected:
  HomeTest() {
    std::string pattern = testing::TempDir() + "homeXXXXXX";
    base_ = mkdtemp(pattern.data());
    home_ = base_ + "/home";
  }
  ~HomeTest() override { std::filesystem::remove_all(base_); }

  static Strings serving(const std::string& home) {
    Strings all{"serve", "--home", home};
    for (const char* setting : {"telnet.listen=127.0.0.1:0", "http.listen=", "smtp.listen=",
                                "accounts.password_memory_kib=64", "log.level=warn"}) {
      all.emplace_back("--set");
      all.emplace_back(setting);
    }
    return all;
  }
  int run(const Strings& arguments, long file_limit_bytes = -1) {
    RunningProgram program(arguments, {"friendship\n", file_limit_bytes});
    const int code = program.wait();
    out_ = program.out();
    err_ = program.err();
    return code;
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
  static std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::string base_;
  std::string home_;
  std::string out_;
  std::string err_;
};

}  // namespace reality
