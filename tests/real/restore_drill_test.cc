// SPDX-License-Identifier: MIT
//
// The restore drill: players act, a backup is made, the server is killed, and what they had read
// before the backup began is in the world that is made of it.
#include "tests/real/backup_fixture.h"

namespace reality {
namespace {

/// The drill. What a player has read before the backup began must be in it; what came later may be.
TEST_F(BackupTest, RestoreDrill) {
  Strings acknowledged;
  {
    RunningProgram server(serving(home_));
    const int port = server.telnet_port();
    ASSERT_GT(port, 0);
    TelnetClient ann(port);
    ann.type("create Ann friendship");
    ann.until("Welcome, Ann");
    for (int round = 0; round < 5; ++round) {
      const std::string word = "q" + std::to_string(round);
      ann.type("alias " + word + " = say drill " + std::to_string(round));
      ann.until("\"" + word + "\" now stands for");
      acknowledged.push_back(word);
      RunningProgram copier({"backup", "--home", home_, file_, "--keep", "3"});
      for (int i = 0; i < 20; ++i) ann.type("alias z" + std::to_string(i) + " = look");
      ASSERT_EQ(copier.wait(), 0) << copier.err();
      ann.until("\"z19\" now stands for");
    }
    server.signal(SIGKILL);
    EXPECT_EQ(server.wait(), -1);
  }
  std::filesystem::remove_all(home_);
  ASSERT_EQ(run(restoring()), 0) << err_;
  ASSERT_EQ(run({"check", "--home", base_ + "/new"}), 0) << out_ << err_;
  RunningProgram server(serving(base_ + "/new"));
  TelnetClient ann(server.telnet_port());
  ann.type("connect Ann friendship");
  for (size_t round = 0; round < acknowledged.size(); ++round) {
    ann.type(acknowledged[round]);
    ann.until("You say, \"drill " + std::to_string(round) + "\"");
  }
}

}  // namespace
}  // namespace reality
