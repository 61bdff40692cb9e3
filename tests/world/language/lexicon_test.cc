// SPDX-License-Identifier: MIT
#include "world/language/tokens.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

const Lexicon& kWords = Lexicon::english();

std::string words(std::string_view line) {
  const Tokens tokens(line);
  std::string out;
  for (size_t i = 0; i < tokens.size(); ++i)
    out += (i > 0 ? "|" : "") + std::string(tokens.word(i));
  return out;
}

TEST(Tokens, CutAtSpacesAndCommas) {
  EXPECT_EQ(words(""), "");
  EXPECT_EQ(words("   "), "");
  EXPECT_EQ(words("Take  the LAMP"), "take|the|lamp");
  EXPECT_EQ(words("take lamp,rope, and hat"), "take|lamp|,|rope|,|and|hat");
  EXPECT_EQ(words("what now?"), "what|now");
  EXPECT_EQ(words("help ?"), "help|?");
  EXPECT_EQ(words("read \"Tides (vol. 2)\""), "read|tides|vol|2");
  EXPECT_EQ(words("fred's cap"), "fred's|cap");
  EXPECT_EQ(words("fred\u2019s cap"), "fred's|cap");
  EXPECT_EQ(words("NIMM ÜBUNGSBÜCHLEIN"), "nimm|übungsbüchlein");
}

TEST(Tokens, ShortcutsAreVerbs) {
  EXPECT_EQ(words("'hi there"), "say|hi|there");
  EXPECT_EQ(words("\"hi"), "say|hi");
  EXPECT_EQ(words(":waves"), "emote|waves");
  EXPECT_EQ(words("'"), "say");
}

TEST(Tokens, KeepWhatWasTyped) {
  const Tokens tokens("Say  \"Well,   well...\" he said, ok?");
  EXPECT_EQ(tokens.raw(1, tokens.size()), "\"Well,   well...\" he said, ok?");
  EXPECT_EQ(tokens.raw(1, 3), "\"Well,");
  EXPECT_EQ(tokens.typed(0, 1), "Say");
  EXPECT_EQ(tokens.typed(1, 4), "Well,   well");
  EXPECT_EQ(tokens.raw(tokens.size(), tokens.size()), "");
}

TEST(Lexicon, Directions) {
  for (const std::string_view word : {"n", "north"}) EXPECT_EQ(kWords.direction(word), "north");
  EXPECT_EQ(kWords.direction("sw"), "southwest");
  EXPECT_EQ(kWords.direction("u"), "up");
  EXPECT_EQ(kWords.direction("inside"), "in");
  EXPECT_EQ(kWords.direction("nort"), "");
  EXPECT_EQ(kWords.direction(""), "");
}

TEST(Lexicon, Numbers) {
  EXPECT_EQ(kWords.number("2"), 2u);
  EXPECT_EQ(kWords.number("two"), 2u);
  EXPECT_EQ(kWords.number("twenty"), 20u);
  EXPECT_EQ(kWords.number("999999"), 999999u);
  EXPECT_EQ(kWords.number("1000000"), 999'999u);
  EXPECT_FALSE(kWords.number("2x"));
  EXPECT_FALSE(kWords.number("-2"));
  EXPECT_FALSE(kWords.number(""));
  EXPECT_EQ(kWords.ordinal("2nd"), 2u);
  EXPECT_EQ(kWords.ordinal("ninth"), 9u);
  EXPECT_EQ(kWords.ordinal("last"), kLastOrdinal);
  EXPECT_FALSE(kWords.ordinal("0th"));
  EXPECT_FALSE(kWords.ordinal("nd"));
  EXPECT_FALSE(kWords.ordinal(""));
}

TEST(Lexicon, Courtesy) {
  const auto polite = [](std::string_view line) { return leading_courtesy(Tokens(line)); };
  EXPECT_EQ(polite("take lamp"), 0u);
  EXPECT_EQ(polite("please take lamp"), 1u);
  EXPECT_EQ(polite("Please, take lamp"), 2u);
  EXPECT_EQ(polite("can you please take lamp"), 3u);
  EXPECT_EQ(polite("I want to go north"), 3u);
  EXPECT_EQ(polite("please can you take it"), 3u);
  EXPECT_EQ(polite("i"), 0u);
}

}  // namespace
}  // namespace reality
