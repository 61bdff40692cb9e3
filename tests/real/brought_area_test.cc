// SPDX-License-Identifier: MIT
//
// A world that is made of an area's folder: its scripts are in force at once and after a restart,
// from the home, and a start that is refused leaves nothing behind.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/real/running_program.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

void write(const std::string& path, const std::string& text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

class BroughtAreaTest : public testing::Test {
 protected:
  BroughtAreaTest() {
    std::string pattern = testing::TempDir() + "realityXXXXXX";
    base_ = mkdtemp(pattern.data());
    write(base_ + "/yard/yard.area",
          "area: yard\nstart: court\n\nroom: court\nname: the Court\ntags: lit\nexit up: "
          "tower.top\n\n"
          "thing: gong\nin: court\nname: a gong\nbehaviour: gong\n");
    write(base_ + "/yard/gong.lua", sounding("Boom."));
    write(base_ + "/yard/.gong.lua.swp", "an editor's");
    write(base_ + "/yard/notes.txt", "not an area's");
    write(base_ + "/yard/tower/tower.area",
          "area: tower\n\nroom: top\nname: the Top\ntags: lit\nexit down: yard.court\n\n"
          "thing: gong\nin: top\nname: a gong\nbehaviour: gong\n");
    write(base_ + "/yard/tower/gong.lua", sounding("Ping."));
  }
  ~BroughtAreaTest() override { fs::remove_all(base_); }

  static std::string sounding(const std::string& sound) {
    return "return { verbs = { [\"sound {self}\"] = function(self, act) act:show(\"" + sound +
           "\") end } }\n";
  }
  std::string home() const { return base_ + "/home"; }
  std::vector<std::string> serving() const {
    std::vector<std::string> all{"serve", "--home", home()};
    for (const std::string set :
         {"telnet.listen=127.0.0.1:0", "http.listen=127.0.0.1:0", "smtp.listen=127.0.0.1:0",
          "accounts.password_memory_kib=64", "log.level=warn"}) {
      all.emplace_back("--set");
      all.push_back(set);
    }
    all.emplace_back("--set");
    all.push_back("world.area=" + base_ + "/yard/");
    return all;
  }
  static void expect_gong(TelnetClient& ann, const std::string& sound) {
    ann.type("sound gong");
    ann.until(sound);
  }

  std::string base_;
};

TEST_F(BroughtAreaTest, ItsScriptsAreThereAtOnceAndAfterARestart) {
  {
    RunningProgram server(serving());
    TelnetClient ann(server.telnet_port());
    ann.type("create Ann friendship");
    expect_gong(ann, "Boom.");
    ann.type("up");
    expect_gong(ann, "Ping.");
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait(), 0) << server.err();
  }
  EXPECT_FALSE(fs::exists(home() + "/areas/yard/notes.txt"));
  EXPECT_FALSE(fs::exists(home() + "/areas/yard/.gong.lua.swp"));
  EXPECT_TRUE(fs::exists(home() + "/areas/tower/tower.area"));
  // From now on the home's own files count.
  fs::remove_all(base_ + "/yard");
  RunningProgram server(serving());
  TelnetClient ann(server.telnet_port());
  ann.type("connect Ann friendship");
  expect_gong(ann, "Ping.");
  ann.type("down");
  expect_gong(ann, "Boom.");
  write(home() + "/areas/yard/gong.lua", sounding("Bong."));
  std::string heard;
  for (int i = 0; i < 5000 && heard.find("Bong.") == heard.npos && !HasFailure(); ++i) {
    ann.type("sound gong");
    heard = ann.until("ong.");
  }
  EXPECT_NE(heard.find("Bong."), std::string::npos);
}

TEST_F(BroughtAreaTest, AFileOfTheHomeIsNotWrittenOver) {
  write(home() + "/reality.toml", "");
  write(home() + "/areas/yard/gong.lua", sounding("Mine."));
  RunningProgram server(serving());
  TelnetClient ann(server.telnet_port());
  ann.type("create Ann friendship");
  expect_gong(ann, "Mine.");
}

TEST_F(BroughtAreaTest, ARefusedStartLeavesTheHomeAsItWas) {
  const auto expect_untouched = [&](const std::string& word) {
    const auto before = files_in(base_);
    RunningProgram refused(serving());
    EXPECT_EQ(refused.wait(), 2);
    EXPECT_NE(refused.err().find(word), std::string::npos) << refused.err();
    EXPECT_EQ(files_in(base_), before);
  };
  write(base_ + "/yard/tower/tower.area", "area: tower\n\nroom: top\nnmae: the Top\n");
  expect_untouched("nmae");
  write(base_ + "/yard/tower/tower.area", "area: tower\n\nroom: top\nname: the Top\n");
  write(base_ + "/yard/gong.lua", "return {{{\n");
  expect_untouched("gong.lua");
  write(home() + "/reality.toml", "");
  write(home() + "/areas/yard/other.lua", "return {}\n");
  expect_untouched("gong.lua");
}

}  // namespace
}  // namespace reality
