// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_gateway.h"

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/clock.h"
#include "engine/memory_transport.h"

namespace reality {
namespace {

const std::string kWill = "\xff\xfb";
const std::string kWont = "\xff\xfc";
const std::string kDo = "\xff\xfd";
const std::string kEcho = "\x01";
const std::string kEor = "\x19";
const std::string kOffers = kWill + kEor + kDo + "\x1f";
const std::string kGoAhead = "\xff\xf9";

/// A session that notes what comes in and says what a test tells it to.
class FakeSession final : public Session {
 public:
  explicit FakeSession(SessionSink& s) : sink(s) {}

  void line(std::string_view bytes) override { lines.emplace_back(bytes); }
  size_t waiting_lines() const override { return lines.size(); }
  void line_too_long() override { lines.emplace_back("<too long>"); }
  bool anonymous() const override { return anonymous_; }
  void end_of_input() override { ended = true; }
  void hang_up() override { hung_up = true; }

  void say(const std::string& text, const std::string& prompt = "", uint64_t turn = 0) {
    Delivery delivery;
    const Event event{EventKind::reply, text};
    if (!text.empty()) delivery.events = {&event, 1};
    delivery.prompt = prompt;
    delivery.turn = turn;
    sink.deliver(delivery);
  }
  void ask_secret(const std::string& prompt) {
    Delivery delivery;
    delivery.prompt = prompt;
    delivery.secret = true;
    sink.deliver(delivery);
  }
  void close(const std::string& text, uint64_t turn = 0) {
    const Event event{EventKind::system, text};
    Delivery delivery;
    delivery.events = {&event, 1};
    delivery.close = true;
    delivery.turn = turn;
    sink.deliver(delivery);
  }

  SessionSink& sink;
  std::deque<std::string> lines;
  bool anonymous_ = true;
  bool hung_up = false;
  bool ended = false;
};

class FakeDoor final : public Door {
 public:
  Session& open(SessionSink& sink, std::string_view peer, std::string_view gateway) override {
    sessions.push_back(std::make_unique<FakeSession>(sink));
    EXPECT_EQ(gateway, "telnet");
    peers.emplace_back(peer);
    if (closes) {
      sessions.back()->close("Not today.");
    } else if (!greeting.empty()) {
      sessions.back()->say(greeting, "Name: ");
    }
    return *sessions.back();
  }

  std::string greeting;
  bool closes = false;
  std::vector<std::unique_ptr<FakeSession>> sessions;
  std::vector<std::string> peers;
};

class TelnetGatewayTest : public testing::Test {
 protected:
  void begin() {
    gateway_ =
        std::make_unique<TelnetGateway>(network_, scheduler_, gate_, metrics_, peers_, limits_);
    ASSERT_TRUE(gateway_->listen({"127.0.0.1:0"}).ok());
    gateway_->open(door_);
  }
  void settle() {
    while (network_.pump()) {
    }
  }
  void pass(int64_t seconds) {
    for (int64_t i = 0; i < seconds; ++i) {
      clock_.advance_us(1'000'000);
      scheduler_.run_due();
      settle();
    }
  }
  std::unique_ptr<MemoryTransport> connect(const std::string& peer = "127.0.0.1") {
    auto client = network_.connect(gateway_->addresses().front(), peer);
    settle();
    return client;
  }
  /// A client that has been greeted and a session that is logged in.
  void meet() {
    begin();
    client_ = connect();
    client_->take();
    session().anonymous_ = false;
  }
  void type(const std::string& bytes) {
    client_->send(bytes);
    settle();
  }
  std::string seen() {
    settle();
    return client_->take();
  }
  FakeSession& session() { return *door_.sessions.back(); }

  MemoryNetwork network_;
  ManualClock clock_;
  Scheduler scheduler_{clock_};
  ReleaseGate gate_;
  Metrics metrics_;
  LimitSettings limits_;
  PeerLimits peers_{limits_};
  FakeDoor door_;
  std::unique_ptr<TelnetGateway> gateway_;
  std::unique_ptr<MemoryTransport> client_;
};

TEST_F(TelnetGatewayTest, OffersThenGreets) {
  door_.greeting = "Welcome.";
  begin();
  auto client = connect("10.1.2.3");
  EXPECT_EQ(client->take(), kOffers + "Welcome.\r\nName: " + kGoAhead);
  EXPECT_EQ(door_.peers, std::vector<std::string>{"10.1.2.3"});
}

TEST_F(TelnetGatewayTest, KeepsALineTypedBeforeTheBanner) {
  begin();
  auto client = network_.connect(gateway_->addresses().front());
  client->send("connect ann secret\r\nlo");
  settle();
  client->send("ok\r\n");
  settle();
  EXPECT_EQ(session().lines, (std::deque<std::string>{"connect ann secret", "look"}));
  EXPECT_EQ(metrics_.counter("telnet_lines").value, 2U);
}

TEST_F(TelnetGatewayTest, SendsADeliveryInOnePieceWithItsPrompt) {
  meet();
  type("look\r\n");
  session().say("A cabin.\nIt is small.", "> ");
  EXPECT_EQ(seen(), "A cabin.\r\nIt is small.\r\n> ");
}

TEST_F(TelnetGatewayTest, TextBehindAPromptBeginsOnALineOfItsOwn) {
  meet();
  session().say("Here you are.", "> ");
  session().say("Bob arrives.", "> ");
  EXPECT_EQ(seen(), "Here you are.\r\n> " + kGoAhead + "\r\nBob arrives.\r\n> " + kGoAhead);
  type("\r\n");
  session().say("Bob leaves.");
  session().say("Cat arrives.");
  EXPECT_EQ(seen(), "Bob leaves.\r\nCat arrives.\r\n");
}

TEST_F(TelnetGatewayTest, APromptThatStandsThereIsNotSaidAgain) {
  meet();
  session().say("", "> ");
  session().say("", "> ");
  EXPECT_EQ(seen(), "> " + kGoAhead);
  type("\r\n");
  session().say("", "> ");
  EXPECT_EQ(seen(), "> ");
}

TEST_F(TelnetGatewayTest, HidesASecretAndEndsItsLine) {
  meet();
  session().ask_secret("Password: ");
  EXPECT_EQ(seen(), kWill + kEcho + "Password: " + kGoAhead);
  type(kDo + kEcho + "hunter2\r\n");
  EXPECT_EQ(session().lines.back(), "hunter2");
  EXPECT_EQ(seen(), "\r\n");
  session().say("Welcome back.", "> ");
  EXPECT_EQ(seen(), "Welcome back.\r\n" + kWont + kEcho + "> " + kGoAhead);
}

// TinTin++ answers WILL ECHO, but never WONT: the next secret must not wait for that.
TEST_F(TelnetGatewayTest, HidesEverySecretThoughTheLastEndWasNotAnswered) {
  meet();
  session().ask_secret("Password: ");
  type(kDo + kEcho + "wrong\r\n");
  session().say("That is not it.", "Name: ");
  type("ann\r\n");
  seen();
  session().ask_secret("Password: ");
  EXPECT_EQ(seen(), kWill + kEcho + "Password: " + kGoAhead);
}

TEST_F(TelnetGatewayTest, HoldsEverythingUntilItsTurnIsDurable) {
  meet();
  type("take lamp\r\n");
  session().say("Taken.", "> ", 7);
  type(kDo + "\x2a");  // an option that is refused: the answer waits in line
  session().say("Bob nods.", "", 7);
  EXPECT_EQ(seen(), "");
  gate_.advance(6);
  EXPECT_EQ(seen(), "");
  gate_.advance(7);
  EXPECT_EQ(seen(), "Taken.\r\n> " + kWont + "\x2a" + "\r\nBob nods.\r\n");
}

TEST_F(TelnetGatewayTest, ClosesOnceTheGoodbyeIsDurable) {
  meet();
  session().close("Goodbye.", 3);
  type("look\r\n");
  EXPECT_TRUE(session().lines.empty());
  EXPECT_FALSE(client_->closed());
  gate_.advance(3);
  EXPECT_EQ(seen(), "Goodbye.\r\n");
  EXPECT_TRUE(client_->closed());
  EXPECT_FALSE(session().hung_up);
  EXPECT_EQ(gateway_->connections(), 0U);
}

TEST_F(TelnetGatewayTest, ADoorMayTurnAwayWhoComes) {
  door_.closes = true;
  begin();
  auto client = connect();
  EXPECT_EQ(client->take(), kOffers + "Not today.\r\n");
  EXPECT_TRUE(client->closed());
  EXPECT_EQ(gateway_->connections(), 0U);
  EXPECT_FALSE(session().hung_up);
}

TEST_F(TelnetGatewayTest, HangsUpWhenThePeerGoes) {
  meet();
  EXPECT_EQ(metrics_.gauge("telnet_connections").value, 1);
  session().say("Held.", "> ", 9);
  client_->reset();
  settle();
  EXPECT_TRUE(session().hung_up);
  EXPECT_EQ(metrics_.gauge("telnet_connections").value, 0);
  gate_.advance(9);
}

TEST_F(TelnetGatewayTest, WhoSaysNoMoreIsStillAnswered) {
  meet();
  client_->send("quit\r\n");
  client_->end_output();
  settle();
  EXPECT_TRUE(session().ended);
  EXPECT_FALSE(session().hung_up);
  session().close("Goodbye.");
  settle();
  EXPECT_EQ(client_->take(), "Goodbye.\r\n");
  EXPECT_TRUE(client_->closed());
}

TEST_F(TelnetGatewayTest, HangsUpWhenTheGatewayGoes) {
  meet();
  EXPECT_EQ(peers_.count(), 1);
  gateway_.reset();
  EXPECT_TRUE(session().hung_up);
  EXPECT_EQ(peers_.count(), 0);
}

TEST_F(TelnetGatewayTest, WrapsOnlyWhereTheWidthIsKnown) {
  meet();
  type("\r\n");
  session().say("one two three four");
  EXPECT_EQ(seen(), "one two three four\r\n");
  type("\xff\xfb\x1f\xff\xfa\x1f" + std::string("\0\x0a\0\x18", 4) + "\xff\xf0");
  session().say("one two three four");
  EXPECT_EQ(seen(), "one two\r\nthree four\r\n");
  session().sink.set_wrap(false);
  session().say("one two three four");
  EXPECT_EQ(seen(), "one two three four\r\n");
}

TEST_F(TelnetGatewayTest, TellsOfALineThatIsTooLong) {
  limits_.line_bytes = 10;
  meet();
  type("12345678901\r\nlook\r\n");
  EXPECT_EQ(session().lines, (std::deque<std::string>{"<too long>", "look"}));
}

TEST_F(TelnetGatewayTest, StopsReadingWhoTypesFarAhead) {
  network_.set_chunk(6);
  meet();
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += "look\r\n";
  type(lines);
  EXPECT_EQ(session().lines.size(), 65U);
  session().lines.resize(33);
  session().say("A cabin.");
  settle();
  EXPECT_EQ(session().lines.size(), 33U);
  while (!session().lines.empty()) session().lines.pop_front();
  session().say("A cabin.");
  settle();
  EXPECT_EQ(session().lines.size(), 65U);
}

TEST_F(TelnetGatewayTest, DropsOutputThatIsNotRead) {
  limits_.output_bytes = 1000;
  network_.set_capacity(100);
  meet();
  client_->pause_reading(true);
  const std::string text(600, 'x');
  for (int i = 0; i < 5; ++i) session().say(text);
  session().ask_secret("Password: ");
  client_->pause_reading(false);
  const std::string all = seen();
  EXPECT_EQ(all, text + "\r\n" + text + "\r\n" + kWill + kEcho +
                     "[... output lost: your connection is too slow ...]\r\n");
  type(kDo + kEcho);
  session().say("Back again.");
  EXPECT_EQ(seen(), "Back again.\r\n" + kWont + kEcho);
}

TEST_F(TelnetGatewayTest, ClosesWhoReadsNothingForAMinute) {
  limits_.output_bytes = 1000;
  network_.set_capacity(100);
  meet();
  client_->pause_reading(true);
  for (int i = 0; i < 5; ++i) session().say(std::string(600, 'x'));
  pass(55);
  EXPECT_FALSE(session().hung_up);
  pass(15);
  EXPECT_TRUE(session().hung_up);
}

TEST_F(TelnetGatewayTest, GivesALittleReaderTime) {
  limits_.output_bytes = 1000;
  network_.set_capacity(10);
  meet();
  client_->pause_reading(true);
  for (int i = 0; i < 5; ++i) session().say(std::string(600, 'x'));
  for (int i = 0; i < 5; ++i) {
    pass(30);
    client_->pause_reading(false);
    network_.pump();
    client_->pause_reading(true);
  }
  EXPECT_FALSE(session().hung_up);
}

TEST_F(TelnetGatewayTest, SaysGoodbyeToWhoNeverLogsIn) {
  limits_.login_seconds = 20;
  begin();
  client_ = connect();
  pass(18);
  EXPECT_FALSE(client_->closed());
  pass(7);
  EXPECT_TRUE(session().hung_up);
  EXPECT_TRUE(client_->closed());
  EXPECT_NE(client_->take().find("Nobody has logged in"), std::string::npos);
  EXPECT_EQ(scheduler_.next_due_us().has_value(), false);
}

TEST_F(TelnetGatewayTest, APlayerMayBeSilentForAnHour) {
  limits_.login_seconds = 20;
  meet();
  pass(3600);
  EXPECT_FALSE(session().hung_up);
}

TEST_F(TelnetGatewayTest, TurnsAwayWhoIsTooMuch) {
  limits_.connections = 2;
  begin();
  auto one = connect();
  auto two = connect();
  auto three = connect();
  EXPECT_EQ(door_.sessions.size(), 2U);
  EXPECT_EQ(three->take(), "The server is full. Please come back a little later.\r\n");
  EXPECT_TRUE(three->closed());
  EXPECT_EQ(metrics_.gauge("telnet_connections").value, 2);
  one->reset();
  settle();
  auto four = connect();
  EXPECT_EQ(door_.sessions.size(), 3U);
}

TEST_F(TelnetGatewayTest, CountsByAddressButNotAtHome) {
  limits_.connections_per_address = 1;
  begin();
  auto one = connect("192.0.2.7");
  auto two = connect("192.0.2.7");
  auto other = connect("192.0.2.8");
  EXPECT_EQ(door_.sessions.size(), 2U);
  EXPECT_EQ(two->take(), "There are too many connections from your address.\r\n");
  one->reset();
  settle();
  auto again = connect("192.0.2.7");
  EXPECT_EQ(door_.sessions.size(), 3U);
  auto here = connect("127.0.0.1");
  auto here_too = connect("127.0.0.1");
  EXPECT_EQ(door_.sessions.size(), 5U);
}

TEST_F(TelnetGatewayTest, AbandonsAllWithoutWhatIsHeld) {
  meet();
  type("take lamp\r\n");
  session().say("Taken.", "> ", 7);
  gateway_->abandon_all("The disk has failed.\n");
  EXPECT_EQ(seen(), "The disk has failed.\r\n");
  EXPECT_TRUE(client_->closed());
  EXPECT_TRUE(session().hung_up);
}

TEST_F(TelnetGatewayTest, ListensOnAllAddressesOrNone) {
  begin();
  TelnetGateway second(network_, scheduler_, gate_, metrics_, peers_, limits_);
  const std::string taken = gateway_->addresses().front();
  const Status status = second.listen({"127.0.0.1:4321", taken});
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().find(taken), std::string::npos);
  EXPECT_TRUE(second.addresses().empty());
  EXPECT_TRUE(second.listen({"127.0.0.1:4321"}).ok());
}

// Session, transport and the account of a player come on top: at most 4 KiB for all of it.
TEST_F(TelnetGatewayTest, AnIdleConnectionIsSmall) {
  RecordProperty("bytes", static_cast<int>(sizeof(TelnetConnection)));
  EXPECT_LE(sizeof(TelnetConnection), 320U);
}

}  // namespace
}  // namespace reality
