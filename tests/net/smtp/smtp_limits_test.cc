// SPDX-License-Identifier: MIT
//
// How often and how much a sender may send.
#include "tests/net/smtp/smtp_post.h"

namespace reality {
namespace {

class SmtpLimitsTest : public SmtpGatewayTest {};

INSTANTIATE_TEST_SUITE_P(Pieces, SmtpLimitsTest, testing::Values(size_t{1}, size_t{1} << 20U));

TEST_P(SmtpLimitsTest, TurnsAwayWhoComesTooOften) {
  begin();
  for (int i = 0; i < 30; ++i) EXPECT_EQ(connect("192.0.2.7")->take().substr(0, 4), "220 ");
  EXPECT_EQ(connect("192.0.2.7")->take().substr(0, 9), "421 4.7.0");
  EXPECT_EQ(connect("192.0.2.8")->take().substr(0, 4), "220 ");
  for (int i = 0; i < 40; ++i) EXPECT_EQ(connect()->take().substr(0, 4), "220 ");
  pass(60);
  EXPECT_EQ(connect("192.0.2.7")->take().substr(0, 4), "220 ");
}

TEST_P(SmtpLimitsTest, TakesSixtyMessagesAnHourFromOneAddress) {
  door_.at_once = true;
  for (int i = 0; i < 60; ++i) {
    if (i % 20 == 0) meet("192.0.2.7");
    EXPECT_EQ(send_letter(), kTaken);
  }
  meet("192.0.2.7");
  say("MAIL FROM:<ann@src.test>\r\n");
  EXPECT_EQ(say("RCPT TO:<orla@mud.test>\r\n").substr(0, 9), "451 4.7.1");
  pass(3600);
  meet("192.0.2.7");
  EXPECT_EQ(send_letter(), kTaken);
}

TEST_P(SmtpLimitsTest, OneConnectionBringsSoManyLettersButLoopbackMore) {
  door_.at_once = true;
  settings_.limits.letters_per_connection = 2;
  meet("192.0.2.7");
  EXPECT_EQ(send_letter(), kTaken);
  EXPECT_EQ(send_letter(), kTaken);
  EXPECT_EQ(say("MAIL FROM:<ann@src.test>\r\n").substr(0, 9), "421 4.5.3");
  meet("127.0.0.1");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(send_letter(), kTaken);
}

TEST(SmtpRatesTest, RemembersABoundedNumberOfAddresses) {
  SmtpRates rates;
  for (int i = 0; i < 60; ++i) rates.count_message("192.0.2.1", 0);
  EXPECT_TRUE(rates.has_sent_enough("192.0.2.1", 0));
  for (int i = 0; i < 4095; ++i) EXPECT_TRUE(rates.connect("peer" + std::to_string(i), 0));
  EXPECT_TRUE(rates.has_sent_enough("192.0.2.1", 0));
  EXPECT_TRUE(rates.connect("one more", 0));
  EXPECT_FALSE(rates.has_sent_enough("192.0.2.1", 0));
}

}  // namespace
}  // namespace reality
