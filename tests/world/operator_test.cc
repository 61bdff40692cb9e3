// SPDX-License-Identifier: MIT
//
// What a keeper does to accounts from outside the game.
#include "world/operator.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/world/yard.h"

namespace reality {
namespace {

class AccountsFromOutside : public Yard {
 protected:
  void SetUp() override { open(); }

  Operator::Done note() {
    answer_.reset();
    return [this](const Status& status) { answer_ = status ? "ok" : status.error(); };
  }
  std::string answer() {
    stage().settle();
    return answer_.value_or("no answer");
  }
  std::string connect(const std::string& line) {
    Actor actor = stage().connect();
    actor.type(line);
    stage().settle();
    return actor.seen();
  }

  std::optional<std::string> answer_;
};

TEST_F(AccountsFromOutside, AddedOnesCanComeIn) {
  world().add_account("bob", "secret", "author", note());
  EXPECT_EQ(answer(), "ok");
  EXPECT_TRUE(has(connect("connect Bob secret"), "A paved court."));
  const auto lines = world().accounts();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].name, "Bob");
  EXPECT_EQ(lines[0].role, "author");
}

TEST_F(AccountsFromOutside, AnAnswerWaitsForTheDisk) {
  StageOptions options;
  options.withhold_commits = true;
  open(options);
  world().add_account("Bob", "secret", "player", note());
  EXPECT_EQ(answer(), "no answer");
  stage().commit();
  EXPECT_EQ(answer(), "ok");
}

// "Somebody is called so" tells of somebody, too.
TEST_F(AccountsFromOutside, ARefusalWaitsForTheDiskAsWell) {
  StageOptions options;
  options.withhold_commits = true;
  open(options);
  world().add_account("Bob", "secret", "player", [](const Status&) {});
  stage().settle();
  world().add_account("Bob", "other", "player", note());
  EXPECT_EQ(answer(), "no answer");
  stage().commit();
  EXPECT_TRUE(has(answer(), "already"));
  world().remove_account("Bob", [](const Status&) {});
  stage().settle();
  world().set_password("Bob", "other", note());
  EXPECT_EQ(answer(), "no answer");
  while (stage().commit()) {
  }
  EXPECT_TRUE(has(answer(), "no account called Bob"));
}

// Hashing takes tens of milliseconds on purpose: the loop has others to serve meanwhile.
TEST_F(AccountsFromOutside, PasswordsAreHashedElsewhere) {
  stage().enter("Ann");
  world().add_account("Bob", "secret", "player", note());
  while (world().pump()) {
  }
  EXPECT_EQ(world().accounts().size(), 1U);
  EXPECT_EQ(answer(), "ok");
  EXPECT_EQ(world().accounts().size(), 2U);
  const std::string before = world().account_book().find("Ann")->password_hash;
  world().set_password("Ann", "other", note());
  while (world().pump()) {
  }
  EXPECT_EQ(world().account_book().find("Ann")->password_hash, before);
  EXPECT_EQ(answer(), "ok");
  EXPECT_NE(world().account_book().find("Ann")->password_hash, before);
}

TEST_F(AccountsFromOutside, WhoIsAskedForTwiceAtOnceIsMadeOnce) {
  std::vector<std::string> answers;
  const auto told = [&](const Status& status) {
    answers.push_back(status ? "ok" : status.error());
  };
  world().add_account("Bob", "secret", "player", told);
  world().add_account("bob", "other", "keeper", told);
  const int64_t things = world().figures().things;
  stage().settle();
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0], "ok");
  EXPECT_TRUE(has(answers[1], "already"));
  EXPECT_EQ(world().accounts().size(), 1U);
  EXPECT_EQ(world().figures().things, things + 1);
  EXPECT_TRUE(has(connect("connect Bob secret"), "A paved court."));
}

TEST_F(AccountsFromOutside, AKeepersAndAPlayersWishForOneNameMakeOneCharacter) {
  Actor player = stage().connect();
  player.type("create Bob mine");
  world().add_account("Bob", "secret", "player", note());
  stage().settle();
  EXPECT_EQ(world().accounts().size(), 1U);
  EXPECT_NE(has(player.seen(), "Welcome, Bob."), answer() == "ok") << "one of the two has it";
}

TEST_F(AccountsFromOutside, TooManyPasswordsAtOnceAreRefused) {
  size_t made = 0;
  std::string refusal;
  const auto told = [&](const Status& status) {
    status ? void(++made) : void(refusal = status.error());
  };
  for (char a = 'a'; a < 'k'; ++a)
    for (char b = 'a'; b < 'h'; ++b)
      world().add_account(std::string("Bob") + a + b, "secret", "player", told);
  EXPECT_TRUE(has(refusal, "try again")) << refusal;
  EXPECT_EQ(made, 0U);
  stage().settle();
  EXPECT_EQ(made, 64U);
  EXPECT_EQ(world().accounts().size(), 64U);
}

TEST_F(AccountsFromOutside, WhatHadToBeUndoneIsNotCalledDone) {
  stage().enter("Ann");
  world().turns().set_row_limit(1);
  world().add_account("Bob", "secret", "player", note());
  EXPECT_TRUE(has(answer(), "nothing has changed"));
  world().remove_account("Ann", note());
  stage().type("Ann", "quit");
  EXPECT_NE(answer(), "ok");
  EXPECT_EQ(world().accounts().size(), 1U);
}

TEST_F(AccountsFromOutside, BadOnesAreNotAdded) {
  stage().enter("Ann");
  world().add_account("ANN", "secret", "player", note());
  EXPECT_TRUE(has(answer(), "already"));
  world().add_account("Bob", "", "player", note());
  EXPECT_TRUE(has(answer(), "password is empty"));
  world().add_account("Bob", "secret", "king", note());
  EXPECT_TRUE(has(answer(), "no role \"king\""));
  world().add_account("who", "secret", "player", note());
  EXPECT_TRUE(has(answer(), "another name"));
  EXPECT_EQ(world().accounts().size(), 1U);
}

TEST_F(AccountsFromOutside, APasswordIsChanged) {
  stage().enter("Ann");
  world().set_password("ann", "other", note());
  EXPECT_EQ(answer(), "ok");
  EXPECT_TRUE(has(connect("connect Ann secret"), "not the password"));
  EXPECT_TRUE(has(connect("connect Ann other"), "A paved court."));
  world().set_password("Ann", "", note());
  EXPECT_TRUE(has(answer(), "empty"));
  world().set_password("Bob", "x", note());
  EXPECT_TRUE(has(answer(), "no account called Bob"));
}

TEST_F(AccountsFromOutside, RolesAreGivenAndTaken) {
  stage().enter("Ann");
  const std::string code = world().claim_code();
  EXPECT_NE(code, "");
  world().set_role("Ann", "keeper", note());
  EXPECT_EQ(answer(), "ok");
  EXPECT_EQ(world().claim_code(), "") << "there is a keeper now";
  EXPECT_EQ(evaluate("players()[1].role"), "keeper");
  world().set_role("Ann", "player", note());
  EXPECT_EQ(answer(), "ok");
  EXPECT_NE(world().claim_code(), "") << "nobody keeps the world any more";
  world().set_role("Bob", "player", note());
  EXPECT_TRUE(has(answer(), "no account called Bob"));
  world().set_role("Ann", "queen", note());
  EXPECT_TRUE(has(answer(), "no role \"queen\""));
}

TEST_F(AccountsFromOutside, ClaimMakesAKeeperOnce) {
  stage().enter("Ann");
  EXPECT_TRUE(has(says("Ann", "claim nonsense"), "not the code"));
  const std::string code = world().claim_code();
  EXPECT_TRUE(has(says("Ann", "claim " + code), "You are the keeper"));
  EXPECT_TRUE(has(says("Ann", "claim " + code), "has a keeper already"));
  EXPECT_EQ(world().accounts()[0].role, "keeper");
}

TEST_F(AccountsFromOutside, RemovedOnesAreGoneAndTheirThingsStay) {
  stage().enter("Ann");
  stage().type("Ann", "take pebble");
  world().remove_account("Ann", note());
  EXPECT_TRUE(has(answer(), "playing just now"));
  stage().type("Ann", "quit");
  world().remove_account("ann", note());
  EXPECT_EQ(answer(), "ok");
  EXPECT_EQ(world().accounts().size(), 0U);
  EXPECT_EQ(evaluate("thing('yard.pebble').holder == thing('yard.court')"), "true");
  EXPECT_TRUE(has(connect("connect Ann secret"), "no character called Ann"));
  world().remove_account("Ann", note());
  EXPECT_TRUE(has(answer(), "no account called Ann"));
  EXPECT_TRUE(has(connect("create Ann again"), "Welcome, Ann."));
}

}  // namespace
}  // namespace reality
