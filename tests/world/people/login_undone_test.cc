// SPDX-License-Identifier: MIT
//
// Who is not let in after all: a turn of the login that is undone leaves the session at the door,
// the one that was in before in, and an account that has changed meanwhile is asked for again.
#include <gtest/gtest.h>

#include <string>

#include "engine/password.h"
#include "tests/world/yard.h"
#include "world/people/characters.h"
#include "world/state/accounts.h"

namespace reality {
namespace {

constexpr const char* kGate = R"(
return { properties = { shut = true },
         computed = { text = function(self, observer)
           if self.shut then error("the gate is shut") end
           return "An open gate."
         end } })";

class LoginUndone : public Yard {
 protected:
  LoginUndone() {
    std::string text = kYardText;
    text.insert(text.find("exit north: lane"), "behaviour: gate\n");
    share_.write("data/world/yard.area", text);
    behaviour("gate", kGate);
  }
  void SetUp() override { open(); }

  void shut(bool is) {
    ASSERT_EQ(run(is ? "thing('yard.court').shut = true" : "thing('yard.court').shut = false"),
              "ok");
  }
  std::string at(Actor& actor, const std::string& line) {
    actor.type(line);
    stage().settle();
    return actor.seen();
  }
  Actor arrive() {
    Actor actor = stage().connect();
    stage().settle();
    actor.seen();
    return actor;
  }
};

TEST_F(LoginUndone, WhoIsNewIsToldAndMayTryAgain) {
  Actor zed = arrive();
  EXPECT_TRUE(has(at(zed, "create Zed secret"), "Something broke on the way in"));
  EXPECT_EQ(world().account_book().find("Zed"), nullptr);
  EXPECT_TRUE(has(at(zed, "who"), "Name: ")) << "still at the door";
  shut(false);
  EXPECT_TRUE(has(at(zed, "create Zed secret"), "An open gate."));
  EXPECT_TRUE(has(at(zed, "say hello"), "You say, \"hello\""));
}

TEST_F(LoginUndone, AGuestToo) {
  Actor guest = arrive();
  EXPECT_TRUE(has(at(guest, "guest"), "Something broke on the way in"));
  EXPECT_TRUE(has(at(guest, "who"), "Name: "));
  shut(false);
  EXPECT_TRUE(has(at(guest, "guest"), "An open gate."));
  EXPECT_TRUE(has(at(guest, "say hello"), "You say, \"hello\""));
}

TEST_F(LoginUndone, WhoWasInBeforeStaysIn) {
  shut(false);
  Actor first = arrive();
  at(first, "create Ann secret");
  shut(true);
  Actor second = arrive();
  EXPECT_TRUE(has(at(second, "connect Ann secret"), "Something broke on the way in"));
  EXPECT_FALSE(first.closed());
  EXPECT_TRUE(has(at(first, "say hello"), "You say, \"hello\""));
  EXPECT_EQ(second.seen(), "");
  shut(false);
  EXPECT_TRUE(has(at(second, "connect Ann secret"), "An open gate."));
  EXPECT_TRUE(first.closed());
  EXPECT_TRUE(has(at(second, "say hello"), "You say, \"hello\""));
}

/// Changes the account while the password that was typed is still being checked.
class LoginOvertaken : public LoginUndone {
 protected:
  void SetUp() override {
    open();
    shut(false);
    stage().enter("Ann");
    stage().type("Ann", "quit");
  }
  /// The line is taken, but the executor has not run yet.
  void take(Actor& actor, const std::string& line) {
    actor.type(line);
    while (stage().network().pump() || world().pump()) {
    }
  }
  /// Gives Ann's name this password, and this character, at once.
  void set_account(const std::string& password, ThingId character) {
    const auto hash = hash_password(password, world().secrets().salt(), 8, 1);
    ASSERT_TRUE(hash) << hash.error();
    ASSERT_TRUE(world().run_turn([&] {
      world().account_book().set("Ann", {character, *hash, AccountRole::player, 7});
    }));
  }
};

TEST_F(LoginOvertaken, AnOldPasswordLetsNobodyIn) {
  Actor ann = arrive();
  take(ann, "connect Ann secret");
  set_account("newer", world().account_book().find("Ann")->character);
  stage().settle();
  EXPECT_TRUE(has(ann.seen(), "has changed just now"));
  EXPECT_TRUE(has(at(ann, "connect Ann secret"), "not the password"));
  EXPECT_TRUE(has(at(ann, "connect Ann newer"), "An open gate."));
}

TEST_F(LoginOvertaken, NobodyIsLetIntoANewAccountOfThatName) {
  Actor ann = arrive();
  take(ann, "connect Ann secret");
  world().remove_account("Ann", [](const Status& status) { EXPECT_TRUE(status.ok()); });
  while (world().pump()) {
  }
  ThingId body;
  world().run_turn([&] { body = world().characters().make("Ann").id(); });
  set_account("other", body);
  stage().settle();
  EXPECT_TRUE(has(ann.seen(), "has changed just now"));
  EXPECT_TRUE(has(at(ann, "connect Ann other"), "An open gate."));
}

}  // namespace
}  // namespace reality
