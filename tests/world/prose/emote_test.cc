// SPDX-License-Identifier: MIT
#include "world/prose/emote.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/world/small_world.h"

namespace reality {
namespace {

struct EmoteTest : ::testing::Test, SmallWorld {
  Thing& hall = room("the Hall");
  Thing& ann = person("Ann", hall, "she");
  Thing& bob = person("Bob", hall, "he");
  Thing& captain = person("Captain Vance", hall, "he");
  Thing& robot = person("a tin robot", hall, "it");

  std::string read(std::string_view words, const Thing* reader = nullptr) {
    const std::vector<const Thing*> people = {&ann, &bob, &captain, &robot};
    const Emote emote = compose_emote(ann, words, people);
    const auto made = Template::compile(emote.message);
    return made ? render(*made, emote.roles, reader) : made.error();
  }
};

TEST_F(EmoteTest, WhoIsNamedReadsYou) {
  EXPECT_EQ(read("waves to bob and looks at the lamp"), "Ann waves to Bob and looks at the lamp.");
  EXPECT_EQ(read("waves to bob and looks at the lamp", &bob),
            "Ann waves to you and looks at the lamp.");
  EXPECT_EQ(read("waves to BOB!", &ann), "Ann waves to Bob!");
  EXPECT_EQ(read("salutes captain vance", &bob), "Ann salutes Captain Vance.");
}

TEST_F(EmoteTest, PossessivesBecomeYour) {
  EXPECT_EQ(read("borrows bob's hat", &bob), "Ann borrows your hat.");
  EXPECT_EQ(read("borrows Bob’s hat"), "Ann borrows Bob's hat.");
  EXPECT_EQ(read("sneezes. bob's hat flies off", &bob), "Ann sneezes. Your hat flies off.");
}

TEST_F(EmoteTest, TheActorsOwnPossessiveAndCommaAreJoined) {
  EXPECT_EQ(read("'s hat slips"), "Ann's hat slips.");
  EXPECT_EQ(read("’s hat slips"), "Ann’s hat slips.");
  EXPECT_EQ(read(", somewhat late, bows"), "Ann, somewhat late, bows.");
}

TEST_F(EmoteTest, OnlyWholeNamesOutsideOfQuotesCount) {
  EXPECT_EQ(read("bobs up and down like bobby", &bob), "Ann bobs up and down like bobby.");
  EXPECT_EQ(read("says, \"Bob, come\" to bob", &bob), "Ann says, \"Bob, come\" to you.");
  EXPECT_EQ(read("waits—bob…", &bob), "Ann waits—you…");
  EXPECT_EQ(read("weighs the bob of a pendulum", &bob), "Ann weighs the bob of a pendulum.");
  EXPECT_EQ(read("nods. Bob sleeps", &bob), "Ann nods. Bob sleeps.");
  EXPECT_EQ(read("pats the robot"), "Ann pats the robot.");
  EXPECT_EQ(read("rubs ann's chin"), "Ann rubs ann's chin.");
}

TEST_F(EmoteTest, WordsStayAsTyped) {
  EXPECT_EQ(read("draws {actor} and {nod/nods}"), "Ann draws {actor} and {nod/nods}");
  EXPECT_EQ(read("winks  twice 🙂"), "Ann winks  twice 🙂");
  EXPECT_EQ(read("liest Übungsbücher"), "Ann liest Übungsbücher.");
  EXPECT_EQ(read("sagt über"), "Ann sagt über.");
  EXPECT_EQ(read("trinkt Kaffee mit Zoé"), "Ann trinkt Kaffee mit Zoé.");
  EXPECT_EQ(read("日本"), "Ann 日本");
}

TEST_F(EmoteTest, ManyNamesStayWithinTheRolesOfAMessage) {
  std::string words = "greets";
  for (int i = 0; i < 100; ++i) words += " bob,";
  const std::string read_by_bob = read(words, &bob);
  EXPECT_TRUE(read_by_bob.starts_with("Ann greets you, you, you, you, you, you, bob,"));
}

}  // namespace
}  // namespace reality
