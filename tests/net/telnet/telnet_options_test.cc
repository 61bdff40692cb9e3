// SPDX-License-Identifier: MIT
#include "net/telnet/telnet_options.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reality {
namespace {

using S = OptionState;
using A = OptionAnswer;

struct Move {
  S from;
  S to;
  A answer;
};

template <class Rule>
void expect_moves(const std::vector<Move>& moves, Rule rule) {
  ASSERT_EQ(moves.size(), 6U) << "one row for each state";
  for (const Move& move : moves) {
    S state = move.from;
    A answer = rule(state);
    EXPECT_EQ(state, move.to) << "from state " << static_cast<int>(move.from);
    EXPECT_EQ(answer, move.answer) << "from state " << static_cast<int>(move.from);
  }
}

// The tables of RFC 1143 section 7, row by row.

TEST(QMethod, PeerSaysYesToTheWilling) {
  expect_moves({{S::kNo, S::kYes, A::kYes},
                {S::kYes, S::kYes, A::kNothing},
                {S::kWantNo, S::kNo, A::kNothing},
                {S::kWantNoOpposite, S::kYes, A::kNothing},
                {S::kWantYes, S::kYes, A::kNothing},
                {S::kWantYesOpposite, S::kWantNo, A::kNo}},
               [](S& state) { return peer_says_yes(state, true); });
}

TEST(QMethod, PeerSaysYesToTheUnwilling) {
  expect_moves({{S::kNo, S::kNo, A::kNo},
                {S::kYes, S::kYes, A::kNothing},
                {S::kWantNo, S::kNo, A::kNothing},
                {S::kWantNoOpposite, S::kYes, A::kNothing},
                {S::kWantYes, S::kYes, A::kNothing},
                {S::kWantYesOpposite, S::kWantNo, A::kNo}},
               [](S& state) { return peer_says_yes(state, false); });
}

TEST(QMethod, PeerSaysNo) {
  expect_moves({{S::kNo, S::kNo, A::kNothing},
                {S::kYes, S::kNo, A::kNo},
                {S::kWantNo, S::kNo, A::kNothing},
                {S::kWantNoOpposite, S::kWantYes, A::kYes},
                {S::kWantYes, S::kNo, A::kNothing},
                {S::kWantYesOpposite, S::kNo, A::kNothing}},
               peer_says_no);
}

TEST(QMethod, AskForYes) {
  expect_moves({{S::kNo, S::kWantYes, A::kYes},
                {S::kYes, S::kYes, A::kNothing},
                {S::kWantNo, S::kWantNoOpposite, A::kNothing},
                {S::kWantNoOpposite, S::kWantNoOpposite, A::kNothing},
                {S::kWantYes, S::kWantYes, A::kNothing},
                {S::kWantYesOpposite, S::kWantYes, A::kNothing}},
               [](S& state) { return ask_for_yes(state, false); });
}

TEST(QMethod, AskForNo) {
  expect_moves({{S::kNo, S::kNo, A::kNothing},
                {S::kYes, S::kWantNo, A::kNo},
                {S::kWantNo, S::kWantNo, A::kNothing},
                {S::kWantNoOpposite, S::kWantNo, A::kNothing},
                {S::kWantYes, S::kWantYesOpposite, A::kNothing},
                {S::kWantYesOpposite, S::kWantYesOpposite, A::kNothing}},
               [](S& state) { return ask_for_no(state, false); });
}

TEST(QMethod, RequestsToASilentPeerDoNotWait) {
  S state = S::kWantYes;
  EXPECT_EQ(ask_for_no(state, true), A::kNo);
  EXPECT_EQ(state, S::kWantNo);
  EXPECT_EQ(ask_for_no(state, true), A::kNothing);
  EXPECT_EQ(ask_for_yes(state, true), A::kYes);
  EXPECT_EQ(state, S::kWantYes);
  EXPECT_EQ(ask_for_yes(state, true), A::kNothing);
}

// Two parties that both follow the method, over a slow line, come to agree on the last wish.
TEST(QMethod, TwoPartiesAgreeWhateverTheOrder) {
  for (unsigned wishes = 0; wishes < 64; ++wishes) {
    S ours = S::kNo;
    S theirs = S::kNo;
    std::vector<A> to_them;
    std::vector<A> to_us;
    auto post = [](std::vector<A>& queue, A answer) {
      if (answer != A::kNothing) queue.push_back(answer);
    };
    bool last = false;
    for (unsigned bit = 0; bit < 6; ++bit) {
      last = (wishes >> bit & 1U) != 0;
      post(to_them, last ? ask_for_yes(ours, false) : ask_for_no(ours, false));
    }
    int sent = 0;
    while (!to_them.empty() || !to_us.empty()) {
      ASSERT_LT(++sent, 20) << "a loop, wishes " << wishes;
      std::vector<A>& queue = to_them.empty() ? to_us : to_them;
      bool yes = queue.front() == A::kYes;
      queue.erase(queue.begin());
      S& state = &queue == &to_them ? theirs : ours;
      A answer = yes ? peer_says_yes(state, true) : peer_says_no(state);
      post(&queue == &to_them ? to_us : to_them, answer);
    }
    EXPECT_EQ(ours, last ? S::kYes : S::kNo) << "wishes " << wishes;
    EXPECT_EQ(theirs, ours) << "wishes " << wishes;
  }
}

TEST(TelnetOptions, EveryUnknownOptionIsRefusedOncePerSide) {
  TelnetOptions options;
  int replies = 0;
  for (int round = 0; round < 3; ++round) {
    for (unsigned code = 0; code < 256; ++code) {
      auto option = static_cast<uint8_t>(code);
      if (find_option(option) != nullptr || option == telnet::kTimingMark) continue;
      uint8_t to_will = options.received(telnet::kWill, option).verb;
      uint8_t to_do = options.received(telnet::kDo, option).verb;
      EXPECT_EQ(to_will, round == 0 ? telnet::kDont : 0);
      EXPECT_EQ(to_do, round == 0 ? telnet::kWont : 0);
      EXPECT_EQ(options.received(telnet::kWont, option).verb, 0);
      EXPECT_EQ(options.received(telnet::kDont, option).verb, 0);
      replies += (to_will != 0) + (to_do != 0);
    }
  }
  EXPECT_EQ(replies, 2 * (256 - 1 - static_cast<int>(kTelnetOptions.size())));
}

TEST(TelnetOptions, TheOtherSideOfAKnownOptionIsRefusedOnceToo) {
  TelnetOptions options;
  EXPECT_EQ(options.received(telnet::kDo, telnet::kNaws).verb, telnet::kWont);
  EXPECT_EQ(options.received(telnet::kDo, telnet::kNaws).verb, 0);
  EXPECT_EQ(options.received(telnet::kWill, telnet::kNaws).verb, telnet::kDo);
  EXPECT_TRUE(options.is_on(OptionSide::kPeer, telnet::kNaws));
  EXPECT_FALSE(options.is_on(OptionSide::kUs, telnet::kNaws));
}

TEST(TelnetOptions, EchoIsOursToStart) {
  TelnetOptions options;
  EXPECT_EQ(options.received(telnet::kDo, telnet::kEcho).verb, telnet::kWont);
  EXPECT_EQ(options.received(telnet::kDo, telnet::kEcho).verb, 0);
  EXPECT_EQ(options.ask(OptionSide::kUs, telnet::kEcho, true, false), telnet::kWill);
  EXPECT_TRUE(options.received(telnet::kDo, telnet::kEcho).changed);
  EXPECT_TRUE(options.is_on(OptionSide::kUs, telnet::kEcho));
  EXPECT_EQ(options.received(telnet::kDont, telnet::kEcho).verb, telnet::kWont);
  EXPECT_FALSE(options.is_on(OptionSide::kUs, telnet::kEcho));
}

TEST(TelnetOptions, EveryTimingMarkIsAnswered) {
  TelnetOptions options;
  EXPECT_EQ(options.received(telnet::kDo, telnet::kTimingMark).verb, telnet::kWill);
  EXPECT_EQ(options.received(telnet::kDo, telnet::kTimingMark).verb, telnet::kWill);
  EXPECT_EQ(options.received(telnet::kDont, telnet::kTimingMark).verb, 0);
}

TEST(TelnetOptions, TheTableHasNoOptionTwice) {
  for (const OptionRow& row : kTelnetOptions) EXPECT_EQ(find_option(row.code), &row);
}

}  // namespace
}  // namespace reality
