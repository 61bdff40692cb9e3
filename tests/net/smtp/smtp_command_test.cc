// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_command.h"

#include <gtest/gtest.h>

#include <vector>

namespace reality {
namespace {

using namespace std::string_view_literals;

// "local|domain", or the code and enhanced code of the refusal: "553 5.1.3".
std::string show(const SmtpPath& path) {
  return path.local + "|" + path.domain;
}
std::string show(const SmtpReply& reply) {
  return std::to_string(reply.code) + " " + reply.text.substr(0, reply.text.find(' '));
}

std::string rcpt(std::string_view argument, bool utf8 = false) {
  const auto read = parse_smtp_rcpt(argument, utf8);
  if (const auto* reply = std::get_if<SmtpReply>(&read)) return show(*reply);
  const auto& path = std::get<SmtpPath>(read);
  // What is written is read again as the same.
  const auto again = parse_smtp_rcpt("TO:<" + path.text() + ">", utf8);
  EXPECT_TRUE(std::holds_alternative<SmtpPath>(again)) << path.text();
  if (std::holds_alternative<SmtpPath>(again)) {
    EXPECT_EQ(std::get<SmtpPath>(again), path);
  }
  return show(path);
}

std::string mail(std::string_view argument) {
  const auto read = parse_smtp_mail(argument);
  if (const auto* reply = std::get_if<SmtpReply>(&read)) return show(*reply);
  const auto& mail = std::get<SmtpMail>(read);
  std::string out = show(mail.sender);
  if (mail.size != 0) out += " size=" + std::to_string(mail.size);
  if (mail.eight_bit) out += " 8bit";
  if (mail.utf8) out += " utf8";
  return out;
}

std::string times(size_t count, std::string_view text) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

// The lines of `input`; "?" for one too long, "!" for a broken one, after which nothing is read.
std::vector<std::string> lines_of(std::string_view input, size_t chunk) {
  std::vector<std::string> out;
  SmtpLineReader reader;
  for (size_t at = 0; at < input.size(); at += chunk) {
    std::string_view bytes = input.substr(at, chunk);
    while (!bytes.empty()) {
      const SmtpLine got = reader.read(bytes);
      if (got == SmtpLine::kWhole) out.push_back(reader.take());
      if (got == SmtpLine::kTooLong) out.emplace_back("?");
      if (got == SmtpLine::kStray) return out.emplace_back("!"), out;
    }
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view input) {
  std::vector<std::string> whole = lines_of(input, input.size() + 1);
  for (size_t chunk = 1; chunk < 5; ++chunk) EXPECT_EQ(lines_of(input, chunk), whole) << chunk;
  return whole;
}

using Lines = std::vector<std::string>;

TEST(SmtpLineReaderTest, ALineEndsAtCrLf) {
  EXPECT_EQ(lines_of("NOOP\r\n\r\nQUIT\r\nRS"), (Lines{"NOOP", "", "QUIT"}));
}

TEST(SmtpLineReaderTest, NothingElseEndsALine) {
  EXPECT_EQ(lines_of("NOOP\nQUIT\r\n"), (Lines{"!"}));
  EXPECT_EQ(lines_of("NOOP\rQUIT\r\n"), (Lines{"!"}));
  EXPECT_EQ(lines_of("NOOP\r\r\n"), (Lines{"!"}));
  EXPECT_EQ(lines_of("NOOP\r\n\nQUIT\r\n"), (Lines{"NOOP", "!"}));
  EXPECT_EQ(lines_of(times(3000, "x") + "\n"), (Lines{"!"}));
}

TEST(SmtpLineReaderTest, ALineTooLongIsDroppedToItsEnd) {
  const std::string longest(kSmtpLineLimit - 2, 'x');
  EXPECT_EQ(lines_of(longest + "\r\nA\r\n"), (Lines{longest, "A"}));
  EXPECT_EQ(lines_of(longest + "x\r\nA\r\n"), (Lines{"?", "A"}));
  EXPECT_EQ(lines_of(times(90000, "x") + "\r\nA\r\n"), (Lines{"?", "A"}));
}

TEST(SmtpCommandTest, VerbsAreCaseBlind) {
  EXPECT_EQ(read_smtp_command("mAiL FROM:<>").verb, SmtpVerb::kMail);
  EXPECT_EQ(read_smtp_command("EHLO  mail.example.org \t").argument, "mail.example.org");
  EXPECT_EQ(read_smtp_command("data ").verb, SmtpVerb::kData);
  EXPECT_EQ(read_smtp_command("data ").argument, "");
  EXPECT_EQ(read_smtp_command("StartTLS").verb, SmtpVerb::kStartTls);
}

TEST(SmtpCommandTest, WhatIsNoVerbIsUnknown) {
  for (std::string_view line :
       {""sv, " "sv, " NOOP"sv, "NOOPS"sv, "NOO"sv, "MAILFROM:<>"sv, "MA\xc4\xb1L"sv,
        "BDAT 5 LAST"sv, "AUTH PLAIN"sv, "TURN"sv, "NOOP\0"sv, "DATA\tx"sv}) {
    EXPECT_EQ(read_smtp_command(line).verb, SmtpVerb::kUnknown) << line;
  }
}

TEST(SmtpCommandTest, HttpIsKnownByItsMethods) {
  for (std::string_view line : {"GET / HTTP/1.1"sv, "POST /x HTTP/1.0"sv, "HEAD /"sv, "PUT /"sv,
                                "CONNECT a:25 HTTP/1.1"sv, "PRI * HTTP/2.0"sv, "options *"sv}) {
    EXPECT_EQ(read_smtp_command(line).verb, SmtpVerb::kHttp) << line;
  }
}

TEST(SmtpPathTest, PlainAddressesAreRead) {
  EXPECT_EQ(rcpt("TO:<orla@mud.test>"), "orla|mud.test");
  EXPECT_EQ(rcpt("to:<Orla.of-the+Hill@MUD.Test>"), "Orla.of-the+Hill|MUD.Test");
  EXPECT_EQ(rcpt("TO: <a@b>"), "a|b");
  EXPECT_EQ(rcpt("TO:<!#$x@mud.test>"), "553 5.1.3");
  EXPECT_EQ(rcpt("TO:<#$&'*+-/=?^_`{|}~@mud.test>"), "#$&'*+-/=?^_`{|}~|mud.test");
}

TEST(SmtpPathTest, ThePostmasterNeedsNoDomain) {
  EXPECT_EQ(rcpt("TO:<postmaster>"), "postmaster|");
  EXPECT_EQ(rcpt("TO:<PostMaster>"), "PostMaster|");
  EXPECT_EQ(rcpt("TO:<postmaster@mud.test>"), "postmaster|mud.test");
  EXPECT_EQ(mail("FROM:<postmaster>"), "501 5.1.7");
  EXPECT_EQ(rcpt("TO:<orla>"), "501 5.1.3");
}

TEST(SmtpPathTest, OnlyASenderMayBeNull) {
  EXPECT_EQ(mail("FROM:<>"), "|");
  EXPECT_TRUE(std::get<SmtpMail>(parse_smtp_mail("FROM:<>")).sender.null());
  EXPECT_EQ(rcpt("TO:<>"), "501 5.1.3");
  EXPECT_EQ(mail("FROM:< >"), "501 5.1.7");
}

TEST(SmtpPathTest, QuotesAreTakenOffAndPutBack) {
  EXPECT_EQ(rcpt("TO:<\"orla\"@mud.test>"), "orla|mud.test");
  EXPECT_EQ(rcpt("TO:<\"or la\"@mud.test>"), "or la|mud.test");
  EXPECT_EQ(rcpt("TO:<\"a\\\"b\\\\c\"@mud.test>"), "a\"b\\c|mud.test");
  EXPECT_EQ(rcpt("TO:<\"a>b\"@mud.test>"), "a>b|mud.test");
  EXPECT_EQ(rcpt("TO:<\"..\"@mud.test>"), "..|mud.test");
  EXPECT_EQ((SmtpPath{"or la", "mud.test"}.text()), "\"or la\"@mud.test");
  EXPECT_EQ((SmtpPath{"orla", "mud.test"}.text()), "orla@mud.test");
  EXPECT_EQ(SmtpPath{}.text(), "");
}

TEST(SmtpPathTest, SourceRoutesAreIgnored) {
  EXPECT_EQ(rcpt("TO:<@a,@b:orla@mud.test>"), "orla|mud.test");
  EXPECT_EQ(rcpt("TO:<@[IPv6:::1],@b.c:orla@mud.test>"), "orla|mud.test");
  EXPECT_EQ(mail("FROM:<@a:orla@mud.test>"), "orla|mud.test");
}

TEST(SmtpPathTest, AddressLiteralsAreRead) {
  EXPECT_EQ(rcpt("TO:<orla@[127.0.0.1]>"), "orla|[127.0.0.1]");
  EXPECT_EQ(rcpt("TO:<orla@[IPv6:2001:db8::1]>"), "orla|[IPv6:2001:db8::1]");
  for (std::string_view bad : {"[127.0.0]"sv, "[127.0.0.256]"sv, "[::1]"sv, "[IPv6:1]"sv, "[]"sv,
                               "[127.0.0.1"sv, "[x-tag:y]"sv, "[127.0.0.1]x"sv, "[1.2.3.4].a"sv}) {
    EXPECT_EQ(rcpt("TO:<orla@" + std::string(bad) + ">"), "501 5.1.3") << bad;
  }
}

// None of these may ever be taken for a local name with something behind it that a relay obeys.
TEST(SmtpPathTest, SecondHopsAreRefused) {
  for (std::string_view path :
       {"user%other.test@mud.test"sv, "other.test!user@mud.test"sv, "a!b!user@mud.test"sv,
        "user@other.test@mud.test"sv, "user@mud.test@other.test"sv, "user%a%b@mud.test"sv,
        "\"user@other.test\"@mud.test"sv, "\"user%other.test\"@mud.test"sv,
        "\"other.test!user\"@mud.test"sv, "\"user\\@other.test\"@mud.test"sv, "\"\\@\"@mud.test"sv,
        "@mud.test:user%other.test@mud.test"sv, "@a,@b:\"user@other.test\"@mud.test"sv,
        "%@mud.test"sv, "user%@mud.test"sv, "!@mud.test"sv, "user%other.test"sv,
        "postmaster%other.test@mud.test"sv, "user@[127.0.0.1]@mud.test"sv}) {
    EXPECT_EQ(rcpt("TO:<" + std::string(path) + ">"), "553 5.1.3") << path;
    EXPECT_EQ(mail("FROM:<" + std::string(path) + ">"), "553 5.1.7") << path;
  }
}

constexpr std::string_view kNoAddresses[] = {"<"sv,
                                             "<>>"sv,
                                             "<a@b"sv,
                                             "a@b>"sv,
                                             "a@b"sv,
                                             "<a@b>>"sv,
                                             "<<a@b>"sv,
                                             "<<a@b>>"sv,
                                             "<a b@c>"sv,
                                             "<a@b c>"sv,
                                             "< a@b>"sv,
                                             "<a@b >"sv,
                                             "<@b>"sv,
                                             "<a@>"sv,
                                             "<@>"sv,
                                             "<a@.b>"sv,
                                             "<a@b.>"sv,
                                             "<a@b..c>"sv,
                                             "<a@-b>"sv,
                                             "<a@b-.c>"sv,
                                             "<a@b_c>"sv,
                                             "<.a@b>"sv,
                                             "<a.@b>"sv,
                                             "<a..b@c>"sv,
                                             "<a,b@c>"sv,
                                             "<a;b@c>"sv,
                                             "<(x)a@b>"sv,
                                             "<a@b,c@d>"sv,
                                             "<a\\ b@c>"sv,
                                             "<a@b|sh>"sv,
                                             "<a@b;id>"sv,
                                             "<a@$(id)>"sv,
                                             "<`id@b>x"sv,
                                             "<\"a@b>"sv,
                                             "<\"\"@b>"sv,
                                             "<\"a\"b@c>"sv,
                                             "<a\"b\"@c>"sv,
                                             "<\"a\\\"@b>"sv,
                                             "<\"a\" @b>"sv,
                                             "<@a:>"sv,
                                             "<@a:@b:c@d>"sv,
                                             "<@a,b:c@d>"sv,
                                             "<@a,:c@d>"sv,
                                             "<@:c@d>"sv,
                                             "<,@a:c@d>"sv,
                                             "<a:b@c>"sv,
                                             "<mailto:a@b>"sv,
                                             "Orla <a@b>"sv,
                                             "<a\0@b>"sv,
                                             "<a@b\0>"sv,
                                             "<\"a\tb\"@c>"sv,
                                             "<a\x7f@b>"sv,
                                             "<\"\x01\"@b>"sv,
                                             "<\"\\\xc3\xa9\"@b>"sv,
                                             "<a@b>x"sv,
                                             ""sv};

TEST(SmtpPathTest, WhatIsNoAddressIsRefused) {
  for (std::string_view path : kNoAddresses) {
    EXPECT_EQ(rcpt("TO:" + std::string(path)), "501 5.1.3") << path;
    if (path.starts_with("<>")) continue;
    EXPECT_EQ(mail("FROM:" + std::string(path)), "501 5.1.7") << path;
  }
}

TEST(SmtpPathTest, LengthsHold) {
  const std::string label(60, 'd');
  const std::string domain = label + "." + label + "." + label + ".";
  EXPECT_EQ(rcpt("TO:<" + times(64, "a") + "@b>"), times(64, "a") + "|b");
  EXPECT_EQ(rcpt("TO:<" + times(65, "a") + "@b>"), "501 5.1.3");
  EXPECT_EQ(rcpt("TO:<a@" + times(63, "d") + ">"), "a|" + times(63, "d"));
  EXPECT_EQ(rcpt("TO:<a@" + times(64, "d") + ">"), "501 5.1.3");
  // 256 with the brackets.
  const std::string longest = domain + label + ".dddddddd";
  EXPECT_EQ(rcpt("TO:<a@" + longest + ">"), "a|" + longest);
  EXPECT_EQ(rcpt("TO:<ab@" + longest + ">"), "501 5.1.3");
  EXPECT_EQ(rcpt("TO:<a@" + longest + "d>"), "501 5.1.3");
  // A route is not part of what is kept.
  EXPECT_EQ(rcpt("TO:<@" + domain + label + ",@" + domain + label + ":a@b>"), "a|b");
  // With the quotes that it needs it is a longer one.
  EXPECT_EQ(rcpt("TO:<\"" + times(64, "\\\"") + "\"@b>"), times(64, "\"") + "|b");
}

TEST(SmtpPathTest, OtherLettersNeedSmtpUtf8) {
  const std::string path = "TO:<\xc3\xbe\xc3\xb3rr@m\xc3\xba\xc3\xb0.test>";
  EXPECT_EQ(rcpt(path), "553 5.6.7");
  EXPECT_EQ(rcpt(path, true), "\xc3\xbe\xc3\xb3rr|m\xc3\xba\xc3\xb0.test");
  EXPECT_EQ(rcpt("TO:<\"\xc3\xbe r\"@b>", true), "\xc3\xbe r|b");
  EXPECT_EQ(mail("FROM:<\xc3\xbe@b>"), "553 5.6.7");
  EXPECT_EQ(mail("FROM:<\xc3\xbe@b> SMTPUTF8"), "\xc3\xbe|b utf8");
}

TEST(SmtpPathTest, BrokenUtf8AndC1AreRefused) {
  for (std::string_view local : {"\xff\xf4"sv, "\xc3"sv, "a\xc0\x80"sv, "\xed\xa0\x80"sv,
                                 "\xc2\x9b"sv, "\xc2\x80"sv, "a\xc2\x85g"sv}) {
    EXPECT_EQ(rcpt("TO:<" + std::string(local) + "@b>", true), "501 5.1.3");
    EXPECT_EQ(mail("FROM:<b@" + std::string(local) + "> SMTPUTF8"), "501 5.1.7");
  }
  EXPECT_EQ(rcpt("TO:<\xc2\xa1@b>", true), "\xc2\xa1|b");
}

TEST(SmtpMailTest, ParametersAreRead) {
  EXPECT_EQ(mail("FROM:<a@b> SIZE=1000"), "a|b size=1000");
  EXPECT_EQ(mail("from:<a@b>  body=8bitmime size=1  smtputf8"), "a|b size=1 8bit utf8");
  EXPECT_EQ(mail("FROM:<a@b> BODY=7BIT"), "a|b");
  EXPECT_EQ(mail("FROM:<> SIZE=0"), "|");
  EXPECT_EQ(mail("FROM:<> SIZE=18446744073709551615"), "| size=18446744073709551615");
  EXPECT_EQ(mail("FROM:<> SIZE=18446744073709551616"), "| size=18446744073709551615");
  EXPECT_EQ(mail("FROM:<> SIZE=99999999999999999999"), "| size=18446744073709551615");
}

TEST(SmtpMailTest, BadParametersAreRefused) {
  for (std::string_view bad : {"SIZE"sv, "SIZE="sv, "SIZE=-1"sv, "SIZE=1x"sv, "SIZE=+1"sv,
                               "SIZE=123456789012345678901"sv, "SIZE=1 SIZE=2"sv, "SMTPUTF8=1"sv,
                               "SMTPUTF8="sv, "SMTPUTF8 SMTPUTF8"sv, "BODY=7BIT BODY=8BITMIME"sv}) {
    EXPECT_EQ(mail("FROM:<a@b> " + std::string(bad)), "501 5.5.4") << bad;
  }
  for (std::string_view unknown :
       {"RET=FULL"sv, "ENVID=x"sv, "AUTH=<>"sv, "BODY=BINARYMIME"sv, "="sv, "BODY"sv, "BODY="sv,
        "X=8BITMIME"sv, "SIZES=1"sv, "<c@d>"sv}) {
    EXPECT_EQ(mail("FROM:<a@b> " + std::string(unknown)), "555 5.5.4") << unknown;
  }
  EXPECT_EQ(mail("TO:<a@b>"), "501 5.5.4");
  EXPECT_EQ(mail("FROM"), "501 5.5.4");
  EXPECT_EQ(mail(""), "501 5.5.4");
}

TEST(SmtpRcptTest, ThereAreNoParameters) {
  EXPECT_EQ(rcpt("TO:<a@b> NOTIFY=NEVER"), "555 5.5.4");
  EXPECT_EQ(rcpt("TO:<a@b> ORCPT=rfc822;a@b"), "555 5.5.4");
  EXPECT_EQ(rcpt("TO:<a@b> <c@d>"), "555 5.5.4");
  EXPECT_EQ(rcpt("FROM:<a@b>"), "501 5.5.4");
  EXPECT_EQ(rcpt("TO"), "501 5.5.4");
  EXPECT_EQ(rcpt(""), "501 5.5.4");
}

}  // namespace
}  // namespace reality
