// SPDX-License-Identifier: MIT
//
// From a connection to a character: login lines, the dialogue, guests, registration, and what
// happens to a character whose connection goes.
#include "world/people/login.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/world/yard.h"
#include "world/session.h"

namespace reality {
namespace {

constexpr std::string_view kHide = "\xff\xfb\x01";     // IAC WILL ECHO
constexpr std::string_view kShow = "\xff\xfc\x01";     // IAC WONT ECHO
constexpr std::string_view kAgreed = "\xff\xfd\x01";   // IAC DO ECHO
constexpr std::string_view kStopped = "\xff\xfe\x01";  // IAC DONT ECHO

class Login : public Yard {
 protected:
  void SetUp() override { open(); }

  /// Types a line at a client that obeys ECHO; answers all bytes that came back.
  std::string at(Actor& actor, std::string_view line) {
    actor.type(line);
    stage().settle();
    std::string bytes = actor.bytes();
    if (has(bytes, kHide)) actor.send(kAgreed);
    if (has(bytes, kShow)) actor.send(kStopped);
    stage().settle();
    return bytes + actor.bytes();
  }
  Actor arrive() {
    Actor actor = stage().connect();
    stage().settle();
    return actor;
  }
  std::string court_people() {
    return evaluate(
        "(function() local s = '' for _, t in ipairs(thing('yard.court'):contents()) do "
        "if t.person then s = s .. t.name .. ' ' end end return s end)()");
  }
};

TEST_F(Login, GreetsAndAsksForAName) {
  Actor stranger = arrive();
  const std::string seen = stranger.seen();
  EXPECT_TRUE(seen.ends_with("Name: ")) << seen;
  EXPECT_GT(seen.size(), 20U);
  EXPECT_TRUE(has(at(stranger, ""), "What is your name?"));
  EXPECT_TRUE(has(at(stranger, "   "), "What is your name?"));
  EXPECT_TRUE(has(at(stranger, "help"), "Type your name"));
  EXPECT_TRUE(has(at(stranger, "x"), "2 to 20 letters"));
  EXPECT_TRUE(has(at(stranger, "hello there"), "one word"));
  EXPECT_TRUE(has(at(stranger, " ann "), "Ann is new here"));
}

TEST_F(Login, ANewNameChoosesAPasswordUnseen) {
  Actor ann = arrive();
  std::string seen = at(ann, "ann");
  EXPECT_TRUE(has(seen, "Ann is new here"));
  EXPECT_TRUE(has(seen, kHide));
  seen = at(ann, "secret");
  EXPECT_TRUE(has(seen, "Once more: "));
  EXPECT_FALSE(has(seen, kShow));
  seen = at(ann, "secret");
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "Welcome, Ann."));
  EXPECT_TRUE(has(seen, "A paved court."));
  EXPECT_NE(world().account_book().find("ann"), nullptr);
}

TEST_F(Login, ANewPasswordMayBeReconsidered) {
  Actor ann = arrive();
  at(ann, "Ann");
  at(ann, "one");
  std::string seen = at(ann, "two");
  EXPECT_TRUE(has(seen, "not the same"));
  EXPECT_FALSE(has(seen, kShow));
  seen = at(ann, "");
  EXPECT_TRUE(has(seen, "Never mind."));
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "Name: "));
  EXPECT_EQ(world().account_book().find("Ann"), nullptr);
}

TEST_F(Login, AReturningNameGivesItsPassword) {
  at(stage().enter("Ann"), "quit");
  Actor ann = arrive();
  std::string seen = at(ann, "ANN");
  EXPECT_TRUE(has(seen, "Welcome back, Ann."));
  EXPECT_TRUE(has(seen, kHide));
  seen = at(ann, "wrong");
  EXPECT_TRUE(has(seen, "not the password of Ann"));
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "Name: "));
  at(ann, "Ann");
  EXPECT_TRUE(has(at(ann, ""), kShow));
  at(ann, "Ann");
  seen = at(ann, "secret");
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "A paved court."));
}

TEST_F(Login, ConnectTakesOneLine) {
  at(stage().enter("Ann"), "quit");
  Actor ann = arrive();
  EXPECT_TRUE(has(at(ann, "connect"), "connect NAME PASSWORD"));
  EXPECT_TRUE(has(at(ann, "connect Bob secret"), "no character called Bob"));
  std::string seen = at(ann, "connect Ann wrong");
  EXPECT_TRUE(has(seen, "not the password"));
  EXPECT_TRUE(has(seen, "Name: "));
  seen = at(ann, "CONNECT aNN secret");
  EXPECT_TRUE(has(seen, "A paved court."));
  EXPECT_FALSE(has(seen, kHide)) << "nothing was asked";
}

TEST_F(Login, ConnectWithANameAloneAsksUnseen) {
  at(stage().enter("Ann"), "quit");
  Actor ann = arrive();
  std::string seen = at(ann, "connect Ann");
  EXPECT_TRUE(has(seen, kHide));
  EXPECT_TRUE(has(seen, "Password: "));
  seen = at(ann, "secret");
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "A paved court."));
}

TEST_F(Login, CreateTakesOneLineAndPasswordsWithSpaces) {
  Actor bob = arrive();
  EXPECT_TRUE(has(at(bob, "create"), "create NAME PASSWORD"));
  EXPECT_TRUE(has(at(bob, "create Bob"), kHide));
  EXPECT_TRUE(has(at(bob, ""), kShow));
  EXPECT_TRUE(has(at(bob, "create bob  two words"), "Welcome, Bob."));
  at(bob, "quit");
  EXPECT_TRUE(bob.closed());
  Actor again = arrive();
  EXPECT_TRUE(has(at(again, "create BOB other"), "called BOB already"));
  EXPECT_TRUE(has(at(again, "connect bob two"), "not the password"));
  EXPECT_TRUE(has(at(again, "connect bob two words"), "A paved court."));
}

TEST_F(Login, SomeNamesCannotBeTaken) {
  Actor ann = arrive();
  for (const char* name : {"create all x", "create Root x", "create postmaster x"})
    EXPECT_TRUE(has(at(ann, name), "means something else")) << name;
  EXPECT_TRUE(has(at(ann, "create Guest7 x"), "Guests come and go"));
  EXPECT_TRUE(has(at(ann, "create 7up x"), "begins with a letter"));
  EXPECT_TRUE(has(at(ann, "create \xc3\x84nn x"), "A name "));
  Status added;
  world().add_account("Guest7", "x", "player", [&](const Status& status) { added = status; });
  EXPECT_FALSE(added) << "the operator may not take it either";
}

TEST_F(Login, GuestsAreNumberedAndLimited) {
  settings().limits.guests = 2;
  Actor first = arrive();
  Actor second = arrive();
  Actor third = arrive();
  EXPECT_TRUE(has(at(first, "guest"), "You are here as Guest1."));
  EXPECT_TRUE(has(at(second, "guest"), "You are here as Guest2."));
  EXPECT_TRUE(has(at(third, "guest"), "as many guests as"));
  at(first, "quit");
  EXPECT_TRUE(has(at(third, "guest"), "You are here as Guest1."));
  EXPECT_EQ(court_people(), "Guest2 Guest1 ");
}

TEST_F(Login, WhoTellsBeforeLoginAndQuitLeaves) {
  Actor stranger = arrive();
  EXPECT_TRUE(has(at(stranger, "who"), "Nobody is here just now"));
  stage().enter("Ann");
  EXPECT_TRUE(has(at(stranger, "who"), "Ann is here."));
  stage().enter("Tom");
  EXPECT_TRUE(has(at(stranger, "WHO"), "Ann and Tom are here."));
  EXPECT_TRUE(has(at(stranger, "quit"), "Goodbye."));
  EXPECT_TRUE(stranger.closed());
}

TEST_F(Login, RegisterKeepsWhatAGuestCarries) {
  Actor guest = arrive();
  at(guest, "guest");
  at(guest, "take pebble");
  std::string seen = at(guest, "register bob");
  EXPECT_TRUE(has(seen, kHide));
  EXPECT_TRUE(has(seen, "Choose a password for Bob"));
  at(guest, "secret");
  seen = at(guest, "secret");
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "From now on you are Bob"));
  EXPECT_TRUE(has(at(guest, "inventory"), "white pebble"));
  at(guest, "quit");
  Actor bob = arrive();
  at(bob, "connect Bob secret");
  EXPECT_TRUE(has(at(bob, "inventory"), "white pebble"));
  EXPECT_TRUE(has(at(bob, "register Max"), "character of your own"));
}

TEST_F(Login, RegistrationCanBeLeftBe) {
  stage().enter("Ann");
  Actor guest = arrive();
  at(guest, "guest");
  EXPECT_TRUE(has(at(guest, "register ann"), "called ann already"));
  EXPECT_TRUE(has(at(guest, "register all"), "means something else"));
  EXPECT_TRUE(has(at(guest, "register Bob"), kHide));
  const std::string seen = at(guest, "");
  EXPECT_TRUE(has(seen, kShow));
  EXPECT_TRUE(has(seen, "> "));
  EXPECT_TRUE(has(at(guest, "look"), "A paved court."));
  EXPECT_EQ(world().account_book().find("Bob"), nullptr);
}

TEST_F(Login, WhatFollowsRegisterOnTheLineWaitsForIt) {
  Actor guest = arrive();
  at(guest, "guest");
  EXPECT_FALSE(has(at(guest, "register Bob. look"), "A paved court."));
  at(guest, "secret");
  const std::string seen = at(guest, "secret");
  EXPECT_TRUE(has(seen, "From now on you are Bob"));
  EXPECT_TRUE(has(seen, "A paved court."));
}

TEST_F(Login, AGuestWhoVanishesWhileRegisteringLeavesNothingBehind) {
  Actor guest = arrive();
  at(guest, "guest");
  at(guest, "take pebble");
  at(guest, "register Bob");
  at(guest, "secret");
  guest.vanish();
  stage().settle();
  EXPECT_EQ(court_people(), "");
  EXPECT_EQ(evaluate("thing('yard.pebble').holder == thing('yard.court')"), "true");
  Actor bob = arrive();
  EXPECT_TRUE(has(at(bob, "create Bob secret"), "Welcome, Bob."));
}

/// A connection without a telnet client: the test says when what happens.
struct Bare : SessionSink {
  void deliver(const Delivery& delivery) override {
    for (const Event& event : delivery.events) text += event.text + "\n";
  }
  void set_wrap(bool /*on*/) override {}
  std::string text;
};

TEST_F(Login, APasswordHashedForNobodyIsForgotten) {
  Bare sink;
  Session& session = world().open(sink, "127.0.0.1", "test");
  session.line("guest");
  while (world().pump()) {
  }
  for (const char* line : {"register Bob", "secret", "secret"}) {
    session.line(line);
    while (world().pump()) {
    }
  }
  session.hang_up();  // the hash is still being made
  stage().settle();
  EXPECT_EQ(world().account_book().find("Bob"), nullptr);
  EXPECT_EQ(court_people(), "");
  EXPECT_FALSE(has(sink.text, "From now on"));
}

TEST_F(Login, TwoWhoCreateTheSameNameGetItOnce) {
  Actor first = arrive();
  Actor second = arrive();
  first.type("create Ann one");
  second.type("create Ann two");
  stage().settle();
  EXPECT_TRUE(has(first.seen(), "Welcome, Ann."));
  EXPECT_TRUE(has(second.seen(), "called Ann already"));
}

TEST_F(Login, LinesTypedBeforeTheBannerAreKeptInOrder) {
  Actor ann = stage().connect();
  ann.send("create Ann secret\r\nnorth\r\nlook\r\n");
  stage().settle();
  const std::string seen = ann.seen();
  const size_t court = seen.find("A paved court.");
  const size_t lane = seen.find("A narrow lane.");
  ASSERT_NE(court, std::string::npos) << seen;
  ASSERT_NE(lane, std::string::npos) << seen;
  EXPECT_LT(court, lane);
  EXPECT_NE(seen.find("A narrow lane.", lane + 1), std::string::npos);
}

TEST_F(Login, ASecondLoginTakesOver) {
  Actor& first = stage().enter("Ann");
  stage().enter("Tom");
  stage().type("Ann", "take pebble");
  stage().clear();
  Actor second = arrive();
  const std::string seen = at(second, "connect Ann secret");
  EXPECT_TRUE(has(seen, "A paved court."));
  EXPECT_TRUE(has(first.seen(), "You have come in from somewhere else"));
  EXPECT_TRUE(first.closed());
  EXPECT_EQ(stage()["Tom"].seen(), "") << "nobody fell asleep and nobody woke";
  EXPECT_TRUE(has(at(second, "inventory"), "white pebble"));
  EXPECT_EQ(court_people(), "Ann Tom ");
}

TEST_F(Login, WrongPasswordsAreLimited) {
  at(stage().enter("Ann"), "quit");
  settings().limits.failed_logins_per_minute = 3;
  Actor ann = arrive();
  for (int i = 0; i < 10; ++i) at(ann, "connect Ann wrong");
  EXPECT_TRUE(has(at(ann, "connect Ann secret"), "Too many wrong passwords"));
  stage().pass(20);
  EXPECT_TRUE(has(at(ann, "connect Ann secret"), "A paved court."));
}

TEST_F(Login, LinkLossPutsTheCharacterToSleepWhereItIs) {
  Actor& ann = stage().enter("Ann");
  stage().enter("Tom");
  stage().type("Ann", "take pebble");
  stage().type("Ann", "north");
  stage().type("Tom", "north");
  stage().clear();
  ann.vanish();
  stage().settle();
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann falls asleep."));
  EXPECT_FALSE(has(says("Tom", "look"), "Ann is here"));
  stage().clear();
  Actor again = arrive();
  std::string seen = at(again, "connect Ann secret");
  EXPECT_TRUE(has(seen, "A narrow lane."));
  EXPECT_TRUE(has(stage()["Tom"].seen(), "Ann wakes up."));
  EXPECT_TRUE(has(at(again, "inventory"), "white pebble"));
}

}  // namespace
}  // namespace reality
