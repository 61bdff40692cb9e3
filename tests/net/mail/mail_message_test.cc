// SPDX-License-Identifier: MIT
#include "net/mail/mail_message.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/text.h"

namespace reality {
namespace {

using namespace std::string_view_literals;
using Enclosures = std::vector<std::string>;

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// '\n' as CR LF, so that letters can be written down as they look.
std::string wire(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

bool is_clean(std::string_view text, bool is_prose) {
  return text == (is_prose ? clean_prose(text) : clean_line(text));
}

void expect_clean(const MailMessage& message) {
  EXPECT_TRUE(is_clean(message.from_name, false));
  EXPECT_TRUE(is_clean(message.from_address, false));
  EXPECT_TRUE(is_clean(message.subject, false));
  EXPECT_TRUE(is_clean(message.message_id, false));
  EXPECT_TRUE(is_clean(message.text, true));
  for (const std::string& each : message.enclosures) EXPECT_TRUE(is_clean(each, false));
  EXPECT_LE(message.text.size(), kMailTextLimit);
  EXPECT_LE(message.subject.size(), kMailLineLimit);
  EXPECT_LE(message.enclosures.size(), kMailPartsMost + 1);
}

MailMessage read_raw(std::string_view raw) {
  Result<MailMessage> message = read_mail(raw);
  EXPECT_TRUE(message.ok()) << message.error();
  if (!message) return {};
  expect_clean(*message);
  return *message;
}

// Reads a letter, and on the way every beginning of it, as a connection that breaks would leave it.
MailMessage read(std::string_view text) {
  const std::string raw = wire(text);
  for (size_t size = 0; size < raw.size(); ++size) {
    const Result<MailMessage> cut = read_mail(std::string_view(raw).substr(0, size));
    EXPECT_TRUE(cut.ok());
    if (cut) expect_clean(cut.value());
  }
  return read_raw(raw);
}

TEST(MailMessageTest, PlainLetter) {
  const MailMessage message = read(
      "Received: from a by b\nReceived: from c by a\n"
      "From: \"Orla, the Red\" <orla@mud.test>\nTo: finn@mud.test\n"
      "Subject: =?utf-8?Q?The_caf=C3=A9?=\nMessage-ID: <1.2@mud.test> (x)\n\n"
      "Dear Finn,\n\nmeet me there.\n");
  EXPECT_EQ(message.from_name, "Orla, the Red");
  EXPECT_EQ(message.from_address, "orla@mud.test");
  EXPECT_EQ(message.subject, "The café");
  EXPECT_EQ(message.message_id, "<1.2@mud.test>");
  EXPECT_EQ(message.text, "Dear Finn,\n\nmeet me there.");
  EXPECT_EQ(message.received, 2U);
  EXPECT_FALSE(message.automatic);
  EXPECT_EQ(message.enclosures, Enclosures{});
}

TEST(MailMessageTest, EmptyAndHeaderless) {
  EXPECT_EQ(read("").text, "");
  EXPECT_EQ(read("\n").text, "");
  EXPECT_EQ(read("\nhello\n").text, "hello");
  EXPECT_EQ(read("Subject: x\n").subject, "x");
  EXPECT_EQ(read("Subject: x").text, "");
  EXPECT_EQ(read("just text\nSubject: x\n").text, "just text\nSubject: x");
}

TEST(MailMessageTest, EncodingsAndCharsets) {
  EXPECT_EQ(read("Content-Type: text/plain; charset=iso-8859-1\n"
                 "Content-Transfer-Encoding: Quoted-Printable\n\ncaf=E9 =\nau lait\n")
                .text,
            "café au lait");
  EXPECT_EQ(read("Content-Type: text/plain; charset=utf-8\n"
                 "Content-Transfer-Encoding: base64 (x)\n\nY2Fmw6kK\nLg==\n")
                .text,
            "café\n.");
  EXPECT_EQ(read("Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$BF|K\\\x1b(B\n").text,
            "日本");
  EXPECT_EQ(read("\ncaf\xe9\n").text, "caf\xef\xbf\xbd");
  EXPECT_EQ(read("Content-Type: nonsense\n\nhello\n").text, "hello");
}

TEST(MailMessageTest, FromAMachine) {
  for (std::string_view field :
       {"Auto-Submitted: auto-replied"sv, "auto-submitted: Auto-Generated; x=y"sv,
        "Precedence: Bulk"sv, "Precedence: list"sv, "Precedence: junk"sv, "List-Id: <x>"sv,
        "LIST-UNSUBSCRIBE: <y>"sv}) {
    EXPECT_TRUE(read(std::string(field) + "\n\nx").automatic) << field;
  }
  for (std::string_view field : {"Auto-Submitted: no"sv, "Auto-Submitted: NO (really)"sv,
                                 "Precedence: first-class"sv, "X-List: a"sv}) {
    EXPECT_FALSE(read(std::string(field) + "\n\nx").automatic) << field;
  }
}

constexpr std::string_view kAlternative =
    "Content-Type: multipart/alternative; boundary=\"b 1\"\n\nnot shown\n--b 1\n"
    "Content-Type: text/plain\n\nPLAIN\n--b 1\n"
    "Content-Type: text/html\n\n<p>HTML\n--b 1--\nnot shown\n";

std::string alternative(std::string_view plain, std::string_view html) {
  std::string text(kAlternative);
  text.replace(text.find("PLAIN"), 5, plain);
  text.replace(text.find("HTML"), 4, html);
  return text;
}

TEST(MailMessageTest, PlainTextIsChosen) {
  EXPECT_EQ(read(alternative("the plain text", "<b>the</b> page")).text, "the plain text");
  EXPECT_EQ(read(alternative("short", repeated("some ", 50))).text, "short");
}

TEST(MailMessageTest, AStubIsNot) {
  const std::string page = repeated("word ", 200);
  EXPECT_EQ(read_raw(wire(alternative("Your program cannot show this.", page))).text, trim(page));
  EXPECT_EQ(read(alternative(" \n\n", "the page")).text, "the page");
  EXPECT_EQ(read(alternative("text", "")).text, "text");
}

TEST(MailMessageTest, AStubCountsLettersNotTags) {
  EXPECT_EQ(
      read_raw(wire(alternative("hello", repeated("<span style='x'></span>", 500) + "hello"))).text,
      "hello");
}

TEST(MailMessageTest, HtmlAlone) {
  EXPECT_EQ(read("Content-Type: text/html; charset=iso-8859-1\n\n<p>caf\xe9<p>&copy; <a "
                 "href=http://x.test>y</a>")
                .text,
            "café\n\n© y [1]\n\n[1] x.test");
}

constexpr std::string_view kMixed =
    "Content-Type: multipart/mixed; boundary=out\n\n--out\n"
    "Content-Type: multipart/related; boundary=mid\n\n--mid\n"
    "Content-Type: multipart/alternative; boundary=in\n\n--in\n\nplain\n--in\n"
    "Content-Type: text/html\n\n<p>page\n--in--\n--mid\n"
    "Content-Type: image/png; name=logo.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--mid--\n"
    "--out\nContent-Type: image/jpeg\n"
    "Content-Disposition: attachment; filename*=utf-8''fl%C3%BC%0Agel.jpg\n"
    "Content-Transfer-Encoding: base64\n\nAAAAAAAA\n--out\n"
    "Content-Type: text/plain\nContent-Disposition: attachment; "
    "filename=\"=?utf-8?Q?a=C3=A9?=\"\n\nx\n"
    "--out\n\nfooter\n--out\nContent-Type: message/rfc822\n\nSubject: inner\n\nx\n--out--\n";

TEST(MailMessageTest, NestedPartsAndEnclosures) {
  const MailMessage message = read(kMixed);
  EXPECT_EQ(message.text, "plain\n\nfooter");
  EXPECT_EQ(message.enclosures,
            (Enclosures{"logo.png, image/png, 3 bytes", "flügel.jpg, image/jpeg, 6 bytes",
                        "aé, text/plain, 1 byte", "unnamed, message/rfc822, 19 bytes"}));
}

TEST(MailMessageTest, SizesOfEnclosures) {
  const auto size = [](size_t digits) {
    const std::string raw = "Content-Type: a/b; name=x\nContent-Transfer-Encoding: base64\n\n" +
                            std::string(digits, 'A');
    return read_raw(raw).enclosures.at(0);
  };
  EXPECT_EQ(size(1364), "x, a/b, 1023 bytes");
  EXPECT_EQ(size(16384), "x, a/b, 12 KB");
  EXPECT_EQ(size(1 << 21), "x, a/b, 1.5 MB");
}

TEST(MailMessageTest, ADigestHoldsLetters) {
  EXPECT_EQ(read("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\ny\n--b--\n")
                .enclosures,
            Enclosures{"unnamed, message/rfc822, 15 bytes"});
}

TEST(MailMessageTest, TextInAnUnknownEncodingIsAnEnclosure) {
  const MailMessage message =
      read("Content-Type: text/plain\nContent-Transfer-Encoding: x-uue\n\nbegin 6\n");
  EXPECT_EQ(message.text, "");
  EXPECT_EQ(message.enclosures, Enclosures{"unnamed, text/plain, 9 bytes"});
}

TEST(MailMessageTest, ABoundaryThatBeginsAnotherIsNotIt) {
  const MailMessage message = read(
      "Content-Type: multipart/mixed; boundary=ab\n\n--ab\n"
      "Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\none\n--abcd\n--a\n-- ab\n--abc "
      "\n\ntwo\n--abc--\n"
      "--ab\t\n\nthree\n--ab-- \n--ab\n\nfour\n");
  EXPECT_EQ(message.text, "one\n--abcd\n--a\n-- ab\n\ntwo\n\nthree");
}

TEST(MailMessageTest, AnOuterBoundaryEndsInnerParts) {
  EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=out\n\n--out\n"
                 "Content-Type: multipart/mixed; "
                 "boundary=in\n\n--in\n\none\n--out\n\ntwo\n--in\n\n--out--\n")
                .text,
            "one\n\ntwo\n--in");
}

TEST(MailMessageTest, UnterminatedAndMissingBoundaries) {
  EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo").text,
            "one\n\ntwo");
  EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=b\n\nall text\n").text, "all text");
  EXPECT_EQ(read("Content-Type: multipart/mixed\n\n--\nall text\n").text, "--\nall text");
  EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=\"\"\n\n--\nx\n").text, "--\nx");
  EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=b\n\n--b--\nx\n").text, "--b--\nx");
  EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--b--").text, "");
}

TEST(MailMessageTest, FlowedTextIsOneParagraphAgain) {
  EXPECT_EQ(read("Content-Type: text/plain; format=flowed\n\none \ntwo\n three \n  four\n\n> a \n> "
                 "b\n>> c \n> d \n"
                 "end \n-- \nme \n")
                .text,
            "one two\nthree  four\n\n> a b\n>> c \n> d \nend \n-- \nme");
  EXPECT_EQ(read("Content-Type: text/plain; Format=Flowed; DelSp=YES\n\n日 \n本\n").text, "日本");
  EXPECT_EQ(read("Content-Type: text/plain\n\none \ntwo").text, "one \ntwo");
}

TEST(MailMessageTest, QuotedTextIsLeftAlone) {
  EXPECT_EQ(read("\nYes.\n\nOn Monday Finn wrote:\n> come?\n").text,
            "Yes.\n\nOn Monday Finn wrote:\n> come?");
}

// --- hostile letters

TEST(HostileMailTest, NothingReachesTheTerminal) {
  const std::string_view evil =
      "a\x1b[2J\x1b]0x\x07\x9b"
      "1m\xff\xfb\x01\xff\xfa\xc2\x9b\x7f\xe2\x80\xae"
      "b\xe2\x81\xa6\xe2\x80\x8b\0c\x08"sv;
  const std::string raw =
      "From: " + std::string(evil) + " <a@b>\r\nSubject: " + std::string(evil) +
      "\r\nMessage-ID: <" + std::string(evil) +
      ">\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + std::string(evil) +
      "\r\n--b\r\nContent-Type: text/html\r\n\r\n&#27;[2J&#x202e;&#155;" + std::string(evil) +
      "\r\n--b\r\nContent-Type: " + std::string(evil) + "/" + std::string(evil) + "; name=\"" +
      std::string(evil) + "\"\r\n\r\nx\r\n";
  const MailMessage message = read_raw(raw);
  for (const std::string* text : {&message.from_name, &message.subject, &message.text}) {
    EXPECT_EQ(text->find_first_of("\x1b\x07\x7f\xff\b\r\0"sv), text->npos);
    EXPECT_EQ(text->find("\xe2\x80\xae"), text->npos);
  }
  EXPECT_EQ(message.from_address, "a@b");
  EXPECT_EQ(message.enclosures.size(), 1U);
}

TEST(HostileMailTest, EncodedWordsCannotBreakLines) {
  const MailMessage message = read(
      "Subject: =?utf-8?Q?a=0D=0ABcc:_x=0A=1B[31m?= =?utf-8?B?AAo=?=\n"
      "From: =?utf-8?Q?Orla=0A=3Cking=40mud.test=3E?= <a@b.test>\n\nx");
  EXPECT_EQ(message.subject, "aBcc: x[31m");
  EXPECT_EQ(message.from_name, "Orla<king@mud.test>");
  EXPECT_EQ(message.from_address, "a@b.test");
}

TEST(HostileMailTest, AnAddressThatMustBeMendedIsNone) {
  EXPECT_EQ(read("From: <or\u200bla@mud.test>\n\n").from_address, "");
  EXPECT_EQ(read("From: <or\x01la@mud.test>\n\n").from_address, "");
  EXPECT_EQ(read("From: <or\xffla@mud.test>\n\n").from_address, "");
  EXPECT_EQ(read("From: <\u00f3rla@mud.test>\n\n").from_address, "órla@mud.test");
  const std::string local(400, 'a');
  EXPECT_EQ(read_raw("From: <" + local + "@mud.test>\r\n\r\n").from_address, "");
  // Cut at 8 KiB, this would be orla@mud.test.
  const std::string name(8192 - 16, 'x');
  EXPECT_EQ(read_raw("From: " + name + " orla@mud.test.evil.test\r\n\r\n").from_address, "");
  EXPECT_EQ(read_raw("From: " + name + " <orla@mud.test.evil.test>\r\n\r\n").from_address, "");
}

TEST(HostileMailTest, TwentyThousandNestedPartsAreRefused) {
  std::string text;
  for (int i = 0; i < 20000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    text += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  EXPECT_FALSE(read_mail(wire(text)).ok());
  EXPECT_FALSE(
      read_mail(wire("Content-Type: multipart/mixed; boundary=b\n\n" + repeated("--b\n", 20000)))
          .ok());
}

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) {
    const std::string boundary(static_cast<size_t>(i) + 1, 'b');
    text += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  return text + "\ndeep down\n";
}

TEST(HostileMailTest, EightDeepIsReadAndNineRefused) {
  EXPECT_EQ(read_raw(wire(nested(8))).text, "deep down");
  EXPECT_FALSE(read_mail(wire(nested(9))).ok());
}

TEST(HostileMailTest, SixtyFourPartsAreReadAndOneMoreRefused) {
  const std::string head = "Content-Type: multipart/mixed; boundary=b\n\n";
  EXPECT_EQ(read_raw(wire(head + repeated("--b\n\nx\n", 64))).text.size(), 64 * 3 - 2U);
  EXPECT_FALSE(read_mail(wire(head + repeated("--b\n\nx\n", 65))).ok());
}

TEST(HostileMailTest, PartsCountOnAllLevelsTogether) {
  std::string text = "Content-Type: multipart/mixed; boundary=out\n\n";
  for (int i = 0; i < 4; ++i) {
    text += "--out\nContent-Type: multipart/mixed; boundary=in\n\n" + repeated("--in\n\nx\n", 16);
  }
  EXPECT_FALSE(read_mail(wire(text)).ok());
}

TEST(HostileMailTest, HeaderLimitsHoldForPartsToo) {
  const std::string fields = repeated("X: y\n", 501);
  EXPECT_FALSE(read_mail(wire(fields)).ok());
  EXPECT_FALSE(read_mail(wire("Content-Type: multipart/mixed; boundary=b\n\n--b\n" + fields)).ok());
}

TEST(HostileMailTest, AMegabyteOfBase64IsCut) {
  const std::string head = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  EXPECT_EQ(read_raw(head + repeated("QUFB", 1 << 18)).text, std::string(kMailTextLimit, 'A'));
}

TEST(HostileMailTest, TextOfManyPartsIsCutAsAWhole) {
  const std::string part = "--b\r\n\r\n" + repeated("some words \r\n", 20000);
  const std::string raw = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + repeated(part, 8);
  EXPECT_LE(read_raw(raw).text.size(), kMailTextLimit);
}

TEST(HostileMailTest, TextThatGrowsIsCut) {
  // One byte of KOI8 is three of UTF-8; one letter of four bytes is twelve when it is normalised.
  EXPECT_LE(
      read_raw("Content-Type: text/plain; charset=koi8-r\r\n\r\n" + std::string(300000, '\x80'))
          .text.size(),
      kMailTextLimit);
  EXPECT_LE(read_raw("\r\n" + repeated("\U0001d160", 65000)).text.size(), kMailTextLimit);
}

TEST(HostileMailTest, MountainsOfMarksAreCut) {
  const std::string zalgo = "a" + repeated("\u0301\u0316", 60000);
  const MailMessage message = read_raw("Subject: " + zalgo.substr(0, 8001) + "\r\n\r\n" + zalgo);
  EXPECT_LE(message.text.size(), 40U);
  EXPECT_LE(message.subject.size(), 40U);
}

TEST(HostileMailTest, RepeatedPiecesAreReadOnce) {
  for (std::string_view piece : {"--b\r"sv, "--b--x\r\n"sv, "--\r\n"sv, "> \r\n"sv, ">"sv, "\r"sv,
                                 "\n"sv, "=\r\n"sv, "<a href='"sv, "\0"sv}) {
    for (std::string_view type :
         {"text/html"sv, "text/plain; format=flowed"sv, "multipart/mixed; boundary=b"sv}) {
      std::string raw = "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: ";
      raw += type;
      raw += "\r\n\r\n" + repeated(piece, (1 << 20) / piece.size());
      read_raw(raw);
    }
  }
}

}  // namespace
}  // namespace reality
