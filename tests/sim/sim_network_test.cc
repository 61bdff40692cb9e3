// SPDX-License-Identifier: MIT
#include "tests/sim/sim_network.h"

#include <gtest/gtest.h>

#include <functional>

namespace reality {
namespace {

constexpr const char* kAddress = "127.0.0.1:4000";

/// The server's end of one connection: notes what it is told.
class ServerEnd final : public TransportEvents {
 public:
  explicit ServerEnd(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {
    transport_->attach(this);
  }
  void on_bytes(std::string_view bytes) override {
    pieces_.emplace_back(bytes);
    text_ += bytes;
  }
  void on_closed() override {
    closed_ = true;
    transport_.reset();
  }
  bool on_end_of_input() override {
    ended_ = true;
    return goes_on_;
  }
  void on_drained() override { drained_ = true; }

  std::unique_ptr<Transport> transport_;
  std::vector<std::string> pieces_;
  std::string text_;
  bool closed_ = false;
  bool ended_ = false;
  bool drained_ = false;
  bool goes_on_ = false;
};

class SimNetworkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto listener = network_.listen(kAddress, [this](std::unique_ptr<Transport> transport) {
      servers_.push_back(std::make_unique<ServerEnd>(std::move(transport)));
    });
    ASSERT_TRUE(listener.ok());
    listener_ = std::move(listener).value();
  }
  size_t run() {
    size_t steps = 0;
    while (steps < 100'000 && net_.step(rng_)) ++steps;
    return steps;
  }
  std::unique_ptr<MemoryTransport> connect(const LinkStyle& style = {}) {
    auto client = net_.connect(kAddress, style, "10.0.0.7");
    run();
    return client;
  }
  ServerEnd& server() { return *servers_.back(); }

  ManualClock clock_;
  Rng rng_{7};
  MemoryNetwork network_;
  SimNetwork net_{network_, clock_};
  std::vector<std::unique_ptr<ServerEnd>> servers_;
  std::unique_ptr<Listener> listener_;
};

TEST_F(SimNetworkTest, OneStepIsOnePiece) {
  auto client = net_.connect(kAddress, {.to_server = Pieces::byte}, "10.0.0.7");
  EXPECT_TRUE(servers_.empty());
  EXPECT_TRUE(net_.step(rng_));
  ASSERT_EQ(servers_.size(), 1U);
  EXPECT_EQ(server().transport_->peer(), "10.0.0.7");
  client->send("ab");
  EXPECT_FALSE(net_.idle());
  EXPECT_TRUE(net_.step(rng_));
  EXPECT_EQ(server().text_, "a");
  EXPECT_TRUE(net_.step(rng_));
  EXPECT_EQ(server().text_, "ab");
  EXPECT_TRUE(net_.idle());
  EXPECT_FALSE(net_.step(rng_));
}

TEST_F(SimNetworkTest, NobodyListens) {
  EXPECT_EQ(net_.connect("127.0.0.1:1", {}), nullptr);
}

TEST_F(SimNetworkTest, CutsByLines) {
  auto client = connect({.to_server = Pieces::line});
  client->send("look\r\nsay a\r\nqu");
  run();
  EXPECT_EQ(server().pieces_, (std::vector<std::string>{"look\r\n", "say a\r\n", "qu"}));
}

TEST_F(SimNetworkTest, CutsSmall) {
  auto client = connect({.to_client = Pieces::small});
  const std::string text(400, 'x');
  server().transport_->send(text);
  size_t pieces = 0;
  std::string all;
  while (net_.step(rng_)) {
    const std::string piece = client->take();
    EXPECT_LE(piece.size(), 16U);
    all += piece;
    ++pieces;
  }
  EXPECT_EQ(all, text);
  EXPECT_GE(pieces, 25U);
}

TEST_F(SimNetworkTest, RunsTogether) {
  auto client = connect({.to_server = Pieces::whole});
  client->send("look\r\n");
  client->send("quit\r\n");
  run();
  EXPECT_EQ(server().pieces_, std::vector<std::string>{"look\r\nquit\r\n"});
}

TEST_F(SimNetworkTest, MixedPiecesKeepTheirOrder) {
  auto client = connect({.to_server = Pieces::mixed, .to_client = Pieces::mixed});
  std::string text;
  for (int i = 0; i < 200; ++i) {
    const std::string line = "line " + std::to_string(i) + "\n";
    text += line;
    client->send(line);
    server().transport_->send(line);
    net_.step(rng_);
  }
  run();
  EXPECT_EQ(server().text_, text);
  EXPECT_EQ(client->take(), text);
  EXPECT_GT(server().pieces_.size(), 10U);
}

TEST_F(SimNetworkTest, TakesTheConnectionsInDifferentOrders) {
  auto first = connect();
  auto second = connect();
  std::string order;
  for (int i = 0; i < 40; ++i) {
    first->send("a");
    second->send("b");
    net_.step(rng_);
    order += servers_[0]->text_.empty() ? 'b' : 'a';
    run();
    servers_[0]->text_.clear();
  }
  EXPECT_NE(order.find('a'), std::string::npos);
  EXPECT_NE(order.find('b'), std::string::npos);
}

TEST_F(SimNetworkTest, ALatePieceWaitsForItsTimeAndHoldsWhatComesAfter) {
  LinkStyle style{.to_server = Pieces::line};
  style.late_one_in = 1;
  style.late_us = 1'000'000;
  auto client = net_.connect(kAddress, style);
  client->send("one\ntwo\n");
  int64_t waits = 0;
  while (!net_.idle()) {
    if (net_.step(rng_)) continue;
    const auto due = net_.next_due_us();
    ASSERT_TRUE(due.has_value());
    ASSERT_GT(*due, clock_.mono_us());
    ASSERT_LE(*due, clock_.mono_us() + style.late_us);
    clock_.advance_us(*due - clock_.mono_us());
    ++waits;
  }
  EXPECT_EQ(server().pieces_, (std::vector<std::string>{"one\n", "two\n"}));
  EXPECT_GE(waits, 2);
  EXPECT_EQ(net_.next_due_us(), std::nullopt);
}

TEST_F(SimNetworkTest, AConnectionBreaksByItself) {
  auto client = connect({.to_server = Pieces::byte});
  client.reset();
  run();
  client = net_.connect(kAddress, {.to_server = Pieces::byte, .reset_one_in = 20});
  client->send(std::string(1000, 'x'));
  run();
  EXPECT_EQ(net_.resets(), 1U);
  EXPECT_TRUE(client->closed());
  EXPECT_TRUE(server().closed_);
  EXPECT_FALSE(server().ended_);
  EXPECT_LT(server().text_.size(), 1000U);
}

TEST_F(SimNetworkTest, TheClientResetsAndComesBack) {
  auto client = connect();
  client->send("lost");
  server().transport_->send("lost, too");
  client->reset();
  run();
  EXPECT_TRUE(server().closed_);
  EXPECT_EQ(server().text_, "");
  EXPECT_EQ(client->take(), "");
  client = connect();
  client->send("again");
  run();
  ASSERT_EQ(servers_.size(), 2U);
  EXPECT_EQ(server().text_, "again");
}

TEST_F(SimNetworkTest, AHalfClosedClientIsStillAnswered) {
  auto client = connect({.to_server = Pieces::byte});
  server().goes_on_ = true;
  client->send("GET");
  client->end_output();
  client->send("ignored");
  run();
  EXPECT_EQ(server().text_, "GET");
  EXPECT_TRUE(server().ended_);
  EXPECT_FALSE(server().closed_);
  server().transport_->send("the answer");
  server().transport_->close_when_sent();
  run();
  EXPECT_EQ(client->take(), "the answer");
  EXPECT_TRUE(client->closed());
  EXPECT_TRUE(server().closed_);
}

TEST_F(SimNetworkTest, AHalfClosedClientThatIsNotWantedIsClosed) {
  auto client = connect();
  client->end_output();
  run();
  EXPECT_TRUE(server().ended_);
  EXPECT_TRUE(server().closed_);
  EXPECT_TRUE(client->closed());
}

TEST_F(SimNetworkTest, AClientThatNeverReadsMakesTheServerBuffer) {
  auto client = connect({.capacity = 10});
  client->pause_reading(true);
  for (int i = 0; i < 5; ++i) server().transport_->send("0123456789");
  run();
  EXPECT_EQ(server().transport_->unsent(), 40U);
  EXPECT_FALSE(server().drained_);
  EXPECT_TRUE(net_.idle());
  client->pause_reading(false);
  run();
  EXPECT_EQ(client->take().size(), 50U);
  EXPECT_EQ(server().transport_->unsent(), 0U);
  EXPECT_TRUE(server().drained_);
}

TEST_F(SimNetworkTest, APowerCutTellsTheServerNothingAndTheClientsAll) {
  auto client = connect();
  auto deaf = connect();
  deaf->pause_reading(true);
  auto newcomer = net_.connect(kAddress, {});
  client->send("never heard");
  servers_[0]->transport_->send("never seen");
  net_.drop_all();
  EXPECT_TRUE(client->closed());
  EXPECT_TRUE(deaf->closed());
  EXPECT_TRUE(newcomer->closed());
  run();
  EXPECT_EQ(servers_.size(), 2U);
  for (const auto& server : servers_) EXPECT_FALSE(server->closed_);
  EXPECT_EQ(servers_[0]->text_, "");
  EXPECT_EQ(client->take(), "");
  servers_.clear();
  run();
  EXPECT_TRUE(net_.idle());
}

TEST_F(SimNetworkTest, TheServerMayBeGoneBeforeThePowerIsCut) {
  auto client = connect();
  servers_[0]->transport_->send("never seen");
  servers_.clear();
  net_.drop_all();
  run();
  EXPECT_EQ(client->take(), "");
  EXPECT_TRUE(client->closed());
}

/// What a run over many bad lines looks like from the server, as text.
std::string story_of(uint64_t seed) {
  ManualClock clock;
  Rng rng(seed);
  MemoryNetwork network;
  SimNetwork net(network, clock);
  std::vector<std::unique_ptr<ServerEnd>> servers;
  auto listener = network.listen(kAddress, [&](std::unique_ptr<Transport> transport) {
    servers.push_back(std::make_unique<ServerEnd>(std::move(transport)));
  });
  std::vector<std::unique_ptr<MemoryTransport>> clients;
  for (int i = 0; i < 12; ++i) {
    clients.push_back(net.connect(kAddress, draw_style(rng)));
    clients.back()->send("line one of " + std::to_string(i) + "\r\nline two\r\n");
    if (i % 3 == 0) clients.back()->close_when_sent();
  }
  while (!net.idle()) {
    if (net.step(rng)) continue;
    clock.advance_us(*net.next_due_us() - clock.mono_us());
  }
  std::string story = std::to_string(clock.mono_us()) + " " + std::to_string(net.resets());
  for (const auto& server : servers) {
    for (const std::string& piece : server->pieces_) story += "|" + piece;
    story += server->closed_ ? "#" : ".";
  }
  return story;
}

TEST(SimNetwork, OneSeedIsOneStory) {
  EXPECT_EQ(story_of(3), story_of(3));
  EXPECT_NE(story_of(3), story_of(4));
}

}  // namespace
}  // namespace reality
