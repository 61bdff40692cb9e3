// SPDX-License-Identifier: MIT
#include "world/language/foreign_grammar.h"

#include <gtest/gtest.h>

#include <string>

namespace reality {
namespace {

constexpr const char* kGrammar = R"(skip: der die das den dem bitte
then: dann
and: und
word alles: all
word außer: except
direction norden/n: north
schau = look
schau {thing} an = examine {thing}
nimm/nehme {things} = take {things}
nimm {things} aus {source} = take {things} from {source}
leg {things} in {place} = put {things} in {place}
gib {person} {thing} = give {thing} to {person}
geh {way:direction} = go {way:direction}
sag {words:text} = say {words:text}
)";

std::string english(std::string_view line, bool answer = false) {
  return ForeignGrammar::read("de.grammar", kGrammar)->to_english(line, answer);
}

TEST(ForeignGrammarTest, LinesAreTakenApartAndPutTogether) {
  EXPECT_EQ(english("nimm die Lampe"), "take Lampe");
  EXPECT_EQ(english("Nimm bitte die Lampe aus der Kiste!"), "take Lampe from Kiste");
  EXPECT_EQ(english("leg die Lampe in die Kiste"), "put Lampe in Kiste");
  EXPECT_EQ(english("schau die Lampe an"), "examine Lampe");
  EXPECT_EQ(english("gib Bob die Lampe"), "give Lampe to Bob");
  EXPECT_EQ(english("nimm alles außer der Lampe und dem Seil"), "take all except Lampe and Seil");
  EXPECT_EQ(english("schau"), "look");
}

TEST(ForeignGrammarTest, DirectionsAloneAndAfterAVerb) {
  EXPECT_EQ(english("norden"), "go north");
  EXPECT_EQ(english("geh norden"), "go north");
  EXPECT_EQ(english("geh Mond"), "go Mond");
}

TEST(ForeignGrammarTest, SeveralCommandsOnALine) {
  EXPECT_EQ(english("nimm Lampe. schau"), "take Lampe. look");
  EXPECT_EQ(english("nimm Lampe und Seil und dann geh norden"), "take Lampe and Seil. go north");
  EXPECT_EQ(english("nimm Lampe, schau die Lampe an"), "take Lampe. examine Lampe");
  EXPECT_EQ(english("nimm Lampe und leg sie in Kiste"), "take Lampe. put sie in Kiste");
  EXPECT_EQ(english("drop hat; nimm Lampe"), "drop hat. take Lampe");
}

TEST(ForeignGrammarTest, SpeechIsVerbatim) {
  EXPECT_EQ(english("sag Nimm das. Dann geh, und  schau!"), "say Nimm das. Dann geh, und  schau!");
  EXPECT_EQ(english("'nimm die Lampe"), "'nimm die Lampe");
  EXPECT_EQ(english(":nimm die Lampe"), ":nimm die Lampe");
}

TEST(ForeignGrammarTest, WhatIsMissingStaysMissing) {
  EXPECT_EQ(english("nimm"), "take");
  EXPECT_EQ(english("leg die Lampe"), "put Lampe");
}

TEST(ForeignGrammarTest, WhatIsUnknownStaysAsItIs) {
  EXPECT_EQ(english("take the lamp"), "take the lamp");
  EXPECT_EQ(english("xyzzy. plugh"), "xyzzy. plugh");
  EXPECT_EQ(english(""), "");
  EXPECT_EQ(english("die Lampe"), "die Lampe");
  EXPECT_EQ(english("die Lampe", true), "Lampe");
  EXPECT_EQ(english("alles", true), "all");
}

TEST(ForeignGrammarTest, AHostileLineCostsLittle) {
  std::string line = "nimm";
  for (int i = 0; i < 800; ++i) line += " aus und, in.";
  EXPECT_FALSE(english(line).empty());
}

TEST(ForeignGrammarTest, MistakesAreNamed) {
  const auto error = [](const char* text) { return ForeignGrammar::read("f", text).error(); };
  EXPECT_EQ(error("\nnimm {x} = take {y}"), "f:2: the line lacks the role {y} of its English line");
  EXPECT_EQ(error("nimm {x} = take"), "f:1: the line has roles that its English line lacks");
  EXPECT_EQ(error("nimm"), "f:1: write LINE = ENGLISH LINE");
  EXPECT_EQ(error("wort x: y"), "f:1: there is no entry \"wort x\"");
  EXPECT_EQ(error("word: y"), "f:1: write word A/B: ENGLISH");
}

}  // namespace
}  // namespace reality
