// SPDX-License-Identifier: MIT
//
// The judge of newcomers' accounts: a harness that finds none wrong must be one that could.
#include "tests/real/kill_accounts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/db.h"

namespace reality {
namespace {

AccountFindings findings(const std::vector<FoundAccount>& accounts) {
  return {accounts, accounts.size()};
}

const FoundAccount kAnn{"ann", "Ann", "Sign 2."};

TEST(KillAccountsJudgeTest, WhatWasMadeIsThereOnce) {
  const KnownAccount ann{"Ann", true, {"Sign 2."}};
  EXPECT_TRUE(judge_accounts({ann}, findings({kAnn})).empty());
  EXPECT_FALSE(judge_accounts({ann}, findings({})).empty()) << "lost";
  EXPECT_FALSE(judge_accounts({ann}, findings({kAnn, kAnn})).empty()) << "doubled";
  EXPECT_FALSE(judge_accounts({}, findings({kAnn})).empty()) << "nobody's";
  EXPECT_FALSE(judge_accounts({ann}, findings({{"ann", "", "Sign 2."}})).empty())
      << "without its character";
  EXPECT_FALSE(judge_accounts({ann}, {{kAnn}, 2}).empty()) << "a character without account";
}

TEST(KillAccountsJudgeTest, WhatWasUnderWayMayBeThereOrNot) {
  const KnownAccount open{"Ann", false, {""}};
  EXPECT_TRUE(judge_accounts({open}, findings({})).empty());
  EXPECT_TRUE(judge_accounts({open}, findings({{"ann", "Ann", ""}})).empty());
}

TEST(KillAccountsJudgeTest, LooksAreTheLastConfirmedOrLater) {
  const KnownAccount ann{"Ann", true, {"Sign 2.", "Sign 3.", "Sign 4."}};
  for (const char* looks : {"Sign 2.", "Sign 3.", "Sign 4."})
    EXPECT_TRUE(judge_accounts({ann}, findings({{"ann", "Ann", looks}})).empty()) << looks;
  for (const char* looks : {"Sign 1.", ""})
    EXPECT_FALSE(judge_accounts({ann}, findings({{"ann", "Ann", looks}})).empty()) << looks;
}

TEST(KillAccountsJudgeTest, SettlesWhatWasUnderWay) {
  KnownAccount ann{"Ann", false, {"", "Sign 1.", "Sign 2."}};
  EXPECT_FALSE(settle_account(ann, findings({})));
  EXPECT_TRUE(settle_account(ann, findings({kAnn})));
  EXPECT_TRUE(ann.made);
  EXPECT_EQ(ann.looks, std::vector<std::string>{"Sign 2."});
}

TEST(KillAccountsReaderTest, ReadsAccountsWithTheirCharacters) {
  std::string folder = testing::TempDir() + "accountsXXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string path = folder + "/world.db";
  {
    auto db = Db::open(path, Db::Access::create);
    ASSERT_TRUE(db.ok());
    const Status made = db->execute(R"(
      CREATE TABLE account (name TEXT, thing INTEGER);
      CREATE TABLE property (thing INTEGER, key TEXT, value ANY);
      INSERT INTO account VALUES ('ann', 1), ('bob', 2);
      INSERT INTO property VALUES (1, 'name', 'Ann'), (1, 'text', 'Sign 2.'), (1, 'player', 1),
        (3, 'name', 'Cid'), (3, 'player', 1), (4, 'name', 'Dora'))");
    ASSERT_TRUE(made.ok()) << made.error();
  }
  const auto found = read_accounts(path);
  ASSERT_TRUE(found.ok()) << found.error();
  std::string seen;
  for (const FoundAccount& one : found->accounts)
    seen += one.name + "|" + one.character + "|" + one.looks + "\n";
  EXPECT_EQ(seen, "ann|Ann|Sign 2.\nbob||\n");
  EXPECT_EQ(found->characters, 2U);
  EXPECT_FALSE(read_accounts(folder + "/none/world.db").ok());
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace reality
