// SPDX-License-Identifier: MIT
#include "net/http/http_play.h"

#include <gtest/gtest.h>

#include <string>

#include "net/http/http_same_site.h"
#include "tests/net/http/http_trace.h"

namespace reality {
namespace {

class HttpPlayTest : public HttpStage {
 protected:
  FakeWebSession& session() { return *door_.sessions.back(); }
  std::string cookie() const { return "Cookie: reality=" + cookie_ + "\r\n"; }

  /// Comes in as a guest; what the town says then is on the page.
  void come_in(const std::string& peer = "127.0.0.1") {
    EXPECT_EQ(ask(post("/play/enter", "guest=1"), peer), "");
    session().anonymous_ = false;
    session().say(EventKind::room, "The Quay\nWater & wood.");
    const std::string answer = seen();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 303 ")) << answer;
    cookie_ = cut(answer, "reality=", ';');
    token_ = cut(play(), "name=\"token\" value=\"", '"');
  }
  std::string play() { return ask(get("/play", cookie())); }
  std::string type(const std::string& line, const std::string& more = "") {
    return ask(post("/play", "line=" + line + "&token=" + token_ + more, cookie()));
  }

  std::string cookie_;
  std::string token_;
};

TEST_F(HttpPlayTest, ShowsTheDoorToStrangers) {
  begin();
  const std::string page = ask(get("/play?next=/thing/bell"));
  EXPECT_TRUE(has(page, "Come in as a guest"));
  EXPECT_TRUE(has(page, "name=\"next\" value=\"/thing/bell\""));
  EXPECT_TRUE(has(ask(get("/play?next=//evil")), "name=\"next\" value=\"/play\""));
  EXPECT_TRUE(door_.sessions.empty());
}

TEST_F(HttpPlayTest, AGuestComesIn) {
  begin();
  ask(post("/play/enter", "guest=1&next=%2fthing%2fbell"));
  EXPECT_EQ(session().lines, std::vector<std::string>{"guest"});
  session().anonymous_ = false;
  session().say(EventKind::room, "The Quay");
  const std::string answer = seen();
  EXPECT_TRUE(has(answer, "Location: /thing/bell\r\n"));
  EXPECT_TRUE(has(answer, "; Path=/; HttpOnly; SameSite=Lax\r\n"));
  EXPECT_FALSE(has(answer, "Secure"));
}

TEST_F(HttpPlayTest, WaitsWhileAPasswordIsHashed) {
  begin();
  EXPECT_EQ(ask(post("/play/enter", "name=Ann&password=two+words")), "");
  EXPECT_EQ(session().lines.back(), "connect Ann two words");
  session().say(EventKind::system, "Welcome back, Ann.", "");
  EXPECT_EQ(seen(), "");
  session().say(EventKind::system, "That is not the password of Ann.", "Name: ");
  const std::string page = seen();
  EXPECT_TRUE(has(page, "role=\"alert\">That is not the password of Ann.</p>")) << page;
  EXPECT_TRUE(has(page, "value=\"Ann\""));
  EXPECT_FALSE(has(page, "two words"));
  EXPECT_TRUE(session().hung_up);
}

TEST_F(HttpPlayTest, MakesACharacter) {
  begin();
  ask(post("/play/enter", "name=Ann&password=secret&new=1"));
  EXPECT_EQ(session().lines.back(), "create Ann secret");
}

TEST_F(HttpPlayTest, NamesAndPasswordsCannotHoldASecondLine) {
  begin();
  ask(post("/play/enter", "name=Ann&password=a%0aquit%00%1b"));
  EXPECT_EQ(session().lines, std::vector<std::string>{"connect Ann aquit"});
  const std::string page = ask(post("/play/enter", "name=Ann+b&password=a"));
  EXPECT_TRUE(has(page, "A name is one word."));
  EXPECT_EQ(door_.sessions.size(), 1U);
}

// What no page shows yet is held back like the bytes of any other door.
TEST_F(HttpPlayTest, TextThatIsNotDurableCountsAsHeldBack) {
  gate_.set_limit(50'000);
  begin();
  come_in();
  const size_t before = gate_.held_bytes();
  const std::string text(1000, 'x');
  int told = 0;
  for (; told < 1000 && !gate_.full(); ++told) session().say(EventKind::reply, text, "> ", 7);
  EXPECT_GT(told, 25);
  EXPECT_LT(told, 50);
  gate_.advance(7);
  EXPECT_EQ(gate_.held_bytes(), before);
  session().say(EventKind::reply, text, "> ", 8);
  EXPECT_GT(gate_.held_bytes(), before + text.size());
  gateway_.reset();
  gate_.advance(8);
  EXPECT_EQ(gate_.held_bytes(), 0U) << "nothing is left of one who is gone";
}

TEST_F(HttpPlayTest, ALineIsAnsweredOnceItIsDurable) {
  begin();
  come_in();
  EXPECT_EQ(type("take+lamp"), "");
  auto asker = std::move(client_);
  EXPECT_EQ(session().lines.back(), "take lamp");
  session().tell(EventKind::movement, "Bob arrives.", "> ", 0, false);  // not yet acted on
  settle();
  EXPECT_EQ(asker->take(), "");
  session().say(EventKind::reply, "Taken.", "> ", 4);
  settle();
  EXPECT_EQ(asker->take(), "");
  const std::string before = play();
  EXPECT_TRUE(has(before, "&gt; take lamp"));
  EXPECT_FALSE(has(before, "Taken."));
  gate_.advance(4);
  settle();
  EXPECT_TRUE(has(asker->take(), "Location: /play\r\n"));
  const std::string after = play();
  EXPECT_TRUE(has(after, "<p class=\"event reply\">Taken.</p>"));
  EXPECT_LT(after.find("What do you do?"), after.find("Taken."));
  EXPECT_LT(after.find("Taken."), after.find("<summary>Earlier"));
  EXPECT_LT(after.find("<summary>Earlier"), after.find("Water &amp; wood."));
  EXPECT_TRUE(has(after, "<title>The Quay</title>"));
}

TEST_F(HttpPlayTest, SeveralLinesWaitTogether) {
  begin();
  come_in();
  type("north");
  auto first = std::move(client_);
  type("south", "&back=/thing/bell");
  session().say(EventKind::reply, "Done.");
  EXPECT_TRUE(has(seen(), "Location: /thing/bell\r\n"));
  EXPECT_TRUE(has(first->take(), "Location: /play\r\n"));
  for (int i = 0; i < 16; ++i) EXPECT_EQ(type("wait"), "");
  EXPECT_TRUE(type("wait").starts_with("HTTP/1.1 429 "));
}

TEST_F(HttpPlayTest, RefusesFormsOfOtherSites) {
  begin();
  come_in();
  const std::string form = "line=look&token=" + token_;
  for (const char* field : {"Origin: http://evil\r\n", "Origin: null\r\n",
                            "Sec-Fetch-Site: cross-site\r\n", "Origin: http://here:81\r\n"})
    EXPECT_TRUE(ask(post("/play", form, cookie() + field)).starts_with("HTTP/1.1 403 ")) << field;
  EXPECT_TRUE(ask(post("/play", "line=look", cookie())).starts_with("HTTP/1.1 403 "));
  EXPECT_TRUE(ask(post("/play/leave", "token=x", cookie())).starts_with("HTTP/1.1 403 "));
  EXPECT_TRUE(
      ask(post("/play/enter", "guest=1", "Origin: http://evil\r\n")).starts_with("HTTP/1.1 403 "));
  EXPECT_EQ(session().lines.size(), 1U);
  EXPECT_EQ(ask(post("/play", form, cookie() + "Origin: http://HERE\r\n")), "");
  EXPECT_EQ(session().lines.size(), 2U);
}

TEST_F(HttpPlayTest, WhatIsTypedAndSaidIsInert) {
  begin();
  come_in();
  type("say+%3cscript%3ealert(1)%3c/script%3e%0d%0aquit");
  EXPECT_EQ(session().lines.back(), "say <script>alert(1)</script>quit");
  session().say(EventKind::speech, "\"<img src=x onerror='1'>\"");
  const std::string page = play();
  EXPECT_FALSE(has(page, "<script"));
  EXPECT_FALSE(has(page, "<img"));
  EXPECT_TRUE(has(page, "&gt; say &lt;script&gt;"));
}

TEST_F(HttpPlayTest, ASecretIsNeitherShownNorKept) {
  begin();
  come_in();
  type("register+Ann");
  session().waiting = 0;
  session().tell(EventKind::system, "Choose.", "New password: ", 0, false, true);
  const std::string page = play();
  EXPECT_TRUE(has(page, "<label for=\"line\">New password</label>"));
  EXPECT_TRUE(has(page, "type=\"password\""));
  type("hunter2");
  session().say(EventKind::system, "Done.");
  const std::string after = play();
  EXPECT_FALSE(has(after, "hunter2"));
  EXPECT_TRUE(has(after, "type=\"text\""));
}

TEST_F(HttpPlayTest, TellsOfALineThatIsTooLong) {
  settings_.limits.line_bytes = 10;
  begin();
  come_in();
  type("12345678901");
  EXPECT_EQ(session().lines.back(), "<too long>");
  session().say(EventKind::system, "Too long.");
  EXPECT_TRUE(has(seen(), "303 "));
}

TEST_F(HttpPlayTest, QuittingShowsTheLastWordsOnce) {
  begin();
  come_in();
  type("quit");
  session().tell(EventKind::system, "Goodbye.", "", 0, true);
  EXPECT_TRUE(has(seen(), "Location: /play\r\n"));
  const std::string over = play();
  EXPECT_TRUE(has(over, "Goodbye."));
  EXPECT_TRUE(has(over, "Max-Age=0"));
  EXPECT_TRUE(has(over, "Come in as a guest"));
  EXPECT_FALSE(has(play(), "Goodbye."));
  EXPECT_FALSE(session().hung_up);
}

// A script may wait for an answer, and would take a typed "quit" for one.
TEST_F(HttpPlayTest, LeavingHangsUpWithoutTyping) {
  begin();
  come_in();
  const std::string answer = ask(post("/play/leave", "token=" + token_, cookie()));
  scheduler_.run_due();
  EXPECT_TRUE(has(answer, "Location: /\r\n"));
  EXPECT_TRUE(has(answer, "Max-Age=0"));
  EXPECT_NE(session().lines.back(), "quit");
  EXPECT_TRUE(session().hung_up);
  EXPECT_TRUE(has(play(), "Come in as a guest"));
}

TEST_F(HttpPlayTest, WhoStillWaitsWhenThePlayerLeavesIsAnswered) {
  begin();
  come_in();
  EXPECT_EQ(type("north"), "");
  auto first = std::move(client_);
  ask(post("/play/leave", "token=" + token_, cookie()));
  scheduler_.run_due();
  settle();
  EXPECT_TRUE(has(first->take(), "Location: /play\r\n"));
}

TEST_F(HttpPlayTest, HangsUpOnWhoIsNotSeenAnyMore) {
  settings_.http.session_minutes = 1;
  begin();
  come_in();
  pass(50);
  EXPECT_FALSE(session().hung_up);
  play();
  pass(50);
  EXPECT_FALSE(session().hung_up);
  pass(15);
  EXPECT_TRUE(session().hung_up);
  EXPECT_EQ(type("look").find("HTTP/1.1 200"), 0U);
}

TEST_F(HttpPlayTest, AnAnswerThatNeverComesIsNotWaitedForForever) {
  begin();
  come_in();
  type("wait");
  pass(26);
  EXPECT_TRUE(has(client_->take(), "Location: /play\r\n"));
  ask(post("/play/enter", "guest=1"));
  pass(26);
  EXPECT_TRUE(has(client_->take(), "That took too long."));
  EXPECT_TRUE(session().hung_up);
}

TEST_F(HttpPlayTest, APageOfAThingHasThePlayersButtons) {
  begin();
  come_in();
  ask(get("/thing/bell", cookie()));
  EXPECT_EQ(door_.asked.back().visitor, &session());
  door_.answer(0, "A bell");
  const std::string page = seen();
  EXPECT_TRUE(has(page, "name=\"line\" value=\"ring bell\""));
  EXPECT_TRUE(has(page, "name=\"back\" value=\"/thing/bell\""));
  EXPECT_TRUE(has(page, "aria-label=\"What happened\""));
  ask(get("/thing/bell"));
  EXPECT_EQ(door_.asked.back().visitor, nullptr);
  door_.answer(1, "A bell");
  EXPECT_TRUE(has(seen(), "href=\"/play?next=%2Fthing%2Fbell\">Come in to do it</a>"));
}

TEST_F(HttpPlayTest, LimitsPlayersByAddress) {
  begin();
  for (int i = 0; i < 20; ++i) come_in("192.0.2.7");
  EXPECT_TRUE(ask(post("/play/enter", "guest=1"), "192.0.2.7").starts_with("HTTP/1.1 429 "));
  come_in("192.0.2.8");
}

TEST_F(HttpPlayTest, BelievesOnlyATrustedProxy) {
  settings_.http.trusted_proxies = {"10.0.0.1"};
  begin();
  const std::string fields = "X-Forwarded-For: 6.6.6.6, 192.0.2.9\r\nX-Forwarded-Proto: https\r\n";
  ask(post("/play/enter", "guest=1", fields), "10.0.0.1");
  EXPECT_EQ(door_.peers.back(), "192.0.2.9");
  session().anonymous_ = false;
  session().say(EventKind::reply, "In.");
  EXPECT_TRUE(has(seen(), "; Secure\r\n"));
  ask(post("/play/enter", "guest=1", fields), "10.0.0.2");
  EXPECT_EQ(door_.peers.back(), "10.0.0.2");
}

TEST_F(HttpPlayTest, HangsUpWhenTheGatewayGoes) {
  begin();
  come_in();
  gateway_.reset();
  EXPECT_TRUE(session().hung_up);
}

TEST_F(HttpPlayTest, ManyTurnsThatWaitStandInOrder) {
  begin();
  come_in();
  auto other = connect();
  type("one");
  session().say(EventKind::reply, "First.", "> ", 5);
  other->send(get("/thing/bell"));
  settle();
  door_.answer(0, "A bell", 6);
  // What is shown now depends on nothing that waits, so it may leave before all of it.
  EXPECT_FALSE(has(play(), "First."));
  gate_.advance(6);
  EXPECT_TRUE(has(play(), "First."));
}

}  // namespace
}  // namespace reality
