// SPDX-License-Identifier: MIT
#include "net/smtp/smtp_dialogue.h"

#include <gtest/gtest.h>

namespace reality {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kHello = "EHLO peer.test\r\n";
constexpr std::string_view kFrom = "MAIL FROM:<a@src.test>\r\n";
constexpr std::string_view kTo = "RCPT TO:<orla@mud.test>\r\n";
constexpr std::string_view kBody = "Subject: x\r\n\r\nHello.\r\n.\r\n";

std::string join(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (std::string_view part : parts) out += part;
  return out;
}

SmtpOptions options() {
  SmtpOptions options;
  options.host_name = "mud.test";
  options.most_bytes = 1000;
  options.most_recipients = 3;
  return options;
}

// A gateway with one domain, mud.test; its people's names have no digits. Notes each reply as its
// code and enhanced code, as in "250 2.1.0", the one to EHLO as "250 all".
class Peer : public SmtpHost {
 public:
  explicit Peer(const SmtpOptions& how = options(), bool at_once = true)
      : dialogue(how), at_once_(at_once) {
    dialogue.start(*this);
    EXPECT_EQ(take(), "220 mud.test");
  }

  RecipientVerdict check_recipient(const SmtpPath& to, const SmtpPath& /*from*/) override {
    asked.push_back(to.text());
    if (to.local == "busy") return {{451, "4.2.1 later"}, 0};
    if (to.local == "closing") return {{421, "4.3.2 closing"}, 0};
    const bool here = to.domain == "mud.test" || to.domain.empty();
    if (!here) return {{554, "5.7.1 not here"}, 0};
    if (to.local.find_first_of("0123456789") != to.local.npos) return {{550, "5.1.1 no one"}, 0};
    return {{250, "2.1.5 ok"}, 7};
  }
  void message(SmtpEnvelope envelope, std::string data) override {
    EXPECT_TRUE(dialogue.awaiting_verdict());
    envelopes.push_back(std::move(envelope));
    messages.push_back(std::move(data));
    if (at_once_) dialogue.verdict({250, "2.6.0 taken"}, 9, *this);
  }
  void reply(std::string_view bytes, uint64_t turn) override {
    EXPECT_EQ(closed, 0);
    EXPECT_TRUE(bytes.ends_with("\r\n"));
    raw += bytes;
    if (!said_.empty()) said_ += ", ";
    const bool one_line = bytes.find('\n') + 1 == bytes.size();
    said_ += one_line ? bytes.substr(0, std::min(bytes.find(' ', 4), bytes.size() - 2)) : "250 all";
    if (turn != 0) said_ += "@" + std::to_string(turn);
  }
  void close() override {
    ++closed;
    EXPECT_TRUE(dialogue.closed());
    said_ += ", closed";
  }

  std::string says(std::string_view bytes) {
    dialogue.receive(bytes, *this);
    return take();
  }
  std::string take() { return std::exchange(said_, {}); }
  // Greets and goes on up to the 354.
  void begin_data() {
    says(kHello);
    EXPECT_EQ(says(join({kFrom, kTo, "DATA\r\n"})), "250 2.1.0, 250 2.1.5@7, 354 end");
    EXPECT_TRUE(dialogue.in_data());
  }

  SmtpDialogue dialogue;
  std::vector<std::string> asked;
  std::vector<SmtpEnvelope> envelopes;
  std::vector<std::string> messages;
  std::string raw;
  int closed = 0;

 private:
  std::string said_;
  bool at_once_;
};

// The replies to `input`, byte at a time, on a connection of its own.
std::string slowly(std::string_view input, const SmtpOptions& how = options()) {
  Peer peer(how);
  for (char c : input) peer.dialogue.receive({&c, 1}, peer);
  return peer.take();
}

// The replies to `input`, which must not depend on where it is cut; no DATA in it.
std::string replies(std::string_view input, const SmtpOptions& how = options()) {
  Peer peer(how);
  std::string whole = peer.says(input);
  EXPECT_EQ(slowly(input, how), whole);
  return whole;
}

TEST(SmtpDialogueTest, AMessageIsTaken) {
  Peer peer;
  peer.begin_data();
  EXPECT_EQ(peer.says(kBody), "250 2.6.0@9");
  EXPECT_FALSE(peer.dialogue.in_data());
  EXPECT_EQ(peer.messages, (std::vector<std::string>{"Subject: x\r\n\r\nHello.\r\n"}));
  EXPECT_EQ(peer.envelopes[0].sender.text(), "a@src.test");
  EXPECT_EQ(peer.envelopes[0].helo, "peer.test");
  ASSERT_EQ(peer.envelopes[0].recipients.size(), 1U);
  EXPECT_EQ(peer.envelopes[0].recipients[0].text(), "orla@mud.test");
  EXPECT_EQ(peer.says("QUIT\r\n"), "221 2.0.0, closed");
  EXPECT_EQ(peer.says("NOOP\r\n"), "");
}

TEST(SmtpDialogueTest, AWholeSessionByteAtATime) {
  const std::string input = join({kHello, kFrom, kTo, "DATA\r\n", kBody, "MAIL FROM:<>\r\n", kTo,
                                  "data\r\n", ".\r\n", "quit\r\n"});
  EXPECT_EQ(slowly(input),
            "250 all, 250 2.1.0, 250 2.1.5@7, 354 end, 250 2.6.0@9, "
            "250 2.1.0, 250 2.1.5@7, 354 end, 250 2.6.0@9, 221 2.0.0, closed");
}

TEST(SmtpDialogueTest, EhloTellsWhatThereIs) {
  Peer peer;
  peer.raw.clear();
  peer.says(kHello);
  EXPECT_EQ(peer.raw,
            "250-mud.test\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
            "250-LIMITS MAILMAX=20 RCPTMAX=3\r\n250 ENHANCEDSTATUSCODES\r\n");
  SmtpOptions open = options();
  open.most_messages = open.most_recipients = 0;
  Peer other(open);
  other.says(kHello);
  EXPECT_EQ(other.raw.find("LIMITS"), std::string::npos);
}

TEST(SmtpDialogueTest, HeloIsAnsweredInOneLine) {
  EXPECT_EQ(replies("helo [127.0.0.1]\r\n"), "250 mud.test");
}

TEST(SmtpDialogueTest, WhoGreetsSaysWhoTheyAre) {
  for (std::string_view name : {""sv, " "sv, " a b"sv, " a(b)"sv, " \xc3\xbe.test"sv, " a;b"sv}) {
    EXPECT_EQ(replies(join({"EHLO", name, "\r\n"})), "501 5.5.4") << name;
  }
  EXPECT_EQ(replies("EHLO " + std::string(256, 'x') + "\r\n"), "501 5.5.4");
}

TEST(SmtpDialogueTest, EarlyCommandsAreOutOfOrder) {
  EXPECT_EQ(replies(kFrom), "503 5.5.1");
  EXPECT_EQ(replies(kTo), "503 5.5.1");
  EXPECT_EQ(replies("DATA\r\n"), "503 5.5.1");
  Peer peer;
  peer.says(kHello);
  EXPECT_EQ(peer.says(kTo), "503 5.5.1");
  EXPECT_EQ(peer.says("DATA\r\n"), "503 5.5.1");
  EXPECT_EQ(peer.says(kFrom), "250 2.1.0");
  EXPECT_EQ(peer.says(kFrom), "503 5.5.1");
  EXPECT_EQ(peer.says("DATA\r\n"), "554 5.5.1");
  EXPECT_EQ(peer.says("RCPT TO:<x1@mud.test>\r\n"), "550 5.1.1");
  EXPECT_EQ(peer.says("DATA\r\n"), "554 5.5.1");
  EXPECT_TRUE(peer.messages.empty());
}

TEST(SmtpDialogueTest, RsetAndEhloForgetTheEnvelope) {
  for (std::string_view reset : {"RSET\r\n"sv, kHello, "HELO peer.test\r\n"sv}) {
    Peer peer;
    peer.says(kHello);
    peer.says(join({kFrom, kTo}));
    peer.says(reset);
    EXPECT_EQ(peer.says("DATA\r\n"), "503 5.5.1");
    EXPECT_EQ(peer.says(kFrom), "250 2.1.0");
    EXPECT_EQ(peer.says("DATA\r\n"), "554 5.5.1");
  }
}

TEST(SmtpDialogueTest, TheEnvelopeIsForgottenWithItsMessage) {
  Peer peer;
  peer.begin_data();
  peer.says(kBody);
  EXPECT_EQ(peer.says("DATA\r\n"), "503 5.5.1");
}

TEST(SmtpDialogueTest, SmallCommandsAreAnswered) {
  EXPECT_EQ(replies("NOOP\r\nnoop x y\r\nVRFY orla\r\nVRFY\r\nHELP\r\nHELP MAIL\r\nRSET\r\n"),
            "250 2.0.0, 250 2.0.0, 252 2.0.0, 252 2.0.0, 214 2.0.0, 214 2.0.0, 250 2.0.0");
  EXPECT_EQ(replies("EXPN list\r\nSTARTTLS\r\nBDAT 5\r\nAUTH PLAIN\r\n\r\nQUIT now\r\n"),
            "502 5.5.1, 502 5.5.1, 500 5.5.2, 500 5.5.2, 500 5.5.2, 501 5.5.4");
}

TEST(SmtpDialogueTest, AGroupIsAnsweredInOrder) {
  EXPECT_EQ(replies(join({kHello, kFrom, kTo, "RCPT TO:<o@elsewhere.test>\r\n", "NOOP\r\n",
                          "RSET\r\n", kTo, "QUIT\r\n", "NOOP\r\n"})),
            "250 all, 250 2.1.0, 250 2.1.5@7, 554 5.7.1, 250 2.0.0, "
            "250 2.0.0, 503 5.5.1, 221 2.0.0, closed");
}

TEST(SmtpDialogueTest, TheHostJudgesRecipients) {
  Peer peer;
  peer.says(join({kHello, kFrom}));
  EXPECT_EQ(peer.says("RCPT TO:<o@evilmud.test>\r\n"), "554 5.7.1");
  EXPECT_EQ(peer.says("RCPT TO:<busy@mud.test>\r\n"), "451 4.2.1");
  EXPECT_EQ(peer.says("RCPT TO:<@mud.test:o@[127.0.0.1]>\r\n"), "554 5.7.1");
  EXPECT_EQ(peer.says("RCPT TO:<postmaster>\r\n"), "250 2.1.5@7");
  EXPECT_EQ(peer.says("RCPT TO:<closing@mud.test>\r\n"), "421 4.3.2, closed");
  EXPECT_EQ(peer.asked,
            (std::vector<std::string>{"o@evilmud.test", "busy@mud.test", "o@[127.0.0.1]",
                                      "postmaster", "closing@mud.test"}));
}

// None of these is orla@mud.test, though some relay somewhere may have taken it for that.
constexpr std::string_view kForeignPaths[] = {"v@else.test"sv,
                                              "v@else.test@mud.test"sv,
                                              "v@mud.test@else.test"sv,
                                              "v%else.test@mud.test"sv,
                                              "else.test!v@mud.test"sv,
                                              "a!else.test!v@mud.test"sv,
                                              "@mud.test:v@else.test"sv,
                                              "@mud.test,@x:v@else.test"sv,
                                              "\"v@else.test\"@mud.test"sv,
                                              "\"v%else.test\"@mud.test"sv,
                                              "\"else.test!v\"@mud.test"sv,
                                              "\"v\\@else.test\"@mud.test"sv,
                                              "v@[127.0.0.1]"sv,
                                              "v@[IPv6:::1]"sv,
                                              "v@localhost"sv,
                                              "v@mud.test.else.test"sv,
                                              "v@evilmud.test"sv,
                                              "v@mud.test."sv,
                                              "v@.mud.test"sv,
                                              "v@mud..test"sv,
                                              "v@else.test,orla@mud.test"sv,
                                              "v@else.test;orla@mud.test"sv,
                                              "v@else.test orla@mud.test"sv,
                                              "v@else.test>orla@mud.test"sv,
                                              "\"v@else.test\"orla@mud.test"sv,
                                              "orla @mud.test"sv,
                                              "orla@ mud.test"sv,
                                              "orla\t@mud.test"sv,
                                              "v@else.test\\@mud.test"sv,
                                              "@mud.test"sv,
                                              "mud.test:v@else.test"sv,
                                              "v@else.test\0@mud.test"sv,
                                              "v\x01@mud.test"sv,
                                              "|cat@mud.test%else.test"sv,
                                              "orla"sv,
                                              "@:orla@mud.test"sv,
                                              ""sv,
                                              "@mud.test:@else.test:v@mud.test"sv,
                                              "orla@mud.test\xc2\xad"sv,
                                              "orla@mud\xe3\x80\x82test"sv,
                                              "v@127.0.0.1"sv,
                                              "v@#2130706433"sv,
                                              "\"\"@mud.test"sv};

TEST(SmtpDialogueTest, NoSpellingOfAForeignAddressIsTaken) {
  SmtpOptions open = options();
  open.most_errors = open.most_unknown = 0;
  Peer peer(open);
  peer.says(join({kHello, kFrom}));
  for (std::string_view path : kForeignPaths) {
    const std::string said = peer.says(join({"RCPT TO:<", path, ">\r\n"}));
    EXPECT_TRUE(said.starts_with("5")) << path << ": " << said;
  }
  EXPECT_EQ(peer.says("DATA\r\n"), "554 5.5.1");
}

TEST(SmtpDialogueTest, ADeclaredSizeIsHeldAgainstTheLimit) {
  EXPECT_EQ(replies(join({kHello, "MAIL FROM:<a@b> SIZE=1001\r\nMAIL FROM:<a@b> SIZE=1000\r\n"})),
            "250 all, 552 5.3.4, 250 2.1.0");
}

TEST(SmtpDialogueTest, SmtpUtf8IsPerMessage) {
  Peer peer;
  peer.says(kHello);
  EXPECT_EQ(peer.says("MAIL FROM:<\xc3\xbe@b> SMTPUTF8 BODY=8BITMIME\r\n"), "250 2.1.0");
  EXPECT_EQ(peer.says("RCPT TO:<\xc3\xbe@mud.test>\r\n"), "250 2.1.5@7");
  peer.says("DATA\r\n");
  peer.says(kBody);
  EXPECT_TRUE(peer.envelopes[0].utf8 && peer.envelopes[0].eight_bit);
  EXPECT_EQ(peer.says(join({kFrom, "RCPT TO:<\xc3\xbe@mud.test>\r\n", kTo})),
            "250 2.1.0, 553 5.6.7, 250 2.1.5@7");
  peer.says("DATA\r\n");
  peer.says(kBody);
  EXPECT_FALSE(peer.envelopes[1].utf8 || peer.envelopes[1].eight_bit);
}

TEST(SmtpDialogueTest, TooManyRecipientsAreTriedAgainLater) {
  SmtpOptions how = options();
  how.most_errors = 1;
  Peer peer(how);
  peer.says(join({kHello, kFrom, kTo, kTo, kTo}));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(peer.says(kTo), "452 4.5.3");
  EXPECT_EQ(peer.asked.size(), 3U);
  EXPECT_EQ(peer.says("DATA\r\n"), "354 end");
  EXPECT_EQ(peer.says(kBody), "250 2.6.0@9");
  EXPECT_EQ(peer.envelopes[0].recipients.size(), 3U);
}

TEST(SmtpDialogueTest, TooManyErrorsEndIt) {
  SmtpOptions how = options();
  how.most_errors = 3;
  EXPECT_EQ(replies("A\r\nNOOP\r\nB\r\nC\r\nD\r\n", how),
            "500 5.5.2, 250 2.0.0, 500 5.5.2, 500 5.5.2, 421 4.7.0, closed");
}

TEST(SmtpDialogueTest, TooManyUnknownRecipientsEndIt) {
  const std::string unknown = "RCPT TO:<x1@mud.test>\r\n";
  EXPECT_EQ(replies(join({kHello, kFrom, unknown, kTo, unknown, unknown, kTo})),
            "250 all, 250 2.1.0, 550 5.1.1, 250 2.1.5@7, 550 5.1.1, "
            "550 5.1.1, 421 4.7.0, closed");
}

TEST(SmtpDialogueTest, TooManyMessagesEndIt) {
  SmtpOptions how = options();
  how.most_messages = 2;
  Peer peer(how);
  peer.begin_data();
  peer.says(kBody);
  EXPECT_EQ(peer.says(kFrom), "250 2.1.0");
  EXPECT_EQ(peer.says("RSET\r\n"), "250 2.0.0");
  EXPECT_EQ(peer.says(kFrom), "421 4.5.3, closed");
}

TEST(SmtpDialogueTest, ZeroIsNoLimit) {
  SmtpOptions how = options();
  how.most_recipients = how.most_messages = how.most_errors = how.most_unknown = 0;
  Peer peer(how);
  peer.says(kHello);
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(peer.says(join({kFrom, "RCPT TO:<x1@mud.test>\r\n", kTo, kTo, "RSET\r\n"})),
              "250 2.1.0, 550 5.1.1, 250 2.1.5@7, 250 2.1.5@7, 250 2.0.0");
  }
}

TEST(SmtpDialogueTest, LinesTooLongAreDropped) {
  EXPECT_EQ(replies(join({"NOOP ", std::string(3000, 'x'), "\r\nNOOP\r\n"})),
            "500 5.5.2, 250 2.0.0");
}

TEST(SmtpDialogueTest, StrayLineEndsInACommandEndIt) {
  for (std::string_view line :
       {"NOOP\nNOOP\r\n"sv, "NOOP\rNOOP\r\n"sv, "\nNOOP\r\n"sv, "NOOP\r\r\n"sv}) {
    EXPECT_EQ(replies(line), "500 5.5.2, closed");
  }
  EXPECT_EQ(replies("NOOP \0\r\nNOOP \x1b[2J\r\nNOOP\r\n"sv), "500 5.5.2, 500 5.5.2, 250 2.0.0");
}

TEST(SmtpDialogueTest, BrowsersAreSentAway) {
  EXPECT_EQ(replies("POST / HTTP/1.1\r\nHost: mud.test\r\n\r\nEHLO a\r\n"), "554 5.5.1, closed");
  EXPECT_EQ(replies(join({kHello, "GET / HTTP/1.0\r\n"})), "250 all, 554 5.5.1, closed");
}

TEST(SmtpDialogueTest, NothingMayFollowDataInItsPiece) {
  for (std::string_view behind : {"x"sv, kBody, "RSET\r\n"sv, "\r\n"sv, ".\r\n"sv}) {
    Peer peer;
    peer.says(kHello);
    EXPECT_EQ(peer.says(join({kFrom, kTo, "DATA\r\n", behind})),
              "250 2.1.0, 250 2.1.5@7, 503 5.5.1, closed");
    EXPECT_TRUE(peer.messages.empty());
  }
  // Not even when it would have been refused: what follows is a message, not commands.
  Peer peer;
  EXPECT_EQ(peer.says(join({kHello, "DATA\r\n", kFrom})), "250 all, 503 5.5.1, closed");
}

// The sender's server sees one message here; ours must not see two, whatever the pieces.
TEST(SmtpDialogueTest, NothingIsSmuggledIn) {
  const std::string second =
      join({"MAIL FROM:<king@mud.test>\r\n", kTo, "DATA\r\n", "forged\r\n.\r\n"});
  for (std::string_view ending :
       {"\n.\n"sv, "\n.\r\n"sv, "\r\n.\n"sv, "\r\n.\r\r\n"sv, "\r\r\n.\r\n"sv, "\r.\r"sv,
        "\r.\r\n"sv, "\r\n.\r"sv, "\n.\r"sv, "\r.\n"sv, "\0\r\n.\r\n"sv, "\n\r.\r\n"sv,
        "\r\n\0.\r\n"sv, "\r\n.\0\r\n"sv, "\r\n.\r\0\n"sv, "\r\n\n.\r\n"sv, "\n\r\n.\r\n"sv}) {
    const std::string input = join({"Subject: x\r\n\r\nHello.", ending, second});
    for (size_t chunk = 1; chunk <= input.size(); ++chunk) {
      Peer peer;
      peer.begin_data();
      for (size_t at = 0; at < input.size(); at += chunk) {
        peer.dialogue.receive(std::string_view(input).substr(at, chunk), peer);
      }
      EXPECT_TRUE(peer.messages.empty()) << "in pieces of " << chunk;
      const std::string said = peer.take();
      EXPECT_TRUE(said.starts_with("550 5.6.0")) << said;
      EXPECT_TRUE(said == "550 5.6.0" || said.ends_with(", 421 4.7.0, closed")) << said;
    }
  }
}

TEST(SmtpDialogueTest, AMessageTooBigIsRefusedAndTheNextOneTaken) {
  Peer peer;
  peer.begin_data();
  EXPECT_EQ(peer.says(std::string(5000, 'x')), "");
  EXPECT_EQ(peer.says("\r\n.\r\n"), "552 5.3.4");
  EXPECT_EQ(peer.says(join({kFrom, kTo, "DATA\r\n"})), "250 2.1.0, 250 2.1.5@7, 354 end");
  EXPECT_EQ(peer.says(kBody), "250 2.6.0@9");
  EXPECT_EQ(peer.messages.size(), 1U);
}

TEST(SmtpDialogueTest, WhoSendsOnAndOnIsDropped) {
  Peer peer;
  peer.begin_data();
  EXPECT_EQ(peer.says(std::string(8000, 'x')), "");
  EXPECT_EQ(peer.says("x"), "552 5.3.4, closed");
}

TEST(SmtpDialogueTest, LongTextLinesAreRefused) {
  SmtpOptions how = options();
  how.most_bytes = 100000;
  Peer peer(how);
  peer.begin_data();
  EXPECT_EQ(peer.says(std::string(9000, 'x') + "\r\n.\r\n"), "554 5.6.0");
}

TEST(SmtpDialogueTest, CommandsInTheDataAreText) {
  Peer peer;
  peer.begin_data();
  EXPECT_EQ(peer.says("RSET\r\nQUIT\r\nGET / HTTP/1.1\r\n"), "");
  EXPECT_EQ(peer.says(".\r\n"), "250 2.6.0@9");
  EXPECT_EQ(peer.messages[0], "RSET\r\nQUIT\r\nGET / HTTP/1.1\r\n");
}

TEST(SmtpDialogueTest, NothingIsDoneUntilTheVerdict) {
  Peer peer(options(), false);
  peer.begin_data();
  EXPECT_EQ(peer.says(join({kBody, kFrom, "RCPT TO:<or"})), "");
  EXPECT_TRUE(peer.dialogue.awaiting_verdict());
  EXPECT_EQ(peer.says("la@mud.test>\r\nDATA\r\n"), "");
  EXPECT_EQ(peer.asked.size(), 1U);
  peer.dialogue.verdict({451, "4.3.0 later"}, 12, peer);
  EXPECT_EQ(peer.take(), "451 4.3.0@12, 250 2.1.0, 250 2.1.5@7, 354 end");
  EXPECT_EQ(peer.says(join({kBody, "QUIT\r\n"})), "");
  EXPECT_FALSE(peer.dialogue.in_data());
  peer.dialogue.verdict({250, "2.6.0 taken"}, 13, peer);
  EXPECT_EQ(peer.take(), "250 2.6.0@13, 221 2.0.0, closed");
}

TEST(SmtpDialogueTest, WhatWaitsIsBounded) {
  const std::string noops = "NOOP" + std::string(kSmtpWaitingLimit - 6, ' ') + "\r\n";
  for (size_t more : {0U, 1U}) {
    Peer peer(options(), false);
    peer.begin_data();
    peer.says(kBody);
    peer.says(noops);
    peer.says(std::string(more, 'x'));
    peer.says(std::string(more * kSmtpWaitingLimit, 'x'));
    peer.dialogue.verdict({250, "2.6.0 taken"}, 9, peer);
    EXPECT_EQ(peer.take(), more == 0 ? "250 2.6.0@9, 500 5.5.2" : "250 2.6.0@9, 421 4.7.0, closed");
  }
}

TEST(SmtpDialogueTest, AVerdictOf421EndsIt) {
  Peer peer(options(), false);
  peer.begin_data();
  peer.says(join({kBody, "NOOP\r\n"}));
  peer.dialogue.verdict({421, "4.3.2 closing"}, 0, peer);
  EXPECT_EQ(peer.take(), "421 4.3.2, closed");
  EXPECT_EQ(peer.closed, 1);
}

TEST(SmtpDialogueTest, ARepliesTextIsOneLine) {
  Peer peer(options(), false);
  peer.begin_data();
  peer.says(kBody);
  peer.raw.clear();
  peer.dialogue.verdict({250, "2.6.0 a\r\n250 b" + std::string(1000, 'x')}, 0, peer);
  EXPECT_TRUE(peer.raw.starts_with("250 2.6.0 a  250 bxxx"));
  EXPECT_EQ(peer.raw.size(), 512U);
}

}  // namespace
}  // namespace reality
