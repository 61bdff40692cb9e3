// SPDX-License-Identifier: MIT
//
// HttpTrace: what the tests of the HTTP gateway share: a world of fakes behind a gateway on memory
// transports. A session notes what it is told and says what a test has it say; a page waits until
// the test answers it. Belongs to the test.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/clock.h"
#include "engine/memory_transport.h"
#include "net/http/http_gateway.h"

namespace reality {

class FakeWebSession final : public Session {
 public:
  explicit FakeWebSession(SessionSink& s) : sink(s) {}

  void line(std::string_view bytes) override {
    lines.emplace_back(bytes);
    ++waiting;
  }
  size_t waiting_lines() const override { return waiting; }
  void line_too_long() override { lines.emplace_back("<too long>"); }
  bool anonymous() const override { return anonymous_; }
  void end_of_input() override {}
  void hang_up() override { hung_up = true; }

  void say(EventKind kind, const std::string& text, const std::string& prompt = "> ",
           uint64_t turn = 0) {
    waiting = 0;
    tell(kind, text, prompt, turn, false);
  }
  void tell(EventKind kind, const std::string& text, const std::string& prompt, uint64_t turn,
            bool close, bool secret = false) {
    const Event event{kind, text};
    Delivery delivery;
    if (!text.empty()) delivery.events = {&event, 1};
    delivery.prompt = prompt;
    delivery.secret = secret;
    delivery.close = close;
    delivery.turn = turn;
    sink.deliver(delivery);
  }

  SessionSink& sink;
  std::vector<std::string> lines;
  size_t waiting = 0;
  bool anonymous_ = true;
  bool hung_up = false;
};

class FakeWebDoor final : public Door, public PageDoor {
 public:
  Session& open(SessionSink& sink, std::string_view peer, std::string_view gateway) override {
    EXPECT_EQ(gateway, "web");
    peers.emplace_back(peer);
    sessions.push_back(std::make_unique<FakeWebSession>(sink));
    sessions.back()->tell(EventKind::system, "Welcome.", "Name: ", 0, false);
    return *sessions.back();
  }
  void page(PageRequest request, std::function<void(PageAnswer)> done) override {
    asked.push_back(std::move(request));
    answers.push_back(std::move(done));
  }
  WorldFigures figures() const override { return numbers; }

  /// Answers the page asked for as number `which`.
  void answer(size_t which, const std::string& title, uint64_t turn = 0) {
    PageAnswer answer;
    answer.status = PageAnswer::Status::found;
    answer.page.title = title;
    answer.page.blocks = {{PageBlock::Kind::heading, title, {}, {}, {}},
                          {PageBlock::Kind::button, "Ring it", "ring bell", {}, {}}};
    answer.turn = turn;
    answers[which](answer);
  }

  WorldFigures numbers;
  std::vector<std::unique_ptr<FakeWebSession>> sessions;
  std::vector<std::string> peers;
  std::vector<PageRequest> asked;
  std::vector<std::function<void(PageAnswer)>> answers;
};

class HttpStage : public testing::Test {
 protected:
  void begin() {
    gateway_ = std::make_unique<HttpGateway>(network_, scheduler_, gate_, metrics_, peer_limits_,
                                             settings_, REALITY_SOURCE_DIR "/data/web");
    ASSERT_TRUE(gateway_->listen({"127.0.0.1:0"}).ok());
    gateway_->open(door_, door_);
  }
  void settle() {
    for (int i = 0; i < 4; ++i) {
      while (network_.pump()) {
      }
      scheduler_.run_due();
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
  std::string send(MemoryTransport& client, const std::string& bytes) {
    client.send(bytes);
    settle();
    return client.take();
  }
  /// One request on a connection of its own.
  std::string ask(const std::string& bytes, const std::string& peer = "127.0.0.1") {
    client_ = connect(peer);
    return send(*client_, bytes);
  }
  std::string seen() {
    settle();
    return client_->take();
  }
  static std::string get(const std::string& path, const std::string& fields = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: here\r\n" + fields + "\r\n";
  }
  static std::string post(const std::string& path, const std::string& body,
                          const std::string& fields = "") {
    return "POST " + path + " HTTP/1.1\r\nHost: here\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  /// What stands behind `before` up to `end`.
  static std::string cut(const std::string& text, const std::string& before, char end) {
    const size_t at = text.find(before);
    if (at == text.npos) return {};
    const size_t from = at + before.size();
    return text.substr(from, text.find(end, from) - from);
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
  }

  MemoryNetwork network_;
  ManualClock clock_;
  Scheduler scheduler_{clock_};
  ReleaseGate gate_;
  Metrics metrics_;
  Settings settings_;
  PeerLimits peer_limits_{settings_.limits};
  FakeWebDoor door_;
  std::unique_ptr<HttpGateway> gateway_;
  std::unique_ptr<MemoryTransport> client_;
};

}  // namespace reality
