// SPDX-License-Identifier: MIT
//
// A disk that does not answer: no turn starts once the store's queue, or what is held back, is
// full, wherever it comes from; nobody is answered; what waits stays bounded; and all goes on when
// the disk does.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/stage.h"

namespace reality {
namespace {

constexpr size_t kQueue = 4;

class BackPressure : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(stage_.error(), "");
    stage_.enter("Ann");
    catch_up();
    stage_.enter("Tom");
    catch_up();
    stage_.clear();
  }

  static StageOptions options() {
    StageOptions made;
    made.withhold_commits = true;
    made.limits.batches = kQueue;
    return made;
  }
  void catch_up() {
    do stage_.settle();
    while (stage_.commit());
    stage_.settle();
  }
  /// Fills the queue: each line changes something.
  void fill() {
    for (size_t i = 0; i < kQueue; ++i) stage_.type("Ann", i % 2 == 0 ? "take coin" : "drop coin");
    ASSERT_TRUE(stage_.store().full());
  }

  /// The answer to a request on a connection of its own; "" while there is none.
  std::string fetch(const std::string& path) {
    const auto client = stage_.network().connect("127.0.0.1:8080");
    client->send("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n");
    stage_.settle();
    return client->take();
  }
  std::string figure(const std::string& name) {
    const std::string text = fetch("/status.json");
    const size_t at = text.find("\"" + name + "\": ");
    if (at == text.npos) return "none";
    const size_t from = at + name.size() + 4;
    return text.substr(from, text.find_first_of(",\n", from) - from);
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
  }

  Stage stage_{options()};
};

TEST_F(BackPressure, LinesWaitInTheClientsOwnMachine) {
  fill();
  for (int i = 0; i < 300; ++i) stage_.type("Tom", i % 2 == 0 ? "take unicorn" : "look");
  EXPECT_EQ(stage_.store().waiting(), kQueue);
  EXPECT_EQ(stage_["Tom"].bytes(), "");
  EXPECT_LT(stage_.gate().held_bytes(), 100'000U);
  catch_up();
  EXPECT_NE(stage_["Tom"].seen(), "");
  EXPECT_EQ(stage_.store().waiting(), 0U);
  stage_.type("Tom", "score of nothing");
  catch_up();
  EXPECT_NE(stage_["Tom"].bytes(), "") << "the connection is read from again";
}

TEST_F(BackPressure, KeepersWishesWaitToo) {
  fill();
  int answers = 0;
  for (const char* name : {"Bob", "Eve"})
    stage_.world().add_account(name, "secret", "player", [&](const Status& status) {
      EXPECT_TRUE(status.ok());
      ++answers;
    });
  stage_.world().set_role("Tom", "author", [&](const Status& status) {
    EXPECT_TRUE(status.ok());
    ++answers;
  });
  stage_.settle();
  EXPECT_EQ(stage_.store().waiting(), kQueue);
  EXPECT_EQ(answers, 0);
  catch_up();
  EXPECT_EQ(answers, 3);
}

TEST_F(BackPressure, PagesWait) {
  fill();
  bool answered = false;
  stage_.world().page({}, [&](const PageAnswer&) { answered = true; });
  stage_.settle();
  EXPECT_FALSE(answered);
  catch_up();
  EXPECT_TRUE(answered);
}

// Whoever watches the server wants to know of a disk that hangs while it hangs.
TEST_F(BackPressure, FiguresAreToldMeanwhile) {
  fill();
  EXPECT_TRUE(has(fetch("/metrics"), "\nreality_store_lag_turns 4\n"));
  EXPECT_TRUE(has(fetch("/metrics"), "\nreality_store_queue 4\n"));
  EXPECT_TRUE(has(fetch("/status.json"), "\"durable_lag_turns\": 4,"));
  EXPECT_TRUE(has(fetch("/healthz"), "the disk is behind"));
  EXPECT_EQ(stage_.store().waiting(), kQueue);
}

// What the disk could take back is not counted.
TEST_F(BackPressure, FiguresCountWhatIsOnDisk) {
  const std::string before = figure("things");
  stage_.enter("Eve");
  ASSERT_GT(stage_.store().waiting(), 0U);
  EXPECT_EQ(figure("things"), before);
  EXPECT_TRUE(has(fetch("/metrics"), "\nreality_things " + before + "\n"));
  catch_up();
  EXPECT_EQ(figure("things"), std::to_string(std::stoi(before) + 1));
}

TEST_F(BackPressure, TimersWaitAndAreSpentOnceLater) {
  fill();
  const uint64_t turns = stage_.metrics().counter("turns").value;
  stage_.pass(3600);
  EXPECT_EQ(stage_.metrics().counter("turns").value, turns);
  EXPECT_EQ(stage_.store().waiting(), kQueue);
  catch_up();
  EXPECT_GT(stage_.metrics().counter("turns").value, turns);
}

TEST_F(BackPressure, NewcomersAreGreetedAndWait) {
  fill();
  Actor stranger = stage_.connect();
  stage_.settle();
  EXPECT_NE(stranger.seen(), "");
  stranger.type("guest");
  stage_.settle();
  EXPECT_EQ(stranger.bytes(), "");
  EXPECT_EQ(stage_.store().waiting(), kQueue);
  catch_up();
  EXPECT_NE(stranger.seen(), "");
}

TEST_F(BackPressure, WhoLeavesMeanwhileFallsAsleepLater) {
  fill();
  stage_["Tom"].vanish();
  stage_.settle();
  EXPECT_EQ(stage_.store().waiting(), kQueue);
  catch_up();
  stage_.type("Ann", "who");
  catch_up();
  EXPECT_EQ(stage_["Ann"].seen().find("Tom is"), std::string::npos);
}

TEST_F(BackPressure, LettersWait) {
  fill();
  const MailActor sender = stage_.mail({"eve@example.org", "ann@localhost", "Hello", "A word."});
  EXPECT_EQ(sender.outcome(), 0);
  EXPECT_EQ(stage_.store().waiting(), kQueue);
}

// What changes nothing is held back, too, and the store's queue does not count it.
TEST_F(BackPressure, WhatIsHeldBackIsBounded) {
  stage_.gate().set_limit(20'000);
  stage_.type("Ann", "take coin");
  ASSERT_FALSE(stage_.store().full());
  for (int i = 0; i < 2000; ++i) stage_.type("Tom", "look");
  EXPECT_EQ(stage_["Tom"].bytes(), "");
  EXPECT_GE(stage_.gate().held_bytes(), 20'000U);
  EXPECT_LT(stage_.gate().held_bytes(), 30'000U);
  catch_up();
  EXPECT_EQ(stage_.gate().held_bytes(), 0U);
  EXPECT_GT(stage_["Tom"].seen().size(), 20'000U);
}

}  // namespace
}  // namespace reality
