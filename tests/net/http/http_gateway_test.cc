// SPDX-License-Identifier: MIT
#include "net/http/http_gateway.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/net/http/http_trace.h"

namespace reality {
namespace {

using HttpGatewayTest = HttpStage;

TEST_F(HttpGatewayTest, KeepsAConnectionForTheNextRequest) {
  begin();
  const std::string one = ask(get("/healthz"));
  EXPECT_TRUE(one.starts_with("HTTP/1.1 200 OK\r\n")) << one;
  EXPECT_TRUE(one.ends_with("\r\n\r\nok\n"));
  EXPECT_EQ(send(*client_, get("/healthz")), one);
  EXPECT_EQ(metrics_.counter("http_requests").value, 2U);
  EXPECT_EQ(metrics_.gauge("http_connections").value, 1);
  EXPECT_EQ(metrics_.counter("http_bytes_out").value, 2 * one.size());
  EXPECT_EQ(metrics_.histogram("http_request").count(), 2U);
}

TEST_F(HttpGatewayTest, ReadsAByteAtATime) {
  network_.set_chunk(1);
  begin();
  EXPECT_TRUE(ask(get("/healthz") + get("/nothing")).find("404") != std::string::npos);
  EXPECT_EQ(metrics_.counter("http_requests").value, 2U);
}

TEST_F(HttpGatewayTest, ClosesWhenAsked) {
  begin();
  EXPECT_TRUE(has(ask(get("/healthz", "Connection: close\r\n")), "Connection: close\r\n"));
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(gateway_->connections(), 0U);
  EXPECT_EQ(peer_limits_.count(), 0);
}

TEST_F(HttpGatewayTest, AnswersInOrderAndNotBeforeTheDisk) {
  begin();
  EXPECT_EQ(ask(get("/thing/bell") + get("/healthz") + get("/")), "");
  ASSERT_EQ(door_.asked.size(), 1U);
  EXPECT_EQ(door_.asked[0].path, (std::vector<std::string>{"thing", "bell"}));
  door_.answer(0, "A bell", 7);
  EXPECT_EQ(seen(), "");
  ASSERT_EQ(door_.asked.size(), 2U);
  EXPECT_TRUE(door_.asked[1].path.empty());
  gate_.advance(7);
  const std::string two = seen();
  EXPECT_LT(two.find("<h1>A bell</h1>"), two.find("\r\n\r\nok\n"));
  EXPECT_FALSE(gateway_->all_sent());
  door_.answer(1, "Pellwick");
  EXPECT_TRUE(has(seen(), "/refresh.js"));
  EXPECT_TRUE(gateway_->all_sent());
}

TEST_F(HttpGatewayTest, HoldsWhatItPutsOnAPage) {
  begin();
  ask(get("/thing/bell"));
  door_.answer(0, "<b>&\"bell\"");
  const std::string page = seen();
  EXPECT_FALSE(has(page, "<b>"));
  EXPECT_TRUE(has(page, "Content-Security-Policy: default-src 'none'; style-src 'self'"));
  EXPECT_TRUE(has(page, "X-Content-Type-Options: nosniff\r\n"));
  EXPECT_TRUE(has(page, "Referrer-Policy: same-origin\r\n"));
  EXPECT_TRUE(has(page, "Cache-Control: no-store\r\n"));
}

TEST_F(HttpGatewayTest, RefusesWhatCanBeReadInTwoWaysAndCloses) {
  begin();
  const std::string answer =
      ask("POST /play HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
          "\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer;
  EXPECT_TRUE(has(answer, "Connection: close"));
  EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos);
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(metrics_.counter("http_refused").value, 1U);
}

TEST_F(HttpGatewayTest, EmptyLinesBuySlowHeadersNoTime) {
  begin();
  ask("\r\n\r\nGET / HTTP/1.1\r\n");
  pass(8);
  client_->send("Host: here\r\n");
  pass(7);
  EXPECT_TRUE(client_->take().starts_with("HTTP/1.1 408 "));
  EXPECT_TRUE(client_->closed());
}

TEST_F(HttpGatewayTest, ClosesSlowHeadersAndBodies) {
  begin();
  ask("GET / HTTP/1.1\r\n");
  auto dripping = connect();
  dripping->send("GET / HT");
  auto body = connect();
  body->send("POST /play HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n");
  pass(8);
  dripping->send("T");
  EXPECT_FALSE(client_->closed());
  pass(7);
  EXPECT_TRUE(client_->take().starts_with("HTTP/1.1 408 "));
  EXPECT_TRUE(client_->closed());
  EXPECT_TRUE(dripping->closed());
  pass(7);
  EXPECT_TRUE(body->closed());
}

TEST_F(HttpGatewayTest, ClosesAnIdleConnectionQuietly) {
  begin();
  ask(get("/healthz"));
  pass(55);
  EXPECT_FALSE(client_->closed());
  pass(12);
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(client_->take(), "");
}

/// A host that leaves its connection alone until the test answers.
class QuietHost final : public HttpHost {
 public:
  using HttpHost::HttpHost;
  void asked(HttpConnection& /*connection*/, HttpRequest request) override {
    paths.push_back(request.path);
  }
  void answered(uint64_t /*ticket*/) override {}
  void gone(HttpConnection& /*connection*/) override { over = true; }

  std::vector<std::string> paths;
  bool over = false;
};

// As `printf ... | nc` does: memory transports close both halves at once.
TEST_F(HttpGatewayTest, AnswersWhoHasClosedOneHalf) {
  QuietHost host(gate_, scheduler_, metrics_);
  std::unique_ptr<HttpConnection> connection;
  auto listener = network_.listen("127.0.0.1:1", [&](std::unique_ptr<Transport> transport) {
    connection = std::make_unique<HttpConnection>(host, std::move(transport));
    connection->open();
  });
  auto client = network_.connect("127.0.0.1:1");
  settle();
  EXPECT_FALSE(connection->on_end_of_input());
  client->send(get("/a") + get("/b") + "GET /c HT");
  settle();
  EXPECT_TRUE(connection->on_end_of_input());
  connection->answer({{200, "text/plain", {}, "first"}, 3});
  settle();
  EXPECT_EQ(host.paths, (std::vector<std::string>{"/a", "/b"}));
  connection->answer({{200, "text/plain", {}, "second"}, 3});
  settle();
  EXPECT_FALSE(host.over);
  gate_.advance(3);
  settle();
  EXPECT_TRUE(client->take().ends_with("second"));
  EXPECT_TRUE(client->closed());
  EXPECT_TRUE(host.over);
}

TEST_F(HttpGatewayTest, AnswersHeadWithoutABody) {
  begin();
  const std::string answer = ask("HEAD /healthz HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_TRUE(has(answer, "Content-Length: 3\r\n"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(HttpGatewayTest, SaysContinueOnce) {
  begin();
  const std::string go =
      ask("POST /play HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n");
  EXPECT_EQ(go, "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(send(*client_, "line=x").starts_with("HTTP/1.1 200 "));
}

TEST_F(HttpGatewayTest, KnowsWhatIsNotThereAndWhatCannotBeDone) {
  begin();
  EXPECT_TRUE(ask(get("/nothing")).starts_with("HTTP/1.1 404 "));
  const std::string post_page = ask(post("/", "a=b"));
  EXPECT_TRUE(post_page.starts_with("HTTP/1.1 405 "));
  EXPECT_TRUE(has(post_page, "Allow: GET, HEAD\r\n"));
  EXPECT_TRUE(has(ask(get("/play/enter")), "Allow: POST\r\n"));
  EXPECT_TRUE(has(ask("PUT /play HTTP/1.1\r\nHost: here\r\n\r\n"), "Allow: GET, HEAD, POST\r\n"));
  EXPECT_TRUE(ask("BREW / HTTP/1.1\r\nHost: here\r\n\r\n").starts_with("HTTP/1.1 501 "));
}

TEST_F(HttpGatewayTest, AsksTheWorldOnlyForPathsOfThings) {
  begin();
  for (const char* path : {"/thing", "/thing/", "/thing/..", "/thing/%2e%2e", "/thing/a%2fb",
                           "/thing/a/b", "/thing/%00", "/thing/%ff", "/../x", "//", "/thing/%zz",
                           "/style.css/../x", "/thing/a%5cb", "/world.db", "/data/web/style.css"})
    EXPECT_TRUE(ask(get(path)).starts_with("HTTP/1.1 404 ")) << path;
  EXPECT_TRUE(ask(get("/thing/" + std::string(201, 'a'))).starts_with("HTTP/1.1 404 "));
  EXPECT_TRUE(door_.asked.empty());
}

TEST_F(HttpGatewayTest, ServesItsAssetsWithATag) {
  begin();
  const std::string sheet = ask(get("/style.css"));
  EXPECT_TRUE(has(sheet, "Content-Type: text/css"));
  EXPECT_TRUE(has(sheet, "Cache-Control: max-age=3600\r\n"));
  const std::string tag = cut(sheet, "ETag: ", '\r');
  const std::string same = ask(get("/style.css", "If-None-Match: W/" + tag + "\r\n"));
  EXPECT_TRUE(same.starts_with("HTTP/1.1 304 "));
  EXPECT_TRUE(ask(get("/refresh.js")).starts_with("HTTP/1.1 200 "));
  EXPECT_TRUE(ask(get("/robots.txt")).starts_with("HTTP/1.1 200 "));
}

TEST_F(HttpGatewayTest, DropsAnAnswerWhoseAskerHasGone) {
  begin();
  ask(get("/thing/bell"));
  client_->close_when_sent();
  client_.reset();
  settle();
  auto other = connect();
  door_.answer(0, "A bell");
  settle();
  EXPECT_EQ(other->take(), "");
}

TEST_F(HttpGatewayTest, AbandonsAllWithoutWhatIsHeld) {
  begin();
  ask(get("/thing/bell"));
  door_.answer(0, "A bell", 5);
  auto waiting = connect();
  waiting->send(get("/thing/book"));
  auto idle = connect();
  settle();
  gateway_->abandon_all("The disk has failed.\n");
  const std::string held = seen();
  EXPECT_TRUE(held.starts_with("HTTP/1.1 503 ")) << held;
  EXPECT_TRUE(held.ends_with("The disk has failed.\n"));
  EXPECT_TRUE(waiting->take().starts_with("HTTP/1.1 503 "));
  EXPECT_EQ(idle->take(), "");
  EXPECT_TRUE(client_->closed() && waiting->closed() && idle->closed());
  EXPECT_EQ(gateway_->connections(), 0U);
  gate_.advance(9);
  door_.answer(1, "A book");
}

TEST_F(HttpGatewayTest, TurnsAwayWhoIsTooMuch) {
  settings_.limits.connections = 2;
  settings_.limits.connections_per_address = 1;
  begin();
  auto one = connect("192.0.2.7");
  auto two = connect("192.0.2.7");
  EXPECT_TRUE(two->take().starts_with("HTTP/1.1 429 "));
  auto three = connect("192.0.2.8");
  auto four = connect("192.0.2.9");
  EXPECT_TRUE(four->take().starts_with("HTTP/1.1 503 "));
  EXPECT_TRUE(four->closed());
  EXPECT_EQ(metrics_.gauge("http_connections").value, 2);
}

TEST_F(HttpGatewayTest, ClosesWhoReadsNothing) {
  network_.set_capacity(100);
  begin();
  client_ = connect();
  client_->pause_reading(true);
  for (int i = 0; i < 3; ++i) {
    client_->send(get("/style.css"));
    settle();
  }
  EXPECT_EQ(metrics_.counter("http_requests").value, 1U);
  pass(50);
  EXPECT_FALSE(client_->closed());
  pass(20);
  client_->pause_reading(false);
  settle();
  EXPECT_TRUE(client_->closed());
}

}  // namespace
}  // namespace reality
