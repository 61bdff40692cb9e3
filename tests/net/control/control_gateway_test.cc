// SPDX-License-Identifier: MIT
#include "net/control/control_gateway.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/memory_transport.h"
#include "net/control/control_client.h"
#include "net/control/control_request.h"

namespace reality {
namespace {

/// Notes what it is asked; answers when the test says so.
class FakeOperator final : public Operator {
 public:
  void add_account(std::string_view name, std::string_view password, std::string_view role,
                   Done done) override {
    note("add " + std::string(name) + " " + std::string(password) + " " + std::string(role), done);
  }
  void set_password(std::string_view name, std::string_view password, Done done) override {
    note("password " + std::string(name) + " " + std::string(password), done);
  }
  void set_role(std::string_view name, std::string_view role, Done done) override {
    note("role " + std::string(name) + " " + std::string(role), done);
  }
  void remove_account(std::string_view name, Done done) override {
    note("remove " + std::string(name), done);
  }
  std::vector<AccountLine> accounts() const override { return lines; }
  void snapshot(std::string path, Done done) override { note("snapshot " + path, done); }

  std::vector<std::string> asked;
  std::vector<Done> waiting;
  std::vector<AccountLine> lines;

 private:
  void note(std::string what, Done done) {
    asked.push_back(std::move(what));
    waiting.push_back(std::move(done));
  }
};

class ControlGatewayTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(gateway_->listen("/home/control").ok()); }

  void settle() {
    while (network_.pump()) {
    }
  }
  void ask(const std::string& text) {
    client_ = network_.connect("unix:/home/control", "unix");
    client_->send(text);
    settle();
  }
  std::string answer() {
    settle();
    return client_->take();
  }

  using Strings = std::vector<std::string>;
  MemoryNetwork network_;
  std::string logged_;
  Log log_{LogLevel::debug, [this](LogLevel, std::string_view line) { logged_ += line; }};
  FakeOperator world_;
  std::unique_ptr<ControlGateway> gateway_ =
      std::make_unique<ControlGateway>(network_, world_, log_);
  std::unique_ptr<MemoryTransport> client_;
};

TEST_F(ControlGatewayTest, AnswersAPingAndCloses) {
  ask("ping\n");
  EXPECT_EQ(answer(), "ok\n");
  EXPECT_TRUE(client_->closed());
}

TEST_F(ControlGatewayTest, AddsAnAccountAndAnswersWhenItIsDurable) {
  ask("account add Ann keeper\n");
  EXPECT_TRUE(world_.asked.empty());
  client_->send("a long, long secret\n");
  settle();
  EXPECT_EQ(world_.asked, Strings{"add Ann a long, long secret keeper"});
  EXPECT_EQ(answer(), "");
  world_.waiting[0]({});
  EXPECT_EQ(answer(), "ok\n");
  EXPECT_TRUE(client_->closed());
}

TEST_F(ControlGatewayTest, NeverLogsAPassword) {
  ask("account password Ann\nhunter2\n");
  EXPECT_EQ(world_.asked, Strings{"password Ann hunter2"});
  EXPECT_NE(logged_.find("account password Ann"), std::string::npos);
  EXPECT_EQ(logged_.find("hunter2"), std::string::npos);
}

TEST_F(ControlGatewayTest, PassesOnEveryRequest) {
  ask("account role Ann author\n");
  ask("account remove Ann\n");
  ask("snapshot /tmp/a folder/copy.db\n");
  EXPECT_EQ(world_.asked,
            (Strings{"role Ann author", "remove Ann", "snapshot /tmp/a folder/copy.db"}));
}

TEST_F(ControlGatewayTest, PassesOnTheReasonOfARefusalOnOneLine) {
  ask("account role Nobody author\n");
  world_.waiting[0](Error{"there is no Nobody\nhere"});
  EXPECT_EQ(answer(), "error there is no Nobody here\n");
}

TEST_F(ControlGatewayTest, ListsAccounts) {
  world_.lines = {{"Ann", "keeper", 1'800'000'000'000, true},
                  {"Bob the Elder", "player", 5, false}};
  ask("account list\n");
  const auto items = read_answer(answer());
  ASSERT_TRUE(items.ok());
  ASSERT_EQ(items->size(), 2U);
  const auto ann = read_account((*items)[0]);
  ASSERT_TRUE(ann.ok());
  EXPECT_EQ(ann->name, "Ann");
  EXPECT_EQ(ann->role, "keeper");
  EXPECT_EQ(ann->created_ms, 1'800'000'000'000);
  EXPECT_TRUE(ann->online);
  const auto bob = read_account((*items)[1]);
  ASSERT_TRUE(bob.ok());
  EXPECT_EQ(bob->name, "Bob the Elder");
  EXPECT_FALSE(bob->online);
}

TEST_F(ControlGatewayTest, RefusesWhatItDoesNotKnow) {
  const Strings unknown = {"dance",           "account",
                           "account add",     "account list all",
                           "snapshot ",       "account shrink Ann",
                           "account role Ann"};
  for (const std::string& line : unknown) {
    ask(line + "\nsecond line\n");
    EXPECT_EQ(answer().substr(0, 6), "error ") << line;
  }
  EXPECT_TRUE(world_.asked.empty());
}

TEST_F(ControlGatewayTest, RefusesAnEndlessRequest) {
  ask(std::string(10'000, 'x'));
  EXPECT_EQ(answer(), "error the request is too long\n");
}

TEST_F(ControlGatewayTest, ReadsOneRequestAConnection) {
  ask("ping\nping\naccount remove Ann\n");
  EXPECT_EQ(answer(), "ok\n");
  EXPECT_TRUE(world_.asked.empty());
}

TEST_F(ControlGatewayTest, AnAskerMayGoBeforeTheAnswer) {
  ask("account remove Ann\n");
  client_.reset();
  settle();
  world_.waiting[0]({});
  ask("ping\n");
  EXPECT_EQ(answer(), "ok\n");
}

TEST(ControlClientTest, AnAnswerThatStopsIsNone) {
  EXPECT_FALSE(read_answer("").ok());
  EXPECT_FALSE(read_answer("item player 5 away Ann\n").ok());
  EXPECT_FALSE(read_answer("error no\n").ok());
  EXPECT_TRUE(read_answer("ok\n").ok());
}

TEST(ControlClientTest, RefusesALineBreakInARequest) {
  EXPECT_FALSE(ask_server("/nowhere", {"account remove Ann\nping", ""}).ok());
  const auto nobody = ask_server("/nowhere/control", {"ping", ""});
  ASSERT_FALSE(nobody.ok());
  EXPECT_NE(nobody.error().find("/nowhere/control"), std::string::npos);
}

TEST(ControlRequestTest, WhatIsNoAccountIsRefused) {
  for (const char* item : {"", "item", "item player x away Ann", "other player 5 away Ann"})
    EXPECT_FALSE(read_account(item).ok()) << item;
}

}  // namespace
}  // namespace reality
