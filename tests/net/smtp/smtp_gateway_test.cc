// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_gateway.h"

#include "tests/net/smtp/smtp_post.h"

namespace reality {
namespace {

INSTANTIATE_TEST_SUITE_P(Pieces, SmtpGatewayTest, testing::Values(size_t{1}, size_t{1} << 20U));

TEST_P(SmtpGatewayTest, GreetsWithTheDomain) {
  begin();
  client_ = connect();
  EXPECT_EQ(client_->take(), "220 mud.test ESMTP\r\n");
  EXPECT_NE(say("EHLO src.test\r\n").find("250-SIZE 1048576\r\n"), std::string::npos);
  EXPECT_EQ(say("QUIT\r\n").substr(0, 4), "221 ");
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(gateway_->connections(), 0U);
}

TEST_P(SmtpGatewayTest, SaysTakenOnceThatIsDurable) {
  meet();
  EXPECT_EQ(send_letter(), "");
  ASSERT_EQ(door_.letters.size(), 1U);
  const OutsideLetter& letter = door_.letters.front();
  EXPECT_EQ(letter.sender, "ann@src.test");
  EXPECT_EQ(letter.recipients, std::vector<std::string>{"orla"});
  EXPECT_EQ(letter.from, "Ann Shaw");
  EXPECT_EQ(letter.subject, "Hello");
  EXPECT_NE(letter.text.find("all is well."), std::string::npos);
  EXPECT_EQ(letter.digest, content_hash(kLetter));
  EXPECT_FALSE(gateway_->all_sent());
  door_.answer(PostVerdict::accepted, 7);
  gate_.advance(6);
  EXPECT_EQ(heard(), "");
  EXPECT_FALSE(gateway_->all_sent());
  gate_.advance(7);
  EXPECT_EQ(heard(), kTaken);
  EXPECT_TRUE(gateway_->all_sent());
  EXPECT_EQ(counted("smtp_messages"), 1U);
  EXPECT_EQ(metrics_.histogram("smtp_message").count(), 1U);
}

TEST_P(SmtpGatewayTest, AnswersAPipelinedSessionInOrder) {
  meet();
  const std::string replies =
      say("MAIL FROM:<ann@src.test>\r\nRCPT TO:<orla@mud.test>\r\nRCPT TO:<nobody@mud.test>\r\n"
          "RCPT TO:<ORLA@MUD.TEST>\r\nRCPT TO:<orla+ideas@mud.test>\r\nDATA\r\n");
  EXPECT_EQ(count(replies, "250 2.1.5 "), 2U);
  EXPECT_EQ(count(replies, "550 5.1.1 "), 2U);
  EXPECT_EQ(count(replies, "354 "), 1U);
  EXPECT_EQ(say(kLetter + ".\r\nMAIL FROM:<>\r\nRCPT TO:<orla@mud.test>\r\nQUIT\r\n"), "");
  EXPECT_EQ(door_.letters.front().recipients, std::vector<std::string>{"orla"});
  door_.answer(PostVerdict::accepted, 2);
  EXPECT_EQ(heard(), "");
  gate_.advance(2);
  EXPECT_EQ(heard(), kTaken + "250 2.1.0 ok\r\n250 2.1.5 ok\r\n221 2.0.0 bye\r\n");
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(door_.asked.back(), "orla from ");
}

TEST_P(SmtpGatewayTest, ReadsNothingWhileAVerdictIsDue) {
  meet();
  send_letter();
  const uint64_t before = counted("smtp_bytes_in");
  EXPECT_EQ(say("NOOP\r\n"), "");
  door_.answer(PostVerdict::accepted, 3);
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(counted("smtp_bytes_in"), before);
  gate_.advance(3);
  EXPECT_EQ(heard(), kTaken + "250 2.0.0 ok\r\n");
}

TEST_P(SmtpGatewayTest, ReadsNothingFromWhoTakesNoReplies) {
  network_.set_capacity(50);
  meet();
  client_->pause_reading(true);
  say(lines(100, "NOOP"));
  EXPECT_LT(counted("smtp_bytes_in"), 200U);
  client_->pause_reading(false);
  EXPECT_EQ(count(heard(), "250 2.0.0 ok\r\n"), 100U);
}

TEST_P(SmtpGatewayTest, AnswersForEachVerdict) {
  EXPECT_EQ(rcpt("<nobody@mud.test>").substr(0, 9), "550 5.1.1");
  EXPECT_EQ(rcpt("<+tag@mud.test>").substr(0, 9), "550 5.1.1");
  EXPECT_EQ(rcpt("<closed@mud.test>").substr(0, 9), "550 5.7.1");
  EXPECT_EQ(rcpt("<full@mud.test>").substr(0, 9), "452 4.2.2");
  EXPECT_EQ(rcpt("<broken@mud.test>").substr(0, 9), "451 4.3.0");
  EXPECT_EQ(counted("smtp_recipients_refused"), 5U);
  EXPECT_EQ(rcpt("<postmaster>").substr(0, 9), "250 2.1.5");
  EXPECT_EQ(rcpt("<postmaster@MUD.test>").substr(0, 9), "250 2.1.5");
  EXPECT_EQ(door_.asked.back(), "postmaster from ann@src.test");
  EXPECT_EQ(counted("smtp_recipients_refused"), 5U);
}

TEST_P(SmtpGatewayTest, RelaysForNobody) {
  for (const std::string_view to : split(kRelayTries, '|')) {
    const std::string reply = rcpt(std::string(to));
    EXPECT_EQ(reply.substr(0, 1), "5") << to << " " << reply;
    EXPECT_EQ(say("DATA\r\n").substr(0, 1), "5") << to;
  }
  EXPECT_EQ(rcpt("<orla@elsewhere.test>"), "550 5.7.1 we do not relay\r\n");
  EXPECT_TRUE(door_.letters.empty());
  EXPECT_TRUE(door_.asked.empty());
}

TEST_P(SmtpGatewayTest, RefusesWhatIsTooBig) {
  settings_.mail.message_bytes = 2000;
  meet();
  EXPECT_EQ(say("MAIL FROM:<ann@src.test> SIZE=2001\r\n").substr(0, 9), "552 5.3.4");
  EXPECT_EQ(send_letter(kLetter + lines(40)).substr(0, 9), "552 5.3.4");
  EXPECT_EQ(say("NOOP\r\n"), "250 2.0.0 ok\r\n");
  EXPECT_TRUE(door_.letters.empty());
}

TEST_P(SmtpGatewayTest, RefusesWhatIsNoLetter) {
  const std::string fields = lines(2000, "X-Field: " + std::string(50, 'x'));
  meet();
  EXPECT_EQ(send_letter(fields + kLetter).substr(0, 9), "550 5.6.0");
  EXPECT_EQ(send_letter("\r\none\n.\nMAIL FROM:<b@src.test>\r\n").substr(0, 9), "550 5.6.0");
  EXPECT_TRUE(door_.letters.empty());
}

TEST_P(SmtpGatewayTest, RefusesALetterThatGoesInCircles) {
  door_.at_once = true;
  const std::string trace = lines(50, "Received: from a by b; now");
  meet();
  EXPECT_EQ(send_letter(trace + kLetter), kTaken);
  EXPECT_EQ(send_letter("Received: once more\r\n" + trace + kLetter).substr(0, 9), "554 5.4.6");
  EXPECT_EQ(door_.letters.size(), 1U);
  EXPECT_EQ(counted("smtp_refused"), 1U);
}

TEST_P(SmtpGatewayTest, ChangesMeanwhileAreTemporary) {
  meet();
  EXPECT_EQ(judged(PostVerdict::full), "452 4.2.2");
  EXPECT_EQ(judged(PostVerdict::closed), "451 4.3.0");
  EXPECT_EQ(judged(PostVerdict::unknown), "451 4.3.0");
  EXPECT_EQ(judged(PostVerdict::failed), "451 4.3.0");
  EXPECT_EQ(counted("smtp_refused"), 4U);
  EXPECT_EQ(counted("smtp_messages"), 0U);
}

TEST_P(SmtpGatewayTest, ShowsANameAndNeverAnAddress) {
  door_.at_once = true;
  meet();
  EXPECT_EQ(shown("From: Ann <ann@src.test>"), "Ann");
  EXPECT_EQ(shown("From: ann@src.test"), "a stranger");
  EXPECT_EQ(shown("From: \"ann@src.test\" <other@src.test>"), "ann");
  EXPECT_EQ(shown("From: \"@ann\" <other@src.test>"), "a stranger");
  EXPECT_EQ(shown("X-From: nobody"), "a stranger");
}

TEST_P(SmtpGatewayTest, TakesTheNullSender) {
  door_.at_once = true;
  meet();
  begin_letter("");
  EXPECT_EQ(say(kLetter + ".\r\n"), kTaken);
  EXPECT_EQ(door_.letters.back().sender, "");
}

TEST_P(SmtpGatewayTest, ARetryHasTheSameDigest) {
  meet();
  send_letter("Subject: dots\r\n\r\n..one\r\n");
  client_->reset();
  settle();
  door_.answer(PostVerdict::accepted);
  settle();
  EXPECT_EQ(gateway_->connections(), 0U);
  meet("192.0.2.9");
  send_letter("Subject: dots\r\n\r\n..one\r\n");
  ASSERT_EQ(door_.letters.size(), 2U);
  EXPECT_EQ(door_.letters[0].digest, content_hash("Subject: dots\r\n\r\n.one\r\n"));
  EXPECT_EQ(door_.letters[0].digest, door_.letters[1].digest);
}

TEST_P(SmtpGatewayTest, DropsAVerdictWhoseAskerIsGone) {
  meet();
  send_letter();
  gateway_->abandon_all("gone");
  settle();
  client_.reset();
  settle();
  EXPECT_EQ(gateway_->connections(), 0U);
  door_.answer(PostVerdict::accepted);
  EXPECT_EQ(counted("smtp_messages"), 0U);
}

TEST_P(SmtpGatewayTest, AHalfClosedPeerIsServedAndThenClosed) {
  meet();
  begin_letter();
  say_and_end(kLetter + ".\r\n");
  ASSERT_EQ(door_.asking.size(), 1U);
  door_.answer(PostVerdict::accepted);
  settle();
  EXPECT_EQ(counted("smtp_messages"), 1U);
  meet();
  begin_letter();
  say_and_end(kLetter + ".");
  EXPECT_EQ(door_.letters.size(), 1U);
  EXPECT_EQ(gateway_->connections(), 0U);
}

TEST_P(SmtpGatewayTest, ClosesWhoIsSilent) {
  meet();
  pass(4 * 60 + 50);
  EXPECT_FALSE(client_->closed());
  pass(20);
  EXPECT_EQ(heard(), "421 4.4.2 you are too slow\r\n");
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(gateway_->connections(), 0U);
  EXPECT_FALSE(scheduler_.next_due_us().has_value());
}

TEST_P(SmtpGatewayTest, ClosesWhoTricklesData) {
  meet();
  begin_letter();
  for (int i = 0; i < 55; ++i) {
    say("x");
    pass(1);
  }
  EXPECT_FALSE(client_->closed());
  pass(15);
  EXPECT_EQ(heard().substr(0, 9), "421 4.4.2");
  EXPECT_TRUE(client_->closed());
}

TEST_P(SmtpGatewayTest, DataMayPauseButNotForLong) {
  meet();
  begin_letter();
  say(lines(500));
  pass(170);
  EXPECT_FALSE(client_->closed());
  pass(20);
  EXPECT_EQ(heard().substr(0, 9), "421 4.4.2");
}

TEST_P(SmtpGatewayTest, ASessionEnds) {
  meet();
  for (int i = 0; i < 19; ++i) {
    EXPECT_EQ(say("NOOP\r\n"), "250 2.0.0 ok\r\n");
    pass(60);
  }
  EXPECT_FALSE(client_->closed());
  pass(65);
  EXPECT_EQ(heard().substr(0, 9), "421 4.4.2");
}

TEST_P(SmtpGatewayTest, WaitsForTheWorldAsLongAsItTakes) {
  meet();
  send_letter();
  pass(3600);
  EXPECT_FALSE(client_->closed());
  door_.answer(PostVerdict::accepted, 5);
  pass(600);
  EXPECT_FALSE(client_->closed());
  gate_.advance(5);
  EXPECT_EQ(heard(), kTaken);
}

TEST_P(SmtpGatewayTest, AbandonsAllWithoutWhatIsHeld) {
  meet();
  send_letter();
  door_.answer(PostVerdict::accepted, 7);
  gateway_->abandon_all("The disk has failed.\nReally.");
  gate_.advance(7);
  EXPECT_EQ(heard(), "421 4.3.0 The disk has failed.\r\n");
  EXPECT_TRUE(client_->closed());
}

TEST_P(SmtpGatewayTest, OnStopFinishesOnlyMessagesUnderWay) {
  meet();
  auto idle = connect();
  idle->take();
  begin_letter();
  gateway_->stop_listening();
  settle();
  EXPECT_EQ(idle->take(), "421 4.3.2 the post office closes\r\n");
  EXPECT_TRUE(idle->closed());
  EXPECT_EQ(say(kLetter + ".\r\n"), "");
  EXPECT_FALSE(gateway_->all_sent());
  door_.answer(PostVerdict::accepted, 1);
  gate_.advance(1);
  EXPECT_EQ(heard(), kTaken + "421 4.3.2 the post office closes\r\n");
  EXPECT_TRUE(client_->closed());
  EXPECT_EQ(gateway_->connections(), 0U);
}

TEST_P(SmtpGatewayTest, TurnsAwayWhoIsTooMuch) {
  settings_.limits.connections = 2;
  settings_.limits.connections_per_address = 1;
  begin();
  auto one = connect("192.0.2.7");
  auto two = connect("192.0.2.7");
  EXPECT_EQ(two->take().substr(0, 9), "421 4.7.0");
  EXPECT_TRUE(two->closed());
  auto here = connect();
  EXPECT_EQ(connect()->take().substr(0, 9), "421 4.3.2");
  EXPECT_EQ(metrics_.gauge("smtp_connections").value, 2);
  EXPECT_EQ(peers_.count(), 2);
  gateway_.reset();
  EXPECT_EQ(peers_.count(), 0);
}

}  // namespace
}  // namespace reality
