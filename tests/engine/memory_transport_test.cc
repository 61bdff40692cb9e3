// SPDX-License-Identifier: MIT
#include "engine/memory_transport.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace reality {
namespace {

/// The server's end of one connection, with everything it was told.
class Server final : public TransportEvents {
 public:
  void take(std::unique_ptr<Transport> transport) {
    transport_ = std::move(transport);
    transport_->attach(this);
  }
  void on_bytes(std::string_view bytes) override {
    events_.emplace_back(bytes);
    if (when_bytes_) when_bytes_();
  }
  void on_closed() override {
    events_.emplace_back("<closed>");
    transport_.reset();
  }
  void on_drained() override { events_.emplace_back("<drained>"); }

  std::unique_ptr<Transport> transport_;
  std::vector<std::string> events_;
  std::function<void()> when_bytes_;
};

class MemoryTransportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto listener = network_.listen("127.0.0.1:0", [this](std::unique_ptr<Transport> transport) {
      server_.take(std::move(transport));
    });
    ASSERT_TRUE(listener.ok());
    listener_ = std::move(listener).value();
  }
  void settle() {
    while (network_.pump()) {
    }
  }
  std::unique_ptr<MemoryTransport> connect() {
    auto client = network_.connect(listener_->address(), "10.0.0.7");
    settle();
    return client;
  }

  using Events = std::vector<std::string>;
  MemoryNetwork network_;
  std::unique_ptr<Listener> listener_;
  Server server_;
};

TEST_F(MemoryTransportTest, DeliversBothWaysInPumpOnly) {
  auto client = network_.connect(listener_->address(), "10.0.0.7");
  client->send("hel");
  client->send("lo");
  EXPECT_EQ(server_.transport_, nullptr);
  EXPECT_TRUE(network_.pump());
  ASSERT_NE(server_.transport_, nullptr);
  EXPECT_EQ(server_.transport_->peer(), "10.0.0.7");
  EXPECT_EQ(server_.events_, Events{"hello"});
  server_.transport_->send("hi");
  EXPECT_EQ(client->take(), "");
  settle();
  EXPECT_EQ(client->take(), "hi");
  EXPECT_EQ(client->take(), "");
  EXPECT_FALSE(network_.pump());
}

TEST_F(MemoryTransportTest, NobodyListens) {
  EXPECT_EQ(network_.connect("127.0.0.1:1"), nullptr);
  auto client = network_.connect(listener_->address());
  listener_.reset();
  settle();
  EXPECT_TRUE(client->closed());
  EXPECT_EQ(server_.transport_, nullptr);
}

TEST_F(MemoryTransportTest, AnAddressIsTakenOnce) {
  const auto second = network_.listen(listener_->address(), [](std::unique_ptr<Transport>) {});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error(),
            "cannot listen on " + listener_->address() + ": Address already in use");
  const auto third = network_.listen("127.0.0.1:0", [](std::unique_ptr<Transport>) {});
  ASSERT_TRUE(third.ok());
  EXPECT_NE((*third)->address(), listener_->address());
}

TEST_F(MemoryTransportTest, SplitsIntoChunks) {
  network_.set_chunk(1);
  auto client = connect();
  client->send("abc");
  settle();
  EXPECT_EQ(server_.events_, (Events{"a", "b", "c"}));
}

TEST_F(MemoryTransportTest, BuffersBeyondTheCapacityAndTellsWhenDrained) {
  auto client = connect();
  client->set_receive_capacity(4);
  client->pause_reading(true);
  server_.transport_->send("123456");
  server_.transport_->send("78");
  EXPECT_EQ(server_.transport_->unsent(), 4U);
  settle();
  EXPECT_EQ(server_.transport_->unsent(), 4U);
  client->pause_reading(false);
  settle();
  EXPECT_EQ(client->take(), "12345678");
  EXPECT_EQ(server_.transport_->unsent(), 0U);
  EXPECT_EQ(server_.events_, Events{"<drained>"});
}

TEST_F(MemoryTransportTest, PausedBytesWaitAndThenTheSenderMustBuffer) {
  network_.set_capacity(2);
  auto client = connect();
  server_.transport_->pause_reading(true);
  client->send("abc");
  settle();
  EXPECT_EQ(server_.events_, Events{});
  EXPECT_EQ(client->unsent(), 1U);
  server_.transport_->pause_reading(false);
  settle();
  EXPECT_EQ(server_.events_, (Events{"ab", "c"}));
}

TEST_F(MemoryTransportTest, PausingInTheMiddleStopsDelivery) {
  network_.set_chunk(1);
  auto client = connect();
  server_.when_bytes_ = [this] { server_.transport_->pause_reading(true); };
  client->send("abc");
  settle();
  EXPECT_EQ(server_.events_, Events{"a"});
  server_.transport_->pause_reading(false);
  settle();
  EXPECT_EQ(server_.events_, (Events{"a", "b"}));
}

TEST_F(MemoryTransportTest, TheClientCloses) {
  auto client = connect();
  client->send("quit");
  client->close_when_sent();
  client->send("ignored");
  settle();
  EXPECT_EQ(server_.events_, (Events{"quit", "<closed>"}));
  EXPECT_TRUE(client->closed());
  EXPECT_FALSE(network_.pump());
}

TEST_F(MemoryTransportTest, TheEndComesAfterTheLastByte) {
  auto client = connect();
  client->set_send_capacity(1);
  client->send("abc");
  client->close_when_sent();
  settle();
  EXPECT_EQ(server_.events_, (Events{"a", "b", "c", "<closed>"}));
}

TEST_F(MemoryTransportTest, TheClientVanishes) {
  auto client = connect();
  client->send("bye");
  client.reset();
  settle();
  EXPECT_EQ(server_.events_, (Events{"bye", "<closed>"}));
}

TEST_F(MemoryTransportTest, AResetLosesWhatIsOnItsWay) {
  auto client = connect();
  client->send("lost");
  server_.transport_->send("lost, too");
  client->reset();
  settle();
  EXPECT_EQ(server_.events_, Events{"<closed>"});
  EXPECT_EQ(client->take(), "");
  EXPECT_TRUE(client->closed());
}

TEST_F(MemoryTransportTest, TheServerClosesWhenAllIsSent) {
  auto client = connect();
  client->set_receive_capacity(3);
  client->pause_reading(true);
  server_.transport_->send("goodbye");
  server_.transport_->close_when_sent();
  settle();
  EXPECT_EQ(server_.events_, Events{});
  client->send("thrown away");
  client->pause_reading(false);
  settle();
  EXPECT_EQ(client->take(), "goodbye");
  EXPECT_TRUE(client->closed());
  EXPECT_EQ(server_.events_, Events{"<closed>"});
}

TEST_F(MemoryTransportTest, DestroyingTheServersEndKeepsWhatWasTaken) {
  auto client = connect();
  server_.transport_->send("last words");
  server_.transport_.reset();
  EXPECT_FALSE(client->closed());
  settle();
  EXPECT_EQ(client->take(), "last words");
  EXPECT_TRUE(client->closed());
  EXPECT_EQ(server_.events_, Events{});
}

TEST_F(MemoryTransportTest, MayBeDestroyedInTheMiddleOfDelivery) {
  network_.set_chunk(1);
  auto client = connect();
  server_.when_bytes_ = [this] { server_.transport_.reset(); };
  client->send("abc");
  settle();
  EXPECT_EQ(server_.events_, Events{"a"});
  EXPECT_TRUE(client->closed());
}

TEST_F(MemoryTransportTest, APausedEndLearnsOfTheLossBySendingOnly) {
  auto client = connect();
  server_.transport_->pause_reading(true);
  client.reset();
  settle();
  EXPECT_EQ(server_.events_, Events{});
  server_.transport_->send("anybody?");
  EXPECT_EQ(server_.events_, Events{});
  settle();
  EXPECT_EQ(server_.events_, Events{"<closed>"});
}

TEST_F(MemoryTransportTest, BufferedBytesFailWhenThePeerIsGone) {
  auto client = connect();
  client->set_receive_capacity(1);
  server_.transport_->pause_reading(true);
  server_.transport_->send("ab");
  client.reset();
  settle();
  EXPECT_EQ(server_.events_, Events{"<closed>"});
}

TEST_F(MemoryTransportTest, AListenerMayGoFromInsideItsCall) {
  int accepted = 0;
  auto once = network_.listen("unix:once", [&](std::unique_ptr<Transport>) { ++accepted; });
  std::unique_ptr<Listener> listener = std::move(once).value();
  auto last = network_.listen("unix:last", [&](std::unique_ptr<Transport>) {
    listener.reset();
    ++accepted;
  });
  auto client = network_.connect("unix:last");
  auto other = network_.connect("unix:once");
  settle();
  EXPECT_EQ(accepted, 1);
  EXPECT_TRUE(other->closed());
}

}  // namespace
}  // namespace reality
