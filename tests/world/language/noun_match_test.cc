// SPDX-License-Identifier: MIT
#include "world/language/noun_match.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/text.h"
#include "world/language/tokens.h"
#include "world/state/journal.h"
#include "world/state/keys.h"
#include "world/state/things.h"

namespace reality {
namespace {

class NounMatchTest : public testing::Test {
 protected:
  Thing& make(std::string_view name, std::string_view words = {}, std::string_view plural = {}) {
    Thing& thing = things_.make(nullptr);
    things_.set(thing, key::name, Value(name));
    if (!words.empty()) things_.set(thing, key::words, Value(words));
    if (!plural.empty()) things_.set(thing, key::plural, Value(plural));
    return thing;
  }
  static NounFit fit(const Thing& thing, std::string_view words, bool prefixes = false) {
    return match_noun(thing, split(words, ' '), prefixes);
  }

  Atoms atoms_;
  Journal journal_;
  Things things_{atoms_, journal_};
};

struct Case {
  std::string_view words;
  NounQuality quality;
};

TEST_F(NounMatchTest, NamesInOtherLanguagesCount) {
  Thing& lamp = make("a brass lamp");
  things_.set(lamp, key::names,
              Value(Value::Map{{"de", Value("die klein~ Lämpe, klein~ Lämpen")}}));
  EXPECT_EQ(fit(lamp, "lämpe").quality, NounQuality::exact);
  EXPECT_EQ(fit(lamp, "kleine lämpe").quality, NounQuality::exact);
  EXPECT_EQ(fit(lamp, "kleinen lämpe").quality, NounQuality::exact);
  EXPECT_EQ(fit(lamp, "kleine").quality, NounQuality::adjective);
  EXPECT_EQ(fit(lamp, "kleinlich lämpe").quality, NounQuality::none);
  EXPECT_TRUE(fit(lamp, "lämpen").plural);
  EXPECT_EQ(fit(lamp, "brass lämpe").quality, NounQuality::exact);
  EXPECT_EQ(fit(lamp, "lamp").quality, NounQuality::exact);
}

TEST_F(NounMatchTest, HeadNounsBeatAdjectives) {
  const Thing& lamp = make("a Small Brass Lamp", "lantern, light");
  const Thing& rope = make("a coil of rope");
  const std::vector<Case> cases = {
      {"lamp", NounQuality::exact},
      {"brass lamp", NounQuality::exact},
      {"small brass lamp", NounQuality::exact},
      {"brass small lamp", NounQuality::exact},
      {"lantern", NounQuality::exact},
      {"light", NounQuality::exact},
      {"brass lantern", NounQuality::exact},
      {"brass", NounQuality::adjective},
      {"small brass", NounQuality::adjective},
      {"brass one", NounQuality::adjective},
      {"one", NounQuality::none},
      {"velvet lamp", NounQuality::none},
      {"lam", NounQuality::none},
      {"lamps", NounQuality::exact},
      {"lampx", NounQuality::none},
  };
  for (const Case& it : cases) EXPECT_EQ(fit(lamp, it.words).quality, it.quality) << it.words;
  EXPECT_EQ(fit(rope, "coil").quality, NounQuality::exact);
  EXPECT_EQ(fit(rope, "rope").quality, NounQuality::exact);
  EXPECT_EQ(fit(rope, "coil of rope").quality, NounQuality::exact);
  EXPECT_EQ(match_noun(rope, {}, false).quality, NounQuality::none);
}

TEST_F(NounMatchTest, SaysWhichWordDidNotFit) {
  const Thing& lamp = make("a brass lamp");
  EXPECT_EQ(fit(lamp, "velvet lamp").misfit, 0);
  EXPECT_EQ(fit(lamp, "brass velvet lamp").misfit, 1);
  EXPECT_EQ(fit(lamp, "velvet hat").misfit, -1);
  EXPECT_EQ(fit(lamp, "brass lamp").misfit, -1);
}

TEST_F(NounMatchTest, KnowsPlurals) {
  const Thing& coin = make("a gold coin", "", "gold coins");
  const Thing& box = make("a box", "chest");
  const Thing& knife = make("a knife", "", "knives");
  const Thing& scissors = make("some scissors", "", "scissors");
  EXPECT_TRUE(fit(coin, "coins").plural);
  EXPECT_TRUE(fit(coin, "gold coins").plural);
  EXPECT_FALSE(fit(coin, "coin").plural);
  EXPECT_TRUE(fit(box, "boxes").plural);
  EXPECT_TRUE(fit(box, "chests").plural);
  EXPECT_TRUE(fit(knife, "knives").plural);
  EXPECT_FALSE(fit(scissors, "scissors").plural);
  EXPECT_EQ(fit(scissors, "scissors").quality, NounQuality::exact);
}

TEST_F(NounMatchTest, BeginningsOfThreeLettersWhenAsked) {
  const Thing& lamp = make("a brass lamp", "lantern");
  EXPECT_EQ(fit(lamp, "lant").quality, NounQuality::none);
  EXPECT_EQ(fit(lamp, "lant", true).quality, NounQuality::prefix);
  EXPECT_EQ(fit(lamp, "lan", true).quality, NounQuality::prefix);
  EXPECT_EQ(fit(lamp, "la", true).quality, NounQuality::none);
  EXPECT_EQ(fit(lamp, "bra lamp", true).quality, NounQuality::prefix);
  EXPECT_EQ(fit(lamp, "lanterne", true).quality, NounQuality::none);
}

TEST_F(NounMatchTest, FoldsCaseBeyondAscii) {
  const Thing& book = make("an Übungsbüchlein");
  const Thing& street = make("the Straße");
  EXPECT_EQ(fit(book, fold_word("ÜBUNGSBÜCHLEIN")).quality, NounQuality::exact);
  EXPECT_EQ(fit(book, fold_word("übu"), true).quality, NounQuality::prefix);
  EXPECT_EQ(fit(book, fold_word("üb"), true).quality, NounQuality::none);
  EXPECT_EQ(fit(street, "strasse").quality, NounQuality::exact);
  EXPECT_EQ(fit(make("Fred\u2019s cap"), "fred's").quality, NounQuality::adjective);
}

TEST_F(NounMatchTest, WholeNames) {
  const Thing& bob = make("Bob");
  const Thing& guest = make("Guest Žofie");
  EXPECT_TRUE(match_whole_name(bob, "bob", false));
  EXPECT_FALSE(match_whole_name(bob, "bo", false));
  EXPECT_TRUE(match_whole_name(bob, "bo", true));
  EXPECT_FALSE(match_whole_name(bob, "bobby", true));
  EXPECT_TRUE(match_whole_name(guest, fold_word("guest ŽOFIE"), false));
  EXPECT_TRUE(match_whole_name(guest, "guest", true));
}

TEST_F(NounMatchTest, Indistinguishable) {
  const Thing& one = make("a gold coin");
  const Thing& two = make("a gold coin");
  Thing& marked = make("a gold coin");
  things_.set(marked, key::text, Value("It is marked with a cross."));
  Thing& kind = make("a gold coin");
  const Thing& of_kind = things_.make(&kind);
  EXPECT_TRUE(indistinguishable(one, two));
  EXPECT_FALSE(indistinguishable(one, marked));
  EXPECT_FALSE(indistinguishable(one, of_kind));
}

}  // namespace
}  // namespace reality
