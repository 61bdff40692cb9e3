// SPDX-License-Identifier: MIT
#include "engine/socket_transport.h"

#include <gtest/gtest.h>

#include <future>
#include <string>

#include "tests/real/real_server.h"

namespace reality {
namespace {

using SocketTransportTest = RealServer;

// More than the kernel's buffers take, of a pattern that shows gaps and repetitions.
std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < size_t{16} * 1024 * 1024; ++i) text += std::to_string(i) + ",";
  return text;
}

TEST_F(SocketTransportTest, SpeaksBothWays) {
  listen();
  when_accepted_ = [](Conversation& c) {
    c.transport->send("welcome ");
    c.when_bytes = [&c] { c.transport->send("yes"); };
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_EQ(client.read(8), "welcome ");
    EXPECT_TRUE(client.send("hello?"));
    EXPECT_EQ(client.read(3), "yes");
    on_loop([&] { EXPECT_EQ(accepted_[0]->transport->peer(), "127.0.0.1"); });
    client.close();
    EXPECT_TRUE(closes(0));
  });
  EXPECT_EQ(accepted_[0]->told, "hello?<closed>");
}

TEST_F(SocketTransportTest, BuffersWhatThePeerDoesNotTakeAndTellsWhenDrained) {
  listen();
  const std::string text = long_text();
  when_accepted_ = [&](Conversation& c) {
    c.transport->send(text);
    c.transport->send("!");
    EXPECT_GT(c.transport->unsent(), 0U);
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    pass();
    on_loop([&] { EXPECT_GT(accepted_[0]->transport->unsent(), 0U); });
    EXPECT_TRUE(client.read(text.size() + 1) == text + "!");
    pass();
    on_loop([&] {
      EXPECT_EQ(accepted_[0]->transport->unsent(), 0U);
      EXPECT_EQ(accepted_[0]->told, "<drained>");
    });
  });
}

TEST_F(SocketTransportTest, PausedBytesWait) {
  listen();
  when_accepted_ = [](Conversation& c) { c.transport->pause_reading(true); };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_TRUE(client.send("patience"));
    pass();
    on_loop([&] {
      EXPECT_EQ(accepted_[0]->told, "");
      accepted_[0]->transport->pause_reading(false);
    });
    client.close();
    EXPECT_TRUE(closes(0));
  });
  EXPECT_EQ(accepted_[0]->told, "patience<closed>");
}

TEST_F(SocketTransportTest, TheLastBytesArriveThoughInputWasNotRead) {
  listen();
  const std::string text = long_text();
  when_accepted_ = [&](Conversation& c) {
    c.transport->pause_reading(true);
    c.transport->send(text);
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_TRUE(client.send(std::string(100'000, 'x')));
    on_loop([&] {
      accepted_[0]->transport->close_when_sent();
      accepted_[0]->transport->send("ignored");
    });
    EXPECT_TRUE(client.read_all() == text);
    client.close();
    EXPECT_TRUE(closes(0));
  });
  EXPECT_EQ(accepted_[0]->told, "<closed>");
}

TEST_F(SocketTransportTest, SendsTheRestToAPeerThatHasShutItsSide) {
  listen();
  const std::string text = long_text();
  when_accepted_ = [&](Conversation& c) {
    c.transport->send(text);
    c.transport->close_when_sent();
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    client.shut();
    pass();
    EXPECT_TRUE(client.read_all() == text);
    EXPECT_TRUE(closes(0));
  });
}

TEST_F(SocketTransportTest, APeerThatDoesNotCloseIsLeftAfterTwoSeconds) {
  listen();
  when_accepted_ = [](Conversation& c) {
    c.transport->send("bye");
    c.transport->close_when_sent();
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_EQ(client.read_all(), "bye");
    on_loop([&] { clock_.advance_us(1'999'999); });
    pass();
    on_loop([&] {
      EXPECT_EQ(accepted_[0]->told, "");
      clock_.advance_us(1);
    });
    EXPECT_TRUE(closes(0));
  });
}

TEST_F(SocketTransportTest, AClosingPeerThatTakesNothingIsLeftAfterTenSeconds) {
  listen();
  const std::string text = long_text();
  when_accepted_ = [&](Conversation& c) {
    c.transport->send(text);
    c.transport->close_when_sent();
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    pass();
    on_loop([&] { clock_.advance_us(10'000'000); });
    EXPECT_TRUE(closes(0));
  });
}

TEST_F(SocketTransportTest, ABrokenConnectionIsClosed) {
  listen();
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    pass();
    client.reset();
    EXPECT_TRUE(closes(0));
  });
  EXPECT_EQ(accepted_[0]->told, "<closed>");
}

// Accepts, then waits until the client is gone, so that sending is sure to fail.
TEST_F(SocketTransportTest, WhatThePeerSaidBeforeItLeftIsRead) {
  listen();
  std::promise<void> left;
  when_accepted_ = [&](Conversation& c) {
    EXPECT_EQ(left.get_future().wait_for(kPatience), std::future_status::ready);
    c.transport->send("a");
    c.transport->send("b");
    EXPECT_EQ(c.transport->unsent(), 0U);
    EXPECT_EQ(c.told, "");
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_TRUE(client.send("last words"));
    client.reset();
    left.set_value();
    pass();
    EXPECT_TRUE(closes(0));
  });
  EXPECT_EQ(accepted_[0]->told, "last words<closed>");
}

// A pair of Unix sockets, since these keep more than one event reads.
TEST_F(SocketTransportTest, AllThatThePeerSaidBeforeItLeftIsRead) {
  int ends[2] = {};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
  const std::string text(100'000, 'x');
  ASSERT_EQ(::send(ends[1], text.data(), text.size(), 0), 100'000);
  ::close(ends[1]);
  SocketShared shared(loop_);
  SocketAddress peer;
  peer.storage.ss_family = AF_UNIX;
  Conversation c(std::make_unique<SocketTransport>(shared, UniqueFd(ends[0]), peer));
  c.transport->pause_reading(true);
  c.transport->send("nobody hears this");
  c.transport->pause_reading(false);
  EXPECT_EQ(c.told, "");
  play([&] { pass(); });
  EXPECT_EQ(c.told, text + "<closed>");
}

TEST_F(SocketTransportTest, APausedOneLearnsOfTheLossBySending) {
  listen();
  when_accepted_ = [](Conversation& c) { c.transport->pause_reading(true); };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    pass();
    client.reset();
    pass();
    on_loop([&] {
      EXPECT_EQ(accepted_[0]->told, "");
      accepted_[0]->transport->send("anybody?");
      EXPECT_EQ(accepted_[0]->told, "");
    });
    EXPECT_TRUE(closes(0));
  });
}

TEST_F(SocketTransportTest, TheReceiverMayDestroyItInsideTheCall) {
  listen();
  when_accepted_ = [](Conversation& c) { c.when_bytes = [&c] { c.transport.reset(); }; };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_TRUE(client.send("x"));
    EXPECT_EQ(client.read_all(), "");
  });
  EXPECT_EQ(accepted_[0]->told, "x");
}

TEST_F(SocketTransportTest, DestroyingItWhileItSendsIsSilent) {
  listen();
  const std::string text = long_text();
  when_accepted_ = [&](Conversation& c) {
    c.transport->send(text);
    c.transport.reset();
  };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_LT(client.read_all().size(), text.size());
  });
  EXPECT_EQ(accepted_[0]->told, "");
}

TEST_F(SocketTransportTest, WithoutAReceiverNothingIsLost) {
  listen();
  when_accepted_ = [](Conversation& c) { c.transport->attach(nullptr); };
  play([&] {
    Client client(listener_->address());
    ASSERT_TRUE(client.connect());
    EXPECT_TRUE(client.send("early"));
    client.close();
    pass();
    on_loop([&] {
      EXPECT_EQ(accepted_[0]->told, "");
      accepted_[0]->transport->attach(accepted_[0].get());
    });
    EXPECT_TRUE(closes(0));
  });
  EXPECT_EQ(accepted_[0]->told, "early<closed>");
}

TEST(SocketTransportSizeTest, AnIdleOneIsSmall) {
  EXPECT_LE(sizeof(SocketTransport), 192U);
}

}  // namespace
}  // namespace reality
