// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "tests/world/small_world.h"
#include "world/prose/foreign_template.h"
#include "world/prose/foreign_words.h"

namespace reality {
namespace {

constexpr const char* kWords = R"(# a little German
article der: der+e die+e das+e die+en | du
article den: den+en die+e das+e die+en | dich
article einen: einen+en eine+e ein+es -+e | dich
pronoun er: er sie es sie | du
pronoun ihm: ihm ihr ihm ihnen | dir
and: und
nothing: nichts
many: e
numbers: null ein zwei drei
term north: Norden
term in: drinnen
term place in: in
)";

struct ForeignTest : ::testing::Test, SmallWorld {
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall, "she");
  Thing& bob = person("Bob", hall, "he");
  Thing& lamp = named("a small lamp", "die klein~ Lampe");
  Thing& key = named("a key", "der alt~ Schlüssel");
  Thing& steps = named("some steps", "die Stufen (pl)");
  Thing& plain = make("a red ball", Relation::in, &hall);
  ForeignWords words = *ForeignWords::read("de", "de.words", kWords);

  Thing& named(std::string_view english, std::string_view german) {
    Thing& thing = make(english, Relation::in, &hall);
    set(thing, key::names, Value(Value::Map{{"de", Value(german)}}));
    return thing;
  }
  std::string word(std::string_view source, const Roles& roles, const Thing* reader = nullptr) {
    const auto made = ForeignTemplate::compile(source, words);
    if (!made) return made.error();
    std::string out;
    made->render_to(out, words, roles, reader);
    return out;
  }
};

TEST_F(ForeignTest, ArticlesAndAdjectivesAgreeByGenderAndCase) {
  EXPECT_EQ(word("{x}.", {{"x", &key}}), "Der alte Schlüssel.");
  EXPECT_EQ(word("Du nimmst {den x}.", {{"x", &key}}), "Du nimmst den alten Schlüssel.");
  EXPECT_EQ(word("Du nimmst {den x}.", {{"x", &lamp}}), "Du nimmst die kleine Lampe.");
  EXPECT_EQ(word("Du siehst {einen x}.", {{"x", &key}}), "Du siehst einen alten Schlüssel.");
  EXPECT_EQ(word("Du siehst {einen x}.", {{"x", &steps}}), "Du siehst Stufen.");
  EXPECT_EQ(word("Du nimmst {den x}.", {{"x", &plain}}), "Du nimmst red ball.");
}

TEST_F(ForeignTest, VerbsAgreeWithTheNominative) {
  const char* source = "{actor} {nimmst/nimmt/nehmen} {den x}.";
  EXPECT_EQ(word(source, {{"actor", &ann}, {"x", &lamp}}, &ann), "Du nimmst die kleine Lampe.");
  EXPECT_EQ(word(source, {{"actor", &ann}, {"x", &lamp}}, &bob), "Ann nimmt die kleine Lampe.");
  EXPECT_EQ(word("{den x} {hast/hat/haben actor} {actor}.", {{"actor", &ann}, {"x", &key}}, &ann),
            "Den alten Schlüssel hast du.");
  EXPECT_EQ(word("{der x} {ist/sind} zu.", {{"x", &steps}}), "Die Stufen sind zu.");
  EXPECT_EQ(word("{er x} {ist/sind} zu, sagt {actor} {ihm p}.",
                 {{"x", &lamp}, {"actor", &ann}, {"p", &bob}}, &bob),
            "Sie ist zu, sagt Ann dir.");
}

TEST_F(ForeignTest, ListsAreCountedAndJoined) {
  Thing& coin = named("a coin", "die golden~ Münze, golden~ Münzen");
  Thing& other = named("a coin", "die golden~ Münze, golden~ Münzen");
  const std::vector<const Thing*> seen = {&key, &coin, &bob, &other};
  EXPECT_EQ(word("Du siehst {einen x}.", {{"x", seen}}),
            "Du siehst einen alten Schlüssel, zwei goldene Münzen und Bob.");
  EXPECT_EQ(word("Du siehst {einen x}.", {{"x", std::vector<const Thing*>{}}}),
            "Du siehst nichts.");
}

TEST_F(ForeignTest, ValuesAreInertAndTermsAreTranslated) {
  EXPECT_EQ(word("{w} und {term w}", {{"w", "north"}}), "north und Norden");
  EXPECT_EQ(word("{w}", {{"w", "{actor} {a/b}"}, {"actor", &ann}}), "{actor} {a/b}");
  EXPECT_EQ(word("{term w}", {{"w", "nirgends"}}), "nirgends");
  EXPECT_EQ(word("{term w} {term place w}", {{"w", "in"}}), "drinnen in");
  EXPECT_EQ(word("{term place w}", {{"w", "north"}}), "Norden");
}

TEST_F(ForeignTest, MistakesAreNamed) {
  EXPECT_EQ(word("{dessen x}", {}), "there is no article or pronoun \"dessen\"");
  EXPECT_EQ(word("{a/b}", {}), "no role with which {a/b} agrees");
  EXPECT_EQ(word("{x} {a/b/c/d}", {}), "a verb has two or three forms, not {a/b/c/d}");
  EXPECT_EQ(word("{x", {}), "a { without its }");
  EXPECT_EQ(ForeignWords::read("de", "f", "article der: a b c").error(),
            "f:1: a row has a word and four forms: masculine, feminine, neuter, several");
  EXPECT_EQ(ForeignWords::read("de", "f", "\nartikel der: a").error(),
            "f:2: there is no entry \"artikel der\"");
  EXPECT_EQ(ForeignWords::read("de", "f", "and: und").error(),
            "f: at least one article and one pronoun are needed");
}

}  // namespace
}  // namespace reality
