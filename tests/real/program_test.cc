// SPDX-License-Identifier: MIT
//
// The program as a whole: served, played over real sockets, stopped, refused.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "engine/db.h"
#include "engine/home.h"
#include "tests/real/running_program.h"

namespace reality {
namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

class ProgramTest : public testing::Test {
 protected:
  ProgramTest() {
    std::string pattern = testing::TempDir() + "realityXXXXXX";
    base_ = mkdtemp(pattern.data());
    home_ = base_ + "/home";
  }
  ~ProgramTest() override { fs::remove_all(base_); }

  Arguments serving(const Arguments& more = {}) const {
    Arguments all{"serve",
                  "--home",
                  home_,
                  "--set",
                  "telnet.listen=127.0.0.1:0",
                  "--set",
                  "http.listen=127.0.0.1:0",
                  "--set",
                  "smtp.listen=127.0.0.1:0",
                  "--set",
                  "accounts.password_memory_kib=64",
                  "--set",
                  "log.level=warn"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  /// A home with a world in it: after a clean stop in one file, after a kill with its journal.
  void make_home(int end = SIGTERM) const {
    RunningProgram server(serving());
    ASSERT_GT(server.telnet_port(), 0);
    server.signal(end);
    ASSERT_EQ(server.wait(), end == SIGTERM ? 0 : -1) << server.err();
  }
  std::string database() const { return home_ + "/world.db"; }
  /// Overwrites `size` bytes of the database, `at` bytes from its start.
  void damage(uintmax_t at, size_t size) const {
    std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file << std::string(size, '\xa5');
    ASSERT_TRUE(file.good());
  }
  /// Expects a refusal in one line with `word` in it, and an untouched folder.
  void expect_refusal(const Arguments& arguments, const std::string& word) const {
    const auto before = files_in(base_);
    RunningProgram refused(arguments);
    EXPECT_EQ(refused.wait(), 2);
    EXPECT_EQ(refused.out(), "");
    EXPECT_EQ(std::count(refused.err().begin(), refused.err().end(), '\n'), 1) << refused.err();
    EXPECT_NE(refused.err().find(word), std::string::npos) << refused.err();
    EXPECT_EQ(files_in(base_), before);
  }
  int run(const Arguments& arguments, const std::string& input = "") {
    RunningProgram program(arguments, {input});
    const int code = program.wait();
    out_ = program.out();
    err_ = program.err();
    return code;
  }

  std::string base_;
  std::string home_;
  std::string out_;
  std::string err_;
};

TEST_F(ProgramTest, IsPlayedAndStopsCleanly) {
  RunningProgram server(serving());
  const int port = server.telnet_port();
  ASSERT_GT(port, 0);
  TelnetClient ann(port);
  ann.type("create Ann friendship");  // before the banner
  TelnetClient bob(port);
  bob.type("create Bob friendship");
  bob.type("say hello");
  bob.until("You say, \"hello\"");
  ann.type("say good day");
  ann.until("You say, \"good day\"");
  bob.until("Ann says, \"good day\"");
  server.signal(SIGTERM);
  EXPECT_FALSE(ann.rest().empty());
  EXPECT_FALSE(bob.rest().empty());
  EXPECT_EQ(server.wait(), 0);
  EXPECT_TRUE(server.out().starts_with("ready telnet=127.0.0.1:" + std::to_string(port) +
                                       " http=127.0.0.1:"))
      << server.out();
  EXPECT_NE(server.out().find(" smtp=127.0.0.1:"), std::string::npos);
  EXPECT_TRUE(server.out().ends_with("\n"));
  EXPECT_NE(server.err().find("claim "), std::string::npos);
}

TEST_F(ProgramTest, WhatWasAnsweredOutlivesAKill) {
  {
    RunningProgram server(serving());
    TelnetClient ann(server.telnet_port());
    ann.type("create Ann friendship");
    ann.type("say hello");
    ann.until("You say, \"hello\"");
    server.signal(SIGKILL);
    EXPECT_EQ(server.wait(), -1);
  }
  EXPECT_EQ(run({"check", "--home", home_}), 0) << out_;
  RunningProgram server(serving());
  TelnetClient ann(server.telnet_port());
  ann.type("connect Ann friendship");
  ann.type("say again");
  ann.until("You say, \"again\"");
}

TEST_F(ProgramTest, TheSettingSaysHowManyCommandsALineMayHold) {
  std::vector<std::string> arguments = serving();
  arguments.insert(arguments.end(), {"--set", "limits.commands_per_line=30"});
  RunningProgram server(arguments);
  TelnetClient ann(server.telnet_port());
  ann.type("create Ann friendship");
  std::string line;
  for (int i = 0; i < 25; ++i) line += "smile. ";
  ann.type(line + "say done");
  ann.until("You say, \"done\"");
  ann.type(line + line);
  ann.until("30 commands a line will do");
}

TEST_F(ProgramTest, CtrlCStopsIt) {
  RunningProgram server(serving());
  ASSERT_GT(server.telnet_port(), 0);
  server.signal(SIGINT);
  EXPECT_EQ(server.wait(), 0);
}

TEST_F(ProgramTest, SaysWhichDoorsItHas) {
  EXPECT_EQ(run({"--help"}), 0);
  for (const char* word : {"serve", "account", "check", "config", "telnet", "4000"})
    EXPECT_NE(out_.find(word), std::string::npos) << word;
}

TEST_F(ProgramTest, ShowsSettingsWithTheirOrigin) {
  EXPECT_EQ(run({"config", "--set", "log.level=debug"}), 0);
  EXPECT_NE(out_.find("debug"), std::string::npos);
  EXPECT_NE(out_.find("--set"), std::string::npos);
}

TEST_F(ProgramTest, AccountsAreKeptWithAndWithoutAServer) {
  make_home();
  EXPECT_EQ(run({"account", "add", "Ann", "--role", "keeper", "--home", home_}, "friendship\n"), 0)
      << err_;
  RunningProgram server(serving());
  const int port = server.telnet_port();
  EXPECT_EQ(run({"account", "add", "Bob", "--home", home_}, "friendship\n"), 0) << err_;
  EXPECT_EQ(run({"account", "role", "Bob", "author", "--home", home_}), 0) << err_;
  EXPECT_EQ(run({"account", "list", "--home", home_}), 0);
  EXPECT_NE(out_.find("Ann  keeper"), std::string::npos) << out_;
  EXPECT_NE(out_.find("Bob  author"), std::string::npos) << out_;
  TelnetClient bob(port);
  bob.type("connect Bob friendship");
  bob.type("say hello");
  bob.until("You say, \"hello\"");
  EXPECT_EQ(run({"account", "role", "Nobody", "author", "--home", home_}), 2);
  server.signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
  EXPECT_EQ(run({"account", "remove", "Bob", "--home", home_}), 0) << err_;
  EXPECT_EQ(run({"account", "list", "--home", home_}), 0);
  EXPECT_EQ(out_.find("Bob"), std::string::npos) << out_;
}

TEST_F(ProgramTest, ChecksAWorldServedOrNot) {
  make_home();
  const auto before = files_in(home_);
  EXPECT_EQ(run({"check", "--home", home_}), 0) << out_;
  EXPECT_EQ(out_ + err_, "");
  EXPECT_EQ(files_in(home_), before);
  RunningProgram server(serving());
  ASSERT_GT(server.telnet_port(), 0);
  EXPECT_EQ(run({"check", "--home", home_}), 0) << err_;
  EXPECT_EQ(out_ + err_, "");
  EXPECT_EQ(run({"check", "--counts", "--home", home_}), 0) << err_;
  EXPECT_NE(out_.find(" things, "), std::string::npos) << out_;
}

TEST_F(ProgramTest, AnUnknownCommandIsRefused) {
  expect_refusal({"dance"}, "dance");
  expect_refusal({"serve"}, "--home");
}

TEST_F(ProgramTest, ABadSettingIsRefused) {
  expect_refusal(serving({"--set", "limits.guests=many"}), "limits.guests");
  expect_refusal(serving({"--set", "limits.guest=3"}), "limits.guests");
  make_home();
  std::ofstream(home_ + "/reality.toml") << "[telnet]\nlisten = 4000\n";
  expect_refusal({"serve", "--home", home_}, "reality.toml");
  std::ofstream(home_ + "/reality.toml") << "[limits]\nguest = 3\n";
  expect_refusal({"serve", "--home", home_}, "limits.guests");
  std::ofstream(home_ + "/reality.toml") << "[limits\n";
  expect_refusal({"serve", "--home", home_}, "reality.toml line 1");
}

TEST_F(ProgramTest, ALockedHomeIsRefused) {
  RunningProgram server(serving());
  ASSERT_GT(server.telnet_port(), 0);
  server.freeze();  // it may write at any time, and this is about the other one
  expect_refusal(serving(), "in use");
}

// A subcommand has the home for a moment only: a server that the system starts just then comes up.
TEST_F(ProgramTest, AHomeTakenForAMomentIsWaitedFor) {
  make_home();
  for (const bool serves : {true, false}) {
    auto taken = Home::try_open(home_);
    ASSERT_TRUE(taken.ok() && taken->has_value());
    RunningProgram program(serves ? serving() : Arguments{"check", "--home", home_});
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    taken->reset();
    if (serves) {
      EXPECT_GT(program.telnet_port(), 0) << program.err();
      program.signal(SIGTERM);
    }
    EXPECT_EQ(program.wait(), 0) << program.err();
  }
}

TEST_F(ProgramTest, APortInUseIsRefused) {
  const UniqueFd taken(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  socklen_t size = sizeof address;
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(bind(taken.get(), generic, size), 0);
  ASSERT_EQ(listen(taken.get(), 1), 0);
  ASSERT_EQ(getsockname(taken.get(), generic, &size), 0);
  const std::string where = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  expect_refusal(serving({"--set", "telnet.listen=" + where}), where);
  EXPECT_FALSE(fs::exists(home_));
  make_home();
  expect_refusal(serving({"--set", "telnet.listen=" + where}), where);
}

TEST_F(ProgramTest, ANewerSchemaIsRefused) {
  make_home();
  {
    auto db = Db::open(home_ + "/world.db", Db::Access::read_write);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("PRAGMA user_version=99; PRAGMA wal_checkpoint(TRUNCATE)").ok());
  }
  expect_refusal(serving(), "version 99");
  // As it is after being copied without what belongs to it.
  for (const char* name : {"/lock", "/world.db-wal", "/world.db-shm"}) fs::remove(home_ + name);
  expect_refusal(serving(), "version 99");
}

TEST_F(ProgramTest, ADamagedDatabaseIsRefused) {
  make_home();
  damage(4096, static_cast<size_t>(fs::file_size(database())) - 4096);
  expect_refusal(serving(), "damaged");
  expect_refusal({"check", "--home", home_}, "damaged");
  expect_refusal({"account", "list", "--home", home_}, "damaged");
  std::ofstream(database(), std::ios::binary | std::ios::trunc) << std::string(8192, 'x');
  expect_refusal(serving(), "damaged");
}

// Wherever it sits: between the pages that are read first and those that come last.
TEST_F(ProgramTest, DamageIsFoundInEveryPage) {
  make_home();
  const uintmax_t pages = fs::file_size(database()) / 4096;
  ASSERT_GT(pages, 20U);
  fs::copy(home_, base_ + "/whole", fs::copy_options::recursive);
  for (const uintmax_t page : {uintmax_t{1}, pages / 4, pages / 2, pages - 2, pages - 1}) {
    fs::copy(base_ + "/whole/world.db", database(), fs::copy_options::overwrite_existing);
    damage(page * 4096, 4096);
    expect_refusal(serving(), database());
  }
}

TEST_F(ProgramTest, ACutOffDatabaseIsRefused) {
  make_home();
  const uintmax_t size = fs::file_size(database());
  for (const uintmax_t left : {size - 1, size - 4096, size / 2, uintmax_t{4096}, uintmax_t{1000},
                               uintmax_t{100}, uintmax_t{0}}) {
    fs::resize_file(database(), left);
    expect_refusal(serving(), "damaged");
  }
}

// The journal of a killed server holds what no other file does.
TEST_F(ProgramTest, AJournalWithoutItsDatabaseIsRefused) {
  make_home(SIGKILL);
  ASSERT_GT(fs::file_size(database() + "-wal"), 0U);
  fs::resize_file(database(), 0);
  expect_refusal(serving(), "damaged");
  fs::remove(database());
  expect_refusal(serving(), "damaged");
  fs::create_directory(database());
  expect_refusal(serving(), "damaged");
}

TEST_F(ProgramTest, ADatabaseOfAnotherProgramIsRefused) {
  fs::create_directory(home_);
  {
    auto db = Db::open(database(), Db::Access::create);
    ASSERT_TRUE(db.ok());
    ASSERT_TRUE(db->execute("CREATE TABLE accounts(name)").ok());
  }
  expect_refusal(serving(), "not a world");
}

TEST_F(ProgramTest, AHomeThatCannotBeOneIsRefused) {
  std::ofstream(home_) << "text";
  expect_refusal(serving(), "is not a folder");
  expect_refusal({"check", "--home", home_}, "is not a folder");
  fs::remove(home_);
  fs::create_directory(home_);
  fs::permissions(home_, fs::perms::owner_read | fs::perms::owner_exec);
  expect_refusal(serving(), "Permission denied");
  home_ += "/below";
  expect_refusal(serving(), "Permission denied");
}

TEST_F(ProgramTest, ABadScriptIsRefused) {
  make_home();
  fs::create_directories(home_ + "/areas/quay");
  std::ofstream(home_ + "/areas/quay/good.lua") << "return {}\n";
  std::ofstream(home_ + "/areas/quay/wrong.lua") << "return {{{\n";
  expect_refusal(serving(), "wrong.lua");
}

TEST_F(ProgramTest, ACleanStopLeavesTheWorldInOneFile) {
  RunningProgram server(serving());
  TelnetClient ann(server.telnet_port());
  ann.type("create Ann friendship");
  ann.until("Welcome, Ann");
  server.signal(SIGTERM);
  ASSERT_EQ(server.wait(), 0) << server.err();
  EXPECT_EQ(fs::file_size(database() + "-wal"), 0U);
  const std::string copy = base_ + "/copy";
  fs::create_directory(copy);
  fs::copy(database(), copy + "/world.db");
  EXPECT_EQ(run({"check", "--home", copy}), 0) << out_ << err_;
  EXPECT_EQ(run({"account", "list", "--home", copy}), 0);
  EXPECT_NE(out_.find("Ann"), std::string::npos) << out_;
}

TEST_F(ProgramTest, AFolderOfSomebodyElseIsRefused) {
  fs::create_directory(home_);
  std::ofstream(home_ + "/letters.txt") << "private";
  expect_refusal(serving(), "holds no world");
}

TEST_F(ProgramTest, AFailedDiskEndsItWithoutAFalseAnswer) {
  make_home();
  RunningProgram server(serving(), {"", 4096});
  const int port = server.telnet_port();
  TelnetClient ann(port);
  ann.type("create Ann friendship");
  const std::string seen = ann.rest();
  EXPECT_NE(seen.find("disk has failed"), std::string::npos) << seen;
  EXPECT_EQ(server.wait(), 3);
  EXPECT_NE(server.err().find("cannot be written"), std::string::npos) << server.err();
  EXPECT_EQ(run({"check", "--home", home_}), 0) << out_;
  EXPECT_EQ(run({"account", "list", "--home", home_}), 0);
  EXPECT_EQ(out_.find("Ann"), std::string::npos);
}

}  // namespace
}  // namespace reality
