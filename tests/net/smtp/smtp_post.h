// SPDX-License-Identifier: MIT
//
// The SMTP gateway with a post that takes what a test tells it to: clients on memory transports,
// a clock that the test moves. For the tests of the gateway only.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/clock.h"
#include "engine/memory_transport.h"
#include "engine/password.h"
#include "engine/text.h"
#include "net/smtp/smtp_gateway.h"

namespace reality {

inline const std::string kLetter =
    "From: \"Ann Shaw\" <ann@src.test>\r\nSubject: Hello\r\n\r\nDear Orla,\r\nall is well.\r\n";
inline const std::string kTaken = "250 2.0.0 taken: the letter is on its way\r\n";

/// A post office that knows orla, postmaster, a closed box and a full one.
class FakePostDoor final : public PostDoor {
 public:
  PostAnswer may_write(std::string_view recipient, std::string_view sender) const override {
    asked.push_back(std::string(recipient) + " from " + std::string(sender));
    if (recipient == "closed") return {PostVerdict::closed, 0};
    if (recipient == "full") return {PostVerdict::full, 0};
    if (recipient == "broken") return {PostVerdict::failed, 0};
    if (recipient == "orla" || recipient == "postmaster") return {PostVerdict::accepted, 0};
    return {PostVerdict::unknown, 0};
  }
  void take(OutsideLetter letter, std::function<void(PostAnswer)> done) override {
    letters.push_back(std::move(letter));
    if (at_once) return done({PostVerdict::accepted, 0});
    asking.push_back(std::move(done));
  }
  void answer(PostVerdict verdict, uint64_t turn = 0) {
    const std::function<void(PostAnswer)> done = std::move(asking.back());
    asking.pop_back();
    done({verdict, turn});
  }

  mutable std::vector<std::string> asked;
  std::vector<OutsideLetter> letters;
  std::vector<std::function<void(PostAnswer)>> asking;
  bool at_once = false;
};

// Separated by bars.
constexpr std::string_view kRelayTries =
    "<orla@elsewhere.test>|<orla@evilmud.test>|<orla@mud.test.evil.test>|<orla@sub.mud.test>|"
    "<orla@mud.test.>|<orla@.mud.test>|<orla@test>|<orla@mud>|<orla@mud-test>|<orla@mud.tes>|"
    "<orla@mud.testt>|<orla@localhost>|<orla@[127.0.0.1]>|<orla@[192.0.2.1]>|"
    "<orla@[IPv6:::1]>|<orla>|<@mud.test>|<@mud.test:orla@elsewhere.test>|"
    "<@mud.test,@mud.test:orla@elsewhere.test>|<orla%elsewhere.test@mud.test>|"
    "<elsewhere.test!orla@mud.test>|<elsewhere.test!orla@elsewhere.test>|"
    "<orla@elsewhere.test@mud.test>|<orla@mud.test@elsewhere.test>|"
    "<\"orla@elsewhere.test\"@mud.test>|<\"orla@mud.test\"@elsewhere.test>|"
    "<\"orla%elsewhere.test\"@mud.test>|<\"elsewhere.test!orla\"@mud.test>|"
    "orla@elsewhere.test|<orla@elsewhere.test|<orla@elsewhere.test> NOTIFY=NEVER|<>|"
    "<orla@mud.test elsewhere.test>|<postmaster@elsewhere.test>|"
    "<orla@mud.test,elsewhere.test>|<orla @mud.test>";

inline size_t count(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

inline std::string lines(int times, const std::string& line = std::string(70, 'x')) {
  std::string all;
  for (int i = 0; i < times; ++i) all += line + "\r\n";
  return all;
}

/// Each test with network pieces of the given size; 1 is byte at a time.
class SmtpGatewayTest : public testing::TestWithParam<size_t> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(start_crypto().ok());
    network_.set_chunk(GetParam());
    settings_.mail.domain = "mud.test";
  }
  void begin() {
    gateway_ =
        std::make_unique<SmtpGateway>(network_, scheduler_, gate_, metrics_, peers_, settings_);
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
  /// A client that has said EHLO.
  void meet(const std::string& peer = "127.0.0.1") {
    if (!gateway_) begin();
    client_ = connect(peer);
    say("EHLO src.test\r\n");
  }
  std::string say(const std::string& bytes) {
    client_->send(bytes);
    return heard();
  }
  std::string heard() {
    settle();
    return client_->take();
  }
  /// Up to the reply to DATA.
  void begin_letter(const std::string& from = "ann@src.test") {
    say("MAIL FROM:<" + from + ">\r\n");
    say("RCPT TO:<orla@mud.test>\r\n");
    EXPECT_EQ(say("DATA\r\n").substr(0, 4), "354 ");
  }
  std::string send_letter(const std::string& text = kLetter) {
    begin_letter();
    return say(text + ".\r\n");
  }
  std::string rcpt(const std::string& to) {
    meet();
    say("MAIL FROM:<ann@src.test>\r\n");
    return say("RCPT TO:" + to + "\r\n");
  }
  std::string judged(PostVerdict verdict) {
    send_letter();
    door_.answer(verdict);
    return heard().substr(0, 9);
  }
  std::string shown(const std::string& field) {
    EXPECT_EQ(send_letter(field + "\r\n\r\ntext\r\n"), kTaken);
    return door_.letters.back().from;
  }
  void say_and_end(const std::string& bytes) {
    client_->send(bytes);
    client_->close_when_sent();
    settle();
  }
  uint64_t counted(const std::string& name) { return metrics_.counter(name).value; }

  MemoryNetwork network_;
  ManualClock clock_;
  Scheduler scheduler_{clock_};
  ReleaseGate gate_;
  Metrics metrics_;
  Settings settings_;
  PeerLimits peers_{settings_.limits};
  FakePostDoor door_;
  std::unique_ptr<SmtpGateway> gateway_;
  std::unique_ptr<MemoryTransport> client_;
};

}  // namespace reality
