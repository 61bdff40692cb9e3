// SPDX-License-Identifier: MIT
//
// export and import with the real program: a world becomes text and the same world again, beside a
// server too; folders that hold something else and text that is none change nothing.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/db.h"
#include "tests/real/home_fixture.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

class ExportTest : public HomeTest {
 protected:
  ExportTest() { text_ = base_ + "/text"; }

  /// A home in which Ann has played.
  void make_home() const {
    fs::create_directories(home_ + "/areas/quay");
    std::ofstream(home_ + "/areas/quay/lamp.lua") << "return {}\n";
    std::ofstream(home_ + "/reality.toml").flush();
    RunningProgram server(serving(home_));
    TelnetClient ann(server.telnet_port());
    ann.type("create Ann friendship");
    ann.type("alias q = say it is me");
    ann.until("\"q\" now stands for");
    server.signal(SIGTERM);
    ASSERT_EQ(server.wait(), 0) << server.err();
  }
  void expect_silent(const Strings& arguments) {
    EXPECT_EQ(run(arguments), 0) << err_;
    EXPECT_EQ(out_ + err_, "");
  }
  Strings exporting() const { return {"export", "--home", home_, text_}; }
  Strings importing() const { return {"import", "--home", base_ + "/new", text_}; }
  /// What is in the export, by name in it.
  static std::vector<std::pair<std::string, std::string>> files(const std::string& folder) {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file())
        found.emplace_back(fs::relative(entry.path(), folder), content(entry.path()));
    std::sort(found.begin(), found.end());
    return found;
  }
  void change(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = content(text_ + "/" + name);
    const size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    std::ofstream(text_ + "/" + name, std::ios::binary | std::ios::trunc) << text;
  }

  std::string text_;
};

TEST_F(ExportTest, AWorldComesBackFromItsText) {
  make_home();
  const auto before = files_in(home_);
  expect_silent(exporting());
  EXPECT_EQ(files_in(home_), before);
  expect_silent(importing());
  EXPECT_EQ(run({"check", "--home", base_ + "/new"}), 0) << out_ << err_;
  expect_silent({"export", "--home", base_ + "/new", base_ + "/again"});
  EXPECT_EQ(files(base_ + "/again"), files(text_));
  RunningProgram server(serving(base_ + "/new"));
  TelnetClient ann(server.telnet_port());
  ann.type("connect Ann friendship");
  ann.type("q");
  ann.until("You say, \"it is me\"");
}

TEST_F(ExportTest, NobodyElseMayReadIt) {
  make_home();
  expect_silent(exporting());
  for (const auto& entry : fs::recursive_directory_iterator(text_)) {
    struct stat info {};
    ASSERT_EQ(stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, entry.is_directory() ? 0700U : 0600U) << entry.path();
  }
  EXPECT_EQ(content(text_ + "/areas/quay/lamp.lua"), "return {}\n");
}

TEST_F(ExportTest, AServedWorldIsExported) {
  make_home();
  RunningProgram server(serving(home_));
  TelnetClient ann(server.telnet_port());
  ann.type("connect Ann friendship");
  ann.type("alias z = wait");
  ann.until("\"z\" now stands for");
  expect_silent(exporting());
  EXPECT_NE(content(text_ + "/people.text").find("z = \"wait\""), std::string::npos);
  expect_silent(importing());
  expect_refusal({"import", "--home", home_, base_ + "/missing"}, "holds a world already");
}

TEST_F(ExportTest, AnEarlierExportIsBroughtUpToDate) {
  make_home();
  expect_silent(exporting());
  const std::string people = content(text_ + "/people.text");
  const auto when = fs::last_write_time(text_ + "/areas/library.text");
  fs::create_directory(text_ + "/.git");
  std::ofstream(text_ + "/README") << "mine";
  std::ofstream(text_ + "/areas/mine.text") << "mine, too";
  change("world.text", "file: areas/library.text",
         "file: areas/gone.text\nfile: areas/library.text");
  std::ofstream(text_ + "/areas/gone.text") << content(text_ + "/areas/library.text");
  fs::remove_all(home_ + "/areas");
  expect_silent(exporting());
  EXPECT_EQ(fs::last_write_time(text_ + "/areas/library.text"), when);
  EXPECT_FALSE(fs::exists(text_ + "/areas/gone.text"));
  EXPECT_FALSE(fs::exists(text_ + "/areas/quay"));
  EXPECT_EQ(content(text_ + "/README"), "mine");
  EXPECT_EQ(content(text_ + "/areas/mine.text"), "mine, too");
  EXPECT_EQ(content(text_ + "/people.text"), people);
}

TEST_F(ExportTest, WhatNoExportWroteIsNotReplaced) {
  make_home();
  fs::create_directory(text_);
  std::ofstream(text_ + "/letters.txt") << "private";
  expect_refusal(exporting(), "is no earlier export");
  fs::remove_all(text_);
  std::ofstream(text_) << "a file";
  expect_refusal(exporting(), "is not a folder");
  text_ = base_ + "/missing/text";
  expect_refusal(exporting(), "No such file");
}

TEST_F(ExportTest, AFileOfThatNameIsNotReplaced) {
  make_home();
  expect_silent(exporting());
  std::ofstream(text_ + "/people.text", std::ios::trunc) << "my own notes on people";
  EXPECT_EQ(run(exporting()), 2);
  EXPECT_NE(err_.find("people.text is there and no export wrote it"), std::string::npos) << err_;
  EXPECT_EQ(content(text_ + "/people.text"), "my own notes on people");
  // What was cut short says so, and the next one sets it right.
  expect_refusal(importing(), "cut short");
  fs::remove(text_ + "/people.text");
  expect_silent(exporting());
  expect_silent(importing());
}

TEST_F(ExportTest, WithoutRoomNothingHalfIsImported) {
  make_home();
  EXPECT_EQ(run(exporting(), 16384), 2);
  EXPECT_NE(err_.find("File too large"), std::string::npos) << err_;
  expect_refusal(importing(), "cut short");
  expect_silent(exporting());
  const auto before = files_in(base_);
  EXPECT_EQ(run(importing(), 16384), 2);
  EXPECT_NE(err_.find("nothing was imported"), std::string::npos) << err_;
  EXPECT_EQ(files_in(base_), before);
}

TEST_F(ExportTest, MistakesNameFileAndLine) {
  make_home();
  expect_silent(exporting());
  change("areas/library.text", "worth = 1\n", "worth = one\n");
  expect_refusal(importing(), "library.text:16: `one` is no value");
  change("areas/library.text", "worth = one\n", "worth = 1\n");
  change("people.text", "home = @pellwick.", "home = @nowhere.");
  expect_refusal(importing(), "there is no thing `nowhere.");
  fs::remove(text_ + "/people.text");
  expect_refusal(importing(), "cannot read");
  expect_refusal({"import", "--home", base_ + "/new", base_ + "/missing"}, "does not exist");
}

TEST_F(ExportTest, TextThatMakesNoSoundWorldIsRefused) {
  make_home();
  expect_silent(exporting());
  change("areas/library.text", "serial: 2\n", "serial: 2\nin: library.quiche\n");
  change("areas/library.text", "serial: 3\n", "serial: 3\nin: library.coin\n");
  expect_refusal(importing(), "is inside itself");
}

TEST_F(ExportTest, AnAreaIsNoExport) {
  expect_refusal(
      {"import", "--home", base_ + "/new", std::string(REALITY_SOURCE_DIR) + "/tests/areas/cloak"},
      "--set world.area=");
}

TEST_F(ExportTest, AnUnsoundWorldIsNotExported) {
  make_home();
  {
    auto db = Db::open(home_ + "/world.db", Db::Access::read_write);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("UPDATE thing SET holder = id WHERE id = 20; "
                            "PRAGMA wal_checkpoint(TRUNCATE)")
                    .ok());
  }
  EXPECT_EQ(run(exporting()), 1);
  EXPECT_NE(err_.find("not sound"), std::string::npos) << err_;
  EXPECT_FALSE(fs::exists(text_));
}

}  // namespace
}  // namespace reality
