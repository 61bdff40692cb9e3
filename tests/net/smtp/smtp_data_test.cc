// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_data.h"

#include <gtest/gtest.h>

#include <vector>

namespace reality {
namespace {

using namespace std::string_view_literals;

struct Outcome {
  bool operator==(const Outcome&) const = default;

  bool ended = false;
  bool flooded = false;
  SmtpFlaw flaw = SmtpFlaw::kNone;
  std::string text;
  std::string rest;  // what was not taken
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << (outcome.ended ? "ended " : "open ") << (outcome.flooded ? "flooded " : "")
             << static_cast<int>(outcome.flaw) << " [" << outcome.text << "] rest [" << outcome.rest
             << "]";
}

Outcome read_cut(std::string_view input, size_t limit, size_t chunk) {
  SmtpData data(limit);
  Outcome outcome;
  size_t at = 0;
  while (at < input.size() && !data.ended() && !data.flooded()) {
    std::string_view bytes = input.substr(at, chunk);
    const size_t offered = bytes.size();
    data.receive(bytes);
    at += offered - bytes.size();
    EXPECT_TRUE(bytes.empty() || data.ended() || data.flooded());
  }
  outcome.ended = data.ended();
  outcome.flooded = data.flooded();
  outcome.flaw = data.flaw();
  outcome.text = data.take();
  outcome.rest = input.substr(at);
  return outcome;
}

// What becomes of `input`, which must not depend on where it is cut.
Outcome read(std::string_view input, size_t limit = 100000) {
  Outcome whole = read_cut(input, limit, input.size() + 1);
  for (size_t chunk = 1; chunk < 8; ++chunk) EXPECT_EQ(read_cut(input, limit, chunk), whole);
  EXPECT_LE(whole.text.size(), limit);
  return whole;
}

std::string text_of(std::string_view input) {
  Outcome outcome = read(input);
  EXPECT_TRUE(outcome.ended);
  EXPECT_EQ(outcome.flaw, SmtpFlaw::kNone);
  EXPECT_EQ(outcome.rest, "");
  return outcome.text;
}

TEST(SmtpDataTest, ADotAloneEndsIt) {
  EXPECT_EQ(text_of("Subject: x\r\n\r\nHello.\r\n.\r\n"), "Subject: x\r\n\r\nHello.\r\n");
  EXPECT_EQ(text_of(".\r\n"), "");
  EXPECT_EQ(text_of("\r\n.\r\n"), "\r\n");
}

TEST(SmtpDataTest, NothingBehindTheEndIsTaken) {
  EXPECT_EQ(read("a\r\n.\r\nQUIT\r\n").rest, "QUIT\r\n");
  EXPECT_EQ(read(".\r\n.\r\n").rest, ".\r\n");
}

TEST(SmtpDataTest, StuffedDotsAreTakenOut) {
  EXPECT_EQ(text_of("..\r\n...\r\n.x\r\nx..\r\n.\r\n"), ".\r\n..\r\nx\r\nx..\r\n");
  EXPECT_EQ(text_of(". \r\n.\r\n"), " \r\n");
  EXPECT_EQ(text_of("..\r\n.\r\n"), ".\r\n");
}

TEST(SmtpDataTest, EveryOtherByteIsKept) {
  std::string all;
  for (int c = 1; c < 256; ++c) {
    if (c != '\r' && c != '\n') all.push_back(static_cast<char>(c));
  }
  EXPECT_EQ(text_of(all + "\r\n.\r\n"), all + "\r\n");
}

// Read as text, and the message is refused at its true end.
TEST(SmtpDataTest, OnlyCrLfDotCrLfEndsIt) {
  for (std::string_view ending :
       {"\n.\n"sv,     "\n.\r\n"sv,     "\r\n.\n"sv,     "\r\n.\r\r\n"sv, "\r.\r"sv,
        "\r.\r\n"sv,   "\r\n.\r"sv,     "\n.\r"sv,       "\r.\n"sv,       "\n\r.\r\n"sv,
        "\n\n.\n\n"sv, "\r\n\0.\r\n"sv, "\r\n.\0\r\n"sv, "\r\n.\r\0\n"sv, "\0\r\n.\n"sv,
        "\r\r.\r\r"sv, "\r\n\n.\r\n"sv, "\r\n\r.\r\n"sv, "\r\n.\n\r\n"sv, "\r\n.\n."sv}) {
    const std::string input = "a" + std::string(ending) + "MAIL FROM:<b@c>\r\n.\r\nQUIT\r\n";
    const Outcome outcome = read(input);
    EXPECT_TRUE(outcome.ended) << ending;
    EXPECT_EQ(outcome.flaw, SmtpFlaw::kStrayByte) << ending;
    EXPECT_EQ(outcome.text, "") << ending;
    EXPECT_EQ(outcome.rest, "QUIT\r\n") << ending;
  }
}

TEST(SmtpDataTest, ATrueEndBehindAStrayByteIsTheEndOfARefusedMessage) {
  for (std::string_view ending : {"\r\r\n.\r\n"sv, "\0\r\n.\r\n"sv, "\n\r\n.\r\n"sv}) {
    const Outcome outcome = read("a" + std::string(ending) + "MAIL");
    EXPECT_TRUE(outcome.ended);
    EXPECT_EQ(outcome.flaw, SmtpFlaw::kStrayByte);
    EXPECT_EQ(outcome.rest, "MAIL");
  }
}

TEST(SmtpDataTest, AStrayByteAtTheStartEndsNothing) {
  for (std::string_view start : {".\n"sv, ".\r\r\n"sv, "\n.\n"sv, "\r.\r\n"sv, ".\0\r\n"sv}) {
    const Outcome outcome = read(std::string(start) + "x\r\n.\r\n");
    EXPECT_EQ(outcome.flaw, SmtpFlaw::kStrayByte);
    EXPECT_EQ(outcome.rest, "");
  }
}

TEST(SmtpDataTest, TheLimitCountsWhatIsKept) {
  EXPECT_EQ(read("..345678\r\n.\r\n", 9).flaw, SmtpFlaw::kNone);
  EXPECT_EQ(read("..345678\r\n.\r\n", 9).text, ".345678\r\n");
  EXPECT_EQ(read("..345678\r\n.\r\n", 8).flaw, SmtpFlaw::kTooBig);
  EXPECT_EQ(read("12\r\n34\r\n.\r\n", 8).text, "12\r\n34\r\n");
  EXPECT_EQ(read("12\r\n345\r\n.\r\n", 8).flaw, SmtpFlaw::kTooBig);
}

TEST(SmtpDataTest, AMessageTooBigIsReadToItsEnd) {
  const Outcome outcome = read(std::string(60, 'x') + "\r\n.\r\nNOOP\r\n", 10);
  EXPECT_TRUE(outcome.ended);
  EXPECT_FALSE(outcome.flooded);
  EXPECT_EQ(outcome.flaw, SmtpFlaw::kTooBig);
  EXPECT_EQ(outcome.rest, "NOOP\r\n");
}

TEST(SmtpDataTest, PatienceEnds) {
  const Outcome outcome = read(std::string(100, 'x'), 10);
  EXPECT_TRUE(outcome.flooded);
  EXPECT_FALSE(outcome.ended);
  EXPECT_EQ(outcome.rest.size(), 19U);
  EXPECT_FALSE(read(std::string(80, 'x'), 10).flooded);
  // Stray bytes, dots and line ends count as well.
  EXPECT_TRUE(read(std::string(100, '\n'), 10).flooded);
  EXPECT_TRUE(read(std::string(100, '.'), 10).flooded);
  EXPECT_FALSE(read("x\r\n.\r\n", SIZE_MAX).flooded);
}

TEST(SmtpDataTest, ALineTooLongIsAFlaw) {
  const std::string longest(kSmtpTextLineLimit - 2, 'x');
  EXPECT_EQ(text_of(longest + "\r\n" + longest + "\r\n.\r\n").size(), 2 * kSmtpTextLineLimit);
  EXPECT_EQ(text_of("." + longest + "\r\n.\r\n").size(), kSmtpTextLineLimit);
  const Outcome outcome = read(longest + "x\r\nshort\r\n.\r\nQUIT");
  EXPECT_TRUE(outcome.ended);
  EXPECT_EQ(outcome.flaw, SmtpFlaw::kLongLine);
  EXPECT_EQ(outcome.rest, "QUIT");
}

TEST(SmtpDataTest, TheFirstFlawCounts) {
  EXPECT_EQ(read("\n" + std::string(60, 'x') + "\r\n.\r\n", 10).flaw, SmtpFlaw::kStrayByte);
  EXPECT_EQ(read(std::string(60, 'x') + "\n\r\n.\r\n", 10).flaw, SmtpFlaw::kTooBig);
  const std::string line(kSmtpTextLineLimit + 100, 'x');
  EXPECT_EQ(read(line + "\r\n.\r\n", kSmtpTextLineLimit - 100).flaw, SmtpFlaw::kTooBig);
  EXPECT_EQ(read(line + "\r\n.\r\n", kSmtpTextLineLimit + 10).flaw, SmtpFlaw::kLongLine);
}

}  // namespace
}  // namespace reality
