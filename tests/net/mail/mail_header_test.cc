// SPDX-License-Identifier: MIT
#include "net/mail/mail_header.h"

#include <gtest/gtest.h>

#include "engine/text.h"

namespace reality {
namespace {

using namespace std::string_view_literals;

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

MailHeader read(std::string_view raw) {
  Result<MailHeader> header = MailHeader::read(raw);
  EXPECT_TRUE(header.ok());
  return header.ok() ? *header : MailHeader();
}

// "name <address>" for each mailbox.
std::vector<std::string> boxes(std::string_view body) {
  std::vector<std::string> out;
  for (const Mailbox& box : read_mailboxes(body))
    out.push_back(box.name + " <" + box.address + ">");
  return out;
}
using Boxes = std::vector<std::string>;

TEST(MailHeaderTest, ReadsFieldsUpToTheEmptyLine) {
  const std::string_view raw = "From: a@b\r\nSUBJECT : hi there \r\n\r\nTo: body\r\n";
  const MailHeader header = read(raw);
  ASSERT_EQ(header.fields().size(), 2U);
  EXPECT_EQ(header.find("from"), "a@b");
  EXPECT_EQ(header.find("subject"), "hi there");
  EXPECT_EQ(header.find("to"), "");
  EXPECT_EQ(header.first("to"), nullptr);
  EXPECT_EQ(raw.substr(header.size()), "To: body\r\n");
}

TEST(MailHeaderTest, TakesBareLineFeeds) {
  const std::string_view raw = "A: 1\nB: 2\n 3\n\nbody";
  EXPECT_EQ(read(raw).find("b"), "2 3");
  EXPECT_EQ(raw.substr(read(raw).size()), "body");
}

TEST(MailHeaderTest, Unfolds) {
  EXPECT_EQ(read("Subject: one\r\n two\r\n\tthree\r\n \r\n four\r\n").find("subject"),
            "one two\tthree  four");
  EXPECT_EQ(read(" stray\r\nA: 1\r\n").find("a"), "1");
}

TEST(MailHeaderTest, TheFirstOfANameCounts) {
  EXPECT_EQ(read("A: 1\r\na: 2\r\n").find("a"), "1");
}

TEST(MailHeaderTest, ALineThatIsNoFieldBeginsTheBody) {
  for (std::string_view body :
       {"Hello you\r\n"sv, "no field: here\r\n"sv, ": nameless\r\n"sv, "caf\xe9: x"sv}) {
    const std::string raw = "A: 1\r\n" + std::string(body);
    EXPECT_EQ(raw.substr(read(raw).size()), body);
  }
}

TEST(MailHeaderTest, ABodyIsNotNeeded) {
  EXPECT_EQ(read("A: 1").find("a"), "1");
  EXPECT_EQ(read("A: 1\r\n").size(), 6U);
  EXPECT_EQ(read("").size(), 0U);
  EXPECT_EQ(read("\r\nbody").size(), 2U);
}

TEST(MailHeaderTest, EveryPrefixIsAHeader) {
  const std::string_view raw = "From: \"a\" <b@c>\r\nSubject: x\r\n y\r\n\r\nbody";
  for (size_t size = 0; size <= raw.size(); ++size) {
    EXPECT_LE(read(raw.substr(0, size)).size(), size);
  }
}

TEST(MailHeaderTest, CutsALongField) {
  const MailHeader header =
      read("A: " + std::string(10000, 'x') + "\r\n " + std::string(9, 'y') + "\r\nB: 1\r\n");
  EXPECT_EQ(header.find("a").size(), kMailFieldLimit - 1);  // less the space behind the colon
  EXPECT_TRUE(header.first("a")->is_cut);
  EXPECT_FALSE(header.first("b")->is_cut);
  EXPECT_TRUE(read("A: " + repeated("x\r\n ", 9000)).first("a")->is_cut);
}

TEST(MailHeaderTest, RefusesTooManyFields) {
  EXPECT_TRUE(MailHeader::read(repeated("A: 1\r\n", 500)).ok());
  EXPECT_FALSE(MailHeader::read(repeated("A: 1\r\n", 501)).ok());
}

TEST(MailHeaderTest, RefusesTooLargeABlock) {
  const std::string field = "A: " + std::string(1019, 'x') + "\r\n";  // 1024 bytes
  EXPECT_TRUE(MailHeader::read(repeated(field, 64)).ok());
  EXPECT_FALSE(MailHeader::read(repeated(field, 64) + "\r\n").ok());
  EXPECT_FALSE(MailHeader::read("A: " + std::string(1 << 20, 'x')).ok());
}

TEST(MailValueTest, ReadsParameters) {
  const MailValue value("Text/Plain; CharSet=\"UTF-8\" ; format = flowed;; x=a=b");
  EXPECT_EQ(value.value(), "text/plain");
  EXPECT_EQ(value.parameter("charset"), "UTF-8");
  EXPECT_EQ(value.parameter("format"), "flowed");
  EXPECT_EQ(value.parameter("x"), "a=b");
  EXPECT_EQ(value.parameter("y"), "");
}

TEST(MailValueTest, QuotesAndComments) {
  const MailValue value(R"-(a/b (c; d="e") ; x="1; \"2\" (3)"(4 (5)); y=z(()-");
  EXPECT_EQ(value.value(), "a/b");
  EXPECT_EQ(value.parameter("x"), "1; \"2\" (3)");
  EXPECT_EQ(value.parameter("y"), "z");
}

TEST(MailValueTest, TheFirstOfANameCounts) {
  EXPECT_EQ(MailValue("a; x=1; x=2").parameter("x"), "1");
}

TEST(MailValueTest, ExtendedParameters) {
  EXPECT_EQ(MailValue("a; n*=utf-8'en'caf%c3%A9%20x; n=cafe").parameter("n"), "café x");
  EXPECT_EQ(MailValue("a; n*=iso-8859-1''caf%e9").parameter("n"), "café");
  EXPECT_EQ(MailValue("a; n*=plain%2").parameter("n"), "plain%2");
  EXPECT_EQ(MailValue("a; n*0=one; n*1=\"two \"; n*2=three").parameter("n"), "onetwothree");
  EXPECT_EQ(MailValue("a; n*1*=%a9%25; n*0*=utf-8''caf%c3; n*2=%25").parameter("n"), "café%%25");
}

TEST(MailValueTest, KeepsAtMost32Parameters) {
  std::string body = "a";
  for (int i = 0; i < 40; ++i) body += "; x" + std::to_string(i) + "=y";
  EXPECT_EQ(MailValue(body).parameter("x31"), "y");
  EXPECT_EQ(MailValue(body).parameter("x32"), "");
}

TEST(EncodedWordTest, Decodes) {
  EXPECT_EQ(decode_words("=?utf-8?Q?caf=C3=A9_x?="), "café x");
  EXPECT_EQ(decode_words("=?UTF-8?b?Y2Fmw6k=?="), "café");
  EXPECT_EQ(decode_words("=?iso-8859-1?q?caf=E9?= and more"), "café and more");
  EXPECT_EQ(decode_words("=?utf-8*en?Q?x?="), "x");
  EXPECT_EQ(decode_words("=?utf-8?Q?ends_?=|"), "ends |");
  EXPECT_EQ(decode_words("=?utf-8?Q?\?=|"), "|");
}

// RFC 2047 section 8.
TEST(EncodedWordTest, SpacesBetweenWordsVanish) {
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a?=)"), "(a)");
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a?= b)"), "(a b)");
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)"), "(ab)");
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a?=  \t =?utf-8?Q?b?=)"), "(ab)");
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a_b?=)"), "(a b)");
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)"), "(a b)");
  EXPECT_EQ(decode_words("  x =?utf-8?Q?a?= "), "  x a ");
}

TEST(EncodedWordTest, ALetterCutInTwoIsJoined) {
  EXPECT_EQ(decode_words("=?utf-8?Q?caf=C3?= =?utf-8?B?qQ==?="), "café");
}

TEST(EncodedWordTest, WhatIsNoneStaysAsWritten) {
  for (std::string_view text :
       {"=?"sv, "=?utf-8"sv, "=?utf-8?"sv, "=?utf-8?Q"sv, "=?utf-8?Q?"sv, "=?utf-8?Q?x"sv,
        "=?utf-8?Q?x?"sv, "=?utf-8?X?x?="sv, "=?utf-8?QQ?x?="sv, "a =? b ?= c"sv, ""sv, " "sv}) {
    EXPECT_EQ(decode_words(text), text);
  }
}

TEST(EncodedWordTest, BareBytesBecomeUtf8) {
  EXPECT_EQ(decode_words("café =?utf-8?Q?=C3=A9?= \xff"), "café é \xef\xbf\xbd");
}

TEST(EncodedWordTest, AtMostAHundredAField) {
  const std::string text = decode_words(repeated("=?utf-8?Q?x?= ", 101));
  EXPECT_EQ(text, std::string(100, 'x') + " =?utf-8?Q?x?= ");
}

TEST(EncodedWordTest, HostileFieldsAreBounded) {
  for (std::string_view piece :
       {"=?"sv, "=?a?Q?"sv, "=?a?Q?=?="sv, "=?a?B?/?="sv, "?="sv, "=?a?Q?= =?="sv}) {
    const std::string text = decode_words(repeated(piece, 100000));
    EXPECT_LE(text.size(), 3 * piece.size() * 100000);
    EXPECT_TRUE(is_valid_utf8(text));
  }
}

TEST(MailboxTest, NamesAndAddresses) {
  EXPECT_EQ(boxes("orla@mud.test"), Boxes{" <orla@mud.test>"});
  EXPECT_EQ(boxes("Orla  the Red <orla@mud.test>"), Boxes{"Orla the Red <orla@mud.test>"});
  EXPECT_EQ(boxes("\"Doe, \\\"J\\\"\" <j@x.test>"), Boxes{"Doe, \"J\" <j@x.test>"});
  EXPECT_EQ(boxes("j@x.test (John (the) Doe)"), Boxes{"John (the) Doe <j@x.test>"});
  EXPECT_EQ(boxes("<j@x.test>"), Boxes{" <j@x.test>"});
  EXPECT_EQ(boxes("a <a@x>, b@x ,, c <c@x>"), (Boxes{"a <a@x>", " <b@x>", "c <c@x>"}));
}

TEST(MailboxTest, EncodedNames) {
  EXPECT_EQ(boxes("=?utf-8?Q?=C3=93rla?= <o@x>"), Boxes{"Órla <o@x>"});
  EXPECT_EQ(boxes("\"=?utf-8?Q?=C3=93rla?=\" <o@x>"), Boxes{"Órla <o@x>"});
  // What is decoded is no longer looked into.
  EXPECT_EQ(boxes("=?utf-8?Q?king=40mud_=3Cking=40mud=3E=2C?= <o@x>"),
            Boxes{"king@mud <king@mud>, <o@x>"});
}

TEST(MailboxTest, Groups) {
  EXPECT_EQ(boxes("friends: a@x, B <b@x>;, c@x"), (Boxes{" <a@x>", "B <b@x>", " <c@x>"}));
  EXPECT_EQ(boxes("undisclosed-recipients:;"), Boxes{});
  EXPECT_EQ(boxes(repeated("a:", 50000) + "b@x"), Boxes{" <b@x>"});
}

TEST(MailboxTest, SpacesCommentsAndRoutes) {
  EXPECT_EQ(boxes("Pete <pete(his (own) account) @ silly.test (host)>"),
            Boxes{"Pete <pete@silly.test>"});
  EXPECT_EQ(boxes("<@relay.test,@other.test:joe@x.test>"), Boxes{" <joe@x.test>"});
  EXPECT_EQ(boxes("\"very odd\"@x.test"), Boxes{" <\"very odd\"@x.test>"});
  EXPECT_EQ(boxes("A <\"odd>name\"@x.test>"), Boxes{"A <\"odd>name\"@x.test>"});
}

TEST(MailboxTest, WordsAreNotRunTogetherIntoAnAddress) {
  EXPECT_EQ(boxes("king @mud.test"), Boxes{" <king@mud.test>"});
  EXPECT_EQ(boxes("orla king@mud.test"), Boxes{"orla king@mud.test <>"});
  EXPECT_EQ(boxes("A <ki ng@mud.test>"), Boxes{"A <>"});
  EXPECT_EQ(boxes("A <a@x> <b@x>"), Boxes{"A <>"});
  EXPECT_EQ(boxes("nobody"), Boxes{"nobody <>"});
  EXPECT_EQ(boxes("<>"), Boxes{});
}

TEST(MailboxTest, HostileFieldsAreBounded) {
  EXPECT_EQ(boxes(repeated("a@x,", 1000)).size(), kMailboxesMost);
  EXPECT_EQ(boxes(repeated(",", 100000)), Boxes{});
  EXPECT_EQ(boxes(repeated("(", 100000)), Boxes{std::string(99999, '(') + " <>"});
  for (std::string_view piece :
       {"<"sv, "\""sv, "(\\"sv, "a:"sv, "a <"sv, "<@:"sv, ")"sv, "\\"sv, ";"sv}) {
    EXPECT_LE(boxes(repeated(piece, 50000)).size(), kMailboxesMost);
  }
}

TEST(MailboxTest, EveryPrefixIsRead) {
  const std::string_view body = "g: \"a\\\"b\" (c (d)) <@r:e@f>, \"h i\"@j (=?utf-8?Q?k?=);";
  for (size_t size = 0; size <= body.size(); ++size) {
    EXPECT_LE(read_mailboxes(body.substr(0, size)).size(), 2U);
  }
}

}  // namespace
}  // namespace reality
