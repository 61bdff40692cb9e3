// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_codec.h"

#include <gtest/gtest.h>

#include "tests/net/telnet/telnet_trace.h"

namespace reality {
namespace {

using Events = std::vector<std::string>;
using namespace std::string_view_literals;

std::string bytes_of(std::initializer_list<int> values) {
  std::string out;
  for (int value : values) out.push_back(static_cast<char>(value));
  return out;
}

std::string verb(uint8_t verb, uint8_t code) {
  return bytes_of({telnet::kIac, verb, code});
}

std::string naws(std::initializer_list<int> payload) {
  return "\xff\xfa\x1f" + bytes_of(payload) + "\xff\xf0";
}

// The events of `input` on a started codec, which must not depend on where it is cut.
Events events_of(std::string_view input, uint32_t limit = kTelnetLineLimit) {
  TelnetTrace whole;
  TelnetCodec codec(limit);
  codec.start(whole);
  EXPECT_EQ(whole.take(), (Events{"reply:WILL 25, DO 31"}));
  codec.receive(input, whole);
  Events expected = whole.take();
  for (size_t chunk = 1; chunk < 6; ++chunk) {
    TelnetTrace cut;
    TelnetCodec other(limit);
    other.start(cut);
    cut.take();
    for (size_t at = 0; at < input.size(); at += chunk) other.receive(input.substr(at, chunk), cut);
    EXPECT_EQ(cut.take(), expected) << "in chunks of " << chunk;
  }
  return expected;
}

// A codec with its trace, for dialogues.
struct Peer {
  Peer() {
    codec.start(trace);
    trace.take();
  }
  Events says(std::string_view input) {
    for (char c : input) codec.receive({&c, 1}, trace);
    return trace.take();
  }
  Events echo(bool hides) {
    codec.set_echo(hides, trace);
    return trace.take();
  }
  TelnetTrace trace;
  TelnetCodec codec;
};

TEST(TelnetCodec, IsSmall) {
  EXPECT_LE(sizeof(TelnetCodec), 80U);
}

TEST(TelnetCodec, PlainLinesPass) {
  EXPECT_EQ(events_of("look\r\nsay caf\xc3\xa9\n"), (Events{"line:look", "line:say caf\xc3\xa9"}));
}

TEST(TelnetCodec, CommandsLeaveNoTraceInALine) {
  EXPECT_EQ(events_of("lo\xff\xf1ok\xff\xf9\r\xff\xf1\nwest\xff\xf2\xff\xef\r\n"),
            (Events{"line:look", "line:west"}));
  EXPECT_EQ(events_of("a\xff\xf0"
                      "b\xff\x07"
                      "c\n"),
            (Events{"line:abc"}));
}

TEST(TelnetCodec, ADoubledIacIsOneByte) {
  EXPECT_EQ(events_of("a\xff\xff"
                      "b\n"),
            (Events{"line:a\xff"
                    "b"}));
}

TEST(TelnetCodec, TheLimitHoldsAcrossCommands) {
  EXPECT_EQ(events_of("1234\xff\xf1"
                      "5678\r\n1234\xff\xf1"
                      "56789\r\nlook\r\n",
                      8),
            (Events{"line:12345678", "too long", "line:look"}));
  EXPECT_EQ(events_of("1234567\xff\xff\xff\xff\n", 8), (Events{"too long"}));
}

TEST(TelnetCodec, EraseCharacterAndEraseLineEdit) {
  EXPECT_EQ(events_of("lookx\xff\xf7\r\n"), (Events{"line:look"}));
  EXPECT_EQ(events_of("caf\xc3\xa9\xff\xf7\n"), (Events{"line:caf"}));
  EXPECT_EQ(events_of("drop all\xff\xf8look\r\n"), (Events{"line:look"}));
}

TEST(TelnetCodec, SignalsAreToldAndAreYouThereIsAnswered) {
  EXPECT_EQ(events_of("a\xff\xf4\xff\xf3\xff\xf5\xff\xf6z\n"),
            (Events{"interrupt", "interrupt", "abort output", "reply:[Yes]\r\n", "line:az"}));
}

TEST(TelnetCodec, AcceptedOffersAreNotAnsweredAgain) {
  EXPECT_EQ(events_of("\xff\xfd\x19\xff\xfb\x1f\xff\xfd\x19\xff\xfb\x1f"), (Events{}));
  EXPECT_EQ(events_of("\xff\xfe\x19\xff\xfc\x1f\xff\xfe\x19\xff\xfc\x1f"), (Events{}));
}

TEST(TelnetCodec, ARefusedOfferMayBeTakenUpLater) {
  EXPECT_EQ(events_of("\xff\xfe\x19\xff\xfd\x19\xff\xfc\x1f\xff\xfb\x1f"),
            (Events{"reply:WILL 25", "reply:DO 31"}));
}

TEST(TelnetCodec, UnsupportedOptionsAreRefusedOnce) {
  EXPECT_EQ(events_of("\xff\xfb\x18\xff\xfd\x05\xff\xfb\x18\xff\xfd\x05\xff\xfc\x18\xff\xfb\x18"),
            (Events{"reply:DONT 24", "reply:WONT 5"}));
}

TEST(TelnetCodec, ABinaryOrNulOptionCodeIsNoText) {
  EXPECT_EQ(events_of("\xff\xfb\0\xff\xfd\x0d\xff\xfb\xffx\n"sv),
            (Events{"reply:DONT 0", "reply:WONT 13", "reply:DONT 255", "line:x"}));
}

TEST(TelnetCodec, FloodsDrawOneReplyForEachChangeAndNotForEver) {
  std::string same;
  std::string flapping;
  for (int i = 0; i < 10'000; ++i) {
    same += "\xff\xfb\xc9\xff\xfd\xc9\xff\xfd\x01\xff\xfd\x03";
    flapping += "\xff\xfd\x03\xff\xfe\x03";
  }
  EXPECT_EQ(events_of(same),
            (Events{"reply:DONT 201", "reply:WONT 201", "reply:WONT 1", "reply:WILL 3"}));
  Events flaps = events_of(flapping);
  ASSERT_EQ(flaps.size(), 2U * kAgreementLimit + 1);
  EXPECT_EQ(flaps[0], "reply:WILL 3");
  EXPECT_EQ(flaps[1], "reply:WONT 3");
  EXPECT_EQ(flaps.back(), "reply:WONT 3");
}

// What a peer says that answers each verb by the contrary one.
std::string contrary_to(const Events& replies, uint8_t code) {
  std::string out;
  for (const std::string& reply : replies) {
    if (reply.starts_with("reply:WILL")) out += verb(telnet::kDont, code);
    if (reply.starts_with("reply:WONT")) out += verb(telnet::kDo, code);
    if (reply.starts_with("reply:DO ")) out += verb(telnet::kWont, code);
    if (reply.starts_with("reply:DONT")) out += verb(telnet::kWill, code);
  }
  return out;
}

TEST(TelnetCodec, AContraryPeerIsLeftInTheEnd) {
  for (const OptionRow& row : kTelnetOptions) {
    Peer peer;
    Events replies = peer.says(verb(telnet::kDo, row.code) + verb(telnet::kWill, row.code));
    int rounds = 0;
    while (!replies.empty() && ++rounds < 1000) {
      replies = peer.says(contrary_to(replies, row.code));
    }
    EXPECT_LE(rounds, 2 * kAgreementLimit + 2) << "option " << int{row.code};
  }
}

TEST(TelnetCodec, PromptsEndByWhatWasNegotiated) {
  Peer peer;
  EXPECT_EQ(peer.codec.prompt_end(), "\xff\xf9");
  peer.says("\xff\xfe\x19");
  EXPECT_EQ(peer.codec.prompt_end(), "\xff\xf9");
  peer.says("\xff\xfd\x03");
  EXPECT_EQ(peer.codec.prompt_end(), "");
  peer.says("\xff\xfd\x19");
  EXPECT_EQ(peer.codec.prompt_end(), "\xff\xef");
  peer.says("\xff\xfe\x19");
  EXPECT_EQ(peer.codec.prompt_end(), "");
  peer.says("\xff\xfe\x03");
  EXPECT_EQ(peer.codec.prompt_end(), "\xff\xf9");
}

TEST(TelnetCodec, ATerminalThatTypesWithoutNegotiatingGetsNoMarks) {
  Peer peer;
  peer.says("lo");
  EXPECT_EQ(peer.codec.prompt_end(), "\xff\xf9");
  peer.says("ok\n");
  EXPECT_EQ(peer.codec.prompt_end(), "");
  peer.says("\xff\xfe\x19");
  EXPECT_EQ(peer.codec.prompt_end(), "\xff\xf9");
}

TEST(TelnetCodec, EchoIsTakenAndGivenBack) {
  Peer peer;
  peer.says("\xff\xfd\x19");
  EXPECT_EQ(peer.echo(true), (Events{"reply:WILL 1"}));
  EXPECT_EQ(peer.echo(true), (Events{}));
  EXPECT_EQ(peer.says("\xff\xfd\x01secret\r\n"), (Events{"line:secret"}));
  EXPECT_EQ(peer.echo(false), (Events{"reply:WONT 1"}));
  EXPECT_EQ(peer.echo(false), (Events{}));
  EXPECT_EQ(peer.says("\xff\xfe\x01"), (Events{}));
  EXPECT_EQ(peer.echo(true), (Events{"reply:WILL 1"}));
}

TEST(TelnetCodec, EchoIsGivenBackAsSoonAsASlowPeerAnswered) {
  Peer peer;
  peer.says("\xff\xfd\x19");
  EXPECT_EQ(peer.echo(true), (Events{"reply:WILL 1"}));
  EXPECT_EQ(peer.echo(false), (Events{}));
  EXPECT_EQ(peer.says("\xff\xfd\x01"), (Events{"reply:WONT 1"}));
  // The next secret does not wait for the answer to WONT; that one comes late, and then the other.
  EXPECT_EQ(peer.echo(true), (Events{"reply:WILL 1"}));
  EXPECT_EQ(peer.says("\xff\xfe\x01"), (Events{}));
  EXPECT_EQ(peer.says("\xff\xfd\x01"), (Events{"reply:WILL 1"}));
  EXPECT_EQ(peer.echo(false), (Events{"reply:WONT 1"}));
}

TEST(TelnetCodec, ARefusedEchoNeedsNoGivingBack) {
  Peer peer;
  peer.echo(true);
  EXPECT_EQ(peer.says("\xff\xfe\x01"), (Events{}));
  EXPECT_EQ(peer.echo(false), (Events{}));
}

TEST(TelnetCodec, ASilentPeerGetsItsEchoBackWithoutAnswering) {
  Peer peer;
  peer.says("Ann\n");
  EXPECT_EQ(peer.echo(true), (Events{"reply:WILL 1"}));
  peer.says("secret\n");
  EXPECT_EQ(peer.echo(false), (Events{"reply:WONT 1"}));
  EXPECT_EQ(peer.echo(true), (Events{"reply:WILL 1"}));
  EXPECT_EQ(peer.echo(false), (Events{"reply:WONT 1"}));
}

TEST(TelnetCodec, WindowSizesAreReportedAndClamped) {
  EXPECT_EQ(events_of("\xff\xfb\x1f" + naws({0, 80, 0, 24}) + naws({0, 0, 0, 0}) +
                      naws({255, 255, 255, 255, 4, 0, 0, 1}) + naws({4, 0, 3, 232})),
            (Events{"window:80x24", "window:0x0", "window:1000x1000"}));
  EXPECT_EQ(events_of(naws({0, 0, 255, 255, 255, 255})), (Events{"window:0x1000"}));
}

TEST(TelnetCodec, AWindowOf255ColumnsIsReadDoubledOrNot) {
  EXPECT_EQ(events_of(naws({0, 255, 255, 0, 24})), (Events{"window:255x24"}));
  EXPECT_EQ(events_of(naws({0, 255, 0, 24})), (Events{"window:255x24"}));
}

TEST(TelnetCodec, AWindowThatIsNoWindowIsDropped) {
  EXPECT_EQ(events_of(naws({}) + naws({0, 80, 0}) + naws({0, 80, 0, 24, 0}) + "look\n"),
            (Events{"line:look"}));
}

TEST(TelnetCodec, AWindowIsTakenOnlyIfExpected) {
  EXPECT_EQ(events_of(naws({0, 80, 0, 24})), (Events{"window:80x24"}));
  EXPECT_EQ(events_of("\xff\xfc\x1f" + naws({0, 80, 0, 24})), (Events{}));
  TelnetTrace trace;
  TelnetCodec unstarted;
  unstarted.receive(naws({0, 80, 0, 24}), trace);
  EXPECT_EQ(trace.take(), (Events{}));
}

TEST(TelnetCodec, TheWindowIsUnknownAgainWhenReportsEnd) {
  EXPECT_EQ(events_of("\xff\xfb\x1f" + naws({0, 80, 0, 24}) + "\xff\xfc\x1f"),
            (Events{"window:80x24", "reply:DONT 31", "window:0x0"}));
}

TEST(TelnetCodec, UnknownAndHugeSubnegotiationsVanish) {
  std::string huge(1'000'000, '\n');
  EXPECT_EQ(events_of("\xff\xfa\xc9" + huge + "\xff\xf0look\n"), (Events{"line:look"}));
  EXPECT_EQ(events_of("\xff\xfa\x1f" + huge + "\xff\xf0look\n"), (Events{"line:look"}));
}

TEST(TelnetCodec, BrokenSubnegotiationsDoNotSwallowWhatFollows) {
  EXPECT_EQ(events_of("\xff\xfa\xff\xf0look\n"), (Events{"line:look"}));
  EXPECT_EQ(events_of("\xff\xfa\x1f\xff\xf0look\n"), (Events{"line:look"}));
  EXPECT_EQ(events_of("\xff\xfa\x1f\0P\xff\xfb\x18look\n"sv),
            (Events{"reply:DONT 24", "line:look"}));
  EXPECT_EQ(events_of("\xff\xfa\x18xx\xff\xfa\x1f" + bytes_of({0, 80, 0, 24}) + "\xff\xf0"),
            (Events{"window:80x24"}));
  EXPECT_EQ(events_of("\xff\xfa\xff\xff\x1f\x01\xff\xf0look\n"), (Events{"line:look"}));
}

TEST(TelnetCodec, AnEventMayCallTheCodec) {
  struct Login : TelnetTrace {
    void line(std::string_view raw) override {
      TelnetTrace::line(raw);
      codec.set_echo(raw == "Ann", *this);
      marked = !codec.prompt_end().empty();
    }
    TelnetCodec codec;
    bool marked = true;
  } login;
  login.codec.receive("Ann\r\nsecret\r\n", login);
  EXPECT_EQ(login.take(), (Events{"line:Ann", "reply:WILL 1", "line:secret", "reply:WONT 1"}));
  EXPECT_FALSE(login.marked);
}

TEST(TelnetCodec, EncodesLineBreaksAndIac) {
  EXPECT_EQ(TelnetCodec::encode(""), "");
  EXPECT_EQ(TelnetCodec::encode("> "), "> ");
  EXPECT_EQ(TelnetCodec::encode("a\n\nb\n"), "a\r\n\r\nb\r\n");
  EXPECT_EQ(TelnetCodec::encode("\xff\xff\nx"), "\xff\xff\xff\xff\r\nx");
  EXPECT_EQ(TelnetCodec::encode("a\r\nb\rc"), "a\r\nbc");
  std::string out = "before ";
  TelnetCodec::encode_to("x\n", out);
  EXPECT_EQ(out, "before x\r\n");
}

TEST(TelnetCodec, ReadsWhatItEncodes) {
  EXPECT_EQ(events_of(TelnetCodec::encode("a\xff b\nc\xff\xf0\n")),
            (Events{"line:a\xff b", "line:c\xff\xf0"}));
}

}  // namespace
}  // namespace reality
